"""A finished post as files: Markdown, DOCX and JSON records here, other formats through entry points.

An exporter is a function from a `Bilingual` and its options to files; packages offer theirs under the entry point
group `bilingual.exporters`. Exporters take and return values and touch no disk.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from bilingual.errors import ExportError
from bilingual.model import Bilingual, ExportOptions, Output

GROUP = "bilingual.exporters"
"""The entry point group of exporters from other packages."""

BUILT_IN = {
    "md": "bilingual.exporters.markdown",
    "docx": "bilingual.exporters.docx",
    "json": "bilingual.exporters.records",
    "html": "bilingual.exporters.html",
    "epub": "bilingual.exporters.epub",
    "pdf": "bilingual.exporters.pdf",
    "xliff": "bilingual.exporters.xliff",
    "tmx": "bilingual.exporters.tmx",
    "csv": "bilingual.exporters.csv",
    "xlsx": "bilingual.exporters.xlsx",
}
"""Formats and the modules whose `export` writes them; loaded when asked for."""


class Exporter(Protocol):
    """Writes one format."""

    def __call__(self, result: Bilingual, options: ExportOptions) -> tuple[Output, ...]:
        """The files of this post; none where the layout is not this format's business."""
        ...


def formats() -> tuple[str, ...]:
    """The names that `export` knows, the built-in ones first.

    >>> formats()[:3]
    ('md', 'docx', 'json')
    """
    return (*BUILT_IN, *sorted(set(_others()) - set(BUILT_IN)))


def export(
    result: Bilingual,
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
