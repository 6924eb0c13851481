"""Pages of a server opened in a real browser, for the tests that import from here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from bilingual.project import Project
from bilingual.project.history import Step
from tests.browser import sync_api
from tests.web.conftest import SECRET, Client, run_there, served

ROOT = Path(__file__).parents[2]
Open = Callable[..., Any]


def give_english(window: Any, words: str, patience: int) -> None:
    """Gives the term under review another English, accepts it and has its rows translated again, within so many milliseconds."""
    window.keyboard.press("e")
    window.keyboard.press("Control+a")
    window.keyboard.type(words)
    window.keyboard.press("Enter")
    window.keyboard.press("y")
    window.get_by_role("button", name="Translate the changed rows again").click()
    sync_api.expect(window.locator(".again")).to_contain_text(re.compile(r"Translated again: \d+ sentence"), timeout=patience)


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens the page of a server; fails where it asks another server for anything or an error is logged."""
    contexts, asked, said, ports = [], [], [], []

    def open_page(client: Client, post: str = "talk", width: int = 1440, context: Any = None, **how: Any) -> Any:
        context = context or browser.new_context(viewport={"width": width, "height": 900}, **{"locale": "en", **how})
        contexts.append(context)
        ports.append(client.port)
        window = context.new_page()
        window.set_default_timeout(90_000)  # a busy machine makes nothing fail
        window.on("request", lambda request: asked.append(request.url))
        window.on("pageerror", lambda error: said.append(str(error)))
        window.on("console", lambda message: said.append(message.text) if "Refused" in message.text else None)
        window.goto(f"http://127.0.0.1:{client.port}/#{SECRET}")
        window.wait_for_selector("table.posts td")
        if post:
            window.locator(f'a[href="#post={quote(post, safe="")}"]').click()
            window.wait_for_selector(".rows[aria-busy=false] article.row")
        return window

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(tuple(f"http://127.0.0.1:{port}/" for port in ports))] == []
    assert said == []


@pytest.fixture(scope="session")
def radio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The post of the examples after a run, to be copied."""
    folder = tmp_path_factory.mktemp("radio")
    shutil.copy(ROOT / "examples/city-radio.md", folder)
    run_there(folder, "city-radio.md", "json")
    return folder


@pytest.fixture
def radio_client(radio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    shutil.copytree(radio, tmp_path / "radio")
    monkeypatch.chdir(tmp_path / "radio")
    with served(tmp_path / "radio", "city-radio.md") as client:
        yield client


def saved(window: Any, count: int) -> None:
    """Waits until so many rows are confirmed."""
    sync_api.expect(window.locator("label", has_text="Unconfirmed").locator(".count")).to_have_text(str(count))


def saved_steps(window: Any, count: int) -> tuple[Step, ...]:
    """What people did, once so many steps are in the memory: the page goes on before a save has come home."""
    for _ in range(600):
        if len(steps := Project().history()) >= count:
            break
        window.wait_for_timeout(100)
    return steps


def violations(window: Any) -> list[Any]:
    """What axe-core finds on a page against WCAG 2.2 AA and its best practices: the rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    levels = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    found = Axe().run(window, options=levels).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]
