"""A post as JSON records, one row to a line, so that a diff shows the rows that changed.

The records hold everything that a document is made of, the post itself included: `bilingual.formats.json.read` reads them back,
so that other formats can be written later, elsewhere, and without an engine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any, cast

from bilingual.errors import LockBroken
from bilingual.formats.common.times import heard
from bilingual.model import Column, ExportOptions, Lock, Output, Span, Speaker, Term, Text, Translation, Unit, join, placed


def write_json(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.json`, the same whatever the layout. Raises `LockBroken` where a lock's target does not stand at its span."""
    return (Output(".json", records_text(result).encode("utf-8")),)


def records_text(result: Translation) -> str:
    """The records as they stand in the file."""
    fields = records(result)
    lines = [
        f'"signature": {_line(fields["signature"])}',
        f'"post": {_line(fields["post"])}',
        f'"source": {_list(fields["source"])}',
        f'"glossary": {_list(fields["glossary"])}',
        f'"rows": {_list(fields["rows"])}',
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def records(result: Translation) -> dict[str, Any]:
    """The records as plain values, after `schema()`."""
    path, times = result.document.path, heard(result)
    return {
        "signature": str(result.signature),
        "post": {
            "name": result.document.name,
            "path": path,
            "front_matter": [block.key for block in result.document.blocks if block.kind == "front"],
            "speakers": {name: _speaker(speaker) for name, speaker in result.speakers.items()},
            **({"format": result.document.format} if result.document.format != "markdown" else {}),
        },
        "source": _lines(result.document.source),
        "glossary": [_term(term) for term in result.terms],
        "rows": [_row(row, path) | _time(times.get(row.id)) for row in result.units],
    }


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the records.

    >>> schema()["title"]
    'Records of a post in three languages'
    """
    file = resources.files("bilingual.formats.json") / "records.schema.json"
    return cast(dict[str, Any], json.loads(file.read_text(encoding="utf-8")))


def _lines(source: str) -> list[str]:
    r"""The post in lines that, joined, are the post.

    >>> _lines("a\r\nb\u2028c\n\n")
    ['a\r\n', 'b\u2028c\n', '\n']
    """
    return [line + "\n" for line in source.split("\n")[:-1]] + [line for line in source.split("\n")[-1:] if line]


def _term(term: Term) -> dict[str, Any]:
    return {
        "source": term.source,
        "target": term.target,
        "traditional": term.traditional,
        "kind": term.kind,
        "status": term.status,
        "where": term.where,
        "aliases": list(term.aliases),
        "note": term.note,
    }


def _row(row: Unit, path: str) -> dict[str, Any]:
    english = join(row.en)
    terms = {start: term.source for term, start in reversed(placed(row.en))}
    return {
        "id": row.id,
        "block": row.block,
        "kind": row.kind,
        "speaker": _speaker(row.speaker),
        "span": list(row.span),
        "hans": join(row.hans),
        "hant": join(row.hant),
        "en": english,
        "locks": [_lock(lock, english, terms, f"Row {row.id}", path) for lock in row.locks],
        "mentions": _mentions(row),
        "origin": row.origin,
        "flags": list(row.flags),
        **({"engine": row.engine} if row.engine else {}),
        **({"earlier": list(row.earlier)} if row.earlier else {}),
        **({"comments": [asdict(comment) for comment in row.comments]} if row.comments else {}),
    }


def _time(time: tuple[int, int | None] | None) -> dict[str, list[int]]:
    return {"time": [moment for moment in time if moment is not None]} if time else {}


def _speaker(speaker: Speaker | None) -> dict[str, str] | None:
    return None if speaker is None else {"hans": speaker.hans, "hant": speaker.hant, "en": speaker.en}


def _lock(lock: Lock, english: str, terms: Mapping[int, str], row: str, path: str) -> dict[str, Any]:
    start, end = lock.span
    if english[start:end] != lock.target:
        fact = f"{row}: “{lock.target}” should stand at {start}–{end} of the English, where “{english[start:end]}” is."
        raise LockBroken(fact, "Please report this.", path=path or None)
    return {
        "source": lock.source,
        "target": lock.target,
        "source_span": list(lock.source_span),
        "span": [start, end],
        "rung": lock.strategy,
        "term": terms.get(start, lock.source),
        **({"flags": list(lock.flags)} if lock.flags else {}),
    }


def _mentions(row: Unit) -> list[dict[str, Any]]:
    """Where the glossary's terms stand in the Chinese columns, once for each place in the post."""
    found: dict[Span, dict[str, Any]] = {}
    columns: tuple[tuple[Column, Text], ...] = (("hans", row.hans), ("hant", row.hant))
    for column, text in columns:
        for term, start in placed(text):
            entry = found.setdefault(term.source_span, {"term": term.source, "source_span": list(term.source_span)})
            entry[column] = [start, start + len(term.text)]
    return list(found.values())


def _list(items: Iterable[Any]) -> str:
    lines = ",\n".join(f"  {_line(item)}" for item in items)
    return f"[\n{lines}\n]" if lines else "[]"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
