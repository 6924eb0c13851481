"""The page in a real browser, from a file, without a network: what a reader sees and does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.model import ExportOptions, Term, Translation
from tests.browser import IN_CHROMIUM, browser
from tests.formats.pages import CASES, PICTURE, page, post

__all__ = ["browser"]
pytestmark = IN_CHROMIUM
HOSTILE = json.loads((CASES / "hostile.json").read_text(encoding="utf-8"))
TALK = """---
title: 一次谈话
date: 2025-10-01
source: https://example.com/talk
summary: 谈谈软件。
---
## 开头

甲: 这个**物理引擎**（Physical Engine: 模拟规律的软件模块）很强。第二句话。

乙: 我们用物理引擎写软件。ＡＢＣ也好。

## 结尾

- 第一条
  - 第二条

> 引用的话。

![一张图](a.svg)

| 名称 | 价格 |
| --- | --- |
| 苹果 | 五元 |

甲: 再见[^1]。

乙: 再见。

```python
print("very long line of a program that is much wider than any telephone, and must not widen the page at all")
```

[^1]: 注释在这里。
"""

Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a page in a window of its own; fails where it asks for anything but itself or an error is logged."""
    contexts, asked, said = [], [], []

    def open_page(result: Translation, width: int = 1440, options: ExportOptions | None = None, at: str = "", **how: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(page(result, options), encoding="utf-8", newline="")
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **how)
        contexts.append(context)
        window = context.new_page()
        window.on("request", lambda request: asked.append(request.url))
        window.on("pageerror", lambda error: said.append(str(error)))
        window.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        window.goto(file.as_uri() + at)
        return window

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []


@pytest.fixture(scope="module")
def talk() -> Translation:
    return post(TALK, Term("软件", "software"))


PICTURES = ExportOptions(images={"a.svg": PICTURE})


def boxes(window: Any, selector: str) -> list[dict[str, float]]:
    return [own.bounding_box() for own in window.locator(selector).all()]


