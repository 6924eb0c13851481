"""A long post comes to the page in portions: what is searched, counted, reached, saved and changed by others meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bilingual.project import Project
from tests.browser import IN_CHROMIUM, browser, sync_api
from tests.web.browsing import Open, opened
from tests.web.conftest import Client, served

__all__ = ["browser", "opened"]
pytestmark = IN_CHROMIUM
ROWS = 642


@pytest.fixture
def long(folder: Path) -> Iterator[Client]:
    """A post of more rows than come at once."""
    Path("posts/long.md").write_text("# 长文\n\n" + "今天的天气很好。\n\n" * (ROWS - 2) + "再见。\n", "utf-8")
    (report,) = Project().run(["posts/long.md"], {"format": "json"})
    assert report.segments == ROWS
    with served(folder, "posts") as client:
        yield client


class Portions:
    """Requests for more rows, which wait until they may go on."""

    def __init__(self) -> None:
        self.waiting: list[Any] = []
        self.go_on = False

    def __call__(self, request: Any) -> None:
        if self.go_on:
            request.continue_()
        else:
            self.waiting.append(request)

    def first(self, window: Any) -> Any:
        """The first of them, which is not answered by `complete` then."""
        while not self.waiting:
            window.wait_for_timeout(50)
        return self.waiting.pop()

    def complete(self, window: Any) -> None:
        """Lets them go on until all rows are there."""
        self.go_on = True
        for request in self.waiting:
            request.continue_()
        window.wait_for_selector(".rows[aria-busy=false]")


def begun(opened: Open, client: Client) -> tuple[Any, Portions]:
    """The page with the first rows of the long post, and the requests for more, which wait."""
    window, portions = opened(client, post=""), Portions()
    window.route("**/rows?*", portions)
    window.locator('a[href="#post=long"]').click()
    window.wait_for_selector("article.row")
    sync_api.expect(count(window, "All")).to_have_text("…")
    return window, portions


def count(window: Any, name: str) -> Any:
    return window.locator("label", has_text=name).locator(".count")


def save(client: Client, row: dict[str, Any], text: str) -> None:
    answer = client.ask(f"/api/posts/long/rows/{row['id']}", {"column": "en", "text": text, "seen": row["text"]["en"]})
    assert answer.status == 200


def test_what_is_searched_for_and_gone_to_is_found_in_rows_that_come_later(opened: Open, long: Client) -> None:
    window, portions = begun(opened, long)
    window.get_by_role("searchbox").fill("再见")
    sync_api.expect(window.locator(".result")).to_have_text("0 rows shown so far …")
    window.keyboard.press("Control+g")
    window.keyboard.type(str(ROWS - 2))
    window.keyboard.press("Enter")
    assert window.locator("article.row.active").count() == 0
    portions.complete(window)
    sync_api.expect(window.locator("article.row.active .number")).to_have_text(str(ROWS - 2))
    sync_api.expect(count(window, "All")).to_have_text(str(ROWS))
    window.get_by_role("searchbox").fill("再见")
    sync_api.expect(window.locator(".result")).to_have_text("1 row shown")
    sync_api.expect(window.locator("article.row .number")).to_have_text(str(ROWS - 1))


def test_no_older_row_comes_after_a_newer_one(opened: Open, long: Client) -> None:
    window, portions = begun(opened, long)
    rows = long.rows("long")
    request = portions.first(window)
    answer = request.fetch()  # as the rows are now
    save(long, rows[1], "By somebody, in the first rows.")
    save(long, rows[100], "By somebody, in those that were sent.")
    save(long, rows[-1], "By somebody, in the last ones.")
    window.locator("article.row .en .text").nth(2).click()
    window.keyboard.press("Control+a")
    window.keyboard.type("By me.")
    window.keyboard.press("Control+Shift+Enter")
    sync_api.expect(window.locator("#live")).to_contain_text("confirmed")
    request.fulfill(response=answer)
    portions.complete(window)
    sync_api.expect(count(window, "Unconfirmed")).to_have_text(str(ROWS - 4))
    for place, text in ((1, "first rows"), (2, "By me"), (100, "were sent"), (ROWS - 1, "last ones")):
        window.get_by_role("searchbox").fill(text)
        sync_api.expect(window.locator("article.row").first).to_have_attribute("id", f"row-{rows[place]['id']}")
        sync_api.expect(window.locator(".result")).to_have_text("1 row shown")


def test_rows_of_a_run_that_comes_between_are_read_anew(opened: Open, long: Client) -> None:
    window, portions = begun(opened, long)
    file = Path("posts/long.md")
    file.write_text(file.read_text("utf-8").replace("再见。", "再见。\n\n# 再见"), "utf-8")
    list(Project().run(["posts/long.md"], {"format": "json"}))
    portions.complete(window)
    sync_api.expect(count(window, "All")).to_have_text(str(ROWS + 1))
    window.get_by_role("searchbox").fill("再见")
    sync_api.expect(window.locator(".result")).to_have_text("2 rows shown")
