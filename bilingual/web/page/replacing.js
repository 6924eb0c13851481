// Words replaced in all of a post: every place is shown before, and rows that would lose a term or a code are left unless ticked.

import { ask, of } from "./api.js";
import { change } from "./changes.js";
import { button, dialog, el } from "./dom.js";
import { nodes } from "./pieces.js";
import { LANGUAGES, word } from "./words.js";

const PAUSE = 250; // milliseconds without a key after which it is looked for

export async function showReplacing(view, words = "") {
  await view.close();
  new Replacing(view, words);
}

class Replacing {
  constructor(view, words) {
    this.view = view;
    const field = (name, value) => el("label", {}, word(name), el("input", { type: "text", name, value, autocomplete: "off", oninput: () => this.soon() }));
    const box = (name, checked) => el("label", { class: "box" }, el("input", { type: "checkbox", checked, onchange: () => this.look() }), " ", word(name));
    const columns = view.columns.slice(1).reverse();
    this.words = field("replace.words", words);
    this.with = field("replace.with", "");
    this.column = el("select", { "aria-label": word("replace.column"), onchange: () => this.look() }, columns.map((name) => el("option", { value: name }, word(`column.${name}`))));
    this.matchCase = box("replace.case", true);
    this.wholeWords = box("replace.whole", true);
    this.list = el("ul", { class: "steps hits" });
    this.result = el("p", { class: "result", role: "status" });
    this.go = el("button", { type: "button", class: "main", disabled: true, onclick: () => this.replace() });
    this.dialog = dialog(word("replace.title"),
      el("div", { class: "replacing" }, this.words, this.with, el("div", { class: "how" }, this.column, this.matchCase, this.wholeWords)),
      this.result, this.list, el("p", { class: "buttons" }, button("close", () => this.dialog.close()), this.go));
    this.dialog.classList.add("wide");
    this.words.lastChild.focus();
    this.look();
  }

  get search() {
    return {
      words: this.words.lastChild.value, replacement: this.with.lastChild.value, column: this.column.value,
      matchCase: this.matchCase.firstChild.checked, wholeWords: this.wholeWords.firstChild.checked,
    };
  }

  soon() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.look(), PAUSE);
  }

  async look() {
    const asked = JSON.stringify(this.search);
    try {
      const found = await ask(of(this.view.name, "replacements"), this.search);
      if (asked === JSON.stringify(this.search)) this.show(found);
    } catch (error) {
      this.result.textContent = error.message;
    }
  }

  show({ revision, rows }) {
    this.revision = revision;
    this.list.replaceChildren(...rows.map((row) => this.#item(row)));
    this.count();
  }

  #item({ id, number, pieces, lost }) {
    const box = el("input", { type: "checkbox", value: id, checked: !lost.length, onchange: () => this.count() });
    const why = lost.length ? el("span", { class: "mark problem" }, word("replace.lost", { lost: lost.join(", ") })) : "";
    return el("li", {}, el("label", {}, box, el("span", { class: "number" }, String(number)), el("span", { lang: LANGUAGES[this.column.value] }, nodes(pieces), why)));
  }

  get boxes() {
    return [...this.list.querySelectorAll("input")];
  }

  count() {
    const boxes = this.boxes;
    const ticked = boxes.filter((box) => box.checked).length;
    this.go.textContent = word("replace.go", { count: ticked });
    this.go.disabled = !ticked;
    this.result.textContent = this.search.words ? word("replace.found", { count: boxes.length }) : word("replace.why");
  }

  async replace() {
    const without = this.boxes.filter((box) => !box.checked).map((box) => box.value);
    const count = this.boxes.length - without.length;
    clearTimeout(this.pause);
    this.dialog.close();
    const { search } = this;
    const told = () => {
      this.view.filters.replaced(search.words, search.replacement);
      return word("replace.done", { count });
    };
    await change(this.view, of(this.view.name, "replace"), told, { ...search, without, revision: this.revision });
  }
}
