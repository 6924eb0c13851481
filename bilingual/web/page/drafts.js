// What was typed and is not saved yet: kept in the browser with every key, so that no crash takes more than a word. Each tab has
// its own; what a tab left that is gone is taken over by the next one that shows the post.

const START = "bilingual.draft";
const TAB = "bilingual.tab";
let tab = "";

/** Names this tab as no other one is named, and keeps the name over a reload. */
export async function begin() {
  tab = sessionStorage.getItem(TAB) ?? "";
  if (tab && (await hold(tab))) return;
  tab = crypto.randomUUID(); // a tab that was doubled has the storage of the other one
  sessionStorage.setItem(TAB, tab);
  await hold(tab);
}

/** Holds a name for as long as this tab is there; gives whether it was free. */
function hold(name) {
  return new Promise((done) => {
    navigator.locks.request(`${TAB}.${name}`, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock && new Promise(() => {});
    });
  });
}

/** Takes over the drafts of a post that tabs left which are gone. */
export async function takeOver(post) {
  const { held } = await navigator.locks.query();
  const there = new Set(held.map(({ name }) => name));
  for (const { name, id, column, owner, draft } of stored(post)) {
    if (there.has(`${TAB}.${owner}`) || get(post, id, column)) continue;
    put(post, id, column, draft);
    localStorage.removeItem(name);
  }
}

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

/** All drafts of a post in this tab: `{id, column, text, seen, waiting}`. */
export function all(post) {
  return stored(post).filter(({ owner }) => owner === tab).map(({ id, column, draft }) => ({ id, column, ...draft }));
}

const key = (post, id, column) => JSON.stringify([START, post, id, column, tab]);

/** The drafts of a post in every tab. */
function stored(post) {
  const names = Object.keys(localStorage).filter((name) => name.startsWith(`["${START}"`));
  return names.map((name) => [name, JSON.parse(name)]).filter(([, [, of]]) => of === post).map(([name, [, , id, column, owner]]) => ({ name, id, column, owner, draft: JSON.parse(localStorage.getItem(name)) }));
}
