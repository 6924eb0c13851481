"""The files of one finished post, in the formats that are asked for, with the pictures that those carry along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.formats.registry import format_named, format_names, write_all
from bilingual.model import Diagnostic, Document, ExportOptions, Output, Translation
from bilingual.runners.images import read_pictures
from bilingual.runners.records import with_file


def pictures(document: Document, formats: Sequence[str], root: Path) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """The post's pictures, if a format carries them, and why some are left out; looked for beside the post and below `root`."""
    return read_pictures(document, root) if any(format_named(name).carries_pictures for name in formats) else ({}, ())


def made_outputs(
    result: Translation, formats: Sequence[str], export: ExportOptions
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """The post's files; a post per language that would be mangled is left out and told, the others are made."""
    outputs, refused = write_all(with_file(result), formats, export)
    return outputs, (*refused, *_left_out(result, formats))


def _left_out(result: Translation, formats: Sequence[str]) -> Iterator[Diagnostic]:
    """That what people wrote about rows does not stand in some of the files, which are for readers."""
    number = sum(len(unit.comments) for unit in result.units)
    without = [name for name in formats if not format_named(name).has_comments]
    if number and without:
        names = ", ".join(without)
        several = f"{number} comments of people do not stand in {names}."
        fact = f"1 comment of people does not stand in {names}." if number == 1 else several
        has = ", ".join(name for name in format_names() if format_named(name).has_comments and format_named(name).read)
        yield Diagnostic("output", fact, f"They stand in {has}.", line=1, severity="note")
