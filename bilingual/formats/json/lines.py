"""A post as JSON Lines: a row a line, each for itself, for programs that read one after another."""

from __future__ import annotations

import json
from typing import Any

from bilingual.formats.json.write import records, schema
from bilingual.model import ExportOptions, Output, Translation

VERSION = 1
"""Of the lines: another one as soon as a field is gone or means something else; a new field does not change it."""


def write_jsonl(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.jsonl`, the same whatever the layout. Raises `LockBroken` where a lock's target does not stand at its span."""
    found = records(result)
    rows = ({"version": VERSION, "post": found["post"]["name"], **row} for row in found["rows"])
    return (Output(".jsonl", "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode("utf-8")),)


def line_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line: a row of the records, with the version and the name of its post.

    >>> line_schema()["required"][:3]
    ['version', 'post', 'id']
    """
    whole = schema()
    row: dict[str, Any] = whole["$defs"]["row"]
    first = {
        "version": {"description": "Of the lines.", "const": VERSION},
        "post": {"description": "The name of the post.", "type": "string"},
    }
    return {
        "$schema": whole["$schema"],
        "title": "A row of a post in three languages",
        "$defs": whole["$defs"],
        **row,
        "properties": {**first, **row["properties"]},
        "required": [*first, *row["required"]],
    }
