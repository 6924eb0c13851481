// What came of taking something back.

import { word } from "./words.js";

/** What is told of rows that were taken back or done again: which row, or how many. */
export function turned(what, rows) {
  return rows.length === 1 ? word(`${what}.done`, rows[0]) : word(`${what}.rows`, { count: rows.length });
}
