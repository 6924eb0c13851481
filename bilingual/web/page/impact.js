// What a change of the glossary would change in the posts, told before it is made.

import { ask } from "./api.js";
import { el } from "./dom.js";
import { word } from "./words.js";

const FEW = 4; // sentences that are shown

/** What would change if a term had this English: how many sentences, a few of them, and what has that English already. */
export async function impactOf(term, english) {
  try {
    const { sentences, touched, posts, same, labels } = await ask(`impact?${new URLSearchParams({ term, english })}`);
    const told = [
      sentences.length || !same ? word("impact", { count: sentences.length, touched, posts }) : "",
      same ? word("impact.same", { count: same }) : "",
      labels ? word("impact.labels", { count: labels }) : "",
    ];
    return el("div", { class: "impact" }, told.filter(Boolean).map((text) => el("div", {}, text)), sentences.length ? el("ul", {}, sentences.slice(0, FEW).map(sentence)) : "");
  } catch (error) {
    return el("p", { class: "impact" }, error.message);
  }
}

function sentence({ text, before, after }) {
  const locks = (english) => (english.length ? el("span", { lang: "en" }, english.join(", ")) : word("impact.free"));
  return el("li", {}, el("span", { lang: "zh" }, text), " ", locks(before), " → ", locks(after));
}
