// The glossary: candidates one at a time, and every row in a table.

import { ask } from "./api.js";
import { button, el, say } from "./dom.js";
import { impactOf } from "./impact.js";
import { languageChoice } from "./posts.js";
import { Review } from "./review.js";
import { Again } from "./again.js";
import { factOf, prose, translated, word, wordOr } from "./words.js";

const MOST = 200; // rows of the table that are drawn at once; more when they are asked for
const PAUSE = 1500; // milliseconds without a change after which the rows are looked at again
const TOLD = "candidates"; // what waits for review has its status beside it
const ROW = "row"; // a row that is not read
const SHOWN = new Set(["source", "target", "status", "note"]); // columns that have a place of their own in the table

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
    this.findings = [];
    this.search = el("input", { type: "search", placeholder: word("terms.search"), "aria-label": word("terms.search"), oninput: () => this.fill() });
    this.only = el("label", { class: "box", hidden: true }, el("input", { type: "checkbox", onchange: () => this.fill() }), " ", el("span"));
    this.count = el("p", { class: "result", role: "status" });
    this.body = el("tbody");
    this.more = button("terms.more", () => this.fill(this.most + MOST), { class: "quiet" });
    this.most = MOST;
  }

  async load(term, post) {
    document.title = `${word("glossary")} – bilingual`;
    const { terms } = await ask("terms");
    this.terms = terms;
    this.post = post;
    const back = post ? { href: `#${new URLSearchParams({ post })}`, "aria-label": word("posts.post") } : { href: "#", "aria-label": word("posts.back") };
    document.getElementById("bar").replaceChildren(
      el("div", { class: "title" }, el("a", back, "←"), el("h1", {}, word("glossary"))),
      languageChoice(),
    );
    const heads = ["source", "target", "status", "note", "where"].map((name) => el("th", { scope: "col" }, word(`term.${name}`)));
    document.getElementById("main").replaceChildren(
      this.again.root,
      this.review.root,
      this.#adding(term),
      ...(terms.length
        ? [el("div", { class: "filters terms-tools" }, this.search, this.only, this.count), el("table", { class: "posts terms" }, el("thead", {}, el("tr", {}, heads)), this.body), this.more]
        : [el("p", {}, word("glossary.none"))]),
    );
    this.fill();
    this.review.take(terms);
    if (term) document.querySelector(".adding [lang=en]").focus();
    this.#lint();
  }

  /** Looks what is to be said of the rows, and says it at each of them. */
  async #lint() {
    const { terms } = this;
    const { findings } = await ask("lint").catch(() => this);
    if (terms !== this.terms) return; // rows were changed meanwhile, and are looked at again
    const before = this.findings;
    this.findings = findings.filter(({ name }) => name !== TOLD);
    const other = new Set([...before, ...this.findings].map(rowId));
    this.#count();
    if (this.only.firstChild.checked) this.fill(this.most);
    else terms.filter((row) => other.has(rowId(row))).forEach((row) => this.#redraw(row));
  }

  leave() {
    clearTimeout(this.linting);
    this.review.leave();
    this.again.leave();
  }

  fill(most = MOST) {
    this.most = most;
    const words = this.search.value.trim().toLowerCase();
    const found = this.only.firstChild.checked && this.#found;
    const fit = this.terms.filter((row) => (!found || found.has(rowId(row))) && (!words || Object.values(row.cells).some((text) => text.toLowerCase().includes(words))));
    this.body.replaceChildren(...fit.slice(0, most).map((row) => this.#row(row)));
    this.more.hidden = fit.length <= most;
    this.count.textContent = word("terms.count", { shown: Math.min(fit.length, most), count: this.terms.length });
  }

  get #found() {
    return new Set(this.findings.map(rowId));
  }

  /** Says at how many rows something is found, and offers to see them alone. */
  #count() {
    const count = this.terms.filter((row) => this.#found.has(rowId(row))).length;
    if (!count) this.only.firstChild.checked = false;
    this.only.hidden = !count;
    this.only.lastChild.textContent = word("terms.found", { count });
  }

  /** The form for a term that is not there yet. */
  #adding(term) {
    const source = el("input", { type: "text", lang: "zh", required: true, value: term, placeholder: word("term.source"), "aria-label": word("term.new") });
    const target = el("input", { type: "text", lang: "en", placeholder: word("term.target"), "aria-label": word("term.new.english") });
    const add = async (event) => {
      event.preventDefault();
      try {
        await ask("terms/new", { source: source.value, target: target.value });
        await this.load("", this.post);
        this.again.offer();
        say(word("saved.term", { source: source.value }));
      } catch (error) {
        say(error.message);
      }
    };
    return el("form", { class: "filters adding", onsubmit: add }, source, target, el("button", { type: "submit" }, word("term.add")));
  }

  #row(row) {
    const { source, target, status, note } = row.cells;
    const others = Object.entries(row.cells).filter(([name, text]) => text && !SHOWN.has(name) && !(name === "kind" && text === "term")).map(told);
    const field = el("input", { type: "text", lang: "en", "aria-label": word("term.english", { source }), value: target ?? "", placeholder: source });
    const under = el("div");
    field.addEventListener("change", () => this.propose(row, field, under));
    const states = ["accepted", "candidate", "rejected"].map((name) => el("option", { value: name, selected: name === (status || "accepted") }, word(`status.${name}`)));
    const choice = el("select", { "aria-label": `${word("term.status")}: ${source}`, onchange: () => this.change(row, { status: choice.value }) }, states);
    const found = this.findings.filter((one) => one.file === row.file && one.line === row.line);
    return el("tr", { id: rowId(row) },
      el("th", { scope: "row" }, el("span", { lang: "zh" }, source), found.map((one) => this.#finding(one, row))),
      el("td", {}, field, under),
      el("td", {}, choice),
      el("td", {}, translated(note ?? ""), others.length ? el("div", { class: "under" }, others.join(" · ")) : ""),
      el("td", { class: "place", title: row.file }, `${row.file.split(/[\\/]/).at(-1)}:${row.line}`));
  }

  /** What is found at a row; of two rows of the same term one can be removed here. */
  #finding(one, row) {
    const remove = one.name === ROW ? button("term.remove", () => this.remove(row), { class: "quiet" }) : "";
    return el("div", { class: `finding ${one.severity}` }, one.name === ROW ? prose({ fact: one.fact, remedy: one.remedy }) : factOf(one), remove);
  }

  /** Shows what another English would change, and changes it when that is wanted. */
  async propose(row, field, under) {
    const target = field.value.trim();
    under.replaceChildren(el("p", { class: "impact" }, word("impact.busy")));
    under.replaceChildren(
      await impactOf(row.cells.source, target),
      el("p", { class: "buttons" },
        button("apply", () => this.change(row, { target }), { class: "main" }),
        button("cancel", () => {
          field.value = row.cells.target ?? "";
          under.replaceChildren();
          field.focus();
        })),
    );
  }

  async change(row, cells) {
    await this.#changed("terms", row, { cells }, "saved.term");
    this.#redraw(row);
    this.review.take(this.terms);
  }

  async remove(row) {
    await this.#changed("terms/remove", row, {}, "removed.term");
    this.findings = []; // lines are others by now
    this.#count();
    this.fill(this.most);
    this.review.take(this.terms);
    this.search.focus();
  }

  /** Has a row changed, takes in all of them, and says how that went. */
  async #changed(path, row, given, told) {
    const { file, line, cells: { source } } = row;
    try {
      ({ terms: this.terms } = await ask(path, { file, line, source, ...given }));
      this.again.offer();
      say(word(told, { source, line }));
      clearTimeout(this.linting);
      this.linting = setTimeout(() => this.#lint(), PAUSE);
    } catch (error) {
      say(error.message);
    }
  }

  /** Draws a row anew where it stands, and leaves the focus in its cell. */
  #redraw(row) {
    const before = document.getElementById(rowId(row));
    const now = this.terms.find((one) => rowId(one) === rowId(row));
    if (!now) return this.fill(this.most);
    if (!before) return;
    const place = [...before.cells].findIndex((cell) => cell.contains(document.activeElement));
    const made = this.#row(now);
    before.replaceWith(made);
    made.cells[place]?.querySelector("input, select")?.focus();
  }
}

/** A cell in plain words; a column of the user's own is called as the file calls it. */
function told([name, text]) {
  if (name === "kind") return wordOr(`kind.${text}`, text);
  return word("cell", { name: wordOr(`cell.${name}`, name), text });
}

const rowId = ({ file, line }) => `term-${line}-${file}`;
