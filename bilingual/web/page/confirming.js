// Every row of those shown in which nothing was found, confirmed as it is, as one step, after asking.

import { of } from "./api.js";
import { change } from "./changes.js";
import { button, dialog, el } from "./dom.js";
import { isDone } from "./row.js";
import { word } from "./words.js";

export async function confirmAll(view) {
  await view.rows.complete;
  await view.close();
  const rows = view.shown;
  const count = rows.map((id) => view.rows.get(id)).filter((row) => !isDone(row) && !row.takenBack && !row.findings.length && row.text.en).length;
  const go = () => {
    made.close();
    return change(view, of(view.name, "confirm"), (changed) => word("confirmAll.done", { count: changed.length }), { rows });
  };
  const leave = button("cancel", () => made.close());
  const confirm = button("confirmAll", go, { class: "main", disabled: !count });
  const made = dialog(word("confirmAll"), el("p", {}, word("confirmAll.ask", { count })), el("p", { class: "buttons" }, leave, confirm));
}
