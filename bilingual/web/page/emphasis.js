// Emphasis in a Markdown text: where its marks stand, and what stands between them.

const ELEMENTS = { "*": "em", _: "em", "**": "strong", __: "strong", "***": "strong", ___: "strong", "~~": "s", "==": "mark" };
const PAIR = /(?<![*\\])(\*{1,3}|~~|==)(?=[^\s*])(.*?[^\s*])\1(?!\*)|(?<![\p{L}\p{N}_\\])(_{1,3})(?=[^\s_])(.*?[^\s_])\3(?![\p{L}\p{N}_])/gsu;

/** Each emphasis of a text, the outer one before those in it: where it begins and ends, how long its marks are, and which element it is. */
export function emphases(text, start = 0) {
  return [...text.matchAll(PAIR)].flatMap(({ index, 0: whole, 1: star, 2: between, 3: line, 4: within }) => {
    const mark = star ?? line;
    const place = start + index;
    return [{ start: place, end: place + whole.length, width: mark.length, element: ELEMENTS[mark] }, ...emphases(between ?? within, place + mark.length)];
  });
}

/** A text without chips as pieces: strings, and `{element, text}` for what is emphasised. */
export function emphasised(text) {
  const found = [];
  let end = 0;
  for (const one of emphases(text).filter((one, place, all) => !all.some((other) => other.start < one.start && one.end < other.end))) {
    found.push(text.slice(end, one.start), { element: one.element, text: text.slice(one.start + one.width, one.end - one.width) });
    ({ end } = one);
  }
  return [...found, text.slice(end)].filter((piece) => piece !== "");
}
