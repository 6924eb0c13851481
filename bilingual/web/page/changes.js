// Changes of a post that are more than the text of a row: asked for, taken in, and told.

import { ask, Away, of } from "./api.js";
import { say } from "./dom.js";
import { word } from "./words.js";

/** Asks for a change of a post or a row with what is `given`, takes in what came of it, and tells what `told` says of the rows that it touched, else of those that read otherwise. */
export async function change(view, path, told, given = {}) {
  await view.rows.complete;
  try {
    const post = await ask(path, given);
    const changed = post.rows.filter((row) => isOther(row, view.rows.get(row.id)));
    view.rows.take(post.rows);
    say(told(post.touched?.map((id) => view.rows.get(id)) ?? changed));
  } catch (error) {
    if (error instanceof Away) view.saver.away();
    else say(error.message);
  }
}

/** Takes the latest edit back, or does one again that was taken back. */
export function turn(view, what) {
  return change(view, of(view.name, what), (rows) => {
    const [row] = rows;
    if (row && view.list.reach(row.id)) view.list.element(row.id).scrollIntoView({ block: "nearest" });
    return turned(what, rows);
  });
}

/** Takes every edit of the open row back. */
export function toMachine(view) {
  const { id } = view.editor;
  view.editor.revert();
  return change(view, of(view.name, "rows", id, "machine"), () => word("machine.done"));
}

/** What is told of rows that were taken back or done again: which row, or how many. */
export function turned(what, rows) {
  return rows.length === 1 ? word(`${what}.done`, rows[0]) : word(`${what}.rows`, { count: rows.length });
}

/** Whether a row reads otherwise than before, or is another person's. */
function isOther(row, before) {
  return !before || row.origin !== before.origin || Object.keys(row.text).some((column) => row.text[column] !== before.text[column]);
}
