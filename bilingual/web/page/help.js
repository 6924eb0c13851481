// What the keys do.

import { button, dialog, el } from "./dom.js";
import { KEYS, written } from "./keys.js";
import { word } from "./words.js";

export function showKeys() {
  const rows = Object.keys(KEYS).map((name) => el("div", {}, el("dt", {}, written(name).map((key) => el("kbd", {}, key))), el("dd", {}, word(`key.${name}`))));
  const close = button("close", () => made.close());
  const made = dialog(word("help"), el("dl", { class: "keys" }, rows), el("p", { class: "buttons" }, close));
}
