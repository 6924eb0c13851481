// Which rows are shown: by state, by check, by term, by speaker, by words in any column.

import { el } from "./dom.js";
import { pressed } from "./keys.js";
import { isDone } from "./row.js";
import { checkName, word } from "./words.js";

const STATES = {
  all: () => true,
  flagged: (row) => row.findings.length > 0,
  unconfirmed: (row) => !isDone(row),
  doubtful: (row) => row.findings.some((finding) => finding.name === "doubtful"),
};

export class Filters {
  /** `changed` is called when other rows are to be shown. */
  constructor(changed) {
    this.changed = changed;
    this.state = "all";
    this.counts = {};
    const pills = Object.keys(STATES).map((name) => this.#pill(name));
    this.checks = el("select", { "aria-label": word("filter.check"), onchange: changed });
    this.terms = el("select", { "aria-label": word("filter.term"), onchange: changed });
    this.speakers = el("select", { "aria-label": word("filter.speaker"), onchange: changed });
    this.search = el("input", { type: "search", placeholder: word("search"), "aria-label": word("search"), oninput: () => this.#soon() });
    this.number = el("input", { type: "text", size: 4, title: word("key.go"), placeholder: word("go"), "aria-label": word("go") });
    this.result = el("p", { class: "result", role: "status" });
    this.root = el("div", { class: "filters" }, 
      el("div", { class: "strip" }, el("fieldset", {}, el("legend", { class: "heard" }, word("filter")), pills), this.checks, this.terms, this.speakers), this.search, this.number, this.result);
  }

  fits(row) {
    const check = this.checks.value;
    const term = this.terms.value;
    const speaker = this.speakers.value;
    const { words } = this;
    return (
      STATES[this.state](row) &&
      (!check || row.findings.some((finding) => finding.name === check)) &&
      (!term || row.terms.some(({ source }) => source === term)) &&
      (!speaker || row.speaker?.hans === speaker) &&
      (!words || Object.values(row.text).some((text) => text.toLowerCase().includes(words)))
    );
  }

  /** What is searched for, in small letters. */
  get words() {
    return this.search.value.trim().toLowerCase();
  }

  /** Words were replaced: where they are searched for, what stands there now is, so that the rows stay to be looked at. */
  replaced(words, replacement) {
    if (this.words !== words.trim().toLowerCase()) return;
    this.search.value = replacement;
    this.changed();
  }

  /** Says how many rows there are of each kind, unless more are to come, and what can be chosen. */
  count(rows, whole) {
    this.whole = whole;
    this.begun = rows.some((row) => row.origin === "human" || row.origin === "edited");
    for (const [name, fits] of Object.entries(STATES)) this.counts[name].textContent = whole ? String(rows.filter(fits).length) : "…";
    const names = [...new Set(rows.flatMap((row) => row.findings.map((finding) => finding.name)))].sort();
    choices(this.checks, word("filter.check"), names.map((name) => [name, checkName(name)]));
    const terms = new Map(rows.flatMap((row) => row.terms.map(({ source, target }) => [source, target])));
    choices(this.terms, word("filter.term"), [...terms].sort(byEnglish).map(([source, target]) => [source, source === target ? source : `${target} – ${source}`]));
    choices(this.speakers, word("filter.speaker"), [...new Set(rows.map((row) => row.speaker?.hans).filter(Boolean))].map((name) => [name, name]));
  }

  found(count) {
    const hint = this.begun ? "" : word(matchMedia("(hover: none)").matches ? "hint.touch" : "hint", { keys: pressed("confirmNext") });
    this.result.textContent = this.isClear ? hint : word(this.whole ? "found" : "found.yet", { count });
  }

  get isClear() {
    return this.state === "all" && !this.checks.value && !this.terms.value && !this.speakers.value && !this.search.value.trim();
  }

  clear() {
    this.root.querySelector("input[type=radio]").checked = true;
    this.state = "all";
    this.checks.value = this.terms.value = this.speakers.value = this.search.value = "";
    this.changed();
  }

  find() {
    this.search.focus();
    this.search.select();
  }

  go() {
    this.number.focus();
    this.number.select();
  }

  #pill(name) {
    const choose = () => {
      this.state = name;
      this.changed();
    };
    this.counts[name] = el("span", { class: "count" });
    return el("label", { class: "pill" }, el("input", { type: "radio", name: "state", checked: name === "all", onchange: choose }), el("span", {}, word(`filter.${name}`), " ", this.counts[name]));
  }

  #soon() {
    clearTimeout(this.pause);
    this.pause = setTimeout(this.changed, 150);
  }
}

const byEnglish = ([, one], [, other]) => one.localeCompare(other, "en");

/** Puts choices into a list that has others, and leaves what is chosen. */
function choices(select, all, options) {
  const chosen = select.value;
  const values = [...select.options].slice(1).map((option) => option.value);
  if (select.options.length && values.join("\n") === options.map(([value]) => value).join("\n")) return;
  select.replaceChildren(...[["", all], ...options].map(([value, text]) => el("option", { value }, text)));
  select.value = options.some(([value]) => value === chosen) ? chosen : "";
  select.hidden = options.length < 2;
}
