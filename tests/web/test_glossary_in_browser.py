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


def rewritten(*changes: tuple[str, str]) -> None:
    """The glossary changed by another program."""
    file = Path("glossaries/terms.csv")
    text = file.read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    file.write_text(text, "utf-8")


def test_the_glossary_follows_its_file_and_what_is_typed_stays(opened: Open, reviewed: Client) -> None:
    window = opened(reviewed, "")
    window.get_by_role("link", name="Glossary").click()
    lines = window.locator("table.terms tbody tr")
    sync_api.expect(lines).to_have_count(3)
    field = window.get_by_role("row", name="公园").get_by_label("English of 公园")
    field.focus()
    window.keyboard.press("End")
    window.keyboard.type(" of")
    rewritten(("天气,,", "树,tree,,accepted,term\n天气,climate,"), ("公园,Park,", "公园,Garden,"))
    sync_api.expect(lines).to_have_count(4)
    sync_api.expect(lines.nth(0)).to_contain_text("树")
    sync_api.expect(lines.nth(1).get_by_role("textbox")).to_have_value("climate")
    sync_api.expect(window.locator(".review input")).to_have_value("climate")
    sync_api.expect(lines.nth(2)).to_contain_text("Changed meanwhile: Garden")
    sync_api.expect(field).to_be_focused()
    window.keyboard.type(" trees")
    sync_api.expect(field).to_have_value("Park of trees")
    sync_api.expect(window.locator(".again")).to_contain_text("The glossary was changed.")
    assert violations(window) == []
    window.keyboard.press("Enter")
    window.get_by_role("button", name="Change it").click()
    sync_api.expect(window.locator("#live")).to_contain_text("公园 saved")
    sync_api.expect(lines.nth(2)).not_to_contain_text("Changed meanwhile")
    assert "公园,Park of trees,,candidate" in Path("glossaries/terms.csv").read_text("utf-8")


def test_a_row_that_goes_while_its_english_is_typed_says_so(opened: Open, reviewed: Client) -> None:
    window = opened(reviewed, "")
    window.get_by_role("link", name="Glossary").click()
    lines = window.locator("table.terms tbody tr")
    sync_api.expect(lines).to_have_count(3)
    lines.nth(1).get_by_role("textbox").fill("Park of trees")
    rewritten(("公园,Park,,candidate,term\n", ""), ("老王,Lao Wang,,candidate,speaker\n", ""))
    sync_api.expect(lines).to_have_count(2)
    sync_api.expect(lines.nth(1)).to_contain_text("This row is not in the file any more.")
    sync_api.expect(lines.nth(1).get_by_role("textbox")).to_have_value("Park of trees")
    lines.nth(1).get_by_role("button", name="Leave it").last.click()
    sync_api.expect(lines).to_have_count(1)


def test_the_english_that_is_typed_for_a_candidate_stays_whatever_others_judge(opened: Open, reviewed: Client) -> None:
    window = opened(reviewed, "")
    window.get_by_role("link", name="Glossary").click()
    card = window.locator(".review")
    sync_api.expect(card).to_contain_text("天气")
    window.keyboard.press("e")
    window.keyboard.type("clim")
    rewritten(("天气,,,candidate", "天气,weather,,accepted"))
    sync_api.expect(card).to_contain_text("Changed meanwhile: weather")
    window.keyboard.type("ate")
    sync_api.expect(card.get_by_role("textbox")).to_have_value("climate")
    window.keyboard.press("Enter")
    window.keyboard.press("y")
    sync_api.expect(card).to_contain_text("公园")
    assert "天气,climate,,accepted" in Path("glossaries/terms.csv").read_text("utf-8")


def test_the_first_row_of_a_glossary_that_others_begin_is_shown(opened: Open, client: Client) -> None:
    window = opened(client, "")
    window.get_by_role("link", name="Glossary").click()
    none = window.get_by_text("There is no glossary yet")
    sync_api.expect(none).to_be_visible()
    Path("glossaries").mkdir()
    Path("glossaries/terms.csv").write_text("source,target\n公园,Park\n", "utf-8")
    sync_api.expect(window.locator("table.terms tbody tr")).to_have_count(1)
    sync_api.expect(none).to_be_hidden()
