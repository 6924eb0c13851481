"""A post in one language that somebody edited: its paragraphs told apart into the rows that they were made of.

Such a file has no ids and no marks between sentences: a reader's post is to be clean. It is laid beside the post that the
records give; where a sentence begins is told by the words on both sides of it that are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from bilingual.errors import ImportFailed
from bilingual.formats.common.languages import TAGS
from bilingual.formats.registry import Format
from bilingual.lang.likeness import likeness
from bilingual.model import (
    COLUMNS,
    OPAQUE_KINDS,
    Block,
    Column,
    Document,
    Edited,
    EditedRow,
    ExportOptions,
    Translation,
    Unit,
    join,
    resolved,
)
from bilingual.revision.carry import carry_change, cut_like
from bilingual.sources import parse, source_named

ALIKE = 0.4
"""How much of two paragraphs is the same, at least, for one to be the other one edited."""


def split_post(result: Translation, edited: Edited, format: Format) -> Edited:
    """The rows of the file, which is read as one row with all of it in its column; a paragraph that cannot be told apart
    is one row without an id. `format` writes such files."""
    whole = edited.rows[0]
    column = next(column for column in COLUMNS if getattr(whole, column) is not None)
    assert format.per_language is not None
    posts = format.per_language(result, ExportOptions("per-language", result.signature.variant))
    written = next(post for post in posts if TAGS[column] in post.suffix.split("."))
    before = _parsed(result, _text(result, written.data), column)
    after = _parsed(result, getattr(whole, column), column)
    units = {id_: tuple(of_block) for id_, of_block in groupby(result.units, key=lambda unit: unit.block)}
    owners = [units.get(block.id, ()) for block in result.document.blocks]
    if len(before) != len(owners):
        fact = "This version cuts the post otherwise than its records do, so that a post in one language cannot be compared."
        raise ImportFailed(
            fact, f"Run again: translate run {result.document.path or 'POST'}; or give the file of another format."
        )
    found = tuple(_rows(list(zip(before, owners, strict=True)), after, column))
    return replace(edited, rows=found)


def _text(result: Translation, data: bytes) -> str:
    """What a post in one language says, in Markdown where it is of a kind that holds more than text."""
    source = source_named(result.document.format)
    if not source.packed:
        return data.decode("utf-8")
    return source.read(data, name="", path=result.document.path, speakers=(), front_matter=()).source


def _parsed(result: Translation, text: str, column: Column) -> tuple[Block, ...]:
    names = frozenset(getattr(speaker, column) for speaker in result.speakers.values())
    keys = frozenset(block.key for block in result.document.blocks if block.kind == "front")
    document: Document = parse(text, speakers=names, front_matter=keys, exact=True)
    return tuple(replace(block, parts=resolved(block.parts)) for block in document.blocks)


def _rows(before: Sequence[tuple[Block, tuple[Unit, ...]]], after: Sequence[Block], column: Column) -> Iterator[EditedRow]:
    for old, new in _paired([block for block, _ in before], after):
        if new is None:
            continue
        place = f"line {after[new].line}"
        block, rows = before[old] if old is not None else (after[new], ())
        if after[new].kind in OPAQUE_KINDS and not rows:
            continue
        texts = _texts(rows, join(block.parts), join(after[new].parts), column)
        if texts:
            yield from (_row(row.id, text, column, place) for row, text in zip(rows, texts, strict=True))
        else:
            yield _row("", join(after[new].parts), column, place)


def _row(id_: str, text: str, column: Column, place: str) -> EditedRow:
    return EditedRow(id_, None, None, None, place).with_texts({column: text})


def _paired(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[int | None, int | None]]:
    """Which block is which: those that are the same, and between them those that are alike, in order."""
    left, right = ([f"{block.kind} {join(block.parts)}" for block in blocks] for blocks in (before, after))
    for kind, start, end, first, last in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal" or (end - start == last - first and _kinds(before[start:end]) == _kinds(after[first:last])):
            yield from zip(range(start, end), range(first, last), strict=True)
            continue
        free = list(range(start, end))
        for new in range(first, last):
            old = next((at for at in free if _alike(before[at], after[new])), None)
            free = [at for at in free if old is None or at > old]
            yield old, new


def _kinds(blocks: Sequence[Block]) -> list[str]:
    return [block.kind for block in blocks]


def _alike(old: Block, new: Block) -> bool:
    return old.kind == new.kind and likeness(join(old.parts), join(new.parts)) >= ALIKE


def _texts(rows: Sequence[Unit], before: str, after: str, column: Column) -> list[str]:
    """The text of each row; nothing where it cannot be told."""
    records = [join(getattr(row, column)) for row in rows]
    if before == after or not records:
        return records
    spaced = [text + " " * (column == "en" and not text[-1:].isspace()) for text in records[:-1]] + records[-1:]
    written, edited = (cut_like(spaced, text) for text in (before, after))
    if not written or not edited:
        return []
    return [
        record if old.strip() == new.strip() else carry_change(record, old.strip(), new.strip())
        for record, old, new in zip(records, written, edited, strict=True)
    ]
