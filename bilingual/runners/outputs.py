"""The files of one finished post, in the formats that are asked for, with the pictures that those carry along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.errors import StructureChanged
from bilingual.model import Diagnostic, ExportOptions, Output, Translation
from bilingual.pipeline import stages
from bilingual.runners.images import images

_NAMED_ONLY = frozenset({"md", "json", "xliff", "tmx", "csv", "xlsx"})
"""Formats that name pictures and carry none along."""


def made_outputs(
    result: Translation, formats: Sequence[str], export: ExportOptions, root: Path
) -> tuple[list[Output], tuple[Diagnostic, ...]]:
    """The post's files; a post per language that would be mangled is left out and told, the others are made.

    Pictures are looked for beside the post and below `root`.
    """
    per_language = export.layout == "per-language"
    pictures, notices = images(result.document, root) if any(map(_carries_pictures, formats)) else ({}, ())
    options = replace(export, layout="side-by-side" if per_language else export.layout, images=pictures)
    outputs = [output for kind in formats for output in stages.export(result, kind, options)]
    try:
        return [*outputs, *(stages.posts(result) if per_language and "md" in formats else ())], notices
    except StructureChanged as error:
        return outputs, (*notices, Diagnostic("structure", error.fact, error.remedy, line=error.line or 1))


def _carries_pictures(format: str) -> bool:
    return format not in _NAMED_ONLY
