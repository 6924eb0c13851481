// The glossary: candidates one at a time, and every row in a table.

import { ask } from "./api.js";
import { button, el, say } from "./dom.js";
import { impactOf } from "./impact.js";
import { languageChoice } from "./posts.js";
import { Review } from "./review.js";
import { Again } from "./again.js";
import { factOf, noteIn, word, wordOr } from "./words.js";

const MOST = 200; // rows of the table that are drawn at once; more when they are asked for
const TOLD = "candidates"; // what waits for review has its status beside it
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
        ? [el("div", { class: "filters terms-tools" }, this.search, this.count), el("table", { class: "posts terms" }, el("thead", {}, el("tr", {}, heads)), this.body), this.more]
        : [el("p", {}, word("glossary.none"))]),
    );
    this.fill();
    this.review.take(terms);
    if (term) document.querySelector(".adding [lang=en]").focus();
    ask("lint").then(({ findings }) => {
      this.findings = findings.filter(({ name }) => name !== TOLD);
      const found = new Set(this.findings.map(rowId));
      this.terms.filter((row) => found.has(rowId(row))).forEach((row) => this.#redraw(row));
    }, () => {});
  }

  leave() {
    this.review.leave();
    this.again.leave();
  }

  fill(most = MOST) {
    this.most = most;
    const words = this.search.value.trim().toLowerCase();
    const fit = this.terms.filter(({ cells }) => !words || Object.values(cells).some((text) => text.toLowerCase().includes(words)));
    this.body.replaceChildren(...fit.slice(0, most).map((row) => this.#row(row)));
    this.more.hidden = fit.length <= most;
    this.count.textContent = word("terms.count", { shown: Math.min(fit.length, most), count: this.terms.length });
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
      el("th", { scope: "row" }, el("span", { lang: "zh" }, source), found.map((one) => el("div", { class: "finding note" }, factOf(one)))),
      el("td", {}, field, under),
      el("td", {}, choice),
      el("td", {}, noteIn(note ?? ""), others.length ? el("div", { class: "under" }, others.join(" · ")) : ""),
      el("td", { class: "place", title: row.file }, `${row.file.split(/[\\/]/).at(-1)}:${row.line}`));
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
    try {
      const { terms } = await ask("terms", { file: row.file, source: row.cells.source, cells });
      this.terms = terms;
      this.again.offer();
      say(word("saved.term", row.cells));
    } catch (error) {
      say(error.message);
    }
    this.#redraw(row);
    this.review.take(this.terms);
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
