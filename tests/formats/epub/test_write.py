"""The book: taken apart, and checked by the checker of those who write the standard."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from posixpath import basename

import pytest
from lxml import etree

from bilingual.formats.registry import write
from bilingual.model import ExportOptions, Translation, plain
from tests.formats.build import Builder
from tests.formats.pages import CASES, PICTURE
from tests.formats.pages import post as made_of

HOSTILE = json.loads((CASES / "hostile.json").read_text(encoding="utf-8"))
XHTML = "{http://www.w3.org/1999/xhtml}"


def book(result: Translation, options: ExportOptions | None = None) -> bytes:
    (output,) = write(result, "epub", options or ExportOptions())
    assert output.suffix == ".epub"
    return output.data


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def chapters(data: bytes) -> dict[str, etree._Element]:
    parts = files(data)
    return {basename(name): etree.fromstring(content) for name, content in parts.items() if name.endswith(".xhtml")}


def test_the_media_type_comes_first_and_is_not_compressed(post: Translation) -> None:
    data = book(post)
    assert data[30:58] == b"mimetypeapplication/epub+zip"[:28]
    assert data == book(post), "the same post is the same book"


def test_every_segment_and_every_link_has_its_place(post: Translation) -> None:
    parts = chapters(book(post))
    ids = {f"{name}#{own}" for name, root in parts.items() for own in root.xpath("//@id")}
    assert {f"s-{row.id}" for row in post.units if plain(row.hans).strip()} <= {own.split("#")[1] for own in ids}
    for name, root in parts.items():
        for href in root.xpath("//@href"):
            if not re.match(r"https?://|mailto:|style\.css", href):
                file, _, anchor = href.partition("#")
                assert (f"{file or name}#{anchor}" in ids) if anchor else file in parts, (name, href)


def test_a_chapter_for_each_section(post: Translation) -> None:
    parts = chapters(book(post))
    headings = [" ".join("".join(own.itertext()).split()) for own in parts["nav.xhtml"].iter(f"{XHTML}li")]
    assert len(headings) == 4
    assert headings[1] == "第一节 / 第一節 / Section One"
    assert headings[-1] == "术语表 / 術語表 / Glossary"


def test_a_drawing_that_loads_something_stays_a_name() -> None:
    result = made_of("中文![好](a.svg)中文![坏](b.svg)中文。")
    bad = PICTURE.replace(b"<rect", b'<image href="https://example.com/x.png"/><rect')
    names = set(files(book(result, ExportOptions(images={"a.svg": PICTURE, "b.svg": bad}))))
    assert {name for name in names if name.endswith(".svg")} == {"book/cover.svg", "book/picture-1.svg"}


def test_html_is_never_trusted() -> None:
    data = book(made_of("中文<b onclick='x'>粗</b><br>。\n\n<script>window.hacked=1</script>\n"), ExportOptions(trust_html=True))
    assert not any(root.findall(f".//{XHTML}script") for root in chapters(data).values())


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["label"])
def test_a_hostile_post_is_a_sound_book(case: dict[str, str]) -> None:
    assert chapters(book(made_of(case["input"])))


@pytest.mark.slow
def test_the_checker_finds_nothing(post: Translation, tmp_path: Path) -> None:
    jar = shutil.which("epubcheck")
    if jar is None or shutil.which("java") is None:
        pytest.skip("epubcheck is not on this machine")
    hostile = "\n\n".join(case["input"] for case in HOSTILE if not case["input"].startswith("---"))
    made = {
        "whole": book(post, ExportOptions(images={"/img/only.png": PICTURE})),
        "hostile": book(made_of(hostile)),
        "empty": book(Builder().built()),
    }
    for name, data in made.items():
        file = tmp_path / f"{name}.epub"
        file.write_bytes(data)
        done = subprocess.run(["java", "-jar", jar, "-q", str(file)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr + done.stdout) == (0, "")


def test_a_library_shows_a_cover_with_the_titles() -> None:
    parts = files(book(made_of("---\ntitle: 一篇 <文章>\n---\n\n中文。")))
    assert b'properties="cover-image"' in parts["book/content.opf"]
    assert "一篇 &lt;文章&gt;".encode() in parts["book/cover.svg"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("我们的OpenAI：厨房", ["我们的OpenAI：厨房"]),
        ("谈谈我们的OpenAI：厨房里的野心与生活", ["谈谈我们的OpenAI：", "厨房里的野心与生活"]),
        ("说" * 25, ["说" * 10, "说" * 10, "说" * 5]),
        ("A talk about everything", ["A talk about", "everything"]),
        ("x" * 30, ["x" * 21, "x" * 9]),
    ],
)
def test_a_title_on_the_cover_is_parted_between_words(title: str, lines: list[str]) -> None:
    parts = files(book(made_of(f"---\ntitle: {title}\n---\n\n中文。")))
    shown = [element.text for element in etree.fromstring(parts["book/cover.svg"]).iter("{http://www.w3.org/2000/svg}text")]
    assert shown[: len(lines)] == lines