def widened(window: Any) -> bool:
    return bool(window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_three_columns_stand_side_by_side(opened: Open, talk: Translation) -> None:
    window = opened(talk, options=PICTURES)
    hans, hant, en = (boxes(window, f".turn .{column}")[0] for column in ("hans", "hant", "en"))
    assert hans["y"] == hant["y"] == en["y"]
    assert hans["x"] + hans["width"] <= hant["x"] < hant["x"] + hant["width"] <= en["x"]


@pytest.mark.parametrize("width", [320, 375])
def test_a_phone_shows_a_language_at_a_time(opened: Open, talk: Translation, width: int) -> None:
    window = opened(talk, width, options=PICTURES)
    shown = [window.locator(f".turn .{column}").first for column in ("hans", "hant", "en")]
    assert [cell.is_visible() for cell in shown] == [True, False, False]
    window.locator("label", has=window.get_by_role("checkbox", name="English")).click()
    assert [cell.is_visible() for cell in shown] == [False, False, True]
    assert not widened(window)
    window.reload()
    assert [cell.is_visible() for cell in shown] == [False, False, True], "the choice is remembered"


LINES = """element => {
  const lines = {}, text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (text.nextNode()) for (let at = 0; at < text.currentNode.length; at++) {
    const range = document.createRange();
    range.setStart(text.currentNode, at);
    range.setEnd(text.currentNode, at + 1);
    const { bottom } = range.getBoundingClientRect();
    lines[bottom] = (lines[bottom] ?? "") + text.currentNode.data[at];
  }
  return Object.entries(lines).sort(([one], [other]) => one - other).map(([, words]) => words);
}"""
"""The lines in which an element's text is shown."""


def test_a_title_is_parted_where_it_pauses(opened: Open) -> None:
    window = opened(post("---\ntitle: 声音：重新认识厨房里的野心与生活\n---\n正文。\n"), 360)
    assert window.locator("h1 .hans").evaluate(LINES) == ["声音：", "重新认识厨房里的野心与生活"]


BESIDE = """mark => {
  const range = document.createRange(), before = mark.previousSibling;
  range.setStart(before, before.length - 1);
  range.setEnd(before, before.length);
  return mark.getBoundingClientRect().left >= range.getBoundingClientRect().left;
}"""
"""Whether an element stands on the line of the character before it."""


def test_a_notes_number_never_begins_a_line(opened: Open) -> None:
    window = opened(post("".join(f"这里{'漏' * count}。[^1]\n\n" for count in range(20, 40)) + "[^1]: 注。\n"))
    for width in range(300, 316, 4):
        window.set_viewport_size({"width": width, "height": 900})
        marks = window.locator(".paragraph .hans sup").all()
        assert len(marks) == 20
        assert all(mark.evaluate(BESIDE) for mark in marks), width


SWIPE = """([from, to]) => {
  const at = (type, x) => document.querySelector("main p").dispatchEvent(new TouchEvent(type, {
    bubbles: true,
    touches: type === "touchend" ? [] : [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })],
    changedTouches: [new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })],
  }));
  at("touchstart", from);
  at("touchend", to);
}"""


def test_a_swipe_leads_to_the_next_language(opened: Open, talk: Translation) -> None:
    window = opened(talk, 375, has_touch=True)
    window.evaluate(SWIPE, [300, 100])
    assert window.locator(".turn .hant").first.is_visible()
    window.evaluate(SWIPE, [100, 300])
    window.evaluate(SWIPE, [100, 300])
    assert window.locator(".turn .hans").first.is_visible(), "before the first there is none"


def test_sentence_by_sentence_a_phone_shows_all(opened: Open, talk: Translation) -> None:
    window = opened(talk, 375, ExportOptions(layout="interleaved"))
    hans, hant, en = (boxes(window, f".turn .{column}")[0] for column in ("hans", "hant", "en"))
    assert hans["y"] < hant["y"] < en["y"]


@pytest.mark.parametrize("size", [(1200, 800), (360, 740)])
def test_the_text_begins_on_the_first_screen(opened: Open, size: tuple[int, int]) -> None:
    about = "summary: 这是一篇很长的摘要，说的是这篇文章讲了什么，为什么要读它。" + "还有更多的话。" * 20
    title = "一个相当长的标题：重塑社交电商与人工智能生态的野心"
    head = f"---\ntitle: {title}\ndate: 2025-10-01\nsource: https://example.org/a\n{about}\n---\n\n"
    window = opened(
        post(f"{head}## 一\n\n主持人: 大家好。\n\n小林: 你好。\n\n## 二\n\n主持人: 再见。\n\n小林: 再见。\n"), size[0]
    )
    assert window.locator("main .row").first.bounding_box()["y"] < size[1] - 100
    window.get_by_text("About this post").click()
    assert window.locator(".front").first.is_visible()


def test_a_column_can_be_switched_off_and_on(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    wide = boxes(window, ".turn .en")[0]["width"]
    window.get_by_role("checkbox", name="繁體").uncheck()
    assert window.locator("main .hant").first.is_hidden()
    assert window.locator("h1 .hant").is_hidden()
    assert boxes(window, ".turn .en")[0]["width"] > wide
    window.reload()
    assert window.locator("main .hant").first.is_hidden(), "the choice is remembered"
    window.get_by_role("checkbox", name="繁體").check()
    assert window.locator("main .hant").first.is_visible()


def test_the_last_column_cannot_be_switched_off(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    for name in ("简体", "繁體"):
        window.get_by_role("checkbox", name=name).uncheck()
    window.get_by_role("checkbox", name="English").click()
    assert window.get_by_role("checkbox", name="English").is_checked()
    assert window.locator("main .en").first.is_visible()
    assert window.locator("main .hans").first.is_hidden()


def test_search_waits_for_the_input_method(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    field = window.locator("#search")
    typed = "(own, [text, half]) => { own.value = text; own.dispatchEvent(new InputEvent('input', { isComposing: half })) }"
    field.evaluate(typed, ["ruan'jian", True])
    assert window.locator("main .away").count() == 0
    field.evaluate("own => { own.value = '软件'; own.dispatchEvent(new CompositionEvent('compositionend')) }")
    assert window.locator("main .away").count() > 0


def test_a_click_shows_a_term_where_it_stands(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    link = window.locator(".turn .en a.term").first
    link.click()
    card = window.get_by_role("tooltip")
    assert card.is_visible()
    assert "#" not in window.url, "the page has not moved"
    window.mouse.move(5, 5)
    window.wait_for_timeout(400)
    assert card.is_visible(), "it stays until something else is clicked"
    card.get_by_role("link").click()
    assert window.locator("tr:target").is_visible()
    assert card.count() == 0


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("软件模块", "hans"),
        ("軟件模塊", "hant"),
        ("physical engine", "en"),
        ("abc", "hans"),
        ("引擎（phys", "hans"),
        ("print(", "program"),
    ],
)
def test_search_finds_in_all_columns(opened: Open, talk: Translation, wanted: str, where: str) -> None:
    window = opened(talk)
    total = window.locator("main .unit").count()
    window.keyboard.press("/")
    window.keyboard.insert_text(wanted)
    shown = window.locator("main .unit:visible")
    assert 0 < shown.count() < total
    assert window.locator("#found").text_content() == f"{shown.count()} of {total}"
    marked = window.evaluate("[...CSS.highlights.get('found')].map(range => range.toString().toLowerCase().normalize('NFKC'))")
    assert set(marked) == {wanted.replace("（", "(")}
    window.keyboard.press("Escape")
    assert window.locator("main .unit:visible").count() == total


@pytest.mark.parametrize(("width", "layout"), [(375, "side-by-side"), (1440, "interleaved")])
def test_search_hides_rows_however_they_are_laid_out(opened: Open, talk: Translation, width: int, layout: Any) -> None:
    window = opened(talk, width, ExportOptions(layout))
    window.fill("#search", "软件模块")
    texts = window.locator("main .row:visible").all_text_contents()
    assert texts
    assert all("软件模块" in text for text in texts)


def test_search_says_when_there_is_nothing(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    window.fill("#search", "没有这样的话")
    assert window.get_by_text("Nothing found in any column.").is_visible()


def test_a_found_row_leads_to_its_place(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    window.fill("#search", "注释在这里")
    window.locator("main .unit:visible .number").first.click()
    assert window.input_value("#search") == ""
    assert window.locator(":target").is_visible()
    assert "注释在这里" in window.locator(":target").text_content()


def test_a_link_to_a_segment_shows_it(opened: Open, talk: Translation) -> None:
    last = talk.units[-1]
    window = opened(talk, at=f"#s-{last.id}")
    box = window.locator(f"#s-{last.id}").bounding_box()
    bar = window.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] <= box["y"] < 900


def test_a_term_explains_itself_under_the_pointer(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    card = window.get_by_role("tooltip")
    assert card.count() == 0
    window.locator(".turn .en a.term").first.hover()
    card.wait_for()
    assert "模拟规律的软件模块" in card.text_content()
    assert card.locator("p").evaluate_all("lines => lines.map(line => line.lang)") == ["zh-Hans", "zh-Hant-TW", "en"]
    card.hover()
    window.wait_for_timeout(400)
    assert card.is_visible(), "it stays while the pointer is on it (WCAG 2.2, 1.4.13)"
    window.keyboard.press("Escape")
    assert card.count() == 0


def test_a_term_explains_itself_by_keyboard(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    link = window.locator(".turn .hans a.term").first
    window.locator(".turn .number").first.focus()
    window.keyboard.press("Tab")
    assert link.evaluate("own => own === document.activeElement")
    assert window.get_by_role("tooltip").is_visible()
    assert link.get_attribute("aria-describedby") == "card"
    assert link.evaluate("own => getComputedStyle(own).outlineStyle") == "solid"
    window.keyboard.press("Enter")
    assert window.get_by_role("tooltip").is_visible()
    window.keyboard.press("Enter")
    assert window.locator("tr:target").is_visible()


def test_dark_by_the_system_and_by_choice(opened: Open, talk: Translation) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = opened(talk), opened(talk, color_scheme="dark")
    assert light.evaluate(colour) != dark.evaluate(colour)
    light.select_option("#theme", "dark")
    assert light.evaluate(colour) == dark.evaluate(colour)
    dark.emulate_media(media="print")
    assert dark.evaluate("getComputedStyle(document.body).color") == "rgb(31, 30, 28)", "paper is light"


def test_without_scripts_all_is_there_and_no_button_is_dead(opened: Open, talk: Translation) -> None:
    window = opened(talk, java_script_enabled=False)
    assert window.locator("main .en").first.is_visible()
    assert window.locator("#search").is_hidden()
    window.get_by_role("checkbox", name="English").uncheck()
    assert window.locator("main .en").first.is_hidden()
    window.select_option("#theme", "dark")
    window.locator(".turn a.term").first.click()
    assert window.locator("tr:target").is_visible()


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"width": 375}], ids=["light", "dark", "phone"])
def test_nothing_stands_in_a_readers_way(opened: Open, talk: Translation, how: dict[str, Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    window = opened(talk, options=PICTURES, **how)
    for fold in window.locator("summary").all():
        fold.click()
    response = Axe().run(window).response
    assert "color-contrast" in {own["id"] for own in response["passes"]}
    found = response["violations"]
    assert [(own["id"], [node["html"][:120] for node in own["nodes"]][:3]) for own in found] == []


def test_nothing_of_a_hostile_post_runs(opened: Open) -> None:
    window = opened(post("\n\n".join(case["input"] for case in HOSTILE if "---" not in case["input"])))
    assert window.evaluate("window.hacked") is None
    assert window.locator(".bar").is_visible()
    for link in window.locator("main a").all()[:80]:
        assert (link.get_attribute("href") or "").startswith(("#", "https://", "mailto:"))


def test_turned_directions_stay_in_their_row(opened: Open) -> None:
    window = opened(post("第一段。\n\n中文\u202eabc\u2067中文。\n\n第三段。\n"))
    first, _, third = boxes(window, "main .row .hans")
    number = boxes(window, "main .row .number")
    assert first["x"] == third["x"]
    assert len({box["x"] for box in number}) == 1


@pytest.mark.parametrize("width", [375, 800, 1440])
def test_a_word_of_ten_thousand_characters_widens_nothing(opened: Open, width: int) -> None:
    window = opened(
        post(f"中文{'a' * 10_000}中文。\n\n`{'b' * 10_000}`中文。\n\n| 中 | 文 |\n| - | - |\n| {'c' * 10_000} | 文 |\n"), width
    )
    assert not widened(window)


def test_on_paper_there_is_no_bar(opened: Open, talk: Translation) -> None:
    window = opened(talk)
    window.emulate_media(media="print")
    assert window.locator(".bar").is_hidden()
    assert window.locator(".theme").is_hidden()
    assert window.locator("main .en").first.is_visible()
