// The glossary: candidates one at a time, and every row in a table that follows its files.

import { Again } from "./again.js";
import { ask } from "./api.js";
import { button, el, say } from "./dom.js";
import { languageChoice } from "./posts.js";
import { Review } from "./review.js";
import { TermLine } from "./term_line.js";
import { word } from "./words.js";

const MOST = 200; // rows of the table that are drawn at once; more when they are asked for
const PAUSE = 1500; // milliseconds without a change after which it is looked what is to be said of the rows
const LOOK = 1500; // milliseconds between two looks at what others changed
const TOLD = "candidates"; // what waits for review has its status beside it

/** Shows the glossary, with a term to be added where one is named; `post` is where one comes from. Gives what ends the view. */
export async function showGlossary(term, post) {
  const view = new GlossaryView();
  await view.load(term, post);
  return () => view.leave();
}

class GlossaryView {
  constructor() {
    this.again = new Again();
    this.review = new Review((row, cells) => this.change(row, cells));
    this.terms = [];
    this.findings = new Map(); // by their rows
    this.lines = new Map(); // of the table, by their rows
    this.search = el("input", { type: "search", placeholder: word("terms.search"), "aria-label": word("terms.search"), oninput: () => this.fill() });
    this.only = el("label", { class: "box", hidden: true }, el("input", { type: "checkbox", onchange: () => this.fill() }), " ", el("span"));
    this.count = el("p", { class: "result", role: "status" });
    this.body = el("tbody");
    this.more = button("terms.more", () => this.fill(this.most + MOST), { class: "quiet" });
    this.most = MOST;
  }

  async load(term, post) {
    document.title = `${word("glossary")} – bilingual`;
    const found = await ask("terms");
    const back = post ? { href: `#${new URLSearchParams({ post })}`, "aria-label": word("posts.post") } : { href: "#", "aria-label": word("posts.back") };
    document.getElementById("bar").replaceChildren(
      el("div", { class: "title" }, el("a", back, "←"), el("h1", {}, word("glossary"))),
      languageChoice(),
    );
    const heads = ["source", "target", "status", "note", "where"].map((name) => el("th", { scope: "col" }, word(`term.${name}`)));
    this.none = el("p", {}, word("glossary.none"));
    this.table = el("div", {}, el("div", { class: "filters terms-tools" }, this.search, this.only, this.count), el("table", { class: "posts terms" }, el("thead", {}, el("tr", {}, heads)), this.body), this.more);
    document.getElementById("main").replaceChildren(this.again.root, this.review.root, this.#adding(term), this.none, this.table);
    this.#take(found);
    if (term) document.querySelector(".adding [lang=en]").focus();
    this.#lint();
    this.timer = setTimeout(() => this.#look(), LOOK);
  }

  leave() {
    this.left = true;
    clearTimeout(this.timer);
    clearTimeout(this.linting);
    this.review.leave();
    this.again.leave();
  }

  /** Looks, again and again, whether others changed the files. */
  async #look() {
    const away = document.getElementById("away");
    try {
      const found = await ask(`terms?${new URLSearchParams({ known: this.state })}`);
      if (this.left) return;
      away.textContent = "";
      if (found.terms) {
        this.#take(found);
        this.#lintSoon();
        this.again.offer();
      }
    } catch (error) {
      if (this.left) return;
      away.textContent = error.message;
    }
    this.timer = setTimeout(() => this.#look(), LOOK);
  }

  /** Takes in the rows as they are now; what is being typed stays. */
  #take({ terms, state }) {
    const counts = new Map();
    this.state = state;
    this.terms = terms.map((row) => {
      const name = JSON.stringify([row.file, row.cells.source]);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return { ...row, id: `${name}${counts.get(name)}` }; // its line is another as soon as one is written above it
    });
    this.none.hidden = terms.length > 0;
    this.table.hidden = !terms.length;
    this.fill(this.most);
    this.review.take(this.terms);
  }

  #lintSoon() {
    clearTimeout(this.linting);
    this.linting = setTimeout(() => this.#lint(), PAUSE);
  }

  /** Looks what is to be said of the rows, and says it at each of them. */
  async #lint() {
    const { terms } = this;
    const { findings } = await ask("lint").catch(() => ({ findings: null }));
    if (!findings || terms !== this.terms) return; // rows were changed meanwhile, and are looked at again
    const ids = new Map(terms.map((row) => [placeOf(row), row.id]));
    this.findings = Map.groupBy(findings.filter(({ name }) => name !== TOLD), (one) => ids.get(placeOf(one)));
    this.#count();
    this.fill(this.most);
  }

