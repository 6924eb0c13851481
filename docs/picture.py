"""The README's picture of a page: a section of it, with the card of a term open.

uv run python docs/picture.py outputs/city-radio/city-radio.html docs/page.png --section 3 --term ASR
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE = {"width": 1280, "height": 760}
TO_SECTION = """number => {
  const heading = document.querySelectorAll("main section > :is(h2, h3, h4)")[number - 1];
  scrollTo(0, heading.getBoundingClientRect().top + scrollY - 75);
}"""


def main() -> None:
    """Opens the page in Chromium and takes the picture."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--section", type=int, default=1)
    parser.add_argument("--term", required=True)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_page(viewport=SIZE, reduced_motion="reduce", color_scheme="light")
        window.goto(asked.page.resolve().as_uri())
        window.evaluate(TO_SECTION, asked.section)
        section = window.locator("main section:has(> :is(h2, h3, h4))").nth(asked.section - 1)
        section.locator(".hans a.term", has_text=asked.term).first.hover()
        window.get_by_role("tooltip").wait_for()
        window.screenshot(path=asked.picture)
        browser.close()


if __name__ == "__main__":
    main()
