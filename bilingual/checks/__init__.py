"""Checks on a finished translation: cheap, on text alone, and quiet where they are not sure."""

from __future__ import annotations

from collections.abc import Sequence

from bilingual.checks.findings import Checked, Finding, Located
from bilingual.checks.registry import CHECKS, findings
from bilingual.checks.sentences import is_lopsided
from bilingual.lang.length import units, words
from bilingual.lang.numbers import missing
from bilingual.lang.repetition import is_loop
from bilingual.lang.residue import has_residue

__all__ = ["CHECKS", "FLAGS", "Checked", "Finding", "Located", "check", "findings"]

FLAGS = {
    "empty": "Nothing was written for a sentence that says something.",
    "loop": "The translation repeats itself or runs on.",
    "length": "The translation is far shorter or longer than its source.",
    "numbers": "A number of the source is missing.",
    "residue": "Chinese characters or marks of the machinery are left over.",
}
"""Every flag that `check` raises, and what it means."""


def check(source: str, target: str, kept: Sequence[str] = ()) -> tuple[str, ...]:
    """The names of the checks that found something in a row.

    `kept` are the strings that stand in the target because the glossary says so: whatever they hold is right.

    >>> check("闲哥有3个问题。", "闲哥 has a question.", ["闲哥"])
    ('numbers',)
    """
    if is_empty(source, target):
        return ("empty",)
    loop = is_loop(source, target)
    found = {
        "loop": loop,
        "length": not loop and is_lopsided(source, target),
        "numbers": bool(missing(source, target)),
        "residue": has_residue(target, kept),
    }
    return tuple(name for name, raised in found.items() if raised)


def is_empty(source: str, target: str) -> bool:
    """Whether the source has words and the target none."""
    return bool(units(source)) and not words(target)
