// One post: its rows, which of them are shown, and the one that is being edited.

import { Again } from "./again.js";
import { ask, Away, of } from "./api.js";
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
import { drawRow, headings, isDone } from "./row.js";
import { postBar } from "./bar.js";
import { Saver } from "./saver.js";
import { turned } from "./turned.js";
import { word } from "./words.js";
import { showWriting } from "./writing.js";

const FIRST = 60; // rows that are shown before the others are there
const LOOK = 1500; // milliseconds between two looks at what others changed

/** Shows a post; gives what ends the view. */
export async function showPost(name) {
  const view = new PostView(name);
  await view.load();
  return () => view.leave();
}

class PostView {
  constructor(name) {
    this.name = name;
    this.rows = new Map();
    this.order = [];
    this.shown = [];
    this.revision = "";
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
      undo: () => this.turn("undo"),
      redo: () => this.turn("redo"),
      help: showKeys,
      match: (place) => this.editor?.takeMatch(place),
      concordance: () => showConcordance(this),
      replace: () => this.replace(),
      insert: (place) => this.editor?.insertTerm(place),
    }, () => Boolean(this.editor?.touched));
  }

  async load() {
    const post = await ask(`${of(this.name)}?most=${FIRST}`);
    this.path = post.path;
    this.title = post.title;
    this.columns = post.columns;
    document.title = `${this.title} – bilingual`;
    this.bar = postBar(this);
    document.getElementById("bar").replaceChildren(...this.bar.nodes);
    const rows = el("div", { class: `sheet columns-${post.columns.length}` }, headings(post.columns), this.list.root);
    document.getElementById("main").replaceChildren(this.again.root, this.filters.root, rows);
    this.take(post);
    this.#fresh(post);
    this.filter();
    addEventListener("keydown", this.onKey);
    this.rest(post.rows.length === FIRST);
  }

  /** Takes in what follows the first rows, which a person reads meanwhile; then what was typed before and is not saved. */
  async rest(more) {
    if (more) {
      const whole = await ask(of(this.name));
      await new Promise(requestAnimationFrame); // ten thousand rows are read in one frame, and taken in in the next
      if (this.left) return;
      this.take(whole);
    }
    ({ engines: this.engines } = await ask(of(this.name, "engines")).catch(() => this));
    if (this.left) return;
    this.list.root.setAttribute("aria-busy", "false");
    this.timer = setTimeout(() => this.look(), LOOK);
    this.saver.sendWaiting();
    const kept = drafts.all(this.name).filter((draft) => this.rows.has(draft.id));
    if (kept.length) this.open(kept[0].id, kept[0].column);
  }

  leave() {
    clearTimeout(this.timer);
    this.again.leave();
    this.found.leave();
    this.left = true;
    removeEventListener("keydown", this.onKey);
    this.close();
  }

  /** Takes in rows as the server has them now, and draws those that are another than before. */
  take(post) {
    if (post.whole) {
      this.rows = new Map();
      this.order = post.rows.map((row) => row.id);
      this.places = new Map(this.order.map((id, place) => [id, place]));
    }
    this.revision = post.revision;
    for (const row of post.rows) {
      this.rows.set(row.id, row);
      if (!post.whole) this.renew(row);
    }
    if (post.whole && this.shown.length) this.#moved();
    this.count();
  }

  /** Offers a run where the post on disk is another by now. */
  #fresh({ outdated }) {
    if (outdated) this.again.offer("outdated", "translate.post", [this.path]);
    else this.again.withdraw();
  }

  /** The rows of a new run: the one that is being written stays open where it is still there, and its draft in any case. */
  #moved() {
    const { editor } = this;
    if (editor && !this.rows.has(editor.id)) {
      this.editor = null;
      say(word("row.gone"));
    }
    this.filter();
  }

  renew(row) {
    if (this.editor?.id === row.id && this.editor.modified) this.editor.overtaken(row);
    else if (this.editor?.id === row.id) this.open(row.id, this.editor.column, { again: true });
    else this.list.redraw(row.id);
  }

  count() {
    const rows = [...this.rows.values()];
    const todo = rows.filter((row) => row.origin !== "copy");
    this.filters.count(rows);
    this.filters.found(this.shown.length);
    this.bar.progress({ rows: todo.length, done: todo.filter((row) => isDone(row)).length });
  }

  filter() {
    const before = this.editor;
    const typing = before?.root.contains(document.activeElement) && before.selection;
    this.shown = this.order.filter((id) => this.filters.fits(this.rows.get(id)));
    this.list.show(this.shown);
    this.filters.found(this.shown.length);
    if (before && !this.shown.includes(before.id)) this.close();
    else if (before) this.list.reach(before.id);
    if (typing && this.editor) this.editor.shown(typing); // its row was put into the page anew
  }

  draw(id) {
    const row = this.rows.get(id);
    const before = this.rows.get(this.order[this.places.get(id) - 1]);
    const editor = this.editor?.id === id ? this.editor : null;
    return drawRow(row, {
      columns: this.columns,
      editor,
      opens: before?.block !== row.block,
      conflict: this.saver.conflicts.get(id),
      waiting: this.saver.isAway ? (column) => this.saver.waiting(id, column) : () => null,
      open: (column) => this.open(id, column),
      settle: (choice) => this.saver.settle(id, choice),
    });
  }

  /** Opens a row for editing, and saves the one that was open. */
  open(id, column = "en", { again = false } = {}) {
    const place = again ? this.editor.selection : null;
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
    this.editor.shown(place);
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
  go(number) {
    const line = /^:(\d+)$/.exec(number)?.[1];
    const rows = [...this.rows.values()];
    const row = line ? inLine(rows, Number(line)) : rows.find((one) => one.number === number);
    if (!row) return say(word("row.none", { number }));
    this.reach(row.id);
  }

  /** Opens a row, also where it is filtered away. */
  reach(id) {
    if (!this.shown.includes(id)) this.filters.clear();
    this.open(id);
  }

  /** Takes the latest edit back, or does one again that was taken back. */
  turn(what) {
    return this.change(of(this.name, what), (rows) => {
      const [row] = rows;
      if (row && this.list.reach(row.id)) this.list.element(row.id).scrollIntoView({ block: "nearest" });
      return turned(what, rows);
    });
  }

  /** Asks for a change of a post or a row with what is `given`, takes in what came of it, and tells what `told` says of the rows that it touched, else of those that read otherwise. */
  async change(path, told, given = {}) {
    try {
      const post = await ask(path, given);
      const changed = post.rows.filter((row) => isOther(row, this.rows.get(row.id)));
      this.take(post);
      say(told(post.touched?.map((id) => this.rows.get(id)) ?? changed));
    } catch (error) {
      if (error instanceof Away) this.saver.away();
      else say(error.message);
    }
  }

  /** Takes every edit of the open row back. */
  toMachine() {
    const { id } = this.editor;
    this.editor.revert();
    return this.change(of(this.name, "rows", id, "machine"), () => word("machine.done"));
  }

  replace() {
    showReplacing(this, String(getSelection()) || this.editor?.marked || this.filters.search.value.trim());
  }

  history() {
    const { id } = this.editor;
    return showHistory(this, this.rows.get(id));
  }

  async look() {
    try {
      const post = await ask(`${of(this.name)}?since=${this.revision}`);
      if (this.left) return;
      this.saver.back();
      if (post.rows.length || post.whole) this.take(post);
      this.#fresh(post);
    } catch (error) {
      if (error instanceof Away) this.saver.away();
      else document.getElementById("away").textContent = error.message;
    }
    if (!this.left) this.timer = setTimeout(() => this.look(), LOOK);
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

/** Whether a row reads otherwise than before, or is another person's. */
function isOther(row, before) {
  return !before || row.origin !== before.origin || Object.keys(row.text).some((column) => row.text[column] !== before.text[column]);
}
