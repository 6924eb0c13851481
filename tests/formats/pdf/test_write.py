"""The PDF, printed by a real browser; and what is said where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bilingual.errors import ExportError
from bilingual.formats.pdf.write import BROWSERS, find_browser, print_page
from bilingual.formats.registry import write
from bilingual.model import Column, ExportOptions, Translation

pytestmark = pytest.mark.slow


def test_the_page_on_paper(post: Translation, tmp_path: Path) -> None:
    if not any(map(shutil.which, BROWSERS)) or shutil.which("pdftotext") is None:
        pytest.skip("no browser or no pdftotext on this machine")
    (output,) = write(post, "pdf", ExportOptions(paper="letter"))
    assert output.suffix == ".pdf"
    file = tmp_path / "post.pdf"
    file.write_bytes(output.data)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    lines = [line for line in text.splitlines() if "后面的" in line]
    assert lines, "the words can be copied and searched"
    assert "後面的" in lines[0]
    assert "structural" in lines[0] or "quotes" in lines[0], "side by side"
    assert "Search" not in text
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in facts
    assert "792 x 612 pts" in facts
    read = subprocess.run(["pdftohtml", "-xml", "-i", "-stdout", str(file)], capture_output=True, text=True, check=True).stdout
    marks = re.findall(r"<item [^>]*>(.*)</item>", read)
    assert all(mark.count(" / ") >= 1 for mark in marks[1:]), marks
    assert "术语表 / 術語表 / Glossary" in marks
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert not [line for line in fonts if "Type 3" in line or " yes yes yes " not in line], (
        "embedded, cut to what is used, readable"
    )


@pytest.mark.parametrize("columns", [("hans", "hant", "en"), ("en", "hans"), ("hans", "en")])
def test_the_names_of_the_columns_stand_above_them(post: Translation, tmp_path: Path, columns: tuple[Column, ...]) -> None:
    if not any(map(shutil.which, BROWSERS)) or shutil.which("pdftotext") is None:
        pytest.skip("no browser or no pdftotext on this machine")
    file = tmp_path / "post.pdf"
    file.write_bytes(write(post, "pdf", ExportOptions(columns=columns))[0].data)
    words = subprocess.run(["pdftotext", "-bbox", str(file), "-"], capture_output=True, text=True, check=True).stdout
    starts = [(text, float(x)) for x, text in re.findall(r'xMin="([\d.]+)" [^>]*>([^<]*)</word>', words)]
    beginnings: dict[Column, tuple[str, str]] = {"hans": ("简体", "主持人"), "hant": ("繁體", "閒哥"), "en": ("English", "Host")}
    for column in columns:
        heads, texts = ({round(x) for text, x in starts if text.startswith(word)} for word in beginnings[column])
        assert any(abs(head - text) <= 1 for head in heads for text in texts), column


def test_without_a_browser_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError, match=r"no browser here .* Install Chromium, Chrome or Edge"):
        find_browser()
    monkeypatch.setenv("BILINGUAL_BROWSER", "netscape")
    with pytest.raises(ExportError, match="no browser “netscape”"):
        find_browser()


def test_without_chinese_fonts_there_would_be_boxes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("chromium", "fc-list"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.delenv("BILINGUAL_BROWSER", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(ExportError, match="No font here has Chinese characters"):
        find_browser()


def test_a_browser_that_prints_nothing_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 'no display' >&2\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(ExportError, match="did not make the PDF: no display"):
        print_page(b"<p>", str(broken))
    with pytest.raises(ExportError, match="did not make the PDF"):
        print_page(b"<p>", str(tmp_path / "none"))
