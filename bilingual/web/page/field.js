// The field in which a text is written: its codes, links and footnotes are chips, which are moved or taken away whole.

import { attributesWith, labelOf, nameOf, retitled, tokens } from "./chips.js";
import { el } from "./dom.js";
import { emphases } from "./emphasis.js";
import { between, highlight } from "./highlights.js";

const PAUSE = 800; // milliseconds between keys after which a new step to take back begins
const LOOKS = ["strong", "em", "s", "mark"]; // of what is emphasised

export class Field {
  /** `typed` is called when the text has become another. */
  constructor(attributes, codes, typed) {
    this.codes = codes;
    this.typed = typed;
    this.attributes = new Map(); // of each code, as they were last: one that is put back has them again
    this.root = el("div", {
      class: "field", role: "textbox", "aria-multiline": "true", spellcheck: "true", contenteditable: "true", ...attributes,
      oninput: (event) => this.#changed(event), oncompositionend: () => this.#changed({}), onbeforeinput: (event) => this.#before(event),
      oncopy: (event) => this.#copied(event), oncut: (event) => this.#copied(event), onpaste: (event) => this.#pasted(event),
      onkeydown: (event) => this.#key(event), onblur: () => (this.last = this.selection), ondragstart: (event) => this.#lifted(event), ondragend: () => (this.moved = null), ondragover: (event) => event.preventDefault(),
      ondrop: (event) => this.#dropped(event),
    });
    this.steps = [];
    this.step = -1;
    this.last = [0, 0]; // what was marked when the field was left for a button
  }

  focus() {
    const { selection } = this; // the browser puts it at the beginning
    this.root.focus({ preventScroll: true });
    this.select(...selection);
  }

  get value() {
    return [...this.root.childNodes].map(textOf).join("");
  }

  /** From where to where is marked in the text. */
  get selection() {
    return this.#places() ?? this.last;
  }

  /** Puts a text there as it was read: nothing that could be taken back. */
  begin(text) {
    this.#draw(text);
    this.steps = [{ text, selection: [text.length, text.length] }];
    this.step = 0;
    this.last = [text.length, text.length];
  }

  /** What stands there is written: nothing of it is to be taken back here. */
  settle() {
    this.steps = [{ text: this.value, selection: this.selection }];
    this.step = 0;
  }

  /** Puts a text in the place of all that stands there. */
  replace(text) {
    this.#put(text, text.length);
  }

  /** Puts a text in the place of what is marked. */
  insert(text) {
    const [start, end] = this.selection;
    this.#put(this.value.slice(0, start) + text + this.value.slice(end), start + text.length);
  }

  /** Marks from one place of the text to another. */
  select(start, end = start) {
    this.last = [start, end];
    getSelection().setBaseAndExtent(...this.#point(start), ...this.#point(end));
  }

  /** The chips in which a text of their own is written, the title of a link. */
  get titled() {
    return this.#chips.filter(({ token }) => token.attributes.length);
  }

  /** Gives a chip another text of its own; nothing else in the field is touched. */
  retitle(number, place, value) {
    const chip = this.titled[number];
    chip.replaceWith(this.#chip(retitled(chip.token, place, value)));
    this.#remember(true);
    this.typed();
  }

  /** The attributes of a code as they were written last. */
  attributesOf(code) {
    return this.attributes.get(nameOf(code)) ?? code.attributes;
  }

  /** Takes back what was typed, or does it again; gives whether there was something. */
  turn(by) {
    const step = this.steps[this.step + by];
    if (!step) return false;
    this.step += by;
    this.#draw(step.text);
    this.select(...step.selection);
    this.typed();
    return true;
  }

  #put(text, place) {
    this.#draw(text);
    this.select(place);
    this.#remember(false);
    this.typed();
  }

  #draw(text) {
    this.drawn = tokens(text, this.codes);
    this.root.replaceChildren(...this.drawn.map((token) => (typeof token === "string" ? token : this.#chip(token))), el("br"));
    this.#form();
  }

  get #chips() {
    return [...this.root.querySelectorAll(".in-text")];
  }

  #chip(token) {
    const { text, kind, side, code, attributes } = token;
    const made = el("span", { class: `in-text ${kind} ${side}`, contenteditable: "false", draggable: "true", title: text }, labelOf(code, side, attributes));
    this.attributes.set(nameOf(code), attributesWith(token, this.attributesOf(code)));
    return Object.assign(made, { token });
  }

  /** Emphasis has its look as it is typed, and its marks are faint; nothing in the field is another element by that. */
  #form() {
    const range = (start, end) => between(this.#point(start), this.#point(end));
    const all = emphases(this.value);
    highlight("emphasis-mark", all.flatMap(({ start, end, width }) => [range(start, start + width), range(end - width, end)]));
    LOOKS.forEach((look) => highlight(`typed-${look}`, all.filter(({ element }) => element === look).map(({ start, end, width }) => range(start + width, end - width))));
  }

  /** After a change by the browser: half a link takes the other half with it, and what has become a code is a chip. */
  #changed({ isComposing, inputType }) {
    if (isComposing) return;
    const chips = this.#chips;
    const halves = chips.filter((one) => one.token.pair && !chips.some((other) => other !== one && other.token.pair === one.token.pair));
    halves.forEach((half) => half.remove());
    const text = this.value;
    if (halves.length || !this.#isAsDrawn(text)) {
      const { selection } = this;
      this.#draw(text);
      this.select(...selection);
    } else this.#form();
    this.#remember(inputType === "insertText");
    this.typed();
  }

