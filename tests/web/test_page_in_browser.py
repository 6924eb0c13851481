"""The page in a real browser: a post edited by keyboard, confirmed, taken back, filtered, searched and written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.engines.tiny_ctranslate import opus
from tests.web.browsing import Open, give_english, opened, radio, radio_client, saved, saved_steps, violations
from tests.web.conftest import SECRET, Client, served

__all__ = ["browser", "opened", "radio", "radio_client"]
pytestmark = IN_CHROMIUM


def unconfirmed(window: Any) -> int:
    return int(window.locator("label", has_text="Unconfirmed").locator(".count").inner_text())


def test_ten_rows_are_edited_by_keyboard_alone_and_stand_in_word_and_markdown(opened: Open, radio_client: Client) -> None:
    window = opened(radio_client, "city-radio")
    left = unconfirmed(window)
    written = [f"Edited sentence number {number}, by hand." for number in range(10)]
    window.keyboard.press("Control+Enter")  # opens the first row that nobody confirmed
    for text in written:
        field = window.locator(".field")
        field.wait_for()
        window.keyboard.press("Control+a")
        window.keyboard.type(text)
        window.keyboard.press("Control+Enter")
    saved(window, left - 10)
    assert [step.entries[0].target for step in Project().history()] == written
    window.keyboard.press("Control+Shift+Enter")
    saved(window, left - 11)
    window.keyboard.press("Control+z")
    saved(window, left - 10)
    window.keyboard.press("Control+z")
    saved(window, left - 9)
    window.keyboard.press("Control+Shift+Z")
    saved(window, left - 10)
    window.get_by_role("button", name="Write documents").click()
    dialog = window.get_by_role("dialog")
    assert dialog.get_by_label("Word").is_checked()
    dialog.get_by_role("button", name="Write documents").click()
    sync_api.expect(dialog.locator(".files li")).to_have_count(2)
    result = Path("outputs/city-radio/city-radio.bilingual.md").read_text("utf-8")
    assert [text for text in written if text not in result] == []
    from docx import Document

    document = Document("outputs/city-radio/city-radio.docx")
    cells = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    whole = cells + "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert [text for text in written if text not in whole] == []


def test_rows_are_filtered_searched_and_reached_by_number(opened: Open, radio_client: Client) -> None:
    window = opened(radio_client, "city-radio")
    rows = window.locator("article.row")
    window.locator("label", has_text="Doubtful").click()
    doubtful = int(window.locator("label", has_text="Doubtful").locator(".count").inner_text())
    sync_api.expect(rows).to_have_count(doubtful)
    window.locator("label", has_text="All").click()
    window.get_by_label("Every term").select_option("降噪")
    locked = [row for row in radio_client.rows("city-radio") if any(term["source"] == "降噪" for term in row["terms"])]
    sync_api.expect(rows).to_have_count(len(locked))
    window.get_by_label("Every term").select_option("")
    speaker = window.get_by_label("Every speaker")
    speaker.select_option(index=1)
    names = {row["speaker"]["hans"] for row in radio_client.rows("city-radio") if row["speaker"]}
    assert speaker.input_value() in names
    said = [row for row in radio_client.rows("city-radio") if row["speaker"] and row["speaker"]["hans"] == speaker.input_value()]
    sync_api.expect(window.locator(".result")).to_have_text(f"{len(said)} rows shown")
    speaker.select_option("")
    window.keyboard.press("Control+f")
    window.keyboard.type("降噪")
    named = [row for row in radio_client.rows("city-radio") if any("降噪" in text for text in row["text"].values())]
    sync_api.expect(rows).to_have_count(len(named))  # not those with the first character alone
    assert all("降噪" in text for text in window.locator("article.row .hans").all_inner_texts())
    window.keyboard.press("Control+g")
    window.keyboard.type("100")
    window.keyboard.press("Enter")
    sync_api.expect(window.locator("article.row.active .number")).to_have_text("100")
    sync_api.expect(window.locator("article.row.active")).to_be_in_viewport()
    row = next(row for row in radio_client.rows("city-radio") if row["number"] == "12")
    window.keyboard.press("Control+g")
    window.keyboard.type(f":{row['line']}")
    window.keyboard.press("Enter")
    line = Path("city-radio.md").read_text("utf-8").split("\n")[row["line"] - 1]
    sync_api.expect(window.locator("article.row.active .number")).not_to_have_text("100")
    assert window.locator("article.row.active .authors .text").inner_text().strip("。") in line


def test_a_term_is_put_in_and_a_broken_lock_is_told_while_typing(opened: Open, client: Client) -> None:
    window = opened(client)
    window.locator("article.row", has_text="护城河").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("The park has a ")
    sync_api.expect(window.locator(".finding", has_text="Locked term")).to_be_visible()
    window.keyboard.press("Alt+1")
    sync_api.expect(window.locator(".field")).to_have_text("The park has a **Moat**")
    sync_api.expect(window.locator(".finding", has_text="Locked term")).to_have_count(0)
    window.keyboard.press("Escape")
    sync_api.expect(window.locator(".field")).not_to_have_text("The park has a **Moat**")
    window.keyboard.press("Alt+ArrowDown")
    assert Project().history() == ()


def test_while_an_input_method_composes_no_key_acts(opened: Open, client: Client) -> None:
    window = opened(client)
    window.keyboard.press("Control+Enter")
    field = window.locator(".field")
    before = field.inner_text()
    session = window.context.new_cdp_session(window)
    session.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    field.evaluate(
        "f => f.dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true, cancelable: true}))"
    )
    assert Project().history() == ()
    session.send("Input.insertText", {"text": "你"})
    sync_api.expect(field).to_have_text(f"{before.strip()}你")


def test_what_two_tabs_write_is_shown_and_one_of_them_taken(opened: Open, client: Client) -> None:
    first = opened(client)
    second = opened(client, context=first.context)
    for window, text in ((first, "By the first tab."), (second, "By the second tab.")):
        window.locator("article.row", has_text="天气").locator(".en .text").click()
        window.keyboard.press("Control+a")
        window.keyboard.type(text)
    first.keyboard.press("Control+Shift+Enter")
    sync_api.expect(first.locator("#live")).to_contain_text("saved")
    second.keyboard.press("Control+Shift+Enter")
    conflict = second.locator(".conflict")
    sync_api.expect(conflict).to_contain_text("By the first tab.")
    sync_api.expect(conflict).to_contain_text("By the second tab.")
    sync_api.expect(second.locator("#live")).to_be_empty()  # nothing lies over the choice
    conflict.get_by_role("button", name="Take mine").click()
    sync_api.expect(first.locator(".field")).to_have_text("By the second tab.")
    assert [step.entries[0].target for step in Project().history()] == ["By the first tab.", "By the second tab."]


def test_a_tab_that_a_link_opens_is_let_in_by_the_one_that_has_the_token(opened: Open, client: Client) -> None:
    first = opened(client, "")
    second = first.context.new_page()
    second.goto(f"http://127.0.0.1:{client.port}/#post=talk")
    sync_api.expect(second.locator("article.row").first).to_be_visible()
    alone = opened(client, "").context.browser.new_context(locale="en").new_page()
    alone.goto(f"http://127.0.0.1:{client.port}/#post=talk")
    sync_api.expect(alone.locator("#main")).to_contain_text("The token is missing")
    alone.goto(f"http://127.0.0.1:{client.port}/#{SECRET}")  # another hash, so the page stays and looks again
    sync_api.expect(alone.locator("table.posts")).to_be_visible()
    alone.context.close()


def test_taking_a_step_back_that_has_many_rows_says_so(opened: Open, client: Client) -> None:
    window = opened(client)
    window.get_by_role("button", name="Confirm unflagged").click()
    window.get_by_role("dialog").get_by_role("button", name="Confirm unflagged").click()
    sync_api.expect(window.locator("#live")).to_contain_text("confirmed, as one step")
    confirmed = window.locator("article.row.confirmed")
    count = confirmed.count()
    assert count > 1
    confirmed.first.locator(".en .text").click()
    window.locator(".editor").get_by_role("button", name="History").click()
    window.get_by_role("dialog").get_by_role("button", name=f"Take back all {count} texts").click()
    sync_api.expect(window.locator("#live")).to_contain_text(f"Taken back: {count} rows.")
    sync_api.expect(confirmed).to_have_count(0)


def test_once_something_is_typed_in_a_row_undo_is_the_fields_alone(opened: Open, client: Client) -> None:
    window = opened(client)
    client.save(client.row("天气"), "Saved before.")
    sync_api.expect(window.locator("article.row", has_text="天气")).to_contain_text("Saved before.")
    window.locator("article.row", has_text="我们去").locator(".en .text").click()
    window.keyboard.type(" more")
    for _ in range(3):
        window.keyboard.press("Control+z")
    sync_api.expect(window.locator(".field")).not_to_contain_text("more")
    assert [step.change.undone for step in Project().history()] == [""]


def test_words_that_are_marked_become_a_term_and_the_glossary_leads_back_to_the_post(opened: Open, client: Client) -> None:
    window = opened(client)
    window.locator("article.row", has_text="天气").locator(".hans .text").evaluate(
        """({ firstChild: text }, word) => {
            const start = text.data.indexOf(word);
            getSelection().setBaseAndExtent(text, start, text, start + word.length);
        }""",
        "天气",
    )
    window.get_by_role("link", name="Glossary").click()
    sync_api.expect(window.get_by_label("A new term")).to_have_value("天气")
    sync_api.expect(window.get_by_label("Its English")).to_be_focused()
    window.keyboard.type("Weather")
    window.keyboard.press("Enter")
    sync_api.expect(window.locator("tr", has_text="天气")).to_be_visible()
    assert "天气,Weather,,accepted" in Path("glossaries/terms.csv").read_text("utf-8")
    assert violations(window) == []
    window.get_by_role("button", name="Translate the changed rows again").click()
    sync_api.expect(window.locator(".again")).to_contain_text("Translated again", timeout=60_000)
    window.locator("#bar .title a").click()
    sync_api.expect(window.locator("article.row", has_text="天气").locator(".en")).to_contain_text("Weather")


def test_scripts_in_a_post_and_in_its_name_are_text(opened: Open, folder: Path) -> None:
    name = "<img src=x onerror=window.hacked=1>"
    Path(f"posts/{name}.md").write_text(
        "你好<script>window.hacked = 1</script>，**世界**（<b onclick=x>World: 全部）。\n", "utf-8"
    )
    list(Project().run(["posts"], {"format": "json"}))
    with served(folder, "posts") as client:
        window = opened(client, name)
        assert "<img" in window.locator("h1").inner_text()
        assert window.locator("main img, main script").count() == 0
        assert window.evaluate("window.hacked") is None
        assert window.evaluate("location.hash").startswith("#post=")


@pytest.mark.parametrize("width", [360, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(opened: Open, client: Client, width: int, scheme: str) -> None:
    window = opened(client, "", width, color_scheme=scheme)
    assert violations(window) == []
    window.locator('a[href="#post=talk"]').click()
    window.wait_for_selector("article.row")
    assert violations(window) == []
    window.locator("article.row", has_text="护城河").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("No lock  here 树.")
    window.locator(".finding.problem").first.wait_for()
    assert violations(window) == []
    assert not window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    window.keyboard.press("F1")
    assert violations(window) == []


def test_what_is_left_is_saved_and_looks_other_than_what_is_confirmed(opened: Open, client: Client) -> None:
    window = opened(client)
    left = unconfirmed(window)
    row = window.locator("article.row", has_text="天气")
    row.locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("The weather is fine.")
    window.keyboard.press("Alt+ArrowDown")
    sync_api.expect(window.locator("#live")).to_contain_text("saved; it is not confirmed yet")
    sync_api.expect(row.locator(".state")).to_contain_text("Edited, not confirmed")
    assert unconfirmed(window) == left
    row.locator(".en .text").click()
    sync_api.expect(row.locator(".source")).to_contain_text("Edited, not confirmed")
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(row.locator(".state")).to_contain_text("Confirmed")
    saved(window, left - 1)
    window.keyboard.press("Control+z")
    saved(window, left)
    sync_api.expect(row.locator(".state")).to_contain_text("Edited, not confirmed")


def test_what_is_found_in_all_translations_is_reached_by_the_arrows_and_put_in(opened: Open, client: Client) -> None:
    client.save(client.row("天气"), "A fine zebra.")
    window = opened(client)
    window.locator("article.row", has_text="一共").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.press("Control+k")
    dialog = window.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("zebra")
    sync_api.expect(dialog.locator("li button")).to_contain_text(["A fine zebra."])
    assert violations(window) == []
    dialog.get_by_role("searchbox").focus()
    window.keyboard.press("ArrowDown")
    sync_api.expect(dialog.locator("li button")).to_be_focused()
    window.keyboard.press("ArrowUp")
    sync_api.expect(dialog.get_by_role("searchbox")).to_be_focused()
    window.keyboard.press("ArrowDown")
    window.keyboard.press("Enter")
    sync_api.expect(window.locator(".field")).to_have_text("A fine zebra.")


def test_posts_stand_by_their_titles_and_a_document_is_opened_from_the_page(opened: Open, client: Client) -> None:
    window = opened(client, "")
    window.get_by_role("link", name="公园", exact=True).click()
    sync_api.expect(window.get_by_role("heading", level=1)).to_have_text("公园")
    window.wait_for_selector(".rows[aria-busy=false] article.row")
    window.get_by_role("button", name="Write documents").click()
    with window.expect_download() as download:
        window.get_by_role("dialog").get_by_role("link", name="talk.bilingual.md").click()
    assert Path(download.value.path()).read_bytes() == Path("outputs/talk/talk.bilingual.md").read_bytes()
    window.get_by_role("dialog").get_by_role("button", name="Close").click()
    window.locator("article.row", has_text="天气").locator(".en .text").click()
    window.locator(".editor").get_by_role("button", name="History").click()
    sync_api.expect(window.get_by_role("dialog").locator(".steps li")).to_contain_text(["Machine draft"])


TRADITIONAL = """---
title: 早晨
---

