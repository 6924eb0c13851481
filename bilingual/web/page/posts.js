// The list of posts, and how far each is.

import { ask, of } from "./api.js";
import { el } from "./dom.js";
import { choose, language, languages, when, word } from "./words.js";

/** Shows the posts; the numbers of each come as they are counted. */
export async function showPosts() {
  document.title = `${word("posts.title")} – bilingual`;
  const { posts } = await ask("posts");
  document.getElementById("bar").replaceChildren(
    el("div", { class: "title" }, el("h1", {}, word("posts.title"))),
    el("a", { class: "button", href: "#glossary" }, word("glossary")),
    languageChoice(),
  );
  const body = el("tbody");
  const heads = ["post", "progress", "flagged", "doubtful", "changed"].map((name) =>
    el("th", { scope: "col", class: name === "post" || name === "progress" ? null : "number" }, word(`posts.${name}`)),
  );
  document.getElementById("main").replaceChildren(
    el("table", { class: "posts" }, el("thead", {}, el("tr", {}, heads)), body),
  );
  let here = true;
  body.append(...posts.map(listed));
  (async () => {
    for (const post of posts) {
      if (!here) return;
      if (!post.error) await ask(of(post.name, "tally")).then((tally) => fill(post, tally), (error) => fillError(post, error));
    }
  })();
  return () => (here = false);
}

const rowId = (post) => `post-${post.name}`;

function listed(post) {
  const name = post.error ? post.path : el("a", { href: `#post=${encodeURIComponent(post.name)}` }, post.name);
  const under = el("div", { class: "under" }, post.error ?? post.path);
  return el("tr", { id: rowId(post), class: post.error ? "error" : null }, el("th", { scope: "row" }, name, under));
}

function fill(post, tally) {
  const cell = (text, key) => el("td", { class: "number", "data-label": word(`posts.${key}`) }, text);
  document.getElementById(rowId(post))?.append(
    el("td", {}, progress(tally)),
    cell(String(tally.flagged), "flagged"),
    cell(String(tally.doubtful), "doubtful"),
    cell(when(tally.changed) || "–", "changed"),
  );
}

function fillError(post, error) {
  document.getElementById(rowId(post))?.append(el("td", { colspan: 4 }, error.message));
}

/** How many rows are done, as words and as a bar. */
export function progress({ done, rows }) {
  const text = word("progress", { done, rows });
  return el("div", { class: "progress" }, el("progress", { max: rows || 1, value: done, "aria-label": text }), el("span", {}, text));
}

/** What the page speaks, for whoever wants another language than the browser's. */
export function languageChoice() {
  const options = Object.entries(languages).map(([code, name]) => el("option", { value: code, lang: code, selected: code === language() }, name));
  const change = (event) => {
    choose(event.target.value);
    location.reload();
  };
  return el("select", { class: "language", "aria-label": word("language"), onchange: change }, options);
}
