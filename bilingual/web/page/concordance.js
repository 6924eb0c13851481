// How something was written before: sentences of the memory and of finished posts that hold some words.

import { ask } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { word } from "./words.js";

const PAUSE = 250; // milliseconds without a key after which it is looked for

export function showConcordance(text) {
  const list = el("ul", { class: "steps", role: "status" });
  let pause = 0;
  const look = async () => {
    if (!field.value.trim()) return list.replaceChildren();
    const { examples } = await ask(`concordance?${new URLSearchParams({ text: field.value })}`);
    list.replaceChildren(...(examples.length ? examples.map(example) : [el("li", {}, word("concordance.none"))]));
  };
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  };
  const field = el("input", { type: "search", value: text.trim(), "aria-label": word("concordance"), oninput: soon });
  const close = button("close", () => made.close());
  const made = dialog(word("concordance"), field, list, el("p", { class: "buttons" }, close));
  field.focus();
  look();
}

function example({ source, target, origin, post, who }) {
  return el("li", {}, el("div", { lang: "zh" }, source), el("div", { lang: "en" }, target), el("small", {}, [post, who || word(`state.${origin}`)].filter(Boolean).join(", ")));
}
