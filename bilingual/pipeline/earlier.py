"""What stood in a row in earlier runs, as digests: a document that an editor got then is not edited where it still says that.

A run replaces the records of the one before. Without this, everything that changed since (a term, an engine, another
person's sentence) would look like the editor's doing when the document comes back, and would undo it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any

from bilingual.model import COLUMNS, PEOPLES, Column, Translation, Unit, join

MOST = 12
"""Digests that a row keeps, the latest."""


def digest(text: str, column: Column) -> str:
    """Ten hexadecimal digits for a text in a column; blanks do not count.

    >>> digest("a  b ", "en") == digest("a b", "en") != digest("a b", "hant")
    True
    """
    return sha256(f"{column}\n{''.join(text.split())}".encode()).hexdigest()[:10]


def with_earlier(result: Translation, records: bytes) -> Translation:
    """The post with what its rows said in `records`, those of the run before; the same where they cannot be read."""
    try:
        before = {row["id"]: row for row in json.loads(records)["rows"]}
    except (ValueError, TypeError, KeyError, RecursionError):
        return result
    return replace(result, units=tuple(_remembering(row, before.get(row.id, {})) for row in result.units))


def _remembering(row: Unit, before: Mapping[str, Any]) -> Unit:
    known = [known_digest for known_digest in before.get("earlier", ()) if isinstance(known_digest, str)]
    if before.get("origin") in PEOPLES and row.origin not in PEOPLES:  # taken back: whoever brings it again means it
        return replace(row, earlier=tuple(known)) if known else row
    for column in COLUMNS:
        text = before.get(column, "")
        if isinstance(text, str) and text and text != join(getattr(row, column)):
            known.append(digest(text, column))
    return replace(row, earlier=tuple(dict.fromkeys(known))[-MOST:]) if known else row
