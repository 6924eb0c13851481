// What stands above a post: where it leads back to, how far the post is, and what can be done with all of it.

import { turn } from "./changes.js";
import { confirmAll } from "./confirming.js";
import { button, el } from "./dom.js";
import { showKeys } from "./help.js";
import { progress } from "./posts.js";
import { LANGUAGES, word } from "./words.js";

/** The nodes of the bar, and a function that says how far the post is. */
export function postBar(view) {
  const done = el("div", { class: "done" });
  view.filters.number.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault(); // the row's field has the focus by the time the key would write
    view.go(view.filters.number.value.trim());
  });
  const nodes = [
    el("div", { class: "title" }, el("a", { href: "#", "aria-label": word("posts.back") }, "←"), el("h1", { lang: LANGUAGES[view.columns[0]], title: `${view.title}\n${view.path}` }, view.title)),
    done,
    el("div", { class: "tools", role: "group", "aria-label": word("tools") },
      button("undo", () => turn(view, "undo")),
      button("redo", () => turn(view, "redo")),
      button("confirmAll", () => confirmAll(view), { class: "less" }),
      button("replace", () => view.replace(), { class: "less" }),
      el("a", { class: "button less", href: "#glossary", onclick: named }, word("glossary")),
      button("help", showKeys, { class: "less" }),
      button("write", () => view.write(), { class: "main" }),
      el("button", { type: "button", class: "more", "aria-label": word("more"), "aria-expanded": "false", onclick: more }, "⋯")),
  ];
  return { nodes, progress: (tally) => done.replaceChildren(progress(tally)) };
}

/** Shows the tools for which a narrow window has no place, or puts them away. */
function more({ currentTarget: toggle }) {
  toggle.setAttribute("aria-expanded", String(toggle.parentElement.classList.toggle("all")));
}

/** What stays below the bar must know how high that is. */
new ResizeObserver(([{ target }]) => document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`)).observe(document.getElementById("bar"));

/** Words that are marked are to be a term. */
function named({ currentTarget }) {
  const marked = String(getSelection()).trim();
  currentTarget.href = marked ? `#${new URLSearchParams({ glossary: marked })}` : "#glossary";
}