主持人: 今天的天氣很好。我們去公園。

老王: 公園裡有**護城河**（Moat: 競爭優勢）。一共有三百棵樹。
"""


def test_the_authors_column_stands_first_and_says_so(opened: Open, folder: Path) -> None:
    Path("posts/hant.md").write_text(TRADITIONAL, "utf-8")
    list(Project().run(["posts/hant.md"], {"format": "json"}))
    with served(folder, "posts/hant.md") as client:
        window = opened(client, "hant")
        sync_api.expect(window.locator(".heads > div")).to_have_text(
            ["Traditional the author’s text", "Simplified converted show", "English translation"]
        )
        row = window.locator("article.row", has_text="天氣")
        sync_api.expect(row.locator(".cell").first).to_have_text("今天的天氣很好。")
        ink = row.evaluate("row => getComputedStyle(row).color")
        assert row.locator(".authors").evaluate("cell => getComputedStyle(cell).color") == ink
        row.locator(".hans .text").click()
        window.keyboard.press("Control+a")
        window.keyboard.type("今天天气好。")
        window.keyboard.press("Control+Enter")
        sync_api.expect(window.locator("article.row", has_text="我們").locator(".hans .field")).to_be_focused()
        assert [entry.language for step in saved_steps(window, 1) for entry in step.entries] == ["hans"]
        assert violations(window) == []


def test_confirming_stays_in_the_column_and_passes_what_is_the_authors_there(opened: Open, client: Client) -> None:
    window = opened(client)
    window.locator("article.row", has_text="天气").locator(".hant .text").click()
    for chinese in ("我们", "公园里", "一共"):  # 好。 is the author's own in both
        window.keyboard.press("Control+Enter")
        sync_api.expect(window.locator("article.row", has_text=chinese).locator(".hant .field")).to_be_focused()
    window.keyboard.press("Alt+ArrowUp")
    sync_api.expect(window.locator("article.row", has_text="公园里").locator(".hant .field")).to_be_focused()
    sync_api.expect(window.locator(".chip")).to_have_count(0)
    assert [entry.language for step in saved_steps(window, 3) for entry in step.entries] == ["hant"] * 3


def test_a_term_looks_as_the_row_has_it_and_is_put_in_so(opened: Open, client: Client) -> None:
    window = opened(client)
    row = window.locator("article.row", has_text="护城河")
    for column in ("hans", "hant", "en"):
        sync_api.expect(row.locator(f".{column} strong .term")).to_have_count(1)
    row.locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("It has a ")
    window.keyboard.press("Alt+1")
    sync_api.expect(window.locator(".field")).to_have_text("It has a **Moat**")


def test_words_are_replaced_after_a_preview_and_locked_rows_are_left(opened: Open, client: Client) -> None:
    for chinese, text in (("天气", "A pond here."), ("护城河", "A Moat, as a pond in the Moat.")):
        client.save(client.row(chinese), text)
    window = opened(client)
    window.get_by_role("searchbox").fill("pond")
    window.keyboard.press("Control+h")
    dialog = window.get_by_role("dialog")
    sync_api.expect(dialog.get_by_label("Find")).to_have_value("pond")
    dialog.get_by_label("Find").fill("Moat")
    boxes = dialog.locator(".hits input")
    sync_api.expect(boxes).to_have_count(1)
    assert not boxes.first.is_checked()
    sync_api.expect(dialog.locator(".hits")).to_contain_text("would lose Moat")
    sync_api.expect(dialog.get_by_role("button", name="Replace in 0 rows")).to_be_disabled()
    dialog.get_by_label("Find").fill("pond")
    dialog.get_by_label("Replace with").fill("lake")
    sync_api.expect(boxes).to_have_count(2)
    assert violations(window) == []
    sync_api.expect(dialog.locator(".hits li").first.locator("del")).to_have_text("pond")
    dialog.get_by_role("button", name="Replace in 2 rows").click()
    sync_api.expect(window.get_by_role("searchbox")).to_have_value("lake")  # the rows that were replaced stay to be looked at
    sync_api.expect(window.locator("article.row")).to_have_count(2)
    window.get_by_role("searchbox").fill("")
    sync_api.expect(window.locator("article.row", has_text="天气").locator(".en")).to_contain_text("A lake here.")
    window.locator("body").click(position={"x": 2, "y": 2})
    assert len(saved_steps(window, 3)) == 3
    window.keyboard.press("Control+z")
    sync_api.expect(window.locator("article.row", has_text="天气").locator(".en")).to_contain_text("A pond here.")


@pytest.mark.parametrize(
    ("locale", "word", "finding"),
    [
        ("zh-CN", "生成文档", "英文里“护城河”与术语表不一致。"),
        ("zh-TW", "產生文件", "英文裡「护城河」與術語表不一致。"),
        ("de", "Write documents", "The English does not have “护城河” as the glossary has it."),
    ],
)
def test_the_page_speaks_the_readers_language(opened: Open, client: Client, locale: str, word: str, finding: str) -> None:
    window = opened(client, locale=locale)
    assert window.get_by_role("button", name=word).is_visible()
    window.locator("article.row", has_text="护城河").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("A ditch of the park.")
    sync_api.expect(window.locator(".finding", has_text=finding)).to_be_visible()


def test_what_is_refused_is_told_in_the_readers_language(opened: Open, client: Client) -> None:
    window = opened(client, locale="zh-CN")
    window.keyboard.press("Control+z")
    sync_api.expect(window.locator("#live")).to_have_text("这篇文章没有可以撤销的修改。什么也没有改变。")
    file = Path("outputs/talk/talk.bilingual.md")
    file.write_text(file.read_text("utf-8").replace("公园里", "公园里边"), "utf-8")
    window.get_by_role("button", name="生成文档").click()
    window.get_by_role("dialog").get_by_role("button", name="生成文档").click()
    sync_api.expect(window.locator("dialog .failed")).to_contain_text(
        "要采用这些修改：translate import outputs/talk/talk.bilingual.md。"
    )
    window.evaluate("location.hash = '#post=gone'")
    sync_api.expect(window.locator(".failed")).to_have_text("这里没有文章“gone”。请从列表中选择。")
    sync_api.expect(window.get_by_role("dialog")).to_have_count(0)


def test_on_a_mac_the_keys_are_those_of_a_mac(opened: Open, client: Client) -> None:
    window = opened(client, user_agent="Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)")
    dialog = window.get_by_role("dialog")
    for taken_by_the_system in ("Meta+h", "Control+f", "Control+k"):
        window.keyboard.press(taken_by_the_system)
    sync_api.expect(dialog).to_have_count(0)
    window.keyboard.press("Meta+Shift+h")
    sync_api.expect(dialog).to_contain_text("Find and replace")
    window.keyboard.press("Escape")
    window.keyboard.press("F1")
    sync_api.expect(dialog).to_contain_text("⌘⇧HFind and replace")
    window.keyboard.press("Escape")
    window.keyboard.press("Meta+Enter")
    sync_api.expect(window.locator(".field")).to_be_focused()


def test_a_post_that_was_never_translated_is_translated_from_the_list(opened: Open, folder: Path) -> None:
    Path("posts/other.md").write_text("公园很大。\n", "utf-8")
    with served(folder, "posts") as client:
        window = opened(client, "")
        row = window.locator("tr", has_text="posts/other.md")
        sync_api.expect(row).to_contain_text("Not translated yet.")
        assert violations(window) == []
        row.get_by_role("button", name="Translate").click()
        row.locator('a[href="#post=other"]').click()
        sync_api.expect(window.locator("article.row")).to_have_count(1)


def test_whoever_comes_for_the_first_time_is_told_how_to_begin(opened: Open, client: Client) -> None:
    window = opened(client)
    sync_api.expect(window.locator(".result")).to_contain_text("Ctrl+Enter confirms it")
    window.keyboard.press("Control+Enter")
    window.keyboard.press("Control+Enter")
    sync_api.expect(window.locator(".result")).to_be_empty()


def test_another_engine_is_asked_for_a_row_and_its_answer_taken(opened: Open, client: Client, home: Path) -> None:
    opus(home / ".local/share/bilingual/models/tiny")
    window = opened(client)
    row = window.locator("article.row", has_text="护城河")
    row.locator(".en .text").click()
    row.get_by_role("button", name="Ask tiny").click()
    match = row.locator(".matches button")
    sync_api.expect(match).to_contain_text("tiny")
    assert Project().history() == ()
    answer = match.locator("[lang=en]").inner_text()
    window.keyboard.press("Control+1")
    sync_api.expect(window.locator(".field")).to_contain_text("Moat")
    assert window.locator(".field").inner_text().replace("**", "").strip() == answer.strip()


def test_a_glossary_of_thousands_of_rows_is_searched_and_one_line_of_it_changed(opened: Open, folder: Path) -> None:
    rows = [f"术语{number},Term {number},accepted,mine {number}" for number in range(5000)]
    rows[2500:2500] = ["# the second half", ""]
    text = "\n".join(["# ours", "source,target,status,my column", *rows]) + "\n"
    Path("glossaries").mkdir()
    Path("glossaries/terms.csv").write_text(text, "utf-8")
    with served(folder, "posts") as client:
        window = opened(client, "")
        window.get_by_role("link", name="Glossary").click()
        lines = window.locator("table.terms tbody tr")
        sync_api.expect(lines).to_have_count(200)
        window.get_by_role("button", name="Show more terms").click()
        sync_api.expect(lines).to_have_count(400)
        window.get_by_label("Search the glossary").fill("Term 4321")
        sync_api.expect(lines).to_have_count(1)
        sync_api.expect(lines.first).to_contain_text("my column: mine 4321")
        status = lines.first.get_by_role("combobox")
        status.focus()
        status.select_option("rejected")
        sync_api.expect(window.locator("#live")).to_contain_text("saved")
        sync_api.expect(lines.first.get_by_role("combobox")).to_be_focused()
    changed = text.replace("Term 4321,accepted", "Term 4321,rejected")
    assert Path("glossaries/terms.csv").read_text("utf-8") == changed


def test_a_term_is_accepted_and_its_rows_are_translated_again(opened: Open, folder: Path) -> None:
    Path("glossaries").mkdir()
    Path("glossaries/terms.csv").write_text("source,target,status\n树,,candidate\n公园,the Old Park,candidate\n", "utf-8")
    with served(folder, "posts") as client:
        window = opened(client, "")
        window.get_by_role("link", name="Glossary").click()
        window.locator(".review").wait_for()
        sync_api.expect(window.get_by_role("button", name="Accept", exact=True)).to_be_disabled()
        window.keyboard.press("y")  # 树 has no English yet: the field waits for it, and nothing is written
        sync_api.expect(window.locator(".review input")).to_be_focused()
        window.keyboard.press("Escape")
        window.keyboard.press("s")
        sync_api.expect(window.locator(".review")).to_contain_text("公园")
        sync_api.expect(window.locator(".review .impact li")).to_have_count(3)
        give_english(window, "Green Park", 60_000)
        assert "公园,Green Park,accepted" in Path("glossaries/terms.csv").read_text("utf-8")
        assert violations(window) == []
        window.get_by_role("link", name="All posts").click()
        window.locator('a[href="#post=talk"]').click()
        sync_api.expect(window.locator("article.row", has_text="我们去").locator(".en")).to_contain_text("Green Park")
