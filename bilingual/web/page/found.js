// The words that are searched for, marked wherever they stand in the rows.

import { between, highlight } from "./highlights.js";

const TEXTS = ".text, .field";
const OTHERS = ".marker, .empty, .mark"; // what stands in them and is none of the row's text

export class Found {
  /** `words()` gives what is searched for in `root`, in small letters; what comes into it or is typed there is looked at by itself. */
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.watcher = new MutationObserver(() => this.soon());
    this.watcher.observe(root, { childList: true, subtree: true, characterData: true });
  }

  leave() {
    this.watcher.disconnect();
    highlight("found", []);
  }

  soon() {
    if (!this.words() && !this.hasMarked) return;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.mark());
  }

  mark() {
    const words = this.words();
    this.hasMarked = words !== "";
    highlight("found", words ? [...this.root.querySelectorAll(TEXTS)].flatMap((text) => places(text, words)) : []);
  }
}

/** The ranges in which words stand in an element, whatever elements are between its letters. */
function places(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(OTHERS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  const small = text.toLowerCase();
  if (small.length !== text.length) return []; // a letter that is two in small ones
  const point = (place, isEnd) => {
    const { node, start } = nodes.findLast((one) => (isEnd ? one.start < place : one.start <= place));
    return [node, place - start];
  };
  const found = [];
  for (let at = small.indexOf(words); at >= 0; at = small.indexOf(words, at + words.length)) {
    found.push(between(point(at, false), point(at + words.length, true)));
  }
  return found;
}
