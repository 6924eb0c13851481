"""Records read back: the post in three languages as it was when they were written, without an engine.

The Chinese and English of a row are read again as Markdown; its terms are put where the records say they stand.
"""

from __future__ import annotations

import json
from typing import Any, cast

from bilingual.errors import ImportFailed
from bilingual.formats.json import write as records
from bilingual.formats.json.schema import fault
from bilingual.model import (
    Column,
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
from bilingual.model.placing import Place, with_mentions
from bilingual.sources import parse, read_text
from bilingual.sources.segmentation import split

AGAIN = "Make them anew: translate run POST."


def restored(data: bytes, path: str) -> Translation:
    """The post that the records in `data` were made from; `path` is only for messages.

    Raises `ImportFailed` where they are no records, are damaged, or are of a version that read posts differently.
    """
    own = _loaded(data, path)
    document = _document(own, path)
    segments = {segment.id: segment for segment in split(document)}
    rows = tuple(_row(row, segments, document, path) for row in own["rows"])
    if [row.id for row in rows] != list(segments):
        raise ImportFailed("The records do not have a row for each sentence of their post.", AGAIN, path=path)
    speakers = {name: Speaker(**speaker) for name, speaker in own["post"]["speakers"].items()}
    return Translation(document, rows, tuple(map(_term, own["glossary"])), signature(own["signature"]), speakers)


def signature(text: str) -> Signature:
    """What `str(Signature)` gave.

    >>> str(signature("bilingual 0.1|engine:argos zh_en 1.9|glossary:3f2a91|variant:tw|segments:761"))
    'bilingual 0.1|engine:argos zh_en 1.9|glossary:3f2a91|variant:tw|segments:761'
    """
    version, engine, *_, glossary, variant, segments = text.split("|")
    name = text.removeprefix(f"{version}|engine:").rsplit("|glossary:", 1)[0] if engine else ""
    return Signature(
        version.removeprefix("bilingual "),
        name,
        glossary.removeprefix("glossary:"),
        cast(Any, variant.removeprefix("variant:")),
        int(segments.removeprefix("segments:")),
    )


def _loaded(data: bytes, path: str) -> dict[str, Any]:
    """The records as plain values, each of the kind that it should be."""
    try:
        own = json.loads(data)
    except UnicodeDecodeError as error:
        raise ImportFailed("The file is not UTF-8.", "Give the .json that a run wrote.", path=path) from error
    except json.JSONDecodeError as error:
        fact = f"The records cannot be read: {error.msg}."
        raise ImportFailed(fact, "Give the .json that a run wrote.", path=path, line=error.lineno) from error
    except RecursionError as error:
        raise ImportFailed("The file is nested too deep for records.", AGAIN, path=path) from error
    found = fault(own, records.schema())
    if found:
        raise ImportFailed(f"These are no records of this version: {found}.", AGAIN, path=path)
    return cast(dict[str, Any], own)


def _document(own: dict[str, Any], path: str) -> Document:
    """The post of the records, read as the run read it: who speaks in it is known."""
    post = own["post"]
    return parse(
        "".join(own["source"]),
        name=post["name"],
        path=post["path"],
        speakers=frozenset(post["speakers"]),
        front_matter=frozenset(post["front_matter"]),
        exact=True,
    )


def _term(own: dict[str, Any]) -> Term:
    return Term(**own | {"aliases": tuple(own["aliases"])})


def _row(own: dict[str, Any], segments: dict[str, Segment], document: Document, path: str) -> Unit:
    segment = segments.get(own["id"])
    if segment is None or (segment.block, list(segment.span)) != (own["block"], own["span"]):
        raise ImportFailed(f"Row {own['id']} does not stand where the records say.", AGAIN, path=path)
    columns: dict[Column, Text] = {column: _chinese(own, column, segment) for column in ("hans", "hant")}
    english = read_text(own["en"], segment.parts, glosses=False)
    locks = tuple(_lock(lock) for lock in own["locks"])
    kept = [(lock.span[0], _kept(lock, one["term"])) for lock, one in zip(locks, own["locks"], strict=True)]
    english = with_mentions(english, kept)
    row = Unit(
        id=segment.id, block=segment.block, kind=own["kind"], speaker=Speaker(**own["speaker"]) if own["speaker"] else None,
        span=segment.span, hans=columns["hans"], hant=columns["hant"], en=english, locks=locks, origin=own["origin"],
        flags=tuple(own["flags"]), earlier=tuple(own.get("earlier", ())),
    )  # fmt: skip
    _check(row, own, path)
    return row


def _chinese(own: dict[str, Any], column: Column, segment: Segment) -> Text:
    """A Chinese column: the segment itself where it is as the author wrote it."""
    written = own[column]
    text = segment.parts if written == join(segment.parts) else read_text(written, segment.parts)
    places: list[Place] = [
        (one[column][0], TermSpan(written[slice(*one[column])], one["term"], _span(one["source_span"]), "plain"))
        for one in own["mentions"]
        if column in one
    ]
    return with_mentions(text, places)


def _lock(own: dict[str, Any]) -> Lock:
    spans = {"source_span": _span(own["source_span"]), "span": _span(own["span"]), "flags": tuple(own.get("flags", ()))}
    return Lock(source=own["source"], target=own["target"], strategy=own["rung"], **spans)


def _kept(lock: Lock, term: str) -> TermSpan:
    return TermSpan(lock.target, term, lock.source_span, lock.strategy)


def _span(pair: list[int]) -> Span:
    return pair[0], pair[1]


def _check(row: Unit, own: dict[str, Any], path: str) -> None:
    """Every term stands where the records say, or they were changed by hand."""
    found = [(at, mention.text) for mention, at in placed(row.en)]
    if sorted(found) != sorted((lock.span[0], lock.target) for lock in row.locks):
        raise ImportFailed(f"The locks of row {row.id} do not stand in its English.", AGAIN, path=path)
    for column in ("hans", "hant"):
        if len(placed(getattr(row, column))) != sum(column in one for one in own["mentions"]):
            raise ImportFailed(f"The terms of row {row.id} do not stand in its Chinese.", AGAIN, path=path)
