// How something was written before: sentences of the memory and of finished posts that hold some words.

import { ask } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { nodes } from "./pieces.js";
import { LANGUAGES, word } from "./words.js";

const PAUSE = 250; // milliseconds without a key after which it is looked for
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Asks what holds the words that are marked; what is chosen goes into the open row, with none open it leads to where it stands. */
export function showConcordance(view) {
  const { editor } = view;
  const place = editor?.selection; // a closed dialog gives the focus back, not what was marked
  const text = String(getSelection()) || editor?.marked || "";
  const hint = word(editor ? "concordance.insert" : "concordance.go");
  const list = el("ul", { class: "steps matches" });
  const result = el("p", { class: "result", role: "status" });
  let pause = 0;
  const look = async () => {
    const asked = field.value;
    if (!asked.trim()) return list.replaceChildren();
    const { examples } = await ask(`concordance?${new URLSearchParams({ text: asked })}`).catch(() => ({ examples: [] }));
    if (asked !== field.value) return;
    list.replaceChildren(...examples.map((one) => example(one, take)));
    result.textContent = examples.length ? `${word("concordance.found", { count: examples.length })} ${hint}` : word("concordance.none");
  };
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  };
  const take = async (one) => {
    made.close();
    if (editor) return editor.insert(one.target, place);
    await view.rows.complete;
    if (one.post === view.name && view.rows.has(one.unit)) view.reach(one.unit);
    else if (one.post) location.hash = new URLSearchParams({ post: one.post });
  };
  /** The arrows lead from the field through what was found, and back. */
  const key = (event) => {
    const step = event.isComposing ? 0 : STEPS[event.key];
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("button")];
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement) + step))].focus();
  };
  const field = el("input", { type: "search", value: text.trim(), "aria-label": word("concordance"), oninput: soon });
  const close = button("close", () => made.close());
  const made = dialog(word("concordance"), field, result, list, el("p", { class: "buttons" }, close));
  made.addEventListener("keydown", key);
  field.focus();
  look();
}

function example(one, take) {
  const from = [one.post, one.who || word(`state.${one.origin}`)].filter(Boolean).join(", ");
  return el("li", {}, el("button", { type: "button", onclick: () => take(one) }, el("span", { lang: "zh" }, nodes(one.pieces.source)), el("span", { class: "target", lang: LANGUAGES[one.column] }, nodes(one.pieces.target)), el("small", {}, from)));
}