  /** Whether the chips that stand there are those of the text, and the place behind the last one is there. */
  #isAsDrawn(text) {
    const wanted = tokens(text, this.codes).filter((token) => token.code).map((token) => token.text);
    const there = this.#chips.map((one) => one.token.text);
    return wanted.join("\n") === there.join("\n") && this.root.lastChild?.nodeName === "BR";
  }

  #remember(typing) {
    const text = this.value;
    const now = Date.now();
    if (text === this.steps[this.step]?.text) return;
    this.steps.length = this.step + 1;
    const goesOn = typing && this.step > 0 && now - this.steps[this.step].time < PAUSE;
    if (!goesOn) this.step += 1;
    this.steps[this.step] = { text, selection: this.selection, time: typing ? now : 0 };
  }

  /** Bold and the like are written as Markdown, and steps are taken back here: the browser knows nothing of chips. */
  #before(event) {
    if (event.inputType.startsWith("format")) event.preventDefault();
    const act = {
      historyUndo: () => this.turn(-1), historyRedo: () => this.turn(1),
      insertParagraph: () => this.insert("\n"), insertLineBreak: () => this.insert("\n"),
    }[event.inputType];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const letter = event.key.toLowerCase();
    const by = command && letter === "z" ? (event.shiftKey ? 1 : -1) : command && letter === "y" ? 1 : 0;
    if (!by || !this.turn(by)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #copied(event) {
    event.preventDefault();
    event.clipboardData.setData("text/plain", this.value.slice(...this.selection));
    if (event.type === "cut") this.insert("");
  }

  #pasted(event) {
    event.preventDefault();
    this.insert(event.clipboardData.getData("text/plain"));
  }

  /** A chip is dragged, or what is marked. */
  #lifted({ target, dataTransfer }) {
    const chip = (target.closest ? target : target.parentElement).closest(".in-text");
    const from = chip ? this.#offset(this.root, [...this.root.childNodes].indexOf(chip)) : this.selection[0];
    this.moved = [from, chip ? from + chip.token.text.length : this.selection[1]];
    dataTransfer.setData("text/plain", this.value.slice(...this.moved));
  }

  /** What was dragged goes where it is dropped, unless that would break a chip. */
  #dropped(event) {
    event.preventDefault();
    const point = caretAt(event.clientX, event.clientY);
    if (!point || !this.root.contains(point[0])) return;
    const given = event.dataTransfer.getData("text/plain");
    const to = this.#offset(...point);
    const [start, end] = this.moved ?? [to, to];
    this.moved = null;
    if (start < to && to < end) return;
    const without = this.value.slice(0, start) + this.value.slice(end);
    const place = to > start ? to - (end - start) : to;
    const text = without.slice(0, place) + given + without.slice(place);
    const count = (list) => list.filter((token) => token.code).length;
    if (count(tokens(text, this.codes)) >= count(this.drawn)) this.#put(text, place + given.length);
  }

  /** What is marked; nothing where that is elsewhere in the page. */
  #places() {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
    if (!this.root.contains(anchorNode) || !this.root.contains(focusNode)) return null;
    return [this.#offset(anchorNode, anchorOffset), this.#offset(focusNode, focusOffset)].sort((one, other) => one - other);
  }

  /** The place in the text of a point of the page. */
  #offset(node, offset) {
    const children = [...this.root.childNodes];
    const child = node === this.root ? offset : children.findIndex((one) => one.contains(node));
    const before = children.slice(0, child).map(textOf).join("").length;
    return Math.min(before + (node.parentNode === this.root && node.nodeType === Node.TEXT_NODE ? offset : 0), this.value.length);
  }

  /** The point of the page at a place of the text. */
  #point(place) {
    let left = place;
    const children = [...this.root.childNodes];
    for (const [index, child] of children.entries()) {
      const { length } = textOf(child);
      if (child.nodeType === Node.TEXT_NODE && left <= length) return [child, left];
      if (child.nodeType !== Node.TEXT_NODE && left <= 0) return [this.root, index];
      left -= length;
    }
    return [this.root, children.length];
  }
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeName === "BR") return node.nextSibling ? "\n" : "";
  return node.token?.text ?? node.textContent;
}

function caretAt(x, y) {
  const at = document.caretPositionFromPoint?.(x, y);
  if (at) return [at.offsetNode, at.offset];
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}
