// A text for reading, in its form: bold is bold, code is code, a term is marked, a link looks like one and leads nowhere.

import { labelOf } from "./chips.js";
import { el } from "./dom.js";

const ELEMENTS = {
  bold: "strong", italic: "em", "bold-italic": "strong", strike: "s", highlight: "mark", element: "span", other: "span",
};

/** The nodes of a text's pieces. */
export function nodes(pieces) {
  return pieces.map((piece) => (typeof piece === "string" ? piece : node(piece)));
}

function node(piece) {
  if (piece.is === "term") return el("span", { class: "term", title: piece.source }, piece.text);
  if (piece.is === "code") return el(piece.kind === "code" ? "code" : "span", { class: `code ${piece.kind}` }, labelOf(piece));
  if (piece.is === "gloss") return el("span", { class: "gloss" }, nodes(piece.inner));
  if (piece.is in ELEMENTS) return el(ELEMENTS[piece.is], {}, nodes(piece.inner));
  return el("span", { class: `link ${piece.is}`, title: piece.markup }, nodes(piece.inner));
}
