"""The whole walk of an editor through a post, the real one where it stands beside the checkout, in a real browser."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bilingual.model import plain
from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.conftest import SHARED
from tests.web.browsing import give_english, violations
from tests.web.conftest import run_there

__all__ = ["browser"]
pytestmark = IN_CHROMIUM
REAL = SHARED / "samples/2025-10-01-sora2.md"
EXAMPLE = Path(__file__).parents[2] / "examples/city-radio.md"
EDITS = [f"Edit number {number}, as a person wrote it." for number in range(10)]


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a translated post in the working folder, with a glossary in which one word of it waits for review."""
    shutil.copy(REAL if REAL.is_file() else EXAMPLE, tmp_path / "post.md")
    monkeypatch.chdir(tmp_path)
    run_there(tmp_path, "post.md", "json")
    (tmp_path / "glossaries").mkdir()
    (tmp_path / "glossaries/terms.csv").write_text(f"source,target,status\n{frequent_word()},,candidate\n", "utf-8")
    return "post"


def frequent_word() -> str:
    """Two characters of the post that stand in a few rows and in no term."""
    units = Project().units("post.md")
    pairs = Counter(text[at : at + 2] for unit in units for text in [plain(unit.hans)] for at in range(len(text) - 1))
    known = "".join(lock.source for unit in units for lock in unit.locks)
    usual = (word for word in ("视频", "声音", "手机", "电脑", "朋友", "时间") if word not in known)
    return next(word for word in usual if pairs[word] >= 2)


@contextmanager
def serving() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command as a user starts it, and the address that it prints."""
    command = [sys.executable, "-m", "bilingual", "edit", "post.md", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def opened(context: Any, address: str, name: str) -> Any:
    window = context.new_page()
    window.set_default_timeout(90_000)
    window.goto(address)
    window.locator(f'a[href="#post={name}"]').click()
    window.wait_for_selector(".rows[aria-busy=false] article.row")
    return window


def unconfirmed(window: Any) -> Any:
    return window.locator("label", has_text="Unconfirmed").locator(".count")


def test_a_post_is_edited_from_its_draft_to_its_documents(browser: Any, post: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en")
    with serving() as (process, address):
        window = opened(context, address, post)
        left = int(unconfirmed(window).inner_text())
        edit_five_rows(window, EDITS[:5])
        sync_api.expect(unconfirmed(window)).to_have_text(str(left - 5))
        with_an_input_method(window)
        process.kill()
        process.wait()
        edit_five_rows(window, EDITS[5:])  # the page keeps what is typed while nobody answers
        sync_api.expect(window.locator("#away")).to_contain_text("does not answer")
    with serving() as (_, again):
        assert again == address
        sync_api.expect(window.locator("#away")).to_be_empty()
        sync_api.expect(unconfirmed(window)).to_have_text(str(left - len(EDITS)))
        assert {step.entries[0].target for step in Project().history()} == set(EDITS)
        take_back_and_do_again(window)
        filter_by_term(window)
        in_two_tabs(window, opened(context, address, post))
        accept_the_term(window)
        write_documents(window)
    context.close()


def edit_five_rows(window: Any, texts: list[str]) -> None:
    window.keyboard.press("Control+Enter")
    for text in texts:
        window.locator(".field").wait_for()
        window.keyboard.press("Control+a")
        window.keyboard.type(text)
        window.keyboard.press("Control+Enter")
    window.locator(".field").wait_for()


def with_an_input_method(window: Any) -> None:
    before, steps = window.locator(".field").inner_text(), len(Project().history())
    session = window.context.new_cdp_session(window)
    session.send("Input.imeSetComposition", {"text": "ni", "selectionStart": 2, "selectionEnd": 2})
    window.keyboard.press("Control+Enter")
    session.send("Input.insertText", {"text": "你"})
    sync_api.expect(window.locator(".field")).to_have_text(f"{before.strip()}你")
    assert len(Project().history()) == steps
    window.keyboard.press("Escape")
    sync_api.expect(window.locator(".field")).to_have_text(before)


def take_back_and_do_again(window: Any) -> None:
    left = int(unconfirmed(window).inner_text())
    window.keyboard.press("Control+z")
    sync_api.expect(unconfirmed(window)).to_have_text(str(left + 1))
    window.keyboard.press("Control+Shift+Z")
    sync_api.expect(unconfirmed(window)).to_have_text(str(left))


def filter_by_term(window: Any) -> None:
    terms = window.get_by_label("Every term")
    terms.select_option(index=1)
    wanted = terms.input_value()
    rows = window.locator("article.row")
    sync_api.expect(rows.first.locator(".hans")).to_contain_text(wanted)
    assert violations(window) == []
    terms.select_option("")


def in_two_tabs(first: Any, second: Any) -> None:
    for window, text in ((first, "By the first tab."), (second, "By the second tab.")):
        window.keyboard.press("Control+g")
        window.keyboard.type("40")
        window.keyboard.press("Enter")
        window.locator("article.row.active", has_text="40").wait_for()
        window.keyboard.press("Control+a")
        window.keyboard.type(text)
    first.keyboard.press("Control+Shift+Enter")
    sync_api.expect(first.locator("#live")).to_contain_text("saved")
    second.keyboard.press("Control+Shift+Enter")
    sync_api.expect(second.locator(".conflict")).to_contain_text("By the first tab.")
    assert violations(second) == []
    second.get_by_role("button", name="Take theirs").click()
    sync_api.expect(second.locator(".conflict")).to_have_count(0)
    second.close()


def accept_the_term(window: Any) -> None:
    window.get_by_role("link", name="Glossary").click()
    window.locator(".review").wait_for()
    term = window.locator(".review strong").inner_text()
    give_english(window, "Zebra Crossing", 300_000)
    window.go_back()
    window.wait_for_selector(".rows[aria-busy=false] article.row")
    window.get_by_label("Every term").select_option(term)
    rows = window.locator("article.row:not(.confirmed)")
    sync_api.expect(rows.first.locator(".en")).to_contain_text("Zebra Crossing")
    window.get_by_label("Every term").select_option("")


def write_documents(window: Any) -> None:
    window.set_viewport_size({"width": 360, "height": 740})
    assert not window.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert violations(window) == []
    window.get_by_role("button", name="Write documents").click()
    dialog = window.get_by_role("dialog")
    dialog.get_by_role("button", name="Write documents").click()
    sync_api.expect(dialog.locator(".files li")).to_have_count(2)
    assert [text for text in EDITS if text not in Path("outputs/post/post.bilingual.md").read_text("utf-8")] == []
    from docx import Document

    document = Document("outputs/post/post.docx")
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert [text for text in EDITS if text not in "\n".join(texts)] == []
