// One row of the table of the glossary: it follows its row of the file, and what is typed in its field stays.

import { button, el } from "./dom.js";
import { impactOf } from "./impact.js";
import { factOf, prose, translated, word, wordOr } from "./words.js";

const ROW = "row"; // what a row is told that is not read
const SHOWN = new Set(["source", "target", "status", "note"]); // columns that have a place of their own in the table
const STATES = ["accepted", "candidate", "rejected"];

export class TermLine {
  /** `view` has what a row is changed, removed and left by. */
  constructor(view, row) {
    this.view = view;
    const { source } = row.cells;
    this.field = el("input", { type: "text", lang: "en", "aria-label": word("term.english", { source }), placeholder: source, onchange: () => this.propose() });
    this.under = el("div");
    this.told = el("div");
    this.choice = el("select", { "aria-label": `${word("term.status")}: ${source}`, onchange: () => this.#judge() }, STATES.map((name) => el("option", { value: name }, word(`status.${name}`))));
    this.head = el("th", { scope: "row" });
    this.note = el("td");
    this.place = el("td", { class: "place" });
    this.root = el("tr", {}, this.head, el("td", {}, this.field, this.told, this.under), el("td", {}, this.choice), this.note, this.place);
    this.field.value = row.cells.target ?? "";
    this.row = row;
    this.follow(row, []);
  }

  /** Whether something is typed that the file does not have. */
  get isTyped() {
    return this.field.value.trim() !== (this.row.cells.target ?? "");
  }

  /** Shows the row as the file has it now, with what is `found` there; an English that is being typed stays, and the other one is told. */
  follow(row, found) {
    const drawn = JSON.stringify([row, found]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const { isTyped } = this;
    const { target: before } = this.row.cells;
    const { source, target, status, note } = row.cells;
    this.row = row;
    if (!isTyped) this.field.value = target ?? "";
    if (!this.isTyped) this.under.replaceChildren();
    const isOvertaken = isTyped && target !== before;
    if (isOvertaken || this.isGone || !isTyped) this.told.replaceChildren(isOvertaken && this.isTyped ? changedMeanwhile(target) : "");
    this.isGone = false;
    this.choice.value = status || STATES[0];
    const others = Object.entries(row.cells).filter(([name, text]) => text && !SHOWN.has(name) && !(name === "kind" && text === "term")).map(told);
    this.head.replaceChildren(el("span", { lang: "zh" }, source), ...found.map((one) => this.#finding(one)));
    this.note.replaceChildren(translated(note ?? ""), others.length ? el("div", { class: "under" }, others.join(" · ")) : "");
    this.place.title = row.file;
    this.place.textContent = `${row.file.split(/[\\/]/).at(-1)}:${row.line}`;
  }

  /** The row is not in the file any more; what is typed can still be copied. */
  gone() {
    if (this.isGone) return;
    this.isGone = true;
    this.drawn = "";
    this.told.replaceChildren(el("p", { class: "finding", role: "alert" }, word("term.gone"), " ", button("cancel", () => this.view.leaveLine(this), { class: "quiet" })));
  }

  /** Shows what another English would change, and changes it when that is wanted. */
  async propose() {
    const target = this.field.value.trim();
    this.under.replaceChildren(el("p", { class: "impact" }, word("impact.busy")));
    const impact = await impactOf(this.row.cells.source, target);
    if (target !== this.field.value.trim()) return;
    this.under.replaceChildren(impact,
      el("p", { class: "buttons" },
        button("apply", () => this.view.change(this.row, { target }), { class: "main" }),
        button("cancel", () => this.#leave())));
  }

  async #judge() {
    if (!(await this.view.change(this.row, { status: this.choice.value }))) this.choice.value = this.row.cells.status || STATES[0];
  }

  #leave() {
    this.field.value = this.row.cells.target ?? "";
    this.under.replaceChildren();
    this.told.replaceChildren();
    this.field.focus();
  }

  /** What is found at a row; of two rows of the same term one can be removed here. */
  #finding(one) {
    const remove = one.name === ROW ? button("term.remove", () => this.view.remove(this.row), { class: "quiet" }) : "";
    return el("div", { class: `finding ${one.severity}` }, one.name === ROW ? prose({ fact: one.fact, remedy: one.remedy }) : factOf(one), remove);
  }
}

/** What another person wrote while something else was being typed. */
export const changedMeanwhile = (target) => el("p", { class: "finding", role: "alert" }, word("term.changed"), " ", el("q", { lang: "en" }, target || "–"));

/** A cell in plain words; a column of the user's own is called as the file calls it. */
function told([name, text]) {
  if (name === "kind") return wordOr(`kind.${text}`, text);
  return word("cell", { name: wordOr(`cell.${name}`, name), text });
}
