"""A row that is open while somebody else works on it: it says at once what state it is in, and what is typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened
from tests.web.conftest import Client

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
WEATHER = "天气"


def row_of(window: Any) -> Any:
    return window.locator("article.row", has_text=WEATHER)


def type_in(window: Any, text: str) -> None:
    row_of(window).locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type(text)
    sync_api.expect(row_of(window).locator(".source")).to_contain_text("Machine draft")


def confirm_elsewhere(opened: Open, client: Client) -> str:
    """Another person confirms the row as it is."""
    other = opened(client)
    row_of(other).locator(".en .text").click()
    other.keyboard.press("Control+Shift+Enter")
    sync_api.expect(other.locator("#live")).to_contain_text("confirmed")
    return str(client.row(WEATHER)["text"]["en"])


def edit_by_command(opened: Open, client: Client) -> str:
    Project().edit("posts/talk.md", client.row(WEATHER)["id"], "en", "By a command.")
    return "By a command."


@pytest.mark.parametrize("act", [confirm_elsewhere, edit_by_command])
def test_a_row_in_which_is_typed_says_what_others_made_of_it(
    opened: Open, client: Client, act: Callable[[Open, Client], str]
) -> None:
    window = opened(client)
    before = client.row(WEATHER)["text"]["en"]
    type_in(window, "Mine, half")
    theirs = act(opened, client)
    sync_api.expect(row_of(window).locator(".source")).to_contain_text("Confirmed")
    sync_api.expect(row_of(window).locator(".state")).to_contain_text("Confirmed")
    sync_api.expect(row_of(window)).to_have_class(re.compile("confirmed"))
    sync_api.expect(window.locator(".field")).to_be_focused()
    window.keyboard.type(" done")
    sync_api.expect(window.locator(".field")).to_have_text("Mine, half done")
    told = row_of(window).locator(".finding", has_text="Somebody else has just saved this row")
    sync_api.expect(told).to_have_count(int(theirs != before))
    window.keyboard.press("Control+Shift+Enter")
    if theirs == before:  # nobody wrote another text
        sync_api.expect(window.locator("#live")).to_contain_text("saved and confirmed")
        return
    conflict = row_of(window).locator(".conflict")
    sync_api.expect(conflict).to_contain_text(theirs)
    sync_api.expect(told).to_have_count(0)
    sync_api.expect(row_of(window).locator(".source")).to_contain_text("Confirmed")
    sync_api.expect(window.locator(".field")).to_be_focused()
    conflict.get_by_role("button", name="Take theirs").click()
    sync_api.expect(conflict).to_have_count(0)
    sync_api.expect(window.locator(".field")).to_have_text(theirs)
    sync_api.expect(window.locator(".field")).to_be_focused()


def test_what_is_composed_is_not_broken_off_by_what_others_do(opened: Open, client: Client) -> None:
    window = opened(client)
    type_in(window, "Mine")
    session = window.context.new_cdp_session(window)
    session.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    edit_by_command(opened, client)
    sync_api.expect(row_of(window).locator(".source")).to_contain_text("Confirmed")
    session.send("Input.imeSetComposition", {"text": "nih", "selectionStart": 3, "selectionEnd": 3})
    session.send("Input.insertText", {"text": "你"})
    sync_api.expect(window.locator(".field")).to_have_text("Mine你")


def test_an_open_row_that_others_change_takes_the_focus_from_nothing(opened: Open, client: Client) -> None:
    window = opened(client)
    row_of(window).locator(".en .text").click()
    search = window.get_by_role("searchbox")
    search.focus()
    edit_by_command(opened, client)
    sync_api.expect(window.locator(".field")).to_have_text("By a command.")
    sync_api.expect(search).to_be_focused()


def test_what_is_typed_while_a_row_is_saved_is_no_conflict_with_oneself(opened: Open, client: Client) -> None:
    window = opened(client)
    type_in(window, "One")
    waiting: list[Any] = []
    window.route(re.compile(r"/rows/[^/]+$"), lambda route: waiting.append(route))
    window.keyboard.press("Control+Shift+Enter")
    window.keyboard.type(" two")
    for _ in range(100):
        if waiting:
            break
        window.wait_for_timeout(50)
    waiting[0].continue_()
    window.unroute_all()
    sync_api.expect(row_of(window).locator(".state")).to_contain_text("Confirmed")
    sync_api.expect(window.locator(".field")).to_have_text("One two")
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(window.locator("#live")).to_contain_text("saved and confirmed")
    for _ in range(100):
        if client.row(WEATHER)["text"]["en"] == "One two":
            break
        window.wait_for_timeout(50)
    assert client.row(WEATHER)["text"]["en"] == "One two"
    sync_api.expect(window.locator(".conflict")).to_have_count(0)


def test_a_second_tab_leaves_what_is_typed_in_the_first_alone_until_that_is_gone(opened: Open, client: Client) -> None:
    first = opened(client)
    type_in(first, "Mine, half")
    second = opened(client, context=first.context)
    sync_api.expect(second.locator(".field")).to_have_count(0)
    row_of(second).locator(".en .text").click()
    sync_api.expect(second.locator(".field")).not_to_have_text("Mine, half")
    second.keyboard.press("Control+a")
    second.keyboard.type("By the second tab.")
    second.keyboard.press("Control+Enter")
    sync_api.expect(row_of(first).locator(".finding", has_text="Somebody else")).to_contain_text("By the second tab.")
    first.reload()
    sync_api.expect(first.locator(".field")).to_have_text("Mine, half")
    first.close()
    second.reload()
    sync_api.expect(second.locator(".field")).to_have_text("Mine, half")
