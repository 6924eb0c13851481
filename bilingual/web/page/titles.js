// The titles of links and the texts in tags: each has a small field under the one of its row, and its chip stays whole.

import { nameOf, targetOf } from "./chips.js";
import { el } from "./dom.js";
import { word } from "./words.js";

export class Titles {
  constructor(field, lang) {
    this.field = field;
    this.lang = lang;
    this.root = el("div", { class: "titles" });
    this.drawn = "";
  }

  /** Shows what stands in the chips now; the one that is being typed stays as it is. */
  show() {
    const { titled } = this.field;
    const drawn = titled.map(({ token }) => nameOf(token.code) + token.side).join("\n");
    if (drawn !== this.drawn) this.root.replaceChildren(...titled.flatMap(({ token }, number) => token.attributes.map((value, place) => this.#input(token, number, place))));
    this.drawn = drawn;
    const values = titled.flatMap(({ token }) => token.attributes);
    this.root.querySelectorAll("input").forEach((input, place) => {
      if (input !== document.activeElement) input.value = values[place];
    });
  }

  #input(token, number, place) {
    const input = el("input", { type: "text", lang: this.lang, autocomplete: "off", oninput: () => this.field.retitle(number, place, input.value) });
    return el("label", {}, nameOfAttribute(token, place), input);
  }
}

/** What a text in a chip is: the title of a link, or the value of an attribute. */
function nameOfAttribute({ code, side }, place) {
  if (code.kind !== "html" && code.kind !== "element") return word("title.of", { target: targetOf(code) });
  const [tag] = /[\w-]+/.exec((code.text ?? code.open)[0]) ?? [""];
  const [, name] = /([\w:-]+)=\W*$/.exec((code.text ?? code[side])[place]) ?? ["", "…"];
  return word("attribute.of", { name, tag });
}
