"""The glossary in a real browser: candidates one at a time, with what their English would change as it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened, violations
from tests.web.conftest import Client

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM


@pytest.fixture
def reviewed(client: Client) -> Client:
    Path("glossaries").mkdir()
    rows = ("天气,,,candidate,term", "公园,Park,,candidate,term", "老王,Lao Wang,,candidate,speaker")
    Path("glossaries/terms.csv").write_text("\n".join(("source,target,traditional,status,kind", *rows, "")), "utf-8")
    return client


def test_the_preview_follows_what_is_typed_and_tells_what_is_locked_already(opened: Open, reviewed: Client) -> None:
    window = opened(reviewed, "")
    window.get_by_role("link", name="Glossary").click()
    card = window.locator(".review")
    sync_api.expect(card.get_by_role("heading")).to_have_text("To review: 1 of 3")
    sync_api.expect(card).to_contain_text("It has no English yet")
    sync_api.expect(card.locator("li")).to_contain_text("not locked → …")
    assert card.get_by_role("button", name="Accept").is_disabled()
    window.keyboard.press("e")
    window.keyboard.type("climate")
    sync_api.expect(card.locator("li")).to_contain_text("not locked → climate")
    row = window.locator("tr", has_text="公园").get_by_role("combobox")
    row.select_option("rejected")  # another row is changed meanwhile: every row is read anew
    sync_api.expect(window.locator("#live")).to_contain_text("公园 saved")
    row.select_option("candidate")
    window.locator(".review input").focus()
    window.keyboard.press("End")
    window.keyboard.type("s")
    sync_api.expect(card.locator("li")).to_contain_text("not locked → climates")
    assert violations(window) == []
    window.keyboard.press("Enter")
    window.keyboard.press("y")
    sync_api.expect(card.get_by_role("heading")).to_have_text("To review: 2 of 3")
    sync_api.expect(card).to_contain_text("Accepted, it is locked: wherever the posts say 公园")
    window.keyboard.press("s")
    sync_api.expect(card.get_by_role("heading")).to_have_text("To review: 3 of 3")
    sync_api.expect(card).to_contain_text("It names the speaker of 2 turns")
    assert "天气,climates,,accepted,term" in Path("glossaries/terms.csv").read_text("utf-8")


def test_a_term_that_stands_twice_is_told_at_its_row_and_removed_there(opened: Open, reviewed: Client) -> None:
    rows = ("天气,weather", "公园,Park", "公园,Garden")
    Path("glossaries/terms.csv").write_text("\n".join(("source,target", *rows, "")), "utf-8")
    window = opened(reviewed, "", locale="zh-CN")
    window.get_by_role("link", name="术语表").click()
    twice = window.locator("tr .finding.problem")
    sync_api.expect(twice).to_contain_text("在第 3 行已有，英文不同：那里是“Park”，这里是“Garden”。两行请只留一行。")
    window.get_by_label("有提示的 1 条").check()
    sync_api.expect(window.locator("tbody tr")).to_have_count(1)
    assert violations(window) == []
    twice.get_by_role("button", name="删去这一行").click()
    sync_api.expect(window.locator("#live")).to_contain_text("已删去第 4 行")
    sync_api.expect(window.locator("tbody tr")).to_have_count(2)
    sync_api.expect(twice).to_have_count(0)
    assert Path("glossaries/terms.csv").read_text("utf-8") == "source,target\n天气,weather\n公园,Park\n"
