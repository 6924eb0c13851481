// What became of a row, step by step, from the machine's draft on; each step of a person can be taken back or done again.

import { ask, of } from "./api.js";
import { change, turned } from "./changes.js";
import { button, dialog, el } from "./dom.js";
import { formed } from "./pieces.js";
import { LANGUAGES, when, word } from "./words.js";

const REPLACED = /^“(.*)” → “(.*)” in .*$/s; // how the memory calls words that were replaced in a post

export async function showHistory(view, row) {
  const { steps, draft } = await ask(of(view.name, "rows", row.id, "history"));
  const close = button("close", () => made.close());
  const turn = async (step, way) => {
    made.close();
    await change(view, of(view.name, "changes", step.number, way), (rows) => turned(way, rows));
  };
  const items = steps.reverse().map((step) => item(step, row, turn));
  if (draft) items.push(el("li", {}, el("div", { lang: "en" }, formed(draft, row.codes)), el("small", {}, word("state.machine"))));
  const none = steps.length ? "" : el("p", {}, word("history.none"));
  const made = dialog(word("history.title", { number: row.number }), none, el("ul", { class: "steps" }, items), el("p", { class: "buttons" }, close));
}

function item(step, row, turn) {
  const way = step.undone ? "redo" : "undo";
  const others = step.others ? word("history.others", { count: step.others }) : "";
  return el("li", {},
    step.texts.map(({ text, column }) => el("div", { class: step.undone ? "undone" : null, lang: LANGUAGES[column] }, formed(text, row.codes))),
    el("small", {}, [what(step), step.who || word("somebody"), when(step.when), others, step.undone ? word("history.undone") : ""].filter(Boolean).join(" · ")),
    el("button", { type: "button", onclick: () => turn(step, way) }, word(`history.${way}${step.others ? ".all" : ""}`, { count: step.others + 1 })));
}

/** What a step did: words replaced, a file taken in, else a text edited or confirmed. */
function what({ kind, file, texts }) {
  if (kind !== "edit") return word("history.from", { file });
  const [, words, replacement] = REPLACED.exec(file) ?? [];
  if (words) return word("history.replaced", { words, replacement });
  return word(texts.some(({ draft }) => draft) ? "history.edited" : "history.confirmed");
}
