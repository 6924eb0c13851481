"""The picture of the page of `translate edit`: a row open, with its terms and what the checks find.

translate edit examples/ --no-open
uv run python docs/workbench_picture.py ADDRESS city-radio docs/workbench.png --row 36 --text "What is typed there."
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright


def main() -> None:
    """Opens the page in Chromium and takes the picture; nothing is saved."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("address")
    parser.add_argument("post")
    parser.add_argument("picture", type=Path)
    parser.add_argument("--row", type=int, default=1)
    parser.add_argument("--text", default="")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=760)
    parser.add_argument("--dark", action="store_true")
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        size = {"width": asked.width, "height": asked.height}
        window = browser.new_page(viewport=size, color_scheme="dark" if asked.dark else "light", locale="en")
        window.goto(asked.address)
        window.locator(f'a[href="#post={asked.post}"]').click()
        window.wait_for_selector(".rows[aria-busy=false] article.row")
        window.keyboard.press("Control+g")
        window.keyboard.type(str(asked.row))
        window.keyboard.press("Enter")
        window.locator("article.active .field").wait_for()
        if asked.text:
            window.keyboard.press("Control+a")
            window.keyboard.type(asked.text)
        window.wait_for_timeout(1500)
        window.evaluate("document.querySelector('article.active').scrollIntoView({ block: 'center' })")
        window.screenshot(path=asked.picture)
        window.keyboard.press("Escape")
        browser.close()


if __name__ == "__main__":
    main()
