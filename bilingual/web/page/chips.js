// Which parts of a Markdown text are chips: the codes, links and footnotes of its row, each of them whole.

/** A text as a list of strings and chips `{text, kind, side, code, pair}`; joined, their texts are the text. */
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
export const written = (code, words) => (code.text === undefined ? code.open + words + code.close : code.text);

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
export function labelOf({ text, close, open, kind }, side) {
  if (kind === "code") return text.replace(/^`+ ?| ?`+$/g, "");
  if (kind === "note") return text.replace(/^\[\^|\]$/g, "");
  if (text !== undefined) return text;
  if (kind === "element") return side === "open" ? open : close;
  const target = (open.startsWith("[[") ? open : close).replace(/^[\][(|]+|[\])|]+$/g, "").replace(/^https?:\/\//, "");
  return side === "open" ? "[" : `] ${target.length > 28 ? `${target.slice(0, 27)}…` : target}`;
}

const nameOf = (code) => JSON.stringify([code.text, code.open, code.close]);

/** Whole codes and the closing halves of pairs; longer ones first. An opening half counts only where it has a closing one. */
function patternOf(codes) {
  const texts = [...new Set(codes.map((code) => code.text ?? code.close))].sort((one, other) => other.length - one.length);
  return new RegExp(texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|") || "(?!)", "g");
}

function chipOf(part, codes) {
  const code = codes.find((one) => one.text === part || one.close === part);
  return { text: part, kind: code.kind, side: code.text === undefined ? "close" : "whole", code };
}

/** The closing halves with their opening ones, which are looked for backwards; one without the other is text. */
function paired(found) {
  for (let place = 0; place < found.length; place += 1) {
    const chip = found[place];
    if (chip.side !== "close") continue;
    const { open } = chip.code;
    const before = found.slice(0, place).findLastIndex((token) => typeof token === "string" && token.includes(open));
    if (before < 0) {
      found[place] = chip.text;
      continue;
    }
    const at = found[before].lastIndexOf(open);
    chip.pair = {};
    found.splice(before, 1, found[before].slice(0, at), { ...chip, text: open, side: "open" }, found[before].slice(at + open.length));
    place += 2;
  }
  return found;
}
