// A long list of which only what is near the window stands in the page: groups of rows that are filled as they come near.

import { el } from "./dom.js";

const GROUP = 25;
const GUESS = 120; // pixels a row, until it was drawn
const NEAR = "1200px";

export class LongList {
  /** `draw(id)` gives the element of a row; `busy(id)` says that it must stay as it is. */
  constructor(draw, busy) {
    this.draw = draw;
    this.busy = busy;
    this.root = el("div", { class: "rows" });
    this.groups = [];
    this.watcher = new IntersectionObserver((seen) => seen.forEach((one) => this.#look(one)), { rootMargin: NEAR });
  }

  /** Shows these rows and no others. */
  show(ids) {
    this.watcher.disconnect();
    this.groups = [];
    this.root.replaceChildren();
    this.append(ids);
    if (this.groups[0]) this.#fill(this.groups[0]);
  }

  /** Shows more rows after those that are shown. */
  append(ids) {
    for (let start = 0; start < ids.length; start += GROUP) {
      const group = el("div", { class: "group" });
      group.ids = ids.slice(start, start + GROUP);
      group.style.minHeight = `${group.ids.length * GUESS}px`;
      this.groups.push(group);
      this.root.append(group);
      this.watcher.observe(group);
    }
  }

  /** Draws a row anew, where it stands in the page. */
  redraw(id) {
    const there = this.element(id);
    if (there) there.replaceWith(this.draw(id));
  }

  element(id) {
    return document.getElementById(`row-${id}`);
  }

  /** Brings a row into the page and gives its element; none where it is filtered away. */
  reach(id) {
    const group = this.groups.find((one) => one.ids.includes(id));
    if (!group) return null;
    this.#fill(group);
    return this.element(id);
  }

  #look({ target, isIntersecting, boundingClientRect }) {
    if (isIntersecting) this.#fill(target);
    else if (target.firstChild && !target.ids.some(this.busy)) {
      target.style.minHeight = `${boundingClientRect.height}px`;
      target.replaceChildren();
    }
  }

  #fill(group) {
    if (group.firstChild) return;
    group.replaceChildren(...group.ids.map(this.draw));
    group.style.minHeight = "";
  }
}
