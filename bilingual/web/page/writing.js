// The documents of a post, written in the formats that are ticked.

import { ask, fetched, of } from "./api.js";
import { button, dialog, el, say } from "./dom.js";
import { prose, word } from "./words.js";

const FORMATS = { docx: "Word", md: "Markdown", html: "HTML", pdf: "PDF", epub: "EPUB", xlsx: "Excel", csv: "CSV", xliff: "XLIFF", tmx: "TMX", json: "JSON" };
const CHANGED = 409; // somebody changed a document that is there
const LONG = 60_000; // milliseconds after which the browser has taken a document
const STORED = "bilingual.formats";

export function showWriting(post) {
  const ticked = JSON.parse(localStorage.getItem(STORED) ?? '["docx","md"]');
  const boxes = Object.entries(FORMATS).map(([name, text]) =>
    el("label", {}, el("input", { type: "checkbox", name, checked: ticked.includes(name) }), " ", text),
  );
  const result = el("div", { role: "status" });
  const write = el("button", { type: "button", class: "main" }, word("write"));
  const close = button("close", () => made.close());
  const made = dialog(word("write.title"), el("fieldset", { class: "formats" }, el("legend", {}, word("write.formats")), boxes), result, el("p", { class: "buttons" }, close, write));
  const there = async () => {
    const { documents } = await ask(of(post, "documents")).catch(() => ({ documents: [] }));
    const items = documents.map(({ file, old }) => el("li", { class: old ? "old" : null }, link(post, { file, path: file }), old ? el("span", { class: "mark problem" }, word("write.old")) : ""));
    result.replaceChildren(...(items.length ? [el("h3", {}, word("write.there")), el("ul", { class: "files" }, items)] : []));
  };
  there();
  write.addEventListener("click", async () => {
    const formats = boxes.map((box) => box.firstChild).filter((box) => box.checked).map((box) => box.name);
    localStorage.setItem(STORED, JSON.stringify(formats));
    write.disabled = true;
    result.replaceChildren(el("p", {}, word("write.busy")));
    result.replaceChildren(...(await written(post, formats)));
    write.disabled = false;
  });
}

/** A document to be opened: the browser keeps a copy of it, asked for with the token. */
function link(post, { file, path }) {
  const open = async (event) => {
    event.preventDefault();
    try {
      const url = URL.createObjectURL(await fetched(of(post, "documents", file)));
      el("a", { href: url, download: file }).click();
      setTimeout(() => URL.revokeObjectURL(url), LONG);
    } catch (error) {
      say(error.message);
    }
  };
  return el("a", { href: "#", onclick: open }, path);
}

async function written(post, formats, overwrite = false) {
  try {
    const { files, notices } = await ask(of(post, "documents"), { formats, overwrite });
    return [el("h3", {}, word("write.done")), el("ul", { class: "files" }, files.map((file) => el("li", {}, link(post, file)))), ...notices.map((notice) => el("p", {}, prose(notice)))];
  } catch (error) {
    const failed = el("p", { class: "failed" }, error.message);
    if (error.status !== CHANGED) return [failed];
    const replace = button("write.replace", async () => replace.parentElement.replaceWith(...(await written(post, formats, true))));
    return [el("div", {}, failed, replace)];
  }
}
