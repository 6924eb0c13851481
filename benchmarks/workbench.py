"""The page of `translate edit` against its limits: its first rows, saves, scrolling, and its memory after many edits.

    uv run python benchmarks/workbench.py POST.md [--times 14] [--edits 1000]

The post is translated in a folder of its own, with its text so many times over. A real server on the loopback address and a real
Chromium (playwright) are measured, in wall seconds: on a machine where others are at work they say little. The processor
time of the longest task says there, too, how long the page lets nobody scroll.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import sync_playwright

from bilingual.project import Project
from bilingual.project.workbench import Workbench
from bilingual.web.server import listening, server

TOKEN = "t" * 43
FIRST, SAVE, FRAME = 1.0, 0.05, 0.1
"""Seconds: until the first rows are there, for a save at the median, and for the longest frame while scrolling."""


@contextmanager
def served(post: Path, times: int) -> Iterator[tuple[str, int]]:
    """The address of a page for a post whose text is repeated, in a project of its own, and how many rows that has."""
    text = post.read_text("utf-8") + "\n\n" + "\n\n".join(post.read_text("utf-8").split("---", 2)[-1:] * (times - 1))
    with TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("bilingual.toml").touch()
        Path("post.md").write_text(text, "utf-8")
        (report,) = Project().run(["post.md"], {"format": "json", "engine": "starter"})
        listener = listening(0)
        running = server(Workbench(Project(), ["post.md"]), listener, TOKEN)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/", report.segments
        finally:
            running.should_exit = True
            thread.join()
            listener.close()
            os.chdir("/")


SAVES = """async (count) => {
  const { ask, of } = await import("/api.js");
  const { rows } = await ask("posts/post");
  const seconds = [];
  const open = rows.filter((row) => row.origin !== "copy");
  const text = {};
  for (let edit = 0; edit < count; edit += 1) {
    const row = open[edit % open.length];
    const seen = text[row.id] ?? row.text.en;
    text[row.id] = `${seen} ${edit}`.slice(-80).trim();
    const start = performance.now();
    await ask(of("post", "rows", row.id), { column: "en", text: text[row.id], seen });
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}"""
SCROLL = """async () => {
  const frames = [];
  let last = performance.now();
  for (let step = 0; step < 200; step += 1) {
    scrollBy(0, 400);
    await new Promise(requestAnimationFrame);
    frames.push((performance.now() - last) / 1000);
    last = performance.now();
  }
  return frames;
}"""


def longest_task(trace: bytes) -> float:
    """The most seconds of processor time for which a page's main thread was busy at once, by a trace of Chromium."""
    events = json.loads(trace)["traceEvents"]
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    return max(event.get("tdur", 0) for event in events if (event["pid"], event["tid"]) in pages) / 1e6


def measured(window: Any, address: str, edits: int) -> Iterator[tuple[str, float, float]]:
    """What was measured, with its limit (0 for none)."""
    window.goto(f"{address}#{TOKEN}")
    window.wait_for_selector("table.posts td.number")  # the post is opened, as while a person looks at the list
    window.context.browser.start_tracing(page=window, categories=["toplevel", "__metadata"])
    start = time.perf_counter()
    window.click("table.posts a")
    window.wait_for_selector("article.row")
    yield "first rows, s", time.perf_counter() - start, FIRST
    frames = window.evaluate(SCROLL)
    yield "a frame while scrolling, median, s", statistics.median(frames), FRAME
    yield "the longest frame, s", max(frames), FRAME
    window.wait_for_selector(".rows[aria-busy=false]")
    yield "processor time of the longest task, s", longest_task(window.context.browser.stop_tracing()), FRAME
    window.evaluate("scrollTo(0, 0)")
    session = window.context.new_cdp_session(window)

    def heap() -> float:
        session.send("HeapProfiler.collectGarbage")
        return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6

    seconds = window.evaluate(SAVES, 10)
    window.wait_for_timeout(2000)
    before = heap()
    if edits:
        seconds = window.evaluate(SAVES, edits)
    window.wait_for_timeout(2000)
    yield "a save, median, s", statistics.median(seconds), SAVE
    yield "memory of the page before the edits, MB", before, 0
    yield f"and after {edits}, MB", heap(), before * 1.2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("post", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--edits", type=int, default=1000)
    given = parser.parse_args()
    with served(given.post.absolute(), given.times) as (address, rows), sync_playwright() as playwright:
        print(f"{rows} rows, {datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, load {os.getloadavg()[0]:.0f}")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_page(locale="en")
        window.set_default_timeout(300_000)
        for what, value, limit in measured(window, address, given.edits):
            verdict = "" if not limit else "within" if value <= limit else "over"
            print(f"| {what} | {value:.3f} | {limit or ''} | {verdict} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
