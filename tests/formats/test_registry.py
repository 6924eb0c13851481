"""Formats of other packages and of a program itself, by the groups of entry points and by `register`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from typing import Any, get_args
from zipfile import ZipFile

import pytest

from bilingual.errors import ExportError, ImportFailed, StructureChanged
from bilingual.formats import Format, register, registry
from bilingual.formats.registry import format_named, format_names, format_of_file, read_edited, write, write_all
from bilingual.model import Edited, EditedRow, ExportOptions, ImportOptions, Layout, Output, Signature, Translation
from bilingual.sources import parse


def write_lines(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    return (Output(".lines", "\n".join(row.id for row in result.units).encode()),)


def read_lines(data: bytes, path: str, options: ImportOptions) -> Edited:
    return Edited(tuple(EditedRow(id_, None, None, None, "") for id_ in data.decode().split("\n")), "", "", "lines")


LINES = Format("lines", "ids, one a line", (".lines",), write=write_lines, read=read_lines)


def lines_format() -> Format:
    return replace(LINES, name="made", suffixes=(".lines", ".md"))


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Entry points of other packages in both groups."""
    points = [
        EntryPoint("lines", f"{__name__}:LINES", registry.GROUP),
        EntryPoint("made", f"{__name__}:lines_format", registry.GROUP),
        EntryPoint("old", f"{__name__}:write_lines", registry.WRITERS),
        EntryPoint("docx", f"{__name__}:LINES", registry.GROUP),
    ]
    monkeypatch.setattr("importlib.metadata.entry_points", lambda *, group: [point for point in points if point.group == group])
    monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[self.attr])
    registry._loaded.cache_clear()
    yield
    registry._loaded.cache_clear()


@pytest.mark.usefixtures("offered")
def test_formats_of_other_packages(post: Translation) -> None:
    assert format_names()[-3:] == ("lines", "made", "old")
    assert write(post, "lines") == write(post, "made") == write(post, "old") == write_lines(post, ExportOptions())
    assert format_of_file("talk.LINES") == LINES
    assert format_named("docx") is not LINES, "those that come along win"
    assert format_of_file("talk.md").name == "md", "for a suffix too"
    assert [row.id for row in read_edited(b"a\nb", "talk.lines").rows] == ["a", "b"]
    assert format_named("old").carries_pictures, "as all formats of 0.1 that were not known"


def test_a_format_of_the_program_itself(post: Translation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_REGISTERED", {})
    with pytest.raises(ExportError, match="There is no format “lines”"):
        write(post, "lines")
    register(LINES)
    assert write(post, "lines")
    assert "lines" in format_names()
    with pytest.raises(ValueError, match="docx"):
        register(Format("docx", "another"))


@pytest.mark.parametrize("name", [format.name for format in registry.BUILT_IN])
def test_what_the_table_names_is_there(name: str) -> None:
    format = format_named(name)
    for function in (format.write, format.read, format.per_language, format.check, format.check_template):
        later: Any = function
        assert later is None or callable(later.function())


def test_the_post_itself_in_each_language_is_a_choice_whatever_the_layout() -> None:
    assert "post" in format_names()
    post = Translation(parse("走吧。\n", name="a"), (), (), Signature("0.1", "a", "b", "tw", 0))
    for layout in get_args(Layout):
        suffixes = [output.suffix for output in write(post, "post", ExportOptions(layout))]
        assert suffixes == [".zh-Hans.md", ".zh-Hant.md", ".en.md"]


def test_a_post_that_would_be_mangled_is_left_out_and_said(post: Translation, monkeypatch: pytest.MonkeyPatch) -> None:
    def mangled(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
        raise StructureChanged("A list is gone.", "Look at line 3.", line=3)

    monkeypatch.setattr(registry, "_REGISTERED", {})
    register(Format("lines", "ids", write=write_lines, per_language=mangled))
    outputs, notices = write_all(post, ["lines", "csv"], ExportOptions("per-language"))
    assert [output.suffix for output in outputs] == [".lines", ".csv"]
    assert [(notice.line, notice.fact) for notice in notices] == [(3, "A list is gone.")]
    with pytest.raises(StructureChanged):
        write(post, "lines", ExportOptions("per-language"))


@pytest.mark.parametrize(("path", "fact"), [("a.doc", "“.doc”"), ("a", "without an ending"), ("a.json", "“.json”")])
def test_files_that_cannot_be_read_back(path: str, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        read_edited(b"", path)


@pytest.mark.parametrize("name", ["docx", "epub", "xlsx"])
def test_a_document_is_of_the_day_of_its_post(name: str, post: Translation) -> None:
    """So are its parts: the same post is the same file whenever it is made, and none is of 1980."""
    document = parse("---\ntitle: 好\ndate: 2025-10-01\n---\n\n好。\n", name="post", path="post.md")
    dated = replace(post, document=document, units=(), terms=())
    with ZipFile(io.BytesIO(write(dated, name)[0].data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2025, 10, 1, 0, 0, 0)}
        assert not any(b"1980-01" in archive.read(part) for part in archive.namelist())
