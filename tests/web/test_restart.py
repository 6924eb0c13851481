"""The server killed in the middle, and started again: the page goes on, and nothing that was typed is lost."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.project import Project
from bilingual.web.server import listening
from bilingual.web.session import Session, keep_session, last_session, session_file
from tests.browser import CHROMIUM, browser, sync_api

__all__ = ["browser"]
COMMAND = [sys.executable, "-m", "bilingual", "edit", "posts", "--no-open"]


def started() -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    return process, process.stdout.readline().strip()


def test_a_session_is_kept_for_the_user_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "page.json"
    assert last_session(file).port == 0
    keep_session(file, Session(1234, "secret"))
    assert last_session(file) == Session(1234, "secret")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text("[]", "utf-8")
    assert last_session(file).port == 0


def test_what_the_server_sends_waits_for_nothing() -> None:
    """asyncio switches off the wait for more (TCP_NODELAY) where a listener names its protocol: a save took 56 ms, now 11."""
    with listening(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_projects_that_share_a_memory_have_sessions_of_their_own(tmp_path: Path) -> None:
    assert session_file(tmp_path / "a") != session_file(tmp_path / "b")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_what_was_typed_outlives_the_server(browser: object, folder: Path) -> None:
    process, address = started()
    window = browser.new_page(locale="en")  # type: ignore[attr-defined]
    window.goto(f"{address}")
    window.locator('a[href="#post=talk"]').click()
    window.locator("article.row", has_text="天气").locator(".en .text").click()
    window.keyboard.press("Control+a")
    window.keyboard.type("Typed before")
    process.kill()
    process.wait()
    window.keyboard.type(" and after.")
    window.keyboard.press("Control+Enter")
    sync_api.expect(window.locator("#away")).to_contain_text("does not answer")
    row = window.locator("article.row", has_text="天气")
    sync_api.expect(row).to_contain_text("Typed before and after. waits for the program")
    window.locator("article.row", has_text="我们去").locator(".field").press("End")
    window.keyboard.type(" On")
    assert Project().history() == ()
    again, same = started()
    try:
        assert same == address
        sync_api.expect(window.locator("#away")).to_be_empty(timeout=15_000)
        sync_api.expect(row).to_contain_text("Typed before and after.")
        sync_api.expect(row).not_to_contain_text("waits")
        window.keyboard.type(" and on")  # the field is left as it was, with what is typed
        sync_api.expect(window.locator(".field")).to_contain_text("On and on")
        assert [step.entries[0].target for step in Project().history()] == ["Typed before and after."]
        window.locator("article.row", has_text="我们去").locator(".field").press("Control+a")
        window.keyboard.type("Half a sent")
        window.reload()  # a browser that was ended, too, has it
        sync_api.expect(window.locator(".field")).to_have_text("Half a sent")
    finally:
        window.close()
        again.terminate()
        assert again.wait(20) == 0
