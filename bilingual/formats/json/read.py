"""Records read back: the post in three languages as it was when they were written, without an engine.

The Chinese and English of a row are read again as Markdown; its terms are put where the records say they stand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

from bilingual.errors import DocumentError, ImportFailed
from bilingual.formats.json.cutting import Row, cut_as_recorded, in_order, misplaced
from bilingual.formats.json.schema import records_fault
from bilingual.model import (
    Column,
    Comment,
    Document,
    Lock,
    Segment,
    Signature,
    Span,
    Speaker,
    Term,
    TermSpan,
    Text,
    Translation,
    Unit,
    join,
    placed,
)
from bilingual.model.placing import Place, hidden, revealed, with_mentions
from bilingual.sources import parse, read_document, read_text

AGAIN = "Make them anew: translate run POST --format json."


def restored(data: bytes, path: str) -> Translation:
    """The post that the records in `data` were made from; `path` is only for messages.

    The records stand by themselves: where this version would cut the post otherwise, it is cut as they say, and the document
    has a notice of it (`cut_notice`). Raises `ImportFailed` where they are no records, are damaged, or were changed by hand.
    """
    records = _loaded(data, path)
    document = _document(records)
    made_by = Signature.read(records["signature"])
    rows = _places(records)
    if len(rows) != made_by.segments or not in_order(rows):
        raise ImportFailed("The records do not have a row for each sentence of their post.", AGAIN, path=path)
    if wrong := misplaced(rows, document.source):
        raise ImportFailed(f"Row {wrong.id} does not stand where the records say.", AGAIN, path=path)
    document, segments = cut_as_recorded(document, rows, document.path)
    units = tuple(_unit(row, segments[row["id"]], path) for row in records["rows"])
    speakers = {name: Speaker(**speaker) for name, speaker in records["post"]["speakers"].items()}
    return Translation(document, units, tuple(map(_term, records["glossary"])), made_by, speakers)


def _loaded(data: bytes, path: str) -> dict[str, Any]:
    """The records as plain values, each of the kind that it should be."""
    try:
        content = json.loads(data)
    except UnicodeDecodeError as error:
        raise ImportFailed("The file is not UTF-8.", "Give the .json that a run wrote.", path=path) from error
    except json.JSONDecodeError as error:
        fact = f"The records cannot be read: {error.msg}."
        raise ImportFailed(fact, "Give the .json that a run wrote.", path=path, line=error.lineno) from error
    except RecursionError as error:
        raise ImportFailed("The file is nested too deep for records.", AGAIN, path=path) from error
    if b"\\ud" in data.lower() and not _is_text(content):
        raise ImportFailed("The records hold half a character (U+D800 to U+DFFF by itself).", AGAIN, path=path)
    if fault := records_fault(content):
        raise ImportFailed(f"These are no records of this version: {fault}.", AGAIN, path=path)
    return cast(dict[str, Any], content)


def _is_text(content: Any) -> bool:
    """Whether all the strings can be written."""
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _document(records: dict[str, Any]) -> Document:
    """The post of the records, read as the run read it: who speaks in it is known."""
    post, source = records["post"], "".join(records["source"])
    speakers, keys = frozenset(post["speakers"]), frozenset(post["front_matter"])
    kind = post.get("format", "markdown")
    if kind == "markdown":
        return parse(source, name=post["name"], path=post["path"], speakers=speakers, front_matter=keys, exact=True)
    try:
        data = source.encode("utf-8", "surrogatepass")
        document = read_document(data, name=post["name"], path=post["path"], speakers=speakers, front_matter=keys, format=kind)
    except DocumentError:
        document = None
    if document is None or document.source != source:  # its file was no text, or its source is not installed here
        return Document(post["name"], post["path"], source, (), format=kind)
    return document


def _places(records: dict[str, Any]) -> list[Row]:
    """Where each row stands; a speaker by the name on the label."""
    names = {tuple(sorted(speaker.items())): name for name, speaker in records["post"]["speakers"].items()}
    return [
        Row(
            row["id"], row["block"], row["kind"], _span(row["span"]),
            names.get(tuple(sorted(row["speaker"].items())), "") if row["speaker"] else "",
        )
        for row in records["rows"]
    ]  # fmt: skip


def _term(fields: dict[str, Any]) -> Term:
    return Term(**fields | {"aliases": tuple(fields["aliases"])})


def _unit(row: dict[str, Any], segment: Segment, path: str) -> Unit:
    columns: dict[Column, Text] = {column: _chinese(row, column, segment) for column in ("hans", "hant")}
    locks = tuple(map(_lock, row["locks"]))
    places, written = _locked(locks, row["locks"]), row["en"]
    english = with_mentions(revealed(read_text(hidden(written, places), segment.parts, glosses=False), written), places)
    unit = Unit(
        id=segment.id, block=segment.block, kind=row["kind"], speaker=Speaker(**row["speaker"]) if row["speaker"] else None,
        span=segment.span, hans=columns["hans"], hant=columns["hant"], en=english, locks=locks, origin=row["origin"],
        flags=tuple(row["flags"]), engine=row.get("engine", ""), earlier=tuple(row.get("earlier", ())),
        comments=tuple(Comment(**comment) for comment in row.get("comments", ())),
    )  # fmt: skip
    _check(unit, row, path)
    return unit


def _chinese(row: dict[str, Any], column: Column, segment: Segment) -> Text:
    """A Chinese column: the segment itself where it is as the author wrote it."""
    written = row[column]
    text = segment.parts if written == join(segment.parts) else read_text(written, segment.parts)
    places: list[Place] = [
        (use[column][0], TermSpan(written[slice(*_span(use[column]))], use["term"], _span(use["source_span"]), "plain"))
        for use in row["mentions"]
        if column in use
    ]
    return with_mentions(text, places)


def _lock(fields: dict[str, Any]) -> Lock:
    spans = {"source_span": _span(fields["source_span"]), "span": _span(fields["span"])}
    flags = tuple(fields.get("flags", ()))
    return Lock(source=fields["source"], target=fields["target"], strategy=fields["rung"], flags=flags, **spans)


def _locked(locks: Sequence[Lock], fields: Sequence[dict[str, Any]]) -> list[Place]:
    """The terms of an English text with their places."""
    return [
        (lock.span[0], TermSpan(lock.target, record["term"], lock.source_span, lock.strategy))
        for lock, record in zip(locks, fields, strict=True)
    ]


def _span(pair: list[int]) -> Span:
    return int(pair[0]), int(pair[1])  # 1e99 is an integer to a schema


def _check(unit: Unit, row: dict[str, Any], path: str) -> None:
    """Every term stands where the records say, or they were changed by hand."""
    found = [(at, mention.text) for mention, at in placed(unit.en)]
    if sorted(found) != sorted((lock.span[0], lock.target) for lock in unit.locks):
        raise ImportFailed(f"The locks of row {unit.id} do not stand in its English.", AGAIN, path=path)
    for column in ("hans", "hant"):
        if len(placed(getattr(unit, column))) != sum(column in use for use in row["mentions"]):
            raise ImportFailed(f"The terms of row {unit.id} do not stand in its Chinese.", AGAIN, path=path)
