// One row as it is read: its number and state, who speaks, and its text in three columns.

import { button, el } from "./dom.js";
import { nodes } from "./pieces.js";
import { checkName, factOf, word } from "./words.js";

const LANGUAGES = { hans: "zh-Hans", hant: "zh-Hant", en: "en" };
const MARKS = { human: "✓", edited: "✎", problem: "!", doubtful: "~", copy: "=", machine: "", memory: "" };

/** Whether nothing is left to do in a row: a person confirmed it, or it is the author's own in every column. */
export const isDone = (row) => row.origin === "human" || row.origin === "copy";

const isPeoples = (row) => row.origin === "human" || row.origin === "edited";

/** What state a row is in, the one that matters most first. */
export function stateOf(row) {
  if (row.findings.some((finding) => finding.severity === "problem")) return "problem";
  if (isDone(row) || row.origin === "edited") return row.origin;
  return row.findings.some((finding) => finding.name === "doubtful") ? "doubtful" : row.origin;
}

/** The element of a row; `editor` has the column that is being edited. */
export function drawRow(row, { editor, opens, conflict, waiting, open, settle }) {
  const state = stateOf(row);
  return el(
    "article",
    {
      id: `row-${row.id}`,
      class: ["row", row.kind, `level-${row.form.level}`, row.form.cell?.[1] === 0 ? "head" : "", state, editor ? "active" : "", row.origin === "human" ? "confirmed" : ""].filter(Boolean).join(" "),
      "aria-label": word("row", { number: row.number }),
    },
    gutter(row, state),
    opens ? opening(row) : null,
    cell(row, "hans", editor, open, opens ? marker(row) : null),
    cell(waits(row, "hant", waiting), "hant", editor, open, null),
    cell(waits(row, "en", waiting), "en", editor, open, null, conflict ? conflictOf(conflict, settle) : editor ? null : notes(row)),
  );
}

/** The row with what was written for a column and waits for the server, where something does. */
function waits(row, column, waiting) {
  const text = waiting(column);
  return text === null ? row : { ...row, pieces: { ...row.pieces, [column]: [text] }, isWaiting: true };
}

function gutter(row, state) {
  const text = word(`state.${state}`);
  const whose = state === "problem" && isPeoples(row) ? MARKS[row.origin] : "";
  return el(
    "div",
    { class: "gutter" },
    el("span", { class: "number" }, String(row.number)),
    el("span", { class: "state", title: text }, el("span", { "aria-hidden": "true" }, MARKS[state] + whose), el("span", { class: "heard" }, text)),
  );
}

/** What stands above the first row of a block: who speaks, or which value of the front matter it is. */
function opening({ speaker, form }) {
  if (speaker) return el("div", { class: "speaker", lang: "zh-Hans" }, speaker.hans, el("span", { lang: "en" }, speaker.en));
  return form.key ? el("div", { class: "key" }, form.key) : null;
}

/** The marker of a list item, or the name of a footnote. */
function marker({ kind, form }) {
  if (!form.marker) return null;
  return el("span", { class: "marker" }, kind === "note" ? `[${form.marker}]` : /^[-*+]$/.test(form.marker) ? "•" : form.marker);
}

function cell(row, column, editor, open, before, after) {
  const lang = LANGUAGES[column];
  if (editor?.column === column) return el("div", { class: `cell ${column}`, lang }, editor.root, after);
  const text = el("div", { class: "text" }, before, nodes(row.pieces[column]));
  if (column === "hans" || row.authors.includes(column)) return el("div", { class: `cell ${column}`, lang }, text, after);
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
  if (row.isWaiting) text.append(" ", el("span", { class: "mark note" }, word("waiting")));
  if (!text.textContent) text.append(el("span", { class: "empty" }, word("row.empty")));
  return el("div", { class: `cell ${column}`, lang }, text, after);
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
  const side = (name, text, lang) => el("div", {}, el("p", { lang }, text), button(`conflict.${name}`, () => settle(name)));
  return el(
    "div",
    { class: "conflict", role: "group", "aria-label": word("conflict"), lang: document.documentElement.lang },
    el("strong", {}, word(who ? "conflict.by" : "conflict", { who })),
    side("mine", mine, LANGUAGES[column]),
    side("theirs", theirs.text[column], LANGUAGES[column]),
  );
}
