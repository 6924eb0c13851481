// What becomes of a text that was written: saved, kept until the server is back, or shown beside another person's.

import { ask, Away, of, Refused } from "./api.js";
import { say } from "./dom.js";
import * as drafts from "./drafts.js";
import { factOf, word } from "./words.js";

const LOSSES = new Set(["locks", "codes", "links"]); // what checks call that which was left out of a text

export class Saver {
  /** `conflicts` has the rows that another person changed meanwhile, with both texts. */
  constructor(view) {
    this.view = view;
    this.conflicts = new Map();
  }

  /** Writes a text, which is confirmed by that unless it is a `draft`; where the server is away it is kept and sent later. Gives whether it is written. */
  async save(id, column, text, seen, draft = false) {
    const { view } = this;
    drafts.put(view.name, id, column, { text, seen, draft, waiting: true });
    try {
      const post = await ask(of(view.name, "rows", id), { column, text, seen, draft });
      drafts.drop(view.name, id, column);
      this.conflicts.delete(id);
      this.back();
      if (view.editor?.id === id && view.editor.column === column) view.editor.saved(text.trim());
      view.rows.take(post.rows);
      this.#told(view.rows.get(id), column, draft);
      return true;
    } catch (error) {
      this.#notSaved(error, id, column, { text, seen, draft });
      return false;
    }
  }

  /** Says that a row is saved, whether it is confirmed, and what of it is not there any more: terms, codes, links. */
  #told({ number, findings }, column, draft) {
    const facts = findings.filter((finding) => LOSSES.has(finding.name) && finding.column === column).map(factOf);
    say(facts.length ? word("saved.without", { number, facts: facts.join(" ") }) : word(draft ? "saved" : "confirmed", { number }));
  }

  #notSaved(error, id, column, draft) {
    const { view } = this;
    if (error instanceof Away) {
      this.away();
      if (view.editor?.id !== id) view.list.redraw(id);
      return;
    }
    drafts.put(view.name, id, column, draft);
    if (!(error instanceof Refused)) throw error;
    if (error.status === 409) {
      this.conflicts.set(id, { column, mine: draft.text, draft: draft.draft, theirs: error.body.row });
      view.rows.set(id, error.body.row);
      view.renew(error.body.row);
      view.list.element(id)?.querySelector(".conflict")?.scrollIntoView({ block: "nearest" });
      return; // it is told where it must be decided
    }
    say(error.message);
  }

  /** Decides which of two texts counts: `mine`, or `theirs`. */
  async settle(id, choice) {
    const { view } = this;
    const { column, mine, draft, theirs } = this.conflicts.get(id);
    this.conflicts.delete(id);
    if (choice === "mine") await this.save(id, column, mine, theirs.text[column], draft);
    else drafts.drop(view.name, id, column);
    const { editor } = view;
    if (editor?.id === id && choice === "theirs") view.editor = null;
    if (editor?.id !== id || choice === "theirs") view.list.redraw(id);
    if (editor?.id === id) view.open(id, column); // the button that had the focus is gone
    else view.list.element(id)?.querySelector(`.${column} .text`).focus();
  }

  /** Tells that the server does not answer. */
  away() {
    this.isAway = true;
    document.getElementById("away").textContent = word("away");
  }

  /** The server answers: what waited is sent. */
  back() {
    document.getElementById("away").textContent = "";
    if (!this.isAway) return;
    this.isAway = false;
    this.sendWaiting();
  }

  /** What was written for a row and waits for the server; null where nothing does. */
  waiting(id, column) {
    const draft = drafts.get(this.view.name, id, column);
    return draft?.waiting ? draft.text : null;
  }

  sendWaiting() {
    for (const draft of drafts.all(this.view.name)) {
      if (draft.waiting && this.view.rows.has(draft.id)) this.save(draft.id, draft.column, draft.text, draft.seen, draft.draft);
    }
  }
}
