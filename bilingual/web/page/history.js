// What people did to a row, step by step, each to be taken back or done again.

import { ask, of } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { turned } from "./turned.js";
import { LANGUAGES, when, word } from "./words.js";

export async function showHistory(view, row) {
  const { steps } = await ask(of(view.name, "rows", row.id, "history"));
  const close = button("close", () => made.close());
  const turn = async (step, way) => {
    made.close();
    await view.change(of(view.name, "changes", step.number, way), (rows) => turned(way, rows));
  };
  const items = steps.reverse().map((step) => item(step, turn));
  const list = items.length ? el("ul", { class: "steps" }, items) : el("p", {}, word("history.none"));
  const made = dialog(word("history.title", { number: row.number }), list, el("p", { class: "buttons" }, close));
}

function item(step, turn) {
  const way = step.undone ? "redo" : "undo";
  const others = step.others ? word("history.others", step) : "";
  return el("li", {},
    step.texts.map(({ text, column }) => el("div", { class: step.undone ? "undone" : null, lang: LANGUAGES[column] }, text)),
    el("small", {}, [step.who || word("somebody"), when(step.when), others].filter(Boolean).join(", ")),
    el("button", { type: "button", onclick: () => turn(step, way) }, word(`history.${way}${step.others ? ".all" : ""}`, { count: step.others + 1 })));
}
