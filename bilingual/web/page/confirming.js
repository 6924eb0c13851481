// Every row in which nothing was found, confirmed as it is, as one step, after asking.

import { of } from "./api.js";
import { button, dialog, el } from "./dom.js";
import { isDone } from "./row.js";
import { word } from "./words.js";

export function confirmAll(view) {
  view.close();
  const count = [...view.rows.values()].filter((row) => !isDone(row) && !row.findings.length && row.text.en).length;
  const go = () => {
    made.close();
    return view.change(of(view.name, "confirm"), (rows) => word("confirmAll.done", { count: rows.length }));
  };
  const leave = button("cancel", () => made.close());
  const confirm = button("confirmAll", go, { class: "main", disabled: !count });
  const made = dialog(word("confirmAll"), el("p", {}, word("confirmAll.ask", { count })), el("p", { class: "buttons" }, leave, confirm));
}
