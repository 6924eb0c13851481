// The field in which a row is written, and what stands under it: terms, what the checks find, who wrote it.

import { ask, Away, of } from "./api.js";
import { toMachine } from "./changes.js";
import { labelOf, missing, written } from "./chips.js";
import { button, el, say } from "./dom.js";
import * as drafts from "./drafts.js";
import { Field } from "./field.js";
import { pressed } from "./keys.js";
import { formed, nodes } from "./pieces.js";
import { checkName, factOf, when, word } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which the text is checked

export class Editor {
  /** `draft` is what was typed there before and is not saved. */
  constructor(view, row, column, draft) {
    this.view = view;
    this.id = row.id;
    this.column = column;
    this.seen = row.text[column];
    this.whose = whose(row, column);
    this.origin = originOf(row, column);
    this.draft = draft && draft.text !== this.seen ? draft : null;
    this.field = new Field({ "aria-label": word(`edit.${column}`, { number: row.number }) }, row.codes, () => this.typed());
    this.field.begin(this.draft?.text ?? this.seen);
    if (this.draft) this.seen = this.draft.seen;
    this.reverting = button("revert", () => this.revert(), { class: "quiet", hidden: !this.modified });
    this.under = el("div", { class: "under" });
    this.matches = el("ul", { class: "matches" });
    this.root = el("div", { class: "editor" }, this.field.root, el("div", { lang: document.documentElement.lang }, this.under, this.matches, this.#buttons(row)));
    this.tell(row);
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
  shown(selection) {
    this.focus();
    if (selection) this.field.select(...selection);
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

  saved(text) {
    this.seen = text;
    this.reverting.hidden = true;
  }

  ended() {
    clearTimeout(this.pause);
    if (!this.modified) drafts.drop(this.view.name, this.id, this.column);
  }

  /** Somebody else saved the row while it is being typed: told at once, decided when it is saved. */
  overtaken(row) {
    this.tell(row);
    this.under.prepend(el("p", { class: "finding problem" }, word("row.overtaken"), " ", el("q", {}, nodes(row.pieces[this.column]))));
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

  tell(row) {
    const terms = this.column === "en" ? row.terms.map((term, place) => this.#chip(term, place)) : [];
    const codes = missing(this.text, row.codes).map((code) => this.#lost(code));
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
      { type: "button", class: `chip term${term.exact ? "" : " lost"}`, title: label, onclick: () => this.insert(term.written) },
      el("span", { lang: "zh" }, term.source), " ", el("span", { lang: "en" }, term.target || "–"), place < 9 ? el("kbd", { "aria-hidden": "true" }, pressed("insert", place + 1)) : null,
    );
  }

  /** A button that puts a code back that does not stand in the text; a link around the words that are marked. */
  #lost(code) {
    const label = code.text ?? labelOf(code, "open") + labelOf(code, "close");
    return el("button", { type: "button", class: `chip code lost ${code.kind}`, title: word("term.insert", { target: written(code, "…") }), onclick: () => this.insert(written(code, this.marked)) }, label);
  }

  /** Puts a text in the place of what is marked, or of what was. */
  insert(text, place) {
    this.field.focus();
    if (place) this.field.select(...place);
    this.field.insert(text);
  }

  #buttons(row) {
    return el(
      "p",
      { class: "buttons" },
      button("confirm.next", () => this.view.confirm(true), { class: "main" }),
      button("confirm", () => this.view.confirm(false)),
      this.reverting,
      this.column === "en" ? this.view.engines.map((engine) => el("button", { type: "button", class: "quiet", onclick: (event) => this.#ask(engine, event) }, word("engine.ask", { engine }))) : null,
      row.people.en && this.column === "en" ? button("machine", () => toMachine(this.view), { class: "quiet" }) : null,
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
