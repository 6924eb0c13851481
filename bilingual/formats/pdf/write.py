"""A post as a PDF: the page, printed by the Chromium, Chrome or Edge that is on the machine.

The one exporter that runs a program and needs a folder for it, which is gone when it returns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir

from bilingual.errors import ExportError
from bilingual.files import temporary_folder
from bilingual.formats.common.outline import columns, outline_of
from bilingual.formats.html.write import page
from bilingual.formats.pdf.bookmarks import bookmarks
from bilingual.formats.pdf.packing import packed
from bilingual.model import ExportOptions, Output, Translation

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)  # fmt: skip
"""Where browsers that print without a window are found."""

QUIETLY = (
    "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
    "--disable-quic", "--disable-sync", "--no-first-run", "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
"""Without a window or a network; headings become the PDF's outline."""

PATIENCE = 600
"""Seconds after which the browser is taken to hang: an hour's talk takes some 5 to 20."""


def write_pdf(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.pdf`: the page on paper, landscape with columns side by side. Raises `ExportError` where no browser prints it."""
    outline = outline_of(result)
    printed = print_page(page(result, outline, replace(options, trust_html=False)), find_browser())
    return (Output(".pdf", packed(printed, bookmarks(outline, columns(options)))),)


def find_browser() -> str:
    """The browser that prints: `BILINGUAL_BROWSER`, else the first that is there. Raises `ExportError` without one.

    Also raises it where fontconfig knows no font with Chinese characters: the PDF would be full of boxes.
    """
    named = os.environ.get("BILINGUAL_BROWSER", "")
    found = next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
    if found is None:
        fact = f"There is no browser “{named}” to make the PDF." if named else "There is no browser here to make the PDF."
        remedy = "Install Chromium, Chrome or Edge, name one in BILINGUAL_BROWSER, or print the page (--format html) yourself."
        raise ExportError(fact, remedy)
    lister = shutil.which("fc-list")
    if lister and not subprocess.run([lister, ":lang=zh"], capture_output=True, check=False).stdout.strip():
        raise ExportError("No font here has Chinese characters.", "Install one, such as Noto Sans CJK (fonts-noto-cjk).")
    return found


def print_page(page: bytes, program: str) -> bytes:
    """The page as a PDF."""
    with temporary_folder(Path(gettempdir())) as folder:
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_bytes(page)
        # Chromium refuses to run as root inside its sandbox; the page holds no program that it would run.
        root = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
        command = [program, *QUIETLY, *root, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ExportError(f"The browser did not make the PDF: {error}.", _remedy(program)) from error
        if done.returncode or not target.is_file():
            last_line = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"it ended with {done.returncode}"]
            raise ExportError(f"The browser did not make the PDF: {last_line[0][:200]}.", _remedy(program))
        return target.read_bytes()


def _remedy(program: str) -> str:
    return f"Try whether “{program}” starts, or name another one in BILINGUAL_BROWSER."
