// The field in which a row is written, and what stands under it: terms, what the checks find, who wrote it.

import { ask, Away, of } from "./api.js";
import { toMachine } from "./changes.js";
import { labelOf, missing, written } from "./chips.js";
import { button, el, say } from "./dom.js";
import * as drafts from "./drafts.js";
import { Field } from "./field.js";
import { pressed } from "./keys.js";
import { formed, nodes } from "./pieces.js";
import { Titles } from "./titles.js";
import { checkName, factOf, LANGUAGES, when, word } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which the text is checked

export class Editor {
  /** `draft` is what was typed there before and is not saved. */
  constructor(view, row, column, draft) {
    this.view = view;
    this.id = row.id;
    this.column = column;
    this.seen = row.text[column];
    this.draft = draft && draft.text !== this.seen ? draft : null;
    this.field = new Field({ "aria-label": word(`edit.${column}`, { number: row.number }) }, row.codes, () => this.typed());
    this.titles = new Titles(this.field, LANGUAGES[column]);
    this.field.begin(this.draft?.text ?? this.seen);
    this.titles.show();
    if (this.draft) this.seen = this.draft.seen;
    this.machine = button("machine", () => toMachine(this.view), { class: "quiet" });
    this.reverting = button("revert", () => this.revert(), { class: "quiet", hidden: !this.modified });
    this.under = el("div", { class: "under" });
    this.matches = el("ul", { class: "matches" });
    this.root = el("div", { class: "editor" }, this.field.root, el("div", { lang: document.documentElement.lang }, this.titles.root, this.under, this.matches, this.#buttons()));
    this.follow(row);
  }

  get text() {
    return this.field.value.trim();
  }

  get modified() {
    return this.text !== this.seen;
  }

  /** Whether something was typed since the row was opened: then Ctrl+Z is the field's alone. */
  get touched() {
    return this.field.steps.length > 1;
  }

  get selection() {
    return this.field.selection;
  }

  /** To be called when it stands in the page. */
  shown(selection, focused = true) {
    if (focused) this.focus();
    if (focused && selection) this.field.select(...selection);
    this.check();
    if (this.column === "en") this.#match();
  }

  focus() {
    this.field.focus();
    this.root.closest(".row")?.scrollIntoView({ block: "nearest" });
  }

  typed() {
    if (this.modified) drafts.put(this.view.name, this.id, this.column, { text: this.field.value, seen: this.seen });
    else drafts.drop(this.view.name, this.id, this.column);
    this.reverting.hidden = !this.modified;
    this.titles.show();
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
      if (error instanceof Away) this.view.saver.away();
      else throw error;
    }
  }

  /** Gives the text back as it was. */
  revert() {
    this.field.replace(this.seen);
  }

  /** A text was written; what was typed since is kept. */
  saved(text) {
    this.seen = text;
    if (this.modified) return this.typed();
    this.field.settle();
    this.reverting.hidden = true;
  }

  ended() {
    clearTimeout(this.pause);
    if (!this.modified) drafts.drop(this.view.name, this.id, this.column);
  }

  /** The row is another by now, by whomever: whose it is, and their text where that is another than the one that was read. */
  follow(row) {
    const { column } = this;
    this.from = word(`origin.${originOf(row, column)}`, whose(row, column));
    this.theirs = row.text[column] === this.seen ? null : row.pieces[column];
    this.machine.hidden = column !== "en" || !row.people.en;
    this.tell(this.modified && this.told ? this.told : row);
    if (this.modified && this.root.isConnected) this.check();
  }

  /** The words that are marked in the field. */
  get marked() {
    return this.field.value.slice(...this.selection);
  }

  /** What people wrote for sentences like this one; nothing is used unless it is taken. */
  async #match() {
    const { matches } = await ask(of(this.view.name, "rows", this.id, "matches")).catch(() => ({ matches: [] }));
    const source = this.view.rows.get(this.id).text.hans;
    matches.slice(0, 5).forEach((match) => this.#offer(match.text,
      word("match.score", { score: match.score, who: match.who || word("somebody") }), " ", el("span", { lang: "zh" }, differing(match.source, source))));
  }

  /** Offers a text with where it is from. */
  #offer(text, ...from) {
    const number = el("kbd", { "aria-hidden": "true" }, pressed("match", this.matches.children.length + 1));
    this.matches.append(el("li", {}, el("button", { type: "button", title: word("match.take"), onclick: () => this.take(text) },
      el("span", { lang: "en" }, formed(text, this.field.codes)), el("small", {}, number, " ", ...from))));
  }

  /** What another engine says, to be taken like a match. */
  async #ask(engine, { target }) {
    target.disabled = true;
    say(word("engine.busy", { engine }));
    try {
      const { text } = await ask(of(this.view.name, "rows", this.id, "ask"), { engine });
      this.#offer(text, engine);
      say(word("engine.done", { engine }));
      target.remove();
    } catch (error) {
      target.disabled = false;
      say(error.message);
    }
  }

  takeMatch(place) {
    this.matches.querySelectorAll("button")[place - 1]?.click();
  }

  /** Puts a whole text in the place of what stands there. */
  take(text) {
    this.field.focus();
    this.field.replace(text);
  }

  insertTerm(place) {
    this.under.querySelectorAll("button.term")[place - 1]?.click();
  }

  /** Says what is found in the row as it would be with what is typed. */
  tell(row) {
    this.told = row;
    const theirs = this.theirs && !this.view.saver.conflicts.has(this.id); // there both texts stand side by side
    const terms = this.column === "en" ? row.terms.map((term, place) => this.#chip(term, place)) : [];
    const codes = missing(this.text, row.codes).map((code) => this.#lost(code));
    this.under.replaceChildren(
      theirs ? el("p", { class: "finding problem" }, word("row.overtaken"), " ", el("q", { lang: LANGUAGES[this.column] }, nodes(this.theirs))) : "",
      terms.length + codes.length ? el("div", { class: "chips", role: "group", "aria-label": word("terms") }, terms, codes) : "",
      el("ul", { class: "findings", "aria-live": "polite" }, row.findings.map(finding)),
      row.comments.length ? el("ul", { class: "findings" }, row.comments.map((comment) => el("li", { class: "finding note" }, `${comment.who}: ${comment.text}`))) : "",
      el("p", { class: "source" }, this.from, " ", button("history", () => this.view.history(), { class: "quiet" })),
    );
  }

  #chip(term, place) {
    const label = word(term.exact ? "term.insert" : "term.missing", term);
    return el(
      "button",
      { type: "button", class: `chip term${term.exact ? "" : " lost"}`, title: label, onclick: () => this.insert(term.written) },
      term.source === term.target ? "" : [el("span", { lang: "zh" }, term.source), " "], el("span", { lang: "en" }, term.target || "–"), place < 9 ? el("kbd", { "aria-hidden": "true" }, pressed("insert", place + 1)) : null,
    );
  }

  /** A button that puts a code back that does not stand in the text; a link around the words that are marked. */
  #lost(code) {
    const attributes = this.field.attributesOf(code);
    const label = code.text ? labelOf(code) : labelOf(code, "open") + labelOf(code, "close");
    const insert = () => this.insert(written(code, this.marked, attributes));
    return el("button", { type: "button", class: `chip code lost ${code.kind}`, title: word("term.insert", { target: written(code, "…", attributes) }), onclick: insert }, label);
  }

  /** Puts a text in the place of what is marked, or of what was. */
  insert(text, place) {
    this.field.focus();
    if (place) this.field.select(...place);
    this.field.insert(text);
  }

  #buttons() {
    return el(
      "p",
      { class: "buttons" },
      button("confirm.next", () => this.view.confirm(true), { class: "main" }),
      button("confirm", () => this.view.confirm(false)),
      this.reverting,
      this.column === "en" ? this.view.engines.map((engine) => el("button", { type: "button", class: "quiet", onclick: (event) => this.#ask(engine, event) }, word("engine.ask", { engine }))) : null,
      this.machine,
    );
  }
}

function finding(one) {
  return el("li", { class: `finding ${one.severity}` }, el("strong", {}, checkName(one.name)), " ", factOf(one));
}

function whose(row, column) {
  const entry = row.people[column];
  return { whose: [entry?.who || word("somebody"), when(entry?.when)].filter(Boolean).join(" · ") };
}

/** Whose the text of a column is; the other Chinese is made of the author's until a person writes it. */
function originOf(row, column) {
  if (column === "en") return row.takenBack && !row.people.en ? "takenBack" : row.origin;
  const entry = row.people[column];
  return entry ? (entry.draft ? "edited" : "human") : "converted";
}

/** A text with what is other than in another one marked. */
function differing(text, other) {
  let start = 0;
  while (start < text.length && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < text.length - start && text.at(-1 - end) === other.at(-1 - end) && end < other.length - start) end += 1;
  return [text.slice(0, start), el("mark", {}, text.slice(start, text.length - end)), text.slice(text.length - end)];
}
