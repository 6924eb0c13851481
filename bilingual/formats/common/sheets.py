"""What the writers and readers of segments as a sheet share: its columns, and how a text stays a text in a spreadsheet."""

from __future__ import annotations

import re

from bilingual.formats.common.languages import TAGS

HEADER = ("id", "speaker", TAGS["hans"], TAGS["hant"], TAGS["en"], "origin", "flags", "terms", "post")
"""The columns, in their order. Readers look for them by name."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """The text with an apostrophe where a spreadsheet would take it for a formula (OWASP, CSV injection).

    >>> guarded("=1+1"), guarded("'-"), guarded("1-2")
    ("'=1+1", "''-", '1-2')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("''-"), unguarded("'tis"), unguarded("=1")
    ('=1+1', "'-", "'tis", '=1')
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
