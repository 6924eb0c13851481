// Which parts of a Markdown text are chips: the codes, links and footnotes of its row, each of them whole.

const VALUES = { '"': '(?:\\\\.|[^"\\\\])*', "'": "(?:\\\\.|[^'\\\\])*", "(": "(?:\\\\.|[^()\\\\])*" }; // what may stand behind a mark
const QUOTES = { '"': "'", "'": "’" }; // what stands for a quotation mark in a value between two of them
const LONGEST = 28; // characters of an address on a chip

/** A text as a list of strings and chips `{text, kind, side, code, attributes, pair}`; its side is `open`, `close` or `whole`; joined, their texts are the text. */
export function tokens(text, codes) {
  const found = [];
  let end = 0;
  for (const { 0: part, index } of text.matchAll(patternOf(codes))) {
    found.push(text.slice(end, index), chipOf(part, codes));
    end = index + part.length;
  }
  found.push(text.slice(end));
  return paired(found).filter((token) => token !== "");
}

/** What stands for a code in the text: itself, or the words that are given between its halves. */
export function written(code, words, attributes = code.attributes) {
  if (code.text) return filled(code.text, attributes);
  const [first, last] = divided(code, attributes);
  return filled(code.open, first) + words + filled(code.close, last);
}

/** A chip in which one of its attributes, the title of a link, is another. */
export function retitled(chip, place, value) {
  const markup = chip.code.text ?? chip.code[chip.side];
  const attributes = chip.attributes.map((before, at) => (at === place ? within(markup[at], value) : before));
  return { ...chip, attributes, text: filled(markup, attributes) };
}

/** The attributes of a code when a chip of it has these. */
export function attributesWith({ code, side, attributes }, before = code.attributes) {
  const [first, last] = divided(code, before);
  return side === "close" ? [...first, ...attributes] : [...attributes, ...last];
}

/** The codes that do not stand in a text, each as often as it is missing. */
export function missing(text, codes) {
  const there = tokens(text, codes).filter((token) => token.code && token.side !== "close").map((chip) => chip.code);
  return codes.filter((code) => {
    const place = there.findIndex((one) => nameOf(one) === nameOf(code));
    if (place >= 0) there.splice(place, 1);
    return place < 0;
  });
}

/** A code in few words: what a chip says. */
export function labelOf(code, side, attributes = divided(code)[side === "close" ? 1 : 0]) {
  const { text, kind } = code;
  if (kind === "code") return text[0].replace(/^`+ ?| ?`+$/g, "");
  if (kind === "note") return text[0].replace(/^\[\^|\]$/g, "");
  if (text) return filled(text, attributes);
  if (kind === "element") return filled(code[side], attributes);
  const title = attributes.filter(Boolean).map((value) => ` “${value}”`).join("");
  return side === "open" ? "[" : `] ${targetOf(code)}${title}`;
}

/** Where a link leads, as it is written on its chip. */
export function targetOf({ open, close }) {
  const target = (open[0].startsWith("[[") ? open : close)[0].replace(/\s+["'(]$/, "").replace(/^[\][(|]+|[\])|]+$/g, "").replace(/^https?:\/\//, "");
  return target.length > LONGEST ? `${target.slice(0, LONGEST - 1)}…` : target;
}

export const nameOf = (code) => JSON.stringify([code.text, code.open, code.close]);

/** Of attributes those in the opening half of a code, or in all of it, and those in the closing one. */
function divided({ text, open, attributes }, values = attributes) {
  const first = (text ?? open).length - 1;
  return [values.slice(0, first), values.slice(first)];
}

/** Markup with its attributes; a link whose title is empty has none. */
function filled(markup, attributes) {
  if (isTitled(markup) && !attributes[0]) return untitled(markup);
  return markup.map((piece, place) => piece + (attributes[place] ?? "")).join("");
}

const isTitled = (markup) => markup.length === 2 && markup[0].startsWith("](");
const untitled = ([before, after]) => before.replace(/\s+["'(]$/, "") + after.slice(1);

/** A value as it can stand behind the mark that ends a piece of markup: nothing in it ends it. */
function within(piece, value) {
  const mark = piece.at(-1);
  const whole = value.replace(/\\+$/, "");
  return mark === "(" ? whole.replaceAll("(", "[").replaceAll(")", "]") : whole.replaceAll(mark, QUOTES[mark]);
}

const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
const wanted = (code) => code.text ?? code.close;

/** What markup looks like in a text, whatever its attributes are; they are groups of the pattern. */
function sourceOf(markup) {
  const whole = markup.map((piece, place) => escaped(piece) + (place < markup.length - 1 ? `(${VALUES[piece.at(-1)]})` : "")).join("");
  return isTitled(markup) ? `${whole}|${escaped(untitled(markup))}` : whole;
}

/** Whole codes and the closing halves of pairs; longer ones first. An opening half counts only where it has a closing one. */
function patternOf(codes) {
  const sources = [...new Set(codes.map((code) => sourceOf(wanted(code))))].sort((one, other) => other.length - one.length);
  return new RegExp(sources.join("|") || "(?!)", "g");
}

/** The attributes of a chip with this text; null where markup does not look so. */
const valuesIn = (text, markup) => new RegExp(`^(?:${sourceOf(markup)})$`).exec(text)?.slice(1).map((value) => value ?? "") ?? null;

function chipOf(part, codes) {
  const code = codes.find((one) => valuesIn(part, wanted(one)));
  return { text: part, kind: code.kind, side: code.text ? "whole" : "close", code, attributes: valuesIn(part, wanted(code)) };
}

/** The closing halves with their opening ones, which are looked for backwards; one without the other is text. */
function paired(found) {
  for (let place = 0; place < found.length; place += 1) {
    const chip = found[place];
    if (chip.side !== "close") continue;
    const { open } = chip.code;
    const opening = openingOf(found.slice(0, place), open);
    if (!opening) {
      found[place] = chip.text;
      continue;
    }
    const { before, index, text } = opening;
    chip.pair = {};
    found.splice(before, 1, found[before].slice(0, index), { ...chip, text, side: "open", attributes: valuesIn(text, open) }, found[before].slice(index + text.length));
    place += 2;
  }
  return found;
}

/** Where the opening half of a pair stands: the last one before which no bracket of the words stands open. */
function openingOf(found, open) {
  const pattern = new RegExp(sourceOf(open), "g");
  const all = found.flatMap((token, before) => (typeof token === "string" ? [...token.matchAll(pattern)].map(({ 0: text, index }) => ({ before, index, text })) : []));
  const isWhole = ({ before, index, text }) => {
    const words = found[before].slice(index + text.length) + found.slice(before + 1).filter((token) => typeof token === "string").join("");
    return words.split("[").length === words.split("]").length;
  };
  return all.findLast(isWhole) ?? all.at(-1);
}
