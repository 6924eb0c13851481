"""The page in the language of whoever reads it: all words of it come from the file of that language, whoever they are about."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened
from tests.web.conftest import Client

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
WORDS = Path(__file__).parents[2] / "bilingual/web/page/words"
UNMARKED = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (!parentElement.closest('[lang]:not(html), kbd, .under, .place, .number, noscript, .formats, .files')) found.push(data);
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-description'])
    document.querySelectorAll(`[${name}]`).forEach((one) => found.push(one.getAttribute(name)));
  return found.map((text) => text.replace(/⟦[^⟧]*⟧/g, '')).filter((text) => /[a-z]{2}/i.test(text));
}"""
"""What stands on the page outside of texts and names and does not come from the file of words, where each word is in ⟦⟧."""


def write(window: Any, *formats: str) -> None:
    """Writes documents in some formats and no others."""
    window.get_by_role("button", name="生成文档").click()
    dialog = window.get_by_role("dialog")
    for box in dialog.get_by_role("checkbox").all():
        box.set_checked(box.get_attribute("name") in formats)
    dialog.get_by_role("button", name="生成文档").click()


def test_what_is_told_of_documents_is_in_the_readers_language(opened: Open, client: Client) -> None:
    window = opened(client, locale="zh-CN")
    write(window, "docx")
    sync_api.expect(window.locator("dialog .files li")).to_have_count(1)
    window.keyboard.press("Escape")
    window.locator("article.row", has_text="天气").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("Fine weather.")
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(window.locator("#live")).to_contain_text("已保存并确认")
    write(window, "md")
    told = window.locator("dialog .files + p")
    sync_api.expect(told).to_have_text("outputs/talk/talk.docx 比文本旧。请用生成时的 --format 和 --layout 重新生成，或删去它。")
    window.keyboard.press("Escape")
    file = Path("outputs/talk/talk.bilingual.md")
    file.write_text(file.read_text("utf-8").replace("公园里", "公园里边"), "utf-8")
    write(window, "md")
    sync_api.expect(window.locator("dialog .failed")).to_have_text(
        re.compile(
            r"生成之后有人修改过：outputs/talk/talk.bilingual.md \(\d 行，\d 个词\)。这篇文章的文件都没有替换。"
            r"要采用这些修改：translate import outputs/talk/talk.bilingual.md。要替换并保留带日期的副本：--overwrite。"
        )
    )


def not_of_the_file(window: Any) -> list[str]:
    """What of the page's words is not in brackets and is no text, address or name of the post."""
    return [text for text in window.evaluate(UNMARKED) if not re.search(r"[一-鿿/·]", text)]


def in_brackets(words: dict[str, Any]) -> str:
    """The file of words with each in ⟦⟧, so that what does not come from it is seen."""
    return json.dumps({name: text if name == "facts" else f"⟦{text}⟧" for name, text in words.items()})


def test_every_word_of_the_page_comes_from_the_file_of_words(opened: Open, client: Client, browser: Any) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en")
    words = json.loads((WORDS / "en.json").read_text("utf-8"))
    words["facts"] = {"{1}": "⟦{1}⟧"}
    context.route("**/words/en.json", lambda route: route.fulfill(body=in_brackets(words), content_type="application/json"))
    client.ask("/api/terms/new", {"source": "公园", "target": "Park"})
    window = opened(client, context=context)
    window.locator("article.row", has_text="护城河").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("A ditch, 40 of them.")
    sync_api.expect(window.locator(".finding").first).to_be_visible()
    assert not_of_the_file(window) == []
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(window.locator("#live")).to_contain_text("saved as you wrote it")
    window.get_by_role("button", name=words["history"], exact=False).first.click()
    sync_api.expect(window.get_by_role("dialog")).to_be_visible()
    assert not_of_the_file(window) == []
    window.keyboard.press("Escape")
    for key in ("F1", "Control+h", "Control+k"):
        window.keyboard.press(key)
        sync_api.expect(window.get_by_role("dialog")).to_be_visible()
        assert not_of_the_file(window) == []
        window.keyboard.press("Escape")
    window.get_by_role("button", name=words["write"]).click()
    sync_api.expect(window.get_by_role("dialog").locator(".files li").first).to_be_visible()
    assert not_of_the_file(window) == []
    window.keyboard.press("Escape")
    window.get_by_role("link", name=words["glossary"]).click()
    sync_api.expect(window.locator("table.terms tbody tr")).to_have_count(1)
    assert not_of_the_file(window) == []
    window.evaluate("location.hash = ''")
    window.locator("table.posts progress").first.wait_for()
    assert not_of_the_file(window) == []
