// A text for reading, in its form: bold is bold, code is code, a term is marked, a link looks like one and leads nowhere.

import { labelOf, tokens } from "./chips.js";
import { el } from "./dom.js";
import { emphasised } from "./emphasis.js";

const ELEMENTS = {
  bold: "strong", italic: "em", "bold-italic": "strong", strike: "s", highlight: "mark", element: "span", other: "span",
};

/** The nodes of a text's pieces. */
export function nodes(pieces) {
  return pieces.map((piece) => (typeof piece === "string" ? piece : node(piece)));
}

/** The nodes of a text that is there as Markdown alone: of somebody who has just written it, or of another time. */
export function formed(text, codes = []) {
  return tokens(text, codes).flatMap((token) => (typeof token === "string" ? inForm(token) : el("span", { class: `code ${token.kind}`, title: token.text }, labelOf(token.code, token.side, token.attributes))));
}

const inForm = (text) => emphasised(text).map((piece) => (typeof piece === "string" ? piece : el(piece.element, {}, inForm(piece.text))));

function node(piece) {
  if (piece.is === "replaced") return el("span", {}, el("del", {}, piece.text), piece.instead ? el("ins", {}, piece.instead) : "");
  if (piece.is === "term") return el("span", { class: "term", title: piece.source }, piece.text);
  if (piece.is === "code") return el(piece.kind === "code" ? "code" : "span", { class: `code ${piece.kind}` }, labelOf({ ...piece, text: [piece.text], attributes: [] }));
  if (piece.is === "gloss") return el("span", { class: "gloss" }, nodes(piece.inner));
  if (piece.is === "title") return el("small", { class: "title-of" }, " (", nodes(piece.inner), ")");
  if (piece.is in ELEMENTS) return el(ELEMENTS[piece.is], {}, nodes(piece.inner));
  return el("span", { class: `link ${piece.is}`, title: piece.markup }, nodes(piece.inner));
}
