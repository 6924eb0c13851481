// After a changed glossary: the rows that it changes are translated again, and it is told how far that is.

import { ask, Away } from "./api.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const LOOK = 400; // milliseconds

export class Again {
  constructor() {
    this.root = el("div", { class: "again", role: "status" });
  }

  leave() {
    clearTimeout(this.timer);
    this.left = true;
  }

  offer() {
    const start = el("button", { type: "button", class: "main", onclick: () => this.#start() }, word("translate"));
    this.root.replaceChildren(word("translate.why"), start);
  }

  async #start() {
    this.#told(await this.#asked({}));
  }

  async #look() {
    this.#told(await this.#asked());
  }

  async #asked(body) {
    try {
      return await ask("translation", body);
    } catch (error) {
      return { running: false, errors: [error instanceof Away ? word("away") : error.message] };
    }
  }

  #told(state) {
    if (this.left) return;
    if (state.running) {
      this.root.replaceChildren(word("translate.busy", state), el("progress", { max: state.sentences || 1, value: state.done, "aria-label": word("translate") }));
      this.timer = setTimeout(() => this.#look(), LOOK);
    } else this.root.replaceChildren(...(state.errors.length ? state.errors.map((text) => el("p", { class: "failed" }, text)) : [word("translate.done")]));
  }
}
