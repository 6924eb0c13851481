"""The pictures of the documents as they are now: Word by LibreOffice, PDF by poppler, the others by Chromium.

What an editor has in the margin is in no print of LibreOffice, so that its window is shown: by Xvfb, xdotool and ImageMagick.

translate run examples/city-radio.md examples/house-manual.md --format md,docx,epub,pdf,html,json
uv run python docs/looks/pictures.py outputs docs/looks
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from markdown_it import MarkdownIt
from playwright.sync_api import Page, sync_playwright

PAGES = {
    "word-after": ("city-radio.docx", "从一间旧办公室开始"),
    "pdf-after": ("city-radio.pdf", "summary"),
    "word-table": ("house-manual.docx", "热水器"),
    "word-picture": ("house-manual.docx", "厨房水表的照片"),
    "word-glossary": ("city-radio.docx", "Glossary"),
    "pdf-heads": ("city-radio.pdf", "English"),
}
"""Pictures of pages: the document, and words on the page that is shown, the last one that has them for a glossary."""
SIZES = {"page-after": (1280, 800), "phone-after": (360, 740)}
"""The windows in pixels of those pictures of the page that are larger or narrower than the others."""
FINE, COARSE = "70", "64"
"""The dots to an inch of a picture beside what was before, and of the others."""
SCREENS, SETTLED = 5, 4
"""How many screens down the comment is that is shown, and the seconds that LibreOffice takes for each."""
PLAIN = """<style>
body { font: 15px sans-serif; margin: 1rem }
table { border-collapse: collapse; margin: 1rem 0 }
td, th { border: 1px solid #ccc; padding: .2rem .6rem }
</style>"""
"""How a site might show Markdown."""


def main() -> None:
    """Makes the pictures of the documents in a folder of outputs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("outputs", type=Path)
    parser.add_argument("pictures", type=Path)
    asked = parser.parse_args()
    for name, (document, words) in PAGES.items():
        page(asked.outputs / document.partition(".")[0] / document, words, asked.pictures / name)
    for whom in ("editor", "reader"):
        comments(asked.outputs / "city-radio/city-radio.json", whom, asked.pictures / f"word-{whom}.png")
    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        window = browser.new_page(viewport={"width": 900, "height": 560}, reduced_motion="reduce", color_scheme="light")
        markdown(window, asked.outputs / "house-manual/house-manual.bilingual.md", asked.pictures / "markdown-table.png")
        window.set_viewport_size({"width": 380, "height": 560})
        with zipfile.ZipFile(asked.outputs / "city-radio/city-radio.epub") as book:
            book.extractall(folder)
        window.goto((Path(folder) / "book/part-2.xhtml").as_uri())
        window.screenshot(path=asked.pictures / "epub.png")
        window.set_viewport_size({"width": 600, "height": 900})
        window.goto((Path(folder) / "book/cover.svg").as_uri())
        window.screenshot(path=asked.pictures / "epub-cover.png")
        for name, (document, color, act) in VIEWS.items():
            width, height = SIZES.get(name, (900, 420))
            window = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", color_scheme=color)
            window.goto((asked.outputs / document.partition(".")[0] / document).resolve().as_uri())
            act(window)
            window.screenshot(path=asked.pictures / f"{name}.png")
        window.set_viewport_size({"width": 900, "height": 420})
        for name, command in TERMINALS.items():
            terminal(window, command, asked.outputs, asked.pictures / f"{name}.png")
        browser.close()


def opened(_: Page) -> None:
    """The page as it opens."""


def term(window: Page) -> None:
    """A term that was clicked."""
    window.locator(".turn a.term").first.click()


def search(window: Page) -> None:
    """What is found of a word."""
    window.locator("#search").fill("声音")
    window.wait_for_timeout(500)


def note(window: Page) -> None:
    """The footnotes."""
    window.locator(".note").first.scroll_into_view_if_needed()


def table(window: Page) -> None:
    """A table of the post."""
    window.locator(".grid").first.evaluate("table => scrollTo(0, table.getBoundingClientRect().top + scrollY - 90)")


def columns(window: Page) -> None:
    """Every column switched off, one after another: the last one stays."""
    for box in window.locator("input[id^=show-]").all():
        box.evaluate("box => box.click()")


VIEWS: dict[str, tuple[str, Literal["light", "dark"], Callable[[Page], None]]] = {
    "page-after": ("city-radio.html", "light", opened),
    "phone-after": ("city-radio.html", "light", opened),
    "page-term": ("city-radio.html", "light", term),
    "page-search": ("city-radio.html", "dark", search),
    "page-notes": ("house-manual.html", "light", note),
    "page-table": ("house-manual.html", "light", table),
    "page-column": ("city-radio.html", "light", columns),
}
"""Pictures of the page: the document, its colours, and what a reader does."""


TERMINALS = {
    "terminal": "stty cols 60; translate models available",
    "properties": "cd city-radio; pdfinfo city-radio.pdf | grep -E 'Title|Tagged|Page size|File size';"
    " pdftohtml -xml -i -stdout city-radio.pdf | grep -E '<item' | sed 's/<[^>]*>//g; s/^/Bookmark:        /' | head -4; echo;"
    r" unzip -p city-radio.docx docProps/core.xml docProps/custom.xml | grep -oE '<(dc|dcterms|vt):[^/]*</'"
    r" | sed -E 's/ xsi[^>]*//; s/<|\/$//g; s/>/ /' | cut -c1-90",
}
"""What a terminal shows: a table at sixty columns; the properties of a PDF and of a Word file, and the PDF's bookmarks."""


def terminal(window: Page, command: str, outputs: Path, picture: Path) -> None:
    """What a command prints in a terminal."""
    environment = {**os.environ, "NO_COLOR": "1"}
    ran = subprocess.run(
        ["script", "-qec", command, "/dev/null"], env=environment, cwd=outputs, capture_output=True, text=True, check=True
    )
    window.set_content(f"<pre style='font: 15px monospace'>{html.escape(ran.stdout)}</pre>")
    window.screenshot(path=picture)


def page(document: Path, words: str, picture: Path) -> None:
    """One page of a document, as it is printed."""
    with TemporaryDirectory() as folder:
        pdf = document
        if document.suffix == ".docx":
            profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
            subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document], check=True)
            pdf = Path(folder) / document.with_suffix(".pdf").name
        pages = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
        number = str(max(at for at, text in enumerate(pages, 1) if re.search(rf"^{words}\b", text, re.MULTILINE)))
        options = ["-r", FINE if picture.name.endswith("-after") else COARSE, "-f", number, "-l", number, "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *options, pdf, picture], check=True)


def comments(records: Path, whom: str, picture: Path) -> None:
    """The Word document for an editor or a reader, on the screen in LibreOffice: four pages on, comments in the margin."""
    with TemporaryDirectory() as folder:
        export = ["translate", "export", records, "--format", "docx", "--for", whom, "--output", folder]
        subprocess.run(export, check=True)
        ours, theirs = os.pipe()
        screen = subprocess.Popen(["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1480x760x24"], pass_fds=[theirs])
        environment = {**os.environ, "DISPLAY": f":{os.read(ours, 9).decode().strip()}", "SAL_USE_VCLPLUGIN": "gen"}
        document = Path(folder) / records.with_suffix(".docx").name
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        writer = subprocess.Popen(
            ["soffice", profile, "--norestore", "--nologo", "--view", document], env=environment, start_new_session=True
        )
        found = ["xdotool", "search", "--sync", "--onlyvisible", "--name", document.name]
        subprocess.run(found, env=environment, check=True, stdout=subprocess.DEVNULL)
        for _ in range(SCREENS):
            time.sleep(SETTLED)
            subprocess.run(["xdotool", "key", "Next"], env=environment, check=True)
        time.sleep(SETTLED)
        shot = ["import", "-window", "root", "-crop", "1375x590+30+88", "+repage", picture]
        subprocess.run(shot, env=environment, check=True)
        os.killpg(writer.pid, signal.SIGTERM)
        screen.terminate()


def markdown(window: Page, file: Path, picture: Path) -> None:
    """A table and a quotation of a post in the Markdown side by side."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(file.read_text("utf-8"))
    window.set_content(PLAIN + rendered)
    window.locator("blockquote").first.evaluate("quote => scrollTo(0, quote.getBoundingClientRect().top + scrollY - 470)")
    window.screenshot(path=picture)


if __name__ == "__main__":
    main()
