// One post: its rows, which of them are shown, and the one that is being edited.

import { Again } from "./again.js";
import { ask, Away, of } from "./api.js";
import { turn } from "./changes.js";
import { el, say } from "./dom.js";
import * as drafts from "./drafts.js";
import { Editor } from "./editor.js";
import { Filters } from "./filters.js";
import { Found } from "./found.js";
import { showConcordance } from "./concordance.js";
import { showHistory } from "./history.js";
import { showKeys } from "./help.js";
import { keysOf } from "./keys.js";
import { LongList } from "./list.js";
import { showReplacing } from "./replacing.js";
import { drawRow, headings, isDone, renewAround } from "./row.js";
import { Rows } from "./rows.js";
import { postBar } from "./bar.js";
import { Saver } from "./saver.js";
import { word } from "./words.js";
import { showWriting } from "./writing.js";

/** Shows a post; gives what ends the view. */
export async function showPost(name) {
  const view = new PostView(name);
  await view.load();
  return () => view.leave();
}

class PostView {
  constructor(name) {
    this.name = name;
    this.rows = new Rows(name, this);
    this.shown = [];
    this.editor = null;
    this.saver = new Saver(this);
    this.engines = [];
    this.list = new LongList((id) => this.draw(id), (id) => this.editor?.id === id);
    this.again = new Again();
    this.filters = new Filters(() => this.filter());
    this.found = new Found(this.list.root, () => this.filters.words);
    this.onKey = keysOf({
      confirmNext: () => this.confirm(true),
      confirm: () => this.confirm(false),
      previous: () => this.step(-1),
      next: () => this.step(1),
      revert: () => this.editor?.revert(),
      find: () => this.filters.find(),
      go: () => this.filters.go(),
      undo: () => turn(this, "undo"),
      redo: () => turn(this, "redo"),
      help: showKeys,
      match: (place) => this.editor?.takeMatch(place),
      concordance: () => showConcordance(this),
      replace: () => this.replace(),
      insert: (place) => this.editor?.insertTerm(place),
    }, () => Boolean(this.editor?.touched));
  }

  async load() {
    const post = await this.rows.first();
    this.path = post.path;
    this.title = post.title;
    this.columns = post.columns;
    document.title = `${this.title} – bilingual`;
    this.bar = postBar(this);
    document.getElementById("bar").replaceChildren(...this.bar.nodes);
    const sheet = el("div", { class: `sheet columns-${post.columns.length}` }, headings(post.columns), this.list.root);
    document.getElementById("main").replaceChildren(this.again.root, this.filters.root, sheet);
    this.#fresh(post);
    this.count();
    this.filter();
    addEventListener("keydown", this.onKey);
    this.rows.look();
    this.rows.complete.then(() => this.#begin());
  }

  /** All rows are there, and a person reads the first ones: what was typed before and is not saved is taken up again. */
  async #begin() {
    this.count();
    ({ engines: this.engines } = await ask(of(this.name, "engines")).catch(() => this));
    await drafts.takeOver(this.name);
    if (this.left) return;
    this.list.root.setAttribute("aria-busy", "false");
    this.saver.sendWaiting();
    const kept = drafts.all(this.name).filter((draft) => this.rows.has(draft.id));
    if (kept.length) this.open(kept[0].id, kept[0].column);
  }

  leave() {
    this.rows.leave();
    this.again.leave();
    this.found.leave();
    this.left = true;
    removeEventListener("keydown", this.onKey);
    this.close();
  }

  /** Rows that follow those that are there. */
  more(ids) {
    const fit = ids.filter((id) => this.filters.fits(this.rows.get(id)));
    this.shown.push(...fit);
    this.list.append(fit);
    this.filters.found(this.shown.length);
  }

  changed(rows) {
    rows.forEach((row) => this.renew(row));
    this.count();
  }

  /** The rows of a new run: the one that is being written stays open where it is still there, and its draft in any case. */
  anew() {
    const { editor } = this;
    if (editor && !this.rows.has(editor.id)) {
      this.editor = null;
      say(word("row.gone"));
    }
    this.filter();
    this.count();
  }

  looked(post) {
    this.saver.back();
    this.#fresh(post);
  }

  failed(error) {
    if (error instanceof Away) this.saver.away();
    else document.getElementById("away").textContent = error.message;
  }

