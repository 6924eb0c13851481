"""Every format both ways, by its name or by that of a file.

Formats of other packages come by the entry point group `bilingual.formats`: an entry point is named as the format is, and
leads to a `Format` or to a function that returns one. A program may also `register` its own. What writes and what reads
take and return values and touch no disk; a module is loaded when its format is first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from bilingual.errors import BilingualError, ExportError, ImportFailed, StructureChanged, of_add_on
from bilingual.formats.common.later import Later
from bilingual.formats.format import Format, Reader, Writer
from bilingual.model import Diagnostic, Edited, ExportOptions, ImportOptions, Output, Translation

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "bilingual.formats"
"""The entry point group of formats from other packages."""
WRITERS = "bilingual.exporters"
"""The group of 0.1, whose entry points lead to what writes a format; honoured until 0.3."""


BUILT_IN: tuple[Format, ...] = (
    Format(
        "md", "Markdown, side by side or sentence by sentence", (".md", ".markdown"),
        write=Later("markdown.write:write_markdown"), ending=".bilingual.md", read=Later("markdown.read:read_markdown"),
        per_language=Later("markdown.per_language:write_posts"), rewritten=("side-by-side", "interleaved"), usual=True,
    ),
    Format(
        "docx", "a Word document", (".docx",), write=Later("docx.write:write_docx"), read=Later("docx.read:read_docx"),
        carries_pictures=True, usual=True, has_comments=True, has_conflicts=True,
        check_template=Later("docx.writing.template:check_template"),
    ),
    Format(
        "json", "records, from which the other formats are made",
        write=Later("json.write:write_json"), usual=True, has_comments=True,
    ),
    Format("html", "a page that needs nothing else", write=Later("html.write:write_html"), carries_pictures=True),
    Format("epub", "a book for e-readers", write=Later("epub.write:write_epub"), carries_pictures=True),
    Format(
        "pdf", "the page on paper", write=Later("pdf.write:write_pdf"),
        carries_pictures=True, check=Later("pdf.write:find_browser"),
    ),
    Format(
        "xliff", "XLIFF 1.2, for CAT tools", (".xlf", ".xliff"),
        write=Later("xliff.write:write_xliff"), ending=".xlf", read=Later("xliff.read:read_xliff"), has_comments=True,
    ),
    Format(
        "tmx", "TMX 1.4b, for translation memories", (".tmx",),
        write=Later("tmx.write:write_tmx"), read=Later("tmx.read:read_tmx"), has_comments=True,
    ),
    Format(
        "csv", "a table of text, a line a row", (".csv", ".tsv"),
        write=Later("csv.write:write_csv"), read=Later("csv.read:read_csv"),
        is_sheet=True, has_comments=True, has_conflicts=True,
    ),
    Format(
        "xlsx", "a workbook, a line a row", (".xlsx",),
        write=Later("xlsx.write:write_xlsx"), read=Later("xlsx.read:read_xlsx"),
        is_sheet=True, has_comments=True, has_conflicts=True,
    ),
    Format(
        "jsonl", "rows for programs, a line a row", write=Later("json.lines:write_jsonl"), has_comments=True,
    ),
    Format(
        "srt", "subtitles (SubRip) of a post with times", write=Later("subtitles.write:write_srt"),
        ending=".bilingual.srt", usual_for=("srt",),
    ),
    Format(
        "vtt", "subtitles for pages (WebVTT) of a post with times", write=Later("subtitles.write:write_vtt"),
        ending=".bilingual.vtt", usual_for=("vtt",),
    ),
    Format(
        "ass", "subtitles with styles (ASS) of a post with times", write=Later("subtitles.write:write_ass"),
        ending=".bilingual.ass", usual_for=("ass",),
    ),
    Format(
        "post", "the post itself in each language",
        per_language=Later("markdown.per_language:write_posts"), rewritten=("per-language",), usual_for=("docx",),
    ),
)  # fmt: skip
"""The formats that come along, in the order in which they are named."""
SAVE_AS = dict.fromkeys((".odt", ".ott", ".doc", ".rtf", ".pages", ".wps"), ".docx") | dict.fromkeys(
    (".ods", ".xls", ".numbers", ".et"), ".xlsx"
)
"""Formats of word processors and spreadsheets, and what those save as well."""
_BY_NAME = {format.name: format for format in BUILT_IN}
_REGISTERED: dict[str, Format] = {}


def register(format: Format) -> None:
    """Adds a format for as long as this program runs. Raises `ValueError` for a name that comes along."""
    if format.name in _BY_NAME:
        raise ValueError(f"The format {format.name} is there already.")
    _REGISTERED[format.name] = format


def format_names() -> tuple[str, ...]:
    """The names of the formats that can be written, those that come along first.

    >>> format_names()[:3]
    ('md', 'docx', 'json')
    """
    ours = tuple(format.name for format in BUILT_IN if format.write or format.per_language)
    return (*ours, *sorted({*_REGISTERED, *_entry_points()} - set(_BY_NAME)))


def usual_formats(kind: str = "") -> tuple[str, ...]:
    """The names of the formats that a run writes of a kind of post (`Document.format`) unless it is told what to write.

    >>> usual_formats(), usual_formats("srt")
    (('md', 'docx', 'json'), ('md', 'docx', 'json', 'srt'))
    """
    return tuple(format.name for format in BUILT_IN if format.usual or kind in format.usual_for)


def format_named(name: str) -> Format:
    """The format of that name.

    >>> format_named("doc")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bilingual.errors.ExportError: There is no format “doc”. Choose one of: md, docx, json...
    """
    known = _BY_NAME.get(name) or _REGISTERED.get(name)
    if known:
        return known
    points = _entry_points()
    if name not in points:
        raise ExportError(f"There is no format “{name}”.", f"Choose one of: {', '.join(format_names())}.")
    return _loaded(points[name])


def format_of_file(path: str) -> Format:
    """The format that a file's name promises: one that comes along, one that is registered, else the first by name.

    >>> format_of_file("post.XLF").name
    'xliff'
    >>> format_of_file("post.srt")
    Traceback (most recent call last):
    bilingual.errors.ImportFailed: post.srt: Files with the ending “.srt” cannot be read back. Use one of: .docx, .xlf, .xliff, \
