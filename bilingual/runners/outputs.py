"""The files of one finished post, in the formats that are asked for, with the pictures that those carry along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.formats.registry import format_named, write_all
from bilingual.model import Diagnostic, ExportOptions, Output, Translation
from bilingual.runners.images import read_pictures


def made_outputs(
    result: Translation, formats: Sequence[str], export: ExportOptions, root: Path
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """The post's files; a post per language that would be mangled is left out and told, the others are made.

    Pictures are looked for beside the post and below `root`.
    """
    carry = any(format_named(name).carries_pictures for name in formats)
    pictures, notices = read_pictures(result.document, root) if carry else ({}, ())
    outputs, refused = write_all(result, formats, replace(export, images=pictures))
    return outputs, (*notices, *refused)