  /** Says at how many rows something is found, and offers to see them alone. */
  #count() {
    const count = this.terms.filter(({ id }) => this.findings.has(id)).length;
    if (!count) this.only.firstChild.checked = false;
    this.only.hidden = !count;
    this.only.lastChild.textContent = word("terms.found", { count });
  }

  fill(most = MOST) {
    this.most = most;
    const words = this.search.value.trim().toLowerCase();
    const only = this.only.firstChild.checked;
    const fit = this.terms.filter((row) => (!only || this.findings.has(row.id)) && (!words || Object.values(row.cells).some((text) => text.toLowerCase().includes(words))));
    this.#show(fit.slice(0, most));
    this.more.hidden = fit.length <= most;
    this.count.textContent = word("terms.count", { shown: Math.min(fit.length, most), count: this.terms.length });
  }

  /** Puts the lines of these rows into the table; none that stays is moved, so that it keeps the focus and what is being composed. */
  #show(rows) {
    const ids = new Set(this.terms.map(({ id }) => id));
    for (const [id, line] of this.lines) {
      if (ids.has(id)) continue;
      if (line.isTyped && line.root.isConnected) line.gone();
      else this.lines.delete(id);
    }
    const wanted = new Set(rows.map((row) => this.#line(row).root));
    const kept = new Set([...this.lines].filter(([id]) => !ids.has(id)).map(([, { root }]) => root));
    [...this.body.children].filter((root) => !wanted.has(root) && !kept.has(root)).forEach((root) => root.remove());
    let place = this.body.firstElementChild;
    for (const root of wanted) {
      while (kept.has(place)) place = place.nextElementSibling;
      if (root === place) place = place.nextElementSibling;
      else this.body.insertBefore(root, place);
    }
  }

  #line(row) {
    if (!this.lines.has(row.id)) this.lines.set(row.id, new TermLine(this, row));
    const line = this.lines.get(row.id);
    line.follow(row, this.findings.get(row.id) ?? []);
    return line;
  }

  /** Puts a line away whose row is gone. */
  leaveLine(line) {
    this.lines.forEach((one, id) => one === line && this.lines.delete(id));
    this.fill(this.most);
    this.search.focus();
  }

  /** The form for a term that is not there yet. */
  #adding(term) {
    const source = el("input", { type: "text", lang: "zh", required: true, value: term, placeholder: word("term.source"), "aria-label": word("term.new") });
    const target = el("input", { type: "text", lang: "en", placeholder: word("term.target"), "aria-label": word("term.new.english") });
    const add = async (event) => {
      event.preventDefault();
      const named = { source: source.value, target: target.value };
      if (!(await this.#changed("terms/new", named, () => word("saved.term", named)))) return;
      source.value = target.value = "";
    };
    return el("form", { class: "filters adding", onsubmit: add }, source, target, el("button", { type: "submit" }, word("term.add")));
  }

  /** Has cells of a row changed; gives whether they are. */
  change(row, cells) {
    const { file, line, cells: { source } } = row;
    return this.#changed("terms", { file, line, source, cells }, () => word("saved.term", { source }));
  }

  async remove(row) {
    const { file, line, cells: { source } } = row;
    this.findings = new Map(); // lines are others by then
    if (await this.#changed("terms/remove", { file, line, source }, () => word("removed.term", { source, line }))) this.search.focus();
  }

  /** Has the glossary changed, takes in all rows, and says how that went. */
  async #changed(path, given, told) {
    try {
      this.#take(await ask(path, given));
      this.#count();
      this.again.offer();
      say(told());
      this.#lintSoon();
      return true;
    } catch (error) {
      say(error.message);
      return false;
    }
  }
}

const placeOf = ({ file, line }) => `${line} ${file}`;
