"""Codes and links inside the text that is written: chips that are moved or taken away whole, and never broken."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened
from tests.web.conftest import Client

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
LINK, CODE = ("[", "](https://example.com/map)"), "`ls -l`"
TEXT = f"See the {LINK[0]}map{LINK[1]} and {CODE}."


@pytest.fixture
def window(opened: Open, client: Client) -> Any:
    """The page with the row open that has a link and a code, at the end of its text."""
    client.save(client.row("地图"), TEXT)
    window = opened(client)
    window.locator("article.row", has_text="地图").locator(".en .text").click()
    sync_api.expect(window.locator(".in-text")).to_have_count(3)
    window.keyboard.press("Control+End")
    return window


def written(window: Any) -> str:
    """What the page saves."""
    with window.expect_response(re.compile(r"/rows/[^/]+$")):
        window.keyboard.press("Control+Shift+Enter")
    return str(Project().history()[-1].entries[0].target)


def test_words_are_typed_around_chips(window: Any) -> None:
    window.keyboard.press("Backspace")
    window.keyboard.type("!")
    for _ in range(len("!")):
        window.keyboard.press("ArrowLeft")
    window.keyboard.press("ArrowLeft")  # over the code, which is one step
    window.keyboard.type("now ")
    window.keyboard.press("Home")
    window.keyboard.type("Please: ")
    assert written(window) == f"Please: {TEXT[:-1].replace(CODE, 'now ' + CODE)}!"


def test_a_chip_goes_as_a_whole_and_comes_back(window: Any) -> None:
    window.keyboard.press("Backspace")
    window.keyboard.press("Backspace")
    sync_api.expect(window.locator(".in-text")).to_have_count(2)
    sync_api.expect(window.locator(".finding", has_text="`ls -l` is missing")).to_be_visible()
    assert written(window) == TEXT.replace(f"{CODE}.", "").strip()
    sync_api.expect(window.locator("#live")).to_contain_text("`ls -l` is missing")
    window.locator(".chip.code", has_text="ls -l").click()
    sync_api.expect(window.locator(".in-text")).to_have_count(3)
    window.keyboard.type("!")
    assert written(window) == TEXT.replace(f"{CODE}.", f"{CODE}!")


def test_half_a_link_takes_the_other_half_with_it_and_the_step_is_taken_back(window: Any) -> None:
    window.keyboard.press("Home")
    for _ in range(len("See the ")):
        window.keyboard.press("ArrowRight")
    window.keyboard.press("Delete")
    sync_api.expect(window.locator(".in-text")).to_have_count(1)
    window.keyboard.type("x")
    window.keyboard.press("Control+z")
    window.keyboard.press("Control+z")
    sync_api.expect(window.locator(".in-text")).to_have_count(3)
    assert Project().history()[-1].entries[0].target == TEXT
    window.keyboard.press("Control+Shift+Z")
    assert written(window) == TEXT.replace(LINK[0], "").replace(LINK[1], "")


def test_chips_are_moved_by_cutting_and_by_dragging(window: Any) -> None:
    window.keyboard.press("Backspace")
    window.keyboard.press("Shift+ArrowLeft")
    window.keyboard.press("Control+x")
    window.keyboard.press("Home")
    window.keyboard.press("Control+v")
    assert written(window) == f"{CODE}{TEXT.removesuffix(CODE + '.')}".strip()
    chip, field = window.locator(".in-text.code"), window.locator(".field")
    box = field.bounding_box()
    chip.hover()
    window.mouse.down()
    for left in (30, 12):  # a drag begins with the first move, and may be dropped after the second
        field.hover(position={"x": box["width"] - left, "y": box["height"] - 14}, force=True)
    window.mouse.up()
    assert written(window) == TEXT.removesuffix(CODE + ".") + CODE


def test_what_is_typed_as_a_code_becomes_a_chip_and_pasted_words_are_words(window: Any) -> None:
    window.keyboard.press("Control+a")
    window.keyboard.type("Run `ls -l`, then [look](https://example.com/map) **there**.")
    sync_api.expect(window.locator(".in-text")).to_have_count(3)
    assert written(window) == "Run `ls -l`, then [look](https://example.com/map) **there**."
