// What was typed and is not saved yet: kept in the browser with every key, so that no crash takes more than a word.

const START = "bilingual.draft";
const key = (post, id, column) => JSON.stringify([START, post, id, column]);

/** Keeps a text with what stood there when it was begun; `waiting` where it is to be sent as soon as the server is back. */
export function put(post, id, column, draft) {
  localStorage.setItem(key(post, id, column), JSON.stringify(draft));
}

export function drop(post, id, column) {
  localStorage.removeItem(key(post, id, column));
}

export function get(post, id, column) {
  return JSON.parse(localStorage.getItem(key(post, id, column)) ?? "null");
}

/** All drafts of a post: `{id, column, text, seen, waiting}`. */
export function all(post) {
  const found = [];
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`["${START}"`)) continue;
    const [, of, id, column] = JSON.parse(name);
    if (of === post) found.push({ id, column, ...JSON.parse(localStorage.getItem(name)) });
  }
  return found;
}
