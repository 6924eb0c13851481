// One row as it is read: its number and state, who speaks, and its text in three columns.

import { button, el } from "./dom.js";
import { formed, nodes } from "./pieces.js";
import { checkName, factOf, LANGUAGES, word } from "./words.js";

const MARKS = { human: "✓", edited: "✎", problem: "!", doubtful: "~", copy: "=", machine: "", memory: "" };

/** Whether nothing is left to do in a row: a person confirmed it, or it is the author's own in every column. */
export function isDone(row, column = "en") {
  if (column === "en") return row.origin === "human" || row.origin === "copy";
  return row.authors.includes(column) || row.people[column]?.draft === false;
}

const isPeoples = (row) => row.origin === "human" || row.origin === "edited";

/** What stands above the rows: what each column is, and whose. */
export function headings([authors, ...others]) {
  const head = (column, whose, more) => el("div", { class: whose }, el("b", {}, word(`column.${column}`)), " ", el("span", { class: "whose" }, word(`column.${whose}`)), more);
  const show = () => el("label", { class: "show" }, el("input", { type: "checkbox", "aria-label": `${word("column.show")}: ${word(`column.${others[0]}`)}` }), " ", word("column.show")); // where there is room for two columns at most
  return el("div", { class: "heads" }, head(authors, "authors"), others.map((column) => (column === "en" ? head(column, "english") : head(column, "converted", show()))));
}

/** What state a row is in, the one that matters most first. */
export function stateOf(row) {
  if (row.findings.some((finding) => finding.severity === "problem")) return "problem";
  if (isDone(row)) return row.origin;
  return row.findings.some((finding) => finding.name === "doubtful") ? "doubtful" : row.origin;
}

/** The element of a row, with the author's column first; `editor` has the column that is being edited, and the element to write it in. */
export function drawRow(row, { columns: [authors, ...others], editor, opens, conflict, waiting, open, settle }) {
  const state = stateOf(row);
  return el(
    "article",
    {
      id: `row-${row.id}`,
      class: ["row", row.kind, `level-${row.form.level}`, row.form.cell?.[1] === 0 ? "head" : "", state, editor ? "active" : "", row.origin === "human" ? "confirmed" : ""].filter(Boolean).join(" "),
      "aria-label": word("row", { number: row.number }),
    },
    gutter(row, state),
    opens ? opening(row, authors) : null,
    cell(row, authors, "authors", null, null, opens ? marker(row) : null),
    others.map((column) => cell(waits(row, column, waiting), column, column === "en" ? "english" : "converted", editor, open, null, column === "en" ? under(row, editor, conflict, settle) : null)),
  );
}

/** Puts what was drawn anew around the field of an open row in the place of what stands there: the field stays, and what is composed in it. */
export function renewAround(there, made, { root, column }) {
  const cell = made.querySelector(`.cell.${column}`);
  there.className = made.className;
  surround(root.parentElement, cell);
  surround(root, cell.firstElementChild);
}

/** Gives an element the neighbours of another in the place of its own. */
function surround(kept, { parentElement, previousSibling, nextSibling }) {
  const nodes = [...parentElement.childNodes];
  const before = previousSibling ? nodes.slice(0, nodes.indexOf(previousSibling) + 1) : [];
  const after = nextSibling ? nodes.slice(nodes.indexOf(nextSibling)) : [];
  [...kept.parentElement.childNodes].filter((node) => node !== kept).forEach((node) => node.remove());
  kept.before(...before);
  kept.after(...after);
}

const under = (row, editor, conflict, settle) => (conflict ? conflictOf(conflict, settle) : editor ? null : notes(row));

/** The row with what was written for a column and waits for the server, where something does. */
function waits(row, column, waiting) {
  const text = waiting(column);
  return text === null ? row : { ...row, waits: text };
}

function gutter(row, state) {
  const text = word(`state.${state}`);
  const whose = state !== row.origin && isPeoples(row) ? MARKS[row.origin] : "";
  return el(
    "div",
    { class: "gutter" },
    el("span", { class: "number", title: word("row.line", row) }, row.kind === "front" ? "" : row.number),
    el("span", { class: "state", title: text }, el("span", { "aria-hidden": "true" }, MARKS[state] + whose), el("span", { class: "heard" }, text)),
  );
}

/** What stands above the first row of a block: who speaks, or which value of the front matter it is. */
function opening({ speaker, form }, column) {
  if (speaker) return el("div", { class: "speaker", lang: LANGUAGES[column] }, speaker[column], el("span", { lang: "en" }, speaker.en));
  return form.key ? el("div", { class: "key" }, form.key) : null;
}

/** The marker of a list item, or the name of a footnote. */
function marker({ kind, form }) {
  if (!form.marker) return null;
  return el("span", { class: "marker" }, kind === "note" ? `[${form.marker}]` : /^[-*+]$/.test(form.marker) ? "•" : form.marker);
}

function cell(row, column, whose, editor, open, before, after) {
  const lang = LANGUAGES[column];
  const attributes = { class: `cell ${column} ${whose}`, lang };
  if (editor?.column === column) return el("div", attributes, editor.root, after);
  const text = el("div", { class: "text" }, before, row.waits === undefined ? nodes(row.pieces[column]) : formed(row.waits, row.codes));
  if (!open || row.authors.includes(column)) return el("div", attributes, text, after);
  const click = () => {
    if (String(getSelection())) return; // words are being marked, to be copied
    open(column);
  };
  const key = (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    open(column);
  };
  const label = word(`edit.${column}`, { number: row.number });
  Object.entries({ role: "button", tabindex: "0", "aria-description": label }).forEach(([name, value]) => text.setAttribute(name, value));
  text.addEventListener("click", click);
  text.addEventListener("keydown", key);
  if (row.waits !== undefined) text.append(" ", el("span", { class: "mark note" }, word("waiting")));
  if (!text.textContent) text.append(el("span", { class: "empty" }, word("row.empty")));
  return el("div", attributes, text, after);
}

/** What the checks found, by name; the whole of it is told where the row is open. */
function notes(row) {
  const names = [...new Set(row.findings.map((finding) => finding.name))];
  const marks = names.map((name) => {
    const of = row.findings.filter((finding) => finding.name === name);
    return el("span", { class: `mark ${of[0].severity}`, title: of.map(factOf).join(" ") }, checkName(name));
  });
  if (row.takenBack) marks.push(el("span", { class: "mark note" }, word("row.takenBack")));
  marks.push(...row.comments.map((comment) => el("span", { class: "mark note" }, `${comment.who}: ${comment.text}`)));
  return marks.length ? el("div", { class: "marks", lang: document.documentElement.lang }, marks) : null;
}

/** Both texts of a row that two people changed, and a button for each. */
function conflictOf({ column, mine, theirs }, settle) {
  const who = theirs.people[column]?.who ?? "";
  const side = (name, text, lang) => el("div", {}, el("p", { lang }, formed(text, theirs.codes)), button(`conflict.${name}`, () => settle(name)));
  return el(
    "div",
    { class: "conflict", role: "group", "aria-label": word("conflict"), lang: document.documentElement.lang },
    el("strong", { role: "alert" }, word(who ? "conflict.by" : "conflict", { who })),
    side("mine", mine, LANGUAGES[column]),
    side("theirs", theirs.text[column], LANGUAGES[column]),
  );
}
