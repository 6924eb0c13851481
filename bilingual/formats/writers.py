"""A finished post as files: Markdown, DOCX and JSON records here, other formats through entry points.

An exporter is a function from a `Translation` and its options to files; packages offer theirs under the entry point
group `bilingual.exporters`. Exporters take and return values and touch no disk.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from bilingual.errors import ExportError
from bilingual.model import ExportOptions, Output, Translation

GROUP = "bilingual.exporters"
"""The entry point group of exporters from other packages."""

BUILT_IN = {
    "md": "bilingual.formats.markdown",
    "docx": "bilingual.formats.docx",
    "json": "bilingual.formats.json.write",
    "html": "bilingual.formats.html",
    "epub": "bilingual.formats.epub.write",
    "pdf": "bilingual.formats.pdf.write",
    "xliff": "bilingual.formats.xliff.write",
    "tmx": "bilingual.formats.tmx.write",
    "csv": "bilingual.formats.csv.write",
    "xlsx": "bilingual.formats.xlsx.write",
}
"""Formats and the modules whose `export` writes them; loaded when asked for."""


class Exporter(Protocol):
    """Writes one format."""

    def __call__(self, result: Translation, options: ExportOptions) -> tuple[Output, ...]:
        """The files of this post; none where the layout is not this format's business."""
        ...


def formats() -> tuple[str, ...]:
    """The names that `export` knows, the built-in ones first.

    >>> formats()[:3]
    ('md', 'docx', 'json')
    """
    return (*BUILT_IN, *sorted(set(_others()) - set(BUILT_IN)))


def export(
    result: Translation,
    format: str,
    options: ExportOptions = ExportOptions(),  # noqa: B008 - frozen
) -> tuple[Output, ...]:
    """The post as files of `format`; raises `ExportError` for a format that nobody offers."""
    return exporter(format)(result, options)


def exporter(format: str) -> Exporter:
    """The exporter of that name.

    >>> exporter("doc")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bilingual.errors.ExportError: There is no format “doc”. Choose one of: md, docx, json...
    """
    if format in BUILT_IN:
        return cast(Exporter, import_module(BUILT_IN[format]).export)
    others = _others()
    if format not in others:
        raise ExportError(f"There is no format “{format}”.", f"Choose one of: {', '.join(formats())}.")
    return cast(Exporter, others[format].load())


def _others() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


__all__ = ["GROUP", "Exporter", "export", "exporter", "formats"]
