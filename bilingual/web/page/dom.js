// Elements made by hand: whatever comes from a post, a glossary or a file's name is a text node, never markup.

import { word } from "./words.js";

/** An element with attributes (`on…` are listeners, `true` is an attribute without a value, `null` none) and children. */
export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** A button that says a word of the page's language. */
export const button = (name, act, more = {}) => el("button", { type: "button", onclick: act, ...more }, word(name));

/** Says something to whoever looks and to whoever listens; it goes after a while. */
export function say(text) {
  const live = document.getElementById("live");
  live.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => (live.textContent = ""), 6000);
}

/** A dialog with a title, which gives the focus back when it is closed. */
export function dialog(title, ...children) {
  const before = document.activeElement;
  const heading = el("h2", { id: "dialog-title", tabindex: "-1" }, title);
  const made = el("dialog", { "aria-labelledby": "dialog-title" }, heading, ...children);
  made.addEventListener("close", () => {
    made.remove();
    if (before?.isConnected) before.focus();
  });
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault(); // a search field would be emptied by it first
    made.close();
  });
  document.body.append(made);
  made.showModal();
  if (made.scrollHeight > made.clientHeight) heading.focus(); // it is read from its beginning
  return made;
}
