// The language of the page: all its words stand in one file a language.

const FILES = { en: "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文" };
/** What a browser calls the language of each column. */
export const LANGUAGES = { hans: "zh-Hans", hant: "zh-Hant", en: "en" };
const STORED = "bilingual.language";
let words = {};
let facts = []; // what the checks and errors say, as patterns with what they are in this language

/** The languages there are, by their codes, each called by its own name. */
export const languages = FILES;

/** The language in force: what was chosen before, else the browser's. */
export function language() {
  const chosen = localStorage.getItem(STORED);
  if (chosen in FILES) return chosen;
  for (const wanted of navigator.languages) {
    if (/^zh\b.*(Hant|TW|HK|MO)/i.test(wanted)) return "zh-Hant";
    if (/^zh\b/i.test(wanted)) return "zh-Hans";
    if (/^en\b/i.test(wanted)) return "en";
  }
  return "en";
}

/** Reads the words of the language in force. */
export async function readWords() {
  const code = language();
  ({ facts, ...words } = await (await fetch(`/words/${code}.json`)).json());
  facts = Object.entries(facts).sort(byLength).map(([english, text]) => [patternOf(english), text]);
  document.documentElement.lang = code;
}

export function choose(code) {
  localStorage.setItem(STORED, code);
}

/** What a key says, with `{name}` replaced by values, and `{name|row|rows}` by what goes with one or with several. */
export function word(key, values = {}) {
  const text = (words[key] ?? key).replace(/\{(\w+)\|(.*?)\|(.*?)\}/g, (whole, name, one, several) => (Number(values[name]) === 1 ? one : several));
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** What a key says, and what else where the page has no word for it: names that users and add-ons give. */
export const wordOr = (key, other) => words[key] ?? other;

/** What a check is called; one that has no word here is called by its name. */
export const checkName = (name) => wordOr(`check.${name}`, name);

/** What a check says, in the page's language. */
export const factOf = ({ fact }) => translated(fact);

/** What cannot be done, where that is, and what to do about it. */
export function prose({ place, fact, remedy, problems = [] }) {
  const told = joined([fact, remedy].filter(Boolean).map(translated));
  return [place ? `${place}: ${told}` : told, ...problems.map(prose)].join("\n");
}

/** What the program says, in the page's language: sentence by sentence where each is known, else as a whole; what the file of words lacks stays English. */
export function translated(text) {
  const parts = text.split(/(?<=[.?]) (?=[\p{Lu}“])/u);
  const found = parts.map(sentence);
  return (found.includes(null) && sentence(text)) || joined(found.map((one, place) => one ?? parts[place]));
}

/** A sentence of the program in the page's language, where it is there. */
function sentence(english) {
  const [pattern, text] = facts.find(([one]) => one.test(english)) ?? [];
  if (!pattern) return null;
  const values = pattern.exec(english).groups ?? {};
  return text.replace(/\{(\d)\}/g, (whole, number) => explained(values[`v${number}`]));
}

/** A value with what the program says in brackets behind it: what was changed in a file. */
const explained = (value) => value.replace(/(?<= \()[^()]+(?=\))/g, (inner) => sentence(inner) ?? sentence(`${inner}.`)?.replace(/[.。]$/, "") ?? inner);

/** Sentences one behind the other, with a space where the script has one. */
const joined = (sentences) => sentences.reduce((one, other) => one + (/[。？！）」]$/.test(one) ? "" : " ") + other);

/** The sentence with more words of its own first: it says more exactly what is so. */
const byLength = ([one], [other]) => other.replace(/\{\d\}/g, "").length - one.replace(/\{\d\}/g, "").length;

function patternOf(english) {
  const literal = english.replace(/[\\^$.*+?()[\]|]/g, "\\$&");
  return new RegExp(`^${literal.replace(/\{(\d)\}/g, "(?<v$1>.*)")}$`, "s");
}

/** A time of the server (UTC) as the reader writes it: the hour today, else the day. */
export function when(time) {
  if (!time) return "";
  const date = new Date(time);
  const today = new Date().toDateString() === date.toDateString();
  return date.toLocaleString(language(), today ? { hour: "2-digit", minute: "2-digit" } : { dateStyle: "medium" });
}
