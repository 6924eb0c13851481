// What the keys do.

import { button, dialog, el } from "./dom.js";
import { KEYS } from "./keys.js";
import { word } from "./words.js";

const APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);
const written = (keys) => (APPLE ? keys.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧") : keys);

export function showKeys() {
  const rows = KEYS.map(([name, keys]) => el("div", {}, el("dt", {}, written(keys).split(" ").map((key) => (/^[…]$/.test(key) ? " … " : el("kbd", {}, key)))), el("dd", {}, word(`key.${name}`))));
  const close = button("close", () => made.close());
  const made = dialog(word("help"), el("dl", { class: "keys" }, rows), el("p", { class: "buttons" }, close));
}
