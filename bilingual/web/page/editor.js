// The field in which a row is written, and what stands under it: terms, what the checks find, who wrote it.

import { ask, Away, of } from "./api.js";
import { button, el } from "./dom.js";
import * as drafts from "./drafts.js";
import { checkName, when, word } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which the text is checked

export class Editor {
  /** `draft` is what was typed there before and is not saved. */
  constructor(view, row, column, draft) {
    this.view = view;
    this.id = row.id;
    this.column = column;
    this.seen = row.text[column];
    this.whose = whose(row, column);
    this.origin = row.origin;
    this.draft = draft && draft.text !== this.seen ? draft : null;
    this.field = el("textarea", { rows: 1, spellcheck: "true", "aria-label": word(`edit.${column}`, { number: row.number }), oninput: () => this.typed() });
    this.field.value = this.draft?.text ?? this.seen;
    if (this.draft) this.seen = this.draft.seen;
    this.under = el("div", { class: "under" });
    this.matches = el("ul", { class: "matches" });
    this.root = el("div", { class: "editor" }, this.field, el("div", { lang: document.documentElement.lang }, this.under, this.matches, this.#buttons(row)));
    this.tell(row);
  }

  get text() {
    return this.field.value.trim();
  }

  get modified() {
    return this.text !== this.seen;
  }

  get selection() {
    return [this.field.selectionStart, this.field.selectionEnd];
  }

  /** To be called when it stands in the page. */
  shown(selection) {
    this.fit();
    this.focus();
    if (selection) this.field.setSelectionRange(...selection);
    this.check();
    if (this.column === "en") this.#match();
  }

  focus() {
    this.field.focus({ preventScroll: true });
    this.root.closest(".row")?.scrollIntoView({ block: "nearest" });
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }

  typed() {
    this.fit();
    if (this.modified) drafts.put(this.view.name, this.id, this.column, { text: this.field.value, seen: this.seen });
    else drafts.drop(this.view.name, this.id, this.column);
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.check(), PAUSE);
  }

  async check() {
    const text = this.text;
    if (!text) return;
    try {
      const row = await ask(of(this.view.name, "rows", this.id, "try"), { column: this.column, text });
      if (text === this.text) this.tell(row);
    } catch (error) {
      if (error instanceof Away) this.view.away();
      else throw error;
    }
  }

  /** Gives the text back as it was. */
  revert() {
    this.field.value = this.seen;
    this.typed();
  }

  saved(text) {
    this.seen = text;
  }

  ended() {
    clearTimeout(this.pause);
    if (!this.modified) drafts.drop(this.view.name, this.id, this.column);
  }

  /** Somebody else saved the row while it is being typed: told at once, decided when it is saved. */
  overtaken(row) {
    this.tell(row);
    this.under.prepend(el("p", { class: "finding problem" }, word("row.overtaken"), " ", el("q", {}, row.text[this.column])));
  }

  /** The words that are marked in the field. */
  get marked() {
    return this.field.value.slice(...this.selection);
  }

  /** What people wrote for sentences like this one; nothing is used unless it is taken. */
  async #match() {
    const { matches } = await ask(of(this.view.name, "rows", this.id, "matches")).catch(() => ({ matches: [] }));
    const source = this.view.rows.get(this.id).text.hans;
    this.matches.replaceChildren(...matches.slice(0, 5).map((match, place) => el("li", {},
      el("button", { type: "button", title: word("match.take"), onclick: () => this.take(match.text) },
        el("span", { lang: "en" }, match.text),
        el("small", {}, el("kbd", { "aria-hidden": "true" }, String(place + 1)), " ", word("match.score", { score: match.score, who: match.who || word("somebody") }), " ", el("span", { lang: "zh" }, differing(match.source, source)))))));
  }

  takeMatch(place) {
    this.matches.querySelectorAll("button")[place - 1]?.click();
  }

  /** Puts a whole text in the place of what stands there. */
  take(text) {
    this.field.focus();
    this.field.select();
    this.insert(text);
  }

  insertTerm(place) {
    this.under.querySelectorAll("button.term")[place - 1]?.click();
  }

  tell(row) {
    const terms = row.terms.map((term, place) => this.#chip(term, place));
    const codes = row.codes.map((code) => el("button", { type: "button", class: "chip code", onclick: () => this.insert(code) }, code));
    this.under.replaceChildren(
      terms.length + codes.length ? el("div", { class: "chips", role: "group", "aria-label": word("terms") }, terms, codes) : "",
      el("ul", { class: "findings", "aria-live": "polite" }, row.findings.map(finding)),
      row.comments.length ? el("ul", { class: "findings" }, row.comments.map((comment) => el("li", { class: "finding note" }, `${comment.who}: ${comment.text}`))) : "",
      el("p", { class: "source" }, word(`origin.${this.origin}`, this.whose), " ", button("history", () => this.view.history(), { class: "quiet" })),
    );
  }

  #chip(term, place) {
    const label = word(term.exact ? "term.insert" : "term.missing", term);
    return el(
      "button",
      { type: "button", class: `chip term${term.exact ? "" : " lost"}`, title: label, onclick: () => this.insert(term.target) },
      el("span", { lang: "zh" }, term.source), " ", el("span", { lang: "en" }, term.target || "–"), place < 9 ? el("kbd", { "aria-hidden": "true" }, String(place + 1)) : null,
    );
  }

  insert(text) {
    const [start, end] = this.selection;
    this.field.focus();
    this.field.setRangeText(text, start, end, "end");
    this.typed();
  }

  #buttons(row) {
    return el(
      "p",
      { class: "buttons" },
      button("confirm.next", () => this.view.confirm(true), { class: "main" }),
      button("confirm", () => this.view.confirm(false)),
      button("revert", () => this.revert(), { class: "quiet" }),
      row.people.en && this.column === "en" ? button("machine", () => this.view.toMachine(), { class: "quiet" }) : null,
    );
  }
}

function finding({ name, fact, severity }) {
  return el("li", { class: `finding ${severity}` }, el("strong", {}, checkName(name)), " ", fact);
}

function whose(row, column) {
  const entry = row.people[column];
  return { who: entry?.who || word("somebody"), when: when(entry?.when) };
}

/** A text with what is other than in another one marked. */
function differing(text, other) {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < text.length - start && text.at(-1 - end) === other.at(-1 - end) && end < other.length - start) end += 1;
  return [text.slice(0, start), el("mark", {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
}
