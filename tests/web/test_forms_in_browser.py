"""How texts look in a real browser: words that are searched for, Markdown that is typed, and what stands above the rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened
from tests.web.conftest import Client

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
MARKED = "name => [...(CSS.highlights.get(name) ?? [])].map(range => String(range))"

TOOL = 36
"""Pixels that a line of tools has at least, what is between lines included."""


def expect_marked(window: Any, name: str, expected: list[str]) -> None:
    """That these words come to look so."""
    for _ in range(100):
        if (found := window.evaluate(MARKED, name)) == expected:
            return
        window.wait_for_timeout(50)
    assert found == expected


def test_what_is_searched_for_is_marked_where_it_stands_and_nothing_is_typed_into(opened: Open, client: Client) -> None:
    client.save(client.row("天气"), "The Zebra and the **zeb**ra.")
    window = opened(client)
    window.get_by_role("searchbox").fill("zebra")
    sync_api.expect(window.locator("article.row")).to_have_count(1)
    expect_marked(window, "found", ["Zebra", "zebra"])
    window.locator("article.row .en .text").click()
    window.keyboard.press("End")
    window.keyboard.type(" A zebra!")
    expect_marked(window, "found", ["Zebra", "zebra"])  # the bold half of a word is written with its marks
    sync_api.expect(window.locator(".field")).to_have_text("The Zebra and the **zeb**ra. A zebra!")
    session = window.context.new_cdp_session(window)
    session.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    expect_marked(window, "found", ["Zebra", "zebra"])
    session.send("Input.insertText", {"text": "你"})
    sync_api.expect(window.locator(".field")).to_have_text("The Zebra and the **zeb**ra. A zebra!你")
    window.keyboard.press("Escape")
    window.get_by_role("searchbox").fill("")
    expect_marked(window, "found", [])


def test_emphasis_has_its_look_while_it_is_typed_and_no_mark_is_lost(opened: Open, client: Client) -> None:
    window = opened(client)
    window.locator("article.row", has_text="天气").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("A **fine** *day*, 2 * 3 * 4, ~~bad~~ and **open")
    expect_marked(window, "typed-strong", ["fine"])
    expect_marked(window, "typed-em", ["day"])
    expect_marked(window, "typed-s", ["bad"])
    expect_marked(window, "emphasis-mark", ["**", "**", "*", "*", "~~", "~~"])
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(window.locator("#live")).to_contain_text("saved")
    window.locator(".editor").get_by_role("button", name="History").click()
    sync_api.expect(window.get_by_role("dialog").locator("strong")).to_have_text("fine")
    assert client.row("天气")["text"]["en"] == "A **fine** *day*, 2 * 3 * 4, ~~bad~~ and **open"


def test_in_the_search_field_keys_concern_what_is_searched_for_alone(opened: Open, client: Client) -> None:
    client.save(client.row("三百"), "By a person.")
    window = opened(client)
    window.locator("article.row", has_text="天气").locator(".en .text").click()
    window.keyboard.type(" More")
    window.keyboard.press("Control+f")
    window.keyboard.type("今天")
    window.keyboard.press("Control+z")
    sync_api.expect(window.get_by_role("searchbox")).not_to_have_value("今天")
    window.keyboard.press("Escape")
    sync_api.expect(window.get_by_role("searchbox")).to_have_value("")
    sync_api.expect(window.locator(".field")).to_contain_text("More")
    assert client.row("三百")["text"]["en"] == "By a person."


def test_what_is_found_in_all_translations_has_its_form_and_one_key_closes_it(opened: Open, client: Client) -> None:
    window = opened(client)
    window.keyboard.press("Control+k")
    dialog = window.get_by_role("dialog")
    window.keyboard.type("地图")
    sync_api.expect(dialog.locator("li .link").first).to_have_text("地图")
    sync_api.expect(dialog.locator("li code").first).to_have_text("ls -l")
    sync_api.expect(dialog).not_to_contain_text("https")
    window.keyboard.press("Escape")
    sync_api.expect(dialog).to_have_count(0)


@pytest.mark.parametrize("width", [360, 390, 768])
def test_the_filters_of_a_narrow_window_are_a_line_that_scrolls_and_a_line(opened: Open, client: Client, width: int) -> None:
    window = opened(client, width=width)
    assert window.locator(".strip").evaluate("strip => strip.offsetHeight") < 2 * TOOL
    search, number = window.get_by_role("searchbox").bounding_box(), window.get_by_label("Go to row").bounding_box()
    assert (abs(search["y"] - number["y"]) < TOOL / 2, search["width"] > 3 * TOOL) == (True, True)
    window.get_by_label("Every speaker").select_option(index=1)
    window.get_by_label("Every speaker").focus()
    sync_api.expect(window.get_by_label("Every speaker")).to_be_in_viewport()
    assert window.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("locale", ["en", "zh-CN", "zh-TW"])
@pytest.mark.parametrize("width", [360, 390])
def test_a_narrow_window_has_a_header_of_two_lines(opened: Open, client: Client, width: int, locale: str) -> None:
    window = opened(client, width=width, locale=locale)
    assert window.locator("#bar").evaluate("bar => bar.offsetHeight") < 3 * TOOL
    more = window.locator(".tools .more")
    more.click()
    sync_api.expect(more).to_have_attribute("aria-expanded", "true")
    sync_api.expect(window.locator(".tools .less")).to_have_count(4)
    assert all(tool.is_visible() for tool in window.locator(".tools .less").all())
