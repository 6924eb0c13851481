// The list of posts, and how far each is.

import { Again } from "./again.js";
import { ask, of } from "./api.js";
import { button, el } from "./dom.js";
import { choose, LANGUAGES, language, languages, prose, when, word } from "./words.js";

const NUMBERS = ["flagged", "doubtful", "changed"];

/** Shows the posts; gives what ends the view. */
export async function showPosts() {
  const view = new PostsView();
  await view.load();
  return () => view.leave();
}

class PostsView {
  constructor() {
    this.again = new Again(() => this.fill());
    this.body = el("tbody");
  }

  async load() {
    document.title = `${word("posts.title")} – bilingual`;
    document.getElementById("bar").replaceChildren(
      el("div", { class: "title" }, el("h1", {}, word("posts.title"))),
      el("a", { class: "button", href: "#glossary" }, word("glossary")),
      languageChoice(),
    );
    const heads = ["post", "progress", ...NUMBERS].map((name) => el("th", { scope: "col", class: NUMBERS.includes(name) ? "number" : null }, word(`posts.${name}`)));
    const { posts } = await ask("posts");
    document.getElementById("main").replaceChildren(this.again.root, el("table", { class: "posts" }, el("thead", {}, el("tr", {}, heads)), this.body));
    this.#show(posts);
  }

  leave() {
    this.again.leave();
    this.left = true;
  }

  async fill() {
    this.#show((await ask("posts")).posts);
  }

  /** The posts; the numbers of each come as they are counted. */
  async #show(posts) {
    const rows = new Map(posts.map((post) => [post, this.#row(post)]));
    this.body.replaceChildren(...rows.values());
    for (const [post, row] of rows) {
      if (this.left || !row.isConnected) return;
      if (post.error) continue;
      const cells = await ask(of(post.name, "tally")).then((tally) => this.#counted(row, tally), (error) => [el("td", { colspan: 4 }, error.message)]);
      row.lastChild.replaceWith(...cells);
    }
  }

  /** The cells of a post, whose title is known with its numbers. */
  #counted(row, tally) {
    const link = row.querySelector("th a");
    link.textContent = tally.title;
    link.lang = LANGUAGES[tally.column];
    return numbers(tally);
  }

  #row(post) {
    const name = post.error ? post.name : el("a", { href: `#post=${encodeURIComponent(post.name)}` }, post.name);
    const head = el("th", { scope: "row" }, name, el("div", { class: "under" }, post.path));
    if (!post.error) return el("tr", {}, head, el("td", { colspan: 4, class: "under" }, word("posts.counting")));
    const act = post.untranslated ? [word("posts.untranslated"), " ", button("posts.translate", () => this.again.start([post.path]))] : prose(post.error);
    return el("tr", { class: post.untranslated ? null : "error" }, head, el("td", { colspan: 4 }, act));
  }
}

function numbers(tally) {
  const values = { ...tally, changed: when(tally.changed) || "–" };
  return [el("td", {}, progress(tally)), ...NUMBERS.map((name) => el("td", { class: "number", "data-label": word(`posts.${name}`) }, String(values[name])))];
}

/** How many rows are done, as words and as a bar; without numbers while they are counted. */
export function progress({ done = "…", rows = "…" }) {
  const text = word("progress", { done, rows });
  return el("div", { class: "progress" }, el("progress", { max: Number(rows) || 1, value: Number.isInteger(done) ? done : null, "aria-label": text }), el("span", {}, text));
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