  /** Offers a run where the post on disk is another by now. */
  #fresh({ outdated }) {
    if (outdated) this.again.offer("outdated", "translate.post", [this.path]);
    else this.again.withdraw();
  }

  /** Shows a row as it is now; where it is being written, the field stays unless another text is to stand in it. */
  renew(row) {
    const { editor } = this;
    if (editor?.id !== row.id) return this.list.redraw(row.id);
    if (!editor.modified && row.text[editor.column] !== editor.seen) return this.open(row.id, editor.column, { again: true });
    const there = this.list.element(row.id);
    if (there) renewAround(there, this.draw(row.id, { column: editor.column, root: el("div") }), editor);
    editor.follow(row);
  }

  count() {
    const { all, isComplete } = this.rows;
    const todo = all.filter((row) => row.origin !== "copy");
    this.filters.count(all, isComplete);
    this.filters.found(this.shown.length);
    this.bar.progress(isComplete ? { rows: todo.length, done: todo.filter((row) => isDone(row)).length } : {});
  }

  filter() {
    const before = this.editor;
    const typing = before?.root.contains(document.activeElement) && before.selection;
    this.shown = this.rows.all.filter((row) => this.filters.fits(row)).map(({ id }) => id);
    this.list.show(this.shown);
    this.filters.found(this.shown.length);
    if (before && !this.shown.includes(before.id)) this.close();
    else if (before) this.list.reach(before.id);
    if (typing && this.editor) this.editor.shown(typing); // its row was put into the page anew
  }

  draw(id, editor = this.editor?.id === id ? this.editor : null) {
    const row = this.rows.get(id);
    return drawRow(row, {
      columns: this.columns,
      editor,
      opens: this.rows.before(id)?.block !== row.block,
      conflict: this.saver.conflicts.get(id),
      waiting: this.saver.isAway ? (column) => this.saver.waiting(id, column) : () => null,
      open: (column) => this.open(id, column),
      settle: (choice) => this.saver.settle(id, choice),
    });
  }

  /** Opens a row for editing, and saves the one that was open. */
  open(id, column = "en", { again = false } = {}) {
    const place = again ? this.editor.selection : null;
    const typing = !again || this.editor.root.contains(document.activeElement); // what others do takes the focus from nowhere
    if (!again) {
      if (this.editor?.id === id && this.editor.column === column) return this.editor.focus();
      this.close();
    }
    const row = this.rows.get(id);
    if (row.authors.includes(column)) return say(word("row.authors"));
    this.editor = new Editor(this, row, column, again ? null : drafts.get(this.name, id, column));
    if (!this.list.reach(id)) {
      this.editor = null;
      return say(word("row.hidden"));
    }
    this.list.redraw(id);
    this.editor.shown(place, typing);
  }

  /** Closes the open row; what was typed is saved and not confirmed, which the promise waits for. */
  async close() {
    const { editor } = this;
    this.editor = null;
    if (!editor) return;
    editor.ended();
    const saving = editor.modified && !this.saver.conflicts.has(editor.id) && this.saver.save(editor.id, editor.column, editor.text, editor.seen, true);
    this.list.redraw(editor.id);
    await saving;
  }

  async confirm(next) {
    const { editor } = this;
    if (!editor) return this.open(this.following(-1) ?? this.shown[0]);
    const done = this.saver.save(editor.id, editor.column, editor.text, editor.seen);
    if (!next) return done;
    const id = this.following(this.shown.indexOf(editor.id), editor.column);
    this.editor = null;
    editor.ended();
    this.list.redraw(editor.id);
    if (id) this.open(id, editor.column);
    else if (await done) say(word("row.last"));
  }

  /** The next row whose text in a column nobody confirmed, from a place in what is shown, and from the top again. */
  following(place, column = "en") {
    const after = [...this.shown.slice(place + 1), ...this.shown.slice(0, Math.max(0, place))];
    return after.find((id) => !isDone(this.rows.get(id), column));
  }

  step(by) {
    const column = this.editor?.column ?? "en";
    const open = this.shown.filter((id) => !this.rows.get(id).authors.includes(column));
    const place = this.editor ? open.indexOf(this.editor.id) + by : 0;
    const id = open[Math.max(0, Math.min(open.length - 1, place))];
    if (id && id !== this.editor?.id) this.open(id, column);
  }

  /** Opens the row of a number, or with `:18` the one of that line of the post. */
  async go(number) {
    await this.rows.complete;
    const line = /^:(\d+)$/.exec(number)?.[1];
    const row = line ? inLine(this.rows.all, Number(line)) : this.rows.all.find((one) => one.number === number);
    if (!row) return say(word("row.none", { number }));
    this.reach(row.id);
  }

  /** Opens a row, also where it is filtered away. */
  reach(id) {
    if (!this.shown.includes(id)) this.filters.clear();
    this.open(id);
  }

  replace() {
    showReplacing(this, String(getSelection()) || this.editor?.marked || this.filters.search.value.trim());
  }

  history() {
    const { id } = this.editor;
    return showHistory(this, this.rows.get(id));
  }

  write() {
    this.close();
    showWriting(this.name);
  }
}

/** The row that stands in a line of the post, or the last one before it. */
function inLine(rows, line) {
  return rows.filter((row) => row.line <= line).sort((one, other) => one.line - other.line).at(-1);
}
