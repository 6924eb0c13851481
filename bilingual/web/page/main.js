// Where the page begins: its language, its token, and which view the address asks for.

import { askForToken, Refused, takeToken } from "./api.js";
import { el } from "./dom.js";
import { begin } from "./drafts.js";
import { showGlossary } from "./glossary.js";
import { showPost } from "./post.js";
import { showPosts } from "./posts.js";
import { readWords, word } from "./words.js";

let leave = () => {};
let before = ""; // the post that was shown last: the glossary leads back to it

/** Shows the view that the address names: `#post=NAME`, `#glossary`, else the list of posts. */
async function show() {
  leave();
  leave = () => {};
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  scrollTo(0, 0);
  const asked = new URLSearchParams(location.hash.slice(1));
  const post = asked.get("post");
  try {
    leave = await (post ? showPost(post) : asked.has("glossary") ? showGlossary(asked.get("glossary"), before) : showPosts());
    before = post ?? (asked.has("glossary") ? before : "");
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  const text = error instanceof Refused ? error.message : word("away");
  document.getElementById("bar").replaceChildren(el("div", { class: "title" }, el("h1", {}, "bilingual")));
  document.getElementById("main").replaceChildren(
    el("p", { class: "failed", role: "alert" }, text),
    el("p", {}, el("a", { href: "#" }, word("posts.back"))),
  );
}

await readWords();
takeToken();
await askForToken();
await begin();
addEventListener("hashchange", () => {
  takeToken(); // the printed address, put into a tab that was open already
  show();
});
await show();
