// The keys, as translators know them from OmegaT, memoQ, Phrase and Weblate.

/** A listener that calls the action of a key; `typing` says whether the field itself has something to take back. */
export function keysOf(actions, typing) {
  return (event) => {
    if (event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const name = actionOf(event, typing());
    if (!name) return;
    event.preventDefault();
    const [action, place] = name.split(":");
    actions[action](Number(place));
  };
}

function actionOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }, typing) {
  const command = (ctrlKey || metaKey) && !altKey;
  if (command && key === "Enter") return shiftKey ? "confirm" : "confirmNext";
  if (altKey && !command && key === "ArrowUp") return "previous";
  if (altKey && !command && key === "ArrowDown") return "next";
  if (key === "Escape") return "revert";
  if (key === "F1") return "help";
  if (command && !shiftKey && /^Digit[1-5]$/.test(code)) return `match:${code.at(-1)}`;
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  if (altKey && !command && digit) return `insert:${digit}`;
  if (!command) return "";
  const letter = key.toLowerCase();
  if (letter === "f" && !shiftKey) return "find";
  if (letter === "h" && !shiftKey) return "replace";
  if (letter === "k" && !shiftKey) return "concordance";
  if (letter === "g" && !shiftKey) return "go";
  if (letter === "z" && !typing) return shiftKey ? "redo" : "undo";
  if (letter === "y" && !typing) return "redo";
  return "";
}

/** The keys for the help: what they do, and how they are written. */
export const KEYS = [
  ["confirmNext", "Ctrl Enter"], ["confirm", "Ctrl Shift Enter"], ["next", "Alt ↓"], ["previous", "Alt ↑"],
  ["revert", "Esc"], ["undo", "Ctrl Z"], ["redo", "Ctrl Shift Z"], ["find", "Ctrl F"], ["replace", "Ctrl H"], ["go", "Ctrl G"],
  ["insert", "Alt 1 … 9"], ["match", "Ctrl 1 … 5"], ["concordance", "Ctrl K"], ["help", "F1"],
];
