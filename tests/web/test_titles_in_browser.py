"""Links with a title, and tags with texts in them: each is whole where it is written, and its title has a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened, violations
from tests.web.conftest import served

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
LINK = '[map](https://example.com/map "The park")'
PICTURE = '<img src="a.png" alt="A cat">'
TEXT = f"See the {LINK} and {PICTURE}."


@pytest.fixture
def window(opened: Open, folder: Path) -> Iterator[Any]:
    """The page with the row open, at the end of its text."""
    Path("posts/titled.md").write_text('看[地图](https://example.com/map "公园")和<img src="a.png" alt="猫">。\n', "utf-8")
    list(Project().run(["posts/titled.md"], {"format": "json"}))
    with served(folder, "posts") as client:
        (row,) = client.rows("titled")
        Project().edit("posts/titled.md", row["id"], "en", TEXT)
        window = opened(client, "titled")
        window.locator("article.row .en .text").click()
        sync_api.expect(window.locator(".in-text")).to_have_text(["[", "] example.com/map “The park”", PICTURE])
        window.keyboard.press("Control+End")
        yield window


def written(window: Any) -> str:
    """What the page saves."""
    with window.expect_response(re.compile(r"/rows/[^/]+$")):
        window.keyboard.press("Control+Shift+Enter")
    return str(Project().history()[-1].entries[0].target)


def test_a_title_has_a_field_of_its_own_and_nothing_that_is_typed_there_breaks_the_link(window: Any) -> None:
    window.get_by_label("Title of the link to example.com/map").fill('The "old" park\\')
    window.get_by_label("alt of img").fill("Two cats")
    sync_api.expect(window.locator(".in-text.close")).to_have_text("] example.com/map “The 'old' park”")
    assert violations(window) == []
    assert written(window) == TEXT.replace("The park", "The 'old' park").replace("A cat", "Two cats")
    window.get_by_label("Title of the link").fill("")
    assert written(window) == TEXT.replace(' "The park"', "").replace("A cat", "Two cats")
    sync_api.expect(window.locator(".finding", has_text="Link")).to_have_count(0)
    window.get_by_label("Title of the link").fill("Again")
    assert written(window) == TEXT.replace("The park", "Again").replace("A cat", "Two cats")


def test_a_link_goes_with_its_title_is_told_and_comes_back_with_it(window: Any) -> None:
    window.get_by_label("Title of the link").fill("Our park")
    window.locator(".field").press("Control+End")
    for _ in range(len(". and ") + 1):
        window.keyboard.press("ArrowLeft")
    window.keyboard.press("Backspace")
    sync_api.expect(window.locator(".in-text")).to_have_count(1)
    sync_api.expect(window.get_by_label("Title of the link")).to_have_count(0)
    sync_api.expect(window.locator(".finding", has_text="The link to “https://example.com/map” is missing")).to_be_visible()
    assert written(window) == f"See the map and {PICTURE}."
    window.locator(".chip.lost").click()
    assert written(window) == f'See the map[](https://example.com/map "Our park") and {PICTURE}.'


def test_what_is_typed_in_a_title_is_taken_back_with_the_rest(window: Any) -> None:
    window.get_by_label("alt of img").fill("Two cats")
    window.locator(".field").press("End")
    window.keyboard.press("Control+z")
    sync_api.expect(window.get_by_label("alt of img")).to_have_value("A cat")
    assert written(window) == TEXT


def test_a_bracket_in_the_words_of_a_link_is_not_its_beginning(window: Any) -> None:
    window.keyboard.press("Control+a")
    window.keyboard.type("A [map [of] parks](https://example.com/map)")
    opening = window.locator(".in-text.open")
    sync_api.expect(opening).to_have_count(1)
    sync_api.expect(window.locator(".field")).to_have_text("A [map [of] parks] example.com/map")
    assert opening.evaluate("chip => chip.previousSibling.data") == "A "
