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
export const factOf = ({ fact }) => sentence(fact);

/** A note of the glossary, whose sentences the program wrote for the most part. */
export const noteIn = (text) => {
  const whole = sentence(text);
  return whole === text ? text.split(/(?<=[.?]) (?=\p{Lu})/u).map(sentence).join(language() === "en" ? " " : "") : whole;
};

/** What cannot be done, where that is, and what to do about it. */
export function prose({ place, fact, remedy, problems = [] }) {
  const told = [sentence(fact), sentence(remedy ?? "")].filter(Boolean).reduce((one, other) => one + (/[!-~]$/.test(one) ? " " : "") + other);
  return [place ? `${place}: ${told}` : told, ...problems.map(prose)].join("\n");
}

/** A sentence of the program in the page's language; one that the file of words lacks stays English. */
function sentence(english) {
  const [pattern, text] = facts.find(([one]) => one.test(english)) ?? [];
  if (!pattern) return english;
  const values = pattern.exec(english).groups ?? {};
  return text.replace(/\{(\d)\}/g, (whole, number) => values[`v${number}`]);
}

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
