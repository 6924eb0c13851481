// Candidates, one at a time: y accepts, n rejects, e edits the English, s skips.

import { button, el } from "./dom.js";
import { impactOf } from "./impact.js";
import { changedMeanwhile } from "./term_line.js";
import { translated, word } from "./words.js";

const PAUSE = 350; // milliseconds without a key after which it is looked for what would change
const UNWRITTEN = "…"; // stands for an English that is still to be written

export class Review {
  /** `change(row, cells)` writes a row. */
  constructor(change) {
    this.change = change;
    this.skipped = new Set();
    this.met = new Set(); // every candidate since the page was opened: the m of "n of m"
    this.root = el("section", { class: "review", hidden: true, "aria-label": word("review") });
    this.onKey = (event) => this.#key(event);
    addEventListener("keydown", this.onKey);
  }

  leave() {
    clearTimeout(this.pause);
    removeEventListener("keydown", this.onKey);
  }

  /** Takes in the rows as they are now. A candidate whose English is being typed stays until it is judged here, whatever others do. */
  take(terms) {
    const waiting = terms.filter((row) => row.cells.status === "candidate");
    const open = this.row && terms.find(({ id }) => id === this.row.id);
    const isTyped = open && this.#isTyped && this.field.value.trim() !== (open.cells.target ?? "");
    const row = isTyped ? open : waiting.find((one) => !this.skipped.has(one.cells.source));
    waiting.forEach((one) => this.met.add(one.cells.source));
    this.root.hidden = !row;
    this.terms = terms;
    if (row && (row.id !== this.row?.id || !this.#follows(row))) this.#show(row);
    this.row = row;
    const count = this.met.size;
    if (row) this.heading.textContent = word("review.place", { count, number: count - waiting.length + Math.max(0, waiting.indexOf(row)) + 1 });
  }

  /** Whether something is typed that the file does not have. */
  get #isTyped() {
    return Boolean(this.row) && this.field.value.trim() !== (this.row.cells.target ?? "");
  }

  /** Whether the card shows its row as others have it now; what they wrote is told beside what is being typed. */
  #follows(row) {
    const isOther = JSON.stringify(row.cells) !== JSON.stringify(this.row.cells);
    if (isOther && this.#isTyped) this.told.replaceChildren(changedMeanwhile(row.cells.target));
    return !isOther || this.#isTyped;
  }

  #show(row) {
    this.field = el("input", { type: "text", lang: "en", "aria-label": word("term.english", row.cells), value: row.cells.target ?? "", placeholder: word("term.target") });
    this.heading = el("h2");
    this.told = el("div");
    const accept = button("accept", () => this.#judge("accepted"), { class: "main" });
    const impact = el("div", { class: "impact", role: "status" });
    const look = () => this.#look(row, impact);
    this.field.addEventListener("input", () => {
      accept.disabled = this.#lacksEnglish(row);
      clearTimeout(this.pause);
      this.pause = setTimeout(look, PAUSE);
    });
    accept.disabled = this.#lacksEnglish(row);
    this.root.replaceChildren(
      this.heading,
      el("div", { class: "pair" }, el("strong", { lang: "zh" }, row.cells.source), this.field),
      this.told,
      el("p", { class: "impact" }, [word(`kind.${row.cells.kind || "term"}`), translated(row.cells.note ?? ""), row.cells.where].filter(Boolean).join(" · ")),
      impact,
      el("p", { class: "impact" }, word("review.means", row.cells)),
      el("p", { class: "buttons" },
        accept, button("reject", () => this.#judge("rejected")), button("skip", () => this.#skip())),
      el("p", { class: "keys-line" }, word("review.keys")),
    );
    impact.textContent = word("impact.busy");
    look();
  }

  /** Shows what the English that stands in the field would change; without any, where some would stand. */
  async #look(row, impact) {
    const english = this.field.value.trim();
    const lacks = this.#lacksEnglish(row);
    const found = await impactOf(row.cells.source, lacks ? UNWRITTEN : english);
    if (impact.isConnected && english === this.field.value.trim()) impact.replaceChildren(lacks ? word("review.write") : "", found);
  }

  /** Whether its Chinese would stand in the English: only a term in Latin letters may stay as it is. */
  #lacksEnglish(row) {
    return !this.field.value.trim() && /\p{Script=Han}/u.test(row.cells.source);
  }

  #judge(status) {
    if (status === "accepted" && this.#lacksEnglish(this.row)) return this.field.focus();
    const { row, field } = this;
    const target = field.value.trim();
    this.change(row, target === (row.cells.target ?? "") ? { status } : { status, target });
  }

  #skip() {
    this.skipped.add(this.row.cells.source);
    this.field.value = this.row.cells.target ?? ""; // what was typed is left with it
    this.take(this.terms);
  }

  #key(event) {
    if (!this.row || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === this.field && (event.key === "Enter" || event.key === "Escape")) return this.field.blur();
    if (event.target.matches("input, select, textarea")) return;
    const act = { y: () => this.#judge("accepted"), n: () => this.#judge("rejected"), e: () => this.field.focus(), s: () => this.#skip() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }
}