.tmx, .csv, .tsv, .xlsx, .md, .markdown.
    >>> format_of_file("post.odt")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bilingual.errors.ImportFailed: post.odt: A document that ends in “.odt” is not read itself. Save it as .docx in ...
    """
    suffix = PurePath(path).suffix
    known: list[Format] = []
    for formats in (BUILT_IN, tuple(_REGISTERED.values()), _installed()):  # the last are loaded only where they are asked for
        readable = sorted((format for format in formats if format.read), key=lambda format: bool(format.rewritten))
        found = next((format for format in readable if suffix.lower() in format.suffixes), None)
        if found:
            return found
        known += readable
    if suffix.lower() in SAVE_AS:
        remedy = f"Save it as {SAVE_AS[suffix.lower()]} in the program it comes from, and import that."
        raise ImportFailed(f"A document that ends in “{suffix}” is not read itself.", remedy, path=path)
    what = f"Files with the ending “{suffix}”" if suffix else "Files without an ending"
    suffixes = ", ".join(suffix for format in known for suffix in format.suffixes)
    raise ImportFailed(f"{what} cannot be read back.", f"Use one of: {suffixes}.", path=path)


def write(result: Translation, name: str, options: ExportOptions = ExportOptions()) -> tuple[Output, ...]:  # noqa: B008 - frozen
    """The post as files of the format of that name; with the layout `per-language` the posts in one language besides.

    Raises `ExportError` for a format that nobody offers, `StructureChanged` where a post in one language would be mangled.
    """
    format = format_named(name)
    if format.per_language is None or (format.write and options.layout != "per-language"):
        return _written(format, result, options)
    whole = _written(format, result, replace(options, layout="side-by-side")) if format.write else ()
    return (*whole, *_made(format, format.per_language, result, options))


def write_all(
    result: Translation, names: Sequence[str], options: ExportOptions
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """The post's files in several formats. What it cannot be written as is left out and told: a format, posts in one language.

    Raises `ExportError` where it can be written in none of the formats, and where two of them are one file.
    """
    formats = [format_named(name) for name in names]
    per_language = options.layout == "per-language"
    one_file = replace(options, layout="side-by-side") if per_language else options
    whole = [format for format in formats if format.write or not format.per_language]
    outputs: list[Output] = []
    refused: list[ExportError] = []
    for format in whole:
        try:
            outputs += _written(format, result, one_file)
        except ExportError as error:
            refused.append(error)
    if refused and len(refused) == len(formats):
        raise refused[0]
    _check_apart(outputs)
    told = tuple(
        Diagnostic("output", error.fact, error.remedy, line=error.line or 1, severity="problem" if error.is_failure else "note")
        for error in refused
    )
    try:
        posts = [
            post
            for format in formats
            if format.per_language and (per_language or not format.write)
            for post in _made(format, format.per_language, result, options)
        ]
    except StructureChanged as error:
        return tuple(outputs), (*told, Diagnostic("structure", error.fact, error.remedy, line=error.line or 1))
    _check_apart([*outputs, *posts])
    return (*outputs, *posts), told


def read_edited(data: bytes, path: str, options: ImportOptions = ImportOptions()) -> Edited:  # noqa: B008 - frozen
    """The rows of an edited file, read as what its name promises; raises `ImportFailed`."""
    format = format_of_file(path)
    assert format.read is not None
    with _blamed(format, ImportFailed, path):
        return format.read(data, path, options)


def check_template(data: bytes, path: str) -> None:
    """Raises `ExportError` where a file cannot be a template of any format that takes one."""
    for format in BUILT_IN:
        if format.check_template:
            format.check_template(data, path)


def _written(format: Format, result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    if format.write is None:
        raise ExportError(f"The format “{format.name}” is not written.", f"Choose one of: {', '.join(format_names())}.")
    return _made(format, format.write, result, options)


def _made(format: Format, writer: Writer, result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """The files of a format, each of which is one beside the others."""
    with _blamed(format, ExportError):
        outputs = tuple(writer(result, options))
        for output in outputs:
            if not re.fullmatch(r"\.[^/\\\x00-\x1f]+", output.suffix):
                raise ValueError(f"{output.suffix!r} is no suffix of a file")
            if not isinstance(output.data, bytes):
                raise TypeError(f"the data of “{output.suffix}” are no bytes")
    return outputs


def _check_apart(outputs: Sequence[Output]) -> None:
    """Raises `ExportError` where two formats would write the same file, and not the same into it."""
    written: dict[str, bytes] = {}
    for output in outputs:
        if written.setdefault(output.suffix, output.data) != output.data:
            raise ExportError(f"Two of the formats write the file “{output.suffix}”.", "Leave one of them out of --format.")


def _blamed(format: Format, kind: type[BilingualError], path: str | None = None) -> AbstractContextManager[None]:
    """Says which add-on it was that failed; what comes along is no add-on."""
    return nullcontext() if format.name in _BY_NAME else of_add_on(kind, f"format “{format.name}”", path)


def _installed() -> Iterator[Format]:
    yield from (_loaded(point) for name, point in sorted(_entry_points().items()) if name not in _BY_NAME | _REGISTERED)


def _entry_points() -> dict[str, EntryPoint]:
    from importlib.metadata import entry_points  # slow to load, and `translate --help` needs none

    return {point.name: point for group in (WRITERS, GROUP) for point in entry_points(group=group)}


@cache
def _loaded(point: EntryPoint) -> Format:
    """The format of an entry point."""
    with of_add_on(ExportError, f"format “{point.name}” ({point.value})"):
        found: Any = point.load()
        if point.group == WRITERS:
            return Format(point.name, point.value, write=found, carries_pictures=True)
        format = found if isinstance(found, Format) else found()
        if not isinstance(format, Format):
            raise TypeError("it is no Format")
        return format


__all__ = [
    "BUILT_IN", "Format", "Reader", "Writer", "check_template", "format_named", "format_names", "format_of_file", "read_edited",
    "register", "usual_formats", "write", "write_all",
]  # fmt: skip
