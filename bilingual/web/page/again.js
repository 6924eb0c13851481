// After a changed glossary: the rows that it changes are translated again, and it is told how far that is.

import { ask } from "./api.js";
import { button, el } from "./dom.js";
import { prose, word } from "./words.js";

const LOOK = 400; // milliseconds

export class Again {
  /** `done` is called when posts were translated. */
  constructor(done = () => {}) {
    this.done = done;
    this.root = el("div", { class: "again", role: "status" });
  }

  leave() {
    clearTimeout(this.timer);
    this.left = true;
  }

  /** Offers to translate posts again, all of them where none are named, and says why. */
  offer(why = "translate.why", what = "translate", posts = []) {
    if (this.offered || this.running) return;
    this.offered = true;
    this.root.replaceChildren(word(why), button(what, () => this.start(posts), { class: "main" }));
  }

  async start(posts) {
    this.#told(await this.#asked({ posts }));
  }

  withdraw() {
    if (this.offered) this.root.replaceChildren();
    this.offered = false;
  }

  async #look() {
    this.#told(await this.#asked());
  }

  async #asked(body) {
    try {
      return await ask("translation", body);
    } catch (error) {
      return { running: false, errors: [{ fact: error.message }] };
    }
  }

  #told(state) {
    if (this.left) return;
    this.running = state.running;
    this.offered = !state.running && state.errors.length > 0; // what went wrong stays to be read
    if (state.running) {
      this.root.replaceChildren(word(state.sentences ? "translate.busy" : "translate.begun", state), el("progress", { max: state.sentences || 1, value: state.done, "aria-label": word("translate") }));
      this.timer = setTimeout(() => this.#look(), LOOK);
    } else {
      this.root.replaceChildren(...(state.errors.length ? state.errors.map((error) => el("p", { class: "failed" }, prose(error))) : [word(state.changed ? "translate.done" : "translate.none", { count: state.changed })]));
      this.done();
    }
  }
}
