// The keys, as translators know them from OmegaT, memoQ, Phrase and Weblate.

const APPLE = /Mac|iP(hone|ad)/.test(navigator.userAgent);

/** What the keys do, the first spelling for the help. On a Mac, Ctrl is ⌘: there ⌘H hides the program, and ⌘1 … 5 are tabs. */
export const KEYS = {
  confirmNext: ["Ctrl Enter"],
  confirm: ["Ctrl Shift Enter"],
  next: ["Alt ArrowDown"],
  previous: ["Alt ArrowUp"],
  revert: ["Escape"],
  undo: ["Ctrl Z"],
  redo: ["Ctrl Shift Z", "Ctrl Y"],
  find: ["Ctrl F"],
  replace: [APPLE ? "Ctrl Shift H" : "Ctrl H"],
  go: ["Ctrl G"],
  insert: ["Alt 1…9"],
  match: [APPLE ? "Control 1…5" : "Ctrl 1…5"],
  concordance: ["Ctrl K"],
  help: ["F1"],
};
const OF_FIELD = new Set(["undo", "redo"]); // left to the field while it has something to take back
const OF_INPUT = new Set(["undo", "redo", "revert"]); // left to what is searched for, and to the number of a row
const INPUT = "input[type=search], input[type=text]";

/** A listener that calls the action of a key; `typing` says whether the field itself has something to take back. */
export function keysOf(actions, typing) {
  return (event) => {
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const { name, digit } = actionOf(event);
    if (!name || (OF_INPUT.has(name) && event.target.matches(INPUT)) || (OF_FIELD.has(name) && typing())) return;
    event.preventDefault();
    actions[name](digit);
  };
}

/** Which action a key is for, and with which digit it was pressed where several do. */
function actionOf(event) {
  const digit = Number(/^Digit(\d)$/.exec(event.code)?.[1]);
  for (const [name, spellings] of Object.entries(KEYS)) {
    if (spellings.some((keys) => isPressed(keys.split(" "), event, digit))) return { name, digit };
  }
  return {};
}

function isPressed(keys, { key, altKey, ctrlKey, metaKey, shiftKey }, digit) {
  const last = keys.at(-1);
  const [least, most] = last.split("…").map(Number);
  const fits = most ? least <= digit && digit <= most : key.toLowerCase() === last.toLowerCase();
  const control = keys.includes("Control") || (!APPLE && keys.includes("Ctrl"));
  return fits && control === ctrlKey && (APPLE && keys.includes("Ctrl")) === metaKey && keys.includes("Alt") === altKey && keys.includes("Shift") === shiftKey;
}

const SIGNS = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc", "1…9": "1 – 9", "1…5": "1 – 5" };
const ON_APPLE = { Ctrl: "⌘", Control: "⌃", Alt: "⌥", Shift: "⇧", Enter: "↩" };

/** The keys of an action as they are written on the keyboard. */
export const written = (name) => KEYS[name][0].split(" ").map((key) => (APPLE && ON_APPLE[key]) || SIGNS[key] || key);

/** The keys of an action in a sentence, with the digit where several do it. */
export const pressed = (name, digit) => [...written(name).slice(0, -1), digit ?? written(name).at(-1)].join(APPLE ? "" : "+");
