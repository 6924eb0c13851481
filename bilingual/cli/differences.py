"""How `translate import` shows what an editor changed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bilingual.cli.summary import counted, error_object
from bilingual.model import join
from bilingual.revision.compare import Kind, reworded

if TYPE_CHECKING:
    from bilingual.cli.importing import Brought
    from bilingual.model import Unit
    from bilingual.revision.compare import Comparison, Difference

NAMES = {"hans": "Simplified", "hant": "Traditional", "en": "English"}
SAID: dict[Kind, str] = {
    "changed": "changed",
    "broken": "a lock is broken",
    "source": "the author's own text; change it in the post",
    "emptied": "emptied",
    "stale": "its Chinese is no longer in the post",
}


def report(own: Brought, dry_run: bool) -> Iterator[str]:
    """Everything that a person should know of one file."""
    from bilingual.runners.records import shown as path

    comparison = own.comparison
    assert comparison is not None
    yield f"{path(own.file)}, beside {path(own.records)}"
    if comparison.outdated:
        yield "  It was made from other records; should something look changed that is not, say so with --records."
    for difference in comparison.differences:
        yield from shown(difference, taken=difference in own.taken)
    yield from _rows(comparison)
    yield from _terms(comparison)
    yield _summary(own, comparison, dry_run)


def shown(own: Difference, *, taken: bool = False) -> list[str]:
    """One difference in a few lines: where, what the Chinese says, before, after, and what is wrong with it."""
    left = "" if taken or own.kind == "changed" else " (left out)"
    lines = ["", f"  {own.place}  {NAMES[own.column]}: {SAID[own.kind]}{left}"]
    if own.column == "en":
        lines.append(f"      {_line(own.source)}")
    lines += [f"    - {_line(own.before)}", f"    + {_line(own.after)}"]
    lines += [f"    ! “{mention.text}” is gone (for {mention.source})" for mention in own.lost]
    lines += [f"    ! {_line(code)} is gone" for code in own.codes]
    if own.kind == "stale":
        lines.append(f"    ! the post now has: {_line(own.now)}" if own.now else "    ! nothing in the post is like it")
    return lines


def _line(text: str) -> str:
    return " ".join(text.split())


def _quoted(word: str) -> str:
    """A word for the shell; Chinese needs no quotes, which `shlex` does not know."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else shlex.quote(word)


def _rows(comparison: Comparison) -> Iterator[str]:
    """What became of whole rows."""
    rows = comparison.rows
    for several, edit in rows.merged:
        yield f"\n  {edit.place}  {counted(len(several), 'row')} joined; whose words are whose cannot be told (left out)"
        yield from (f"      {_short(row)}" for row in several)
        yield f"    + {_line(edit.en or '')}"
    for row in rows.split:
        yield f"\n  cut in several, read as one: {_short(row)}"
    for row in rows.deleted:
        yield f"\n  missing in the file, kept as it is: {_short(row)}"
    for edit in rows.unknown:
        chinese = _line(edit.hans or edit.hant or "")
        yield f"\n  {edit.place}  not in the records (left out): {chinese or _line(edit.en or '')}"
    if rows.moved:
        yield f"\n  {counted(len(rows.moved), 'row')} moved; the order is the post's: {_short(rows.moved[0])}"


def _short(row: Unit) -> str:
    text = _line(join(row.hans))
    return text if len(text) <= 40 else f"{text[:40]}…"


def _terms(comparison: Comparison) -> Iterator[str]:
    """For each term that the editor rewords, the command that would make it the glossary's."""
    offered: dict[tuple[str, str, str], int] = {}
    for own in comparison.differences:
        for mention, word in reworded(own) if own.lost and own.column == "en" else ():
            key = (mention.source, mention.text, word)
            offered[key] = offered.get(key, 0) + 1
    for (source, old, new), count in offered.items():
        yield f"\n  {source}: “{old}” became “{new}” in {counted(count, 'row')}. To make it the term:"
        yield f"    translate glossary set {_quoted(source)} {_quoted(f'target={new}')}"


def _summary(own: Brought, comparison: Comparison, dry_run: bool) -> str:
    left = len(comparison.differences) - len(own.taken)
    said = [counted(len(own.taken), "change"), f"{comparison.unchanged} rows unchanged"]
    said += [f"{left} left out"] if left else []
    first = "\n" + ", ".join(said) + "."
    if dry_run:
        return f"{first} Nothing was written."
    if own.change is None or not own.change.number:
        return f"{first} The memory has it all already." if own.taken else f"{first} Nothing to remember."
    name = comparison.result.document.path or comparison.result.document.name
    undo = f"To take it back: translate memory undo {own.change.number}"
    return f"{first} Import {own.change.number} into the memory. {undo}\nTo see it: translate run {_quoted(name)}"


def as_object(own: Brought) -> dict[str, Any]:
    """What became of a file, as plain values."""
    if own.comparison is None:
        return {"file": str(own.file), "error": error_object(own.error) if own.error else None}
    rows = own.comparison.rows
    return {
        "file": str(own.file),
        "post": own.comparison.result.document.name,
        "format": own.comparison.edited.format,
        "outdated": own.comparison.outdated,
        "import": own.change.number if own.change and own.change.number else None,
        "differences": [_object(one, taken=one in own.taken) for one in own.comparison.differences],
        "unchanged": own.comparison.unchanged,
        "split": [row.id for row in rows.split],
        "merged": [[row.id for row in several] for several, _ in rows.merged],
        "moved": [row.id for row in rows.moved],
        "deleted": [row.id for row in rows.deleted],
        "unknown": [edit.place for edit in rows.unknown],
        "error": None,
    }


def _object(own: Difference, *, taken: bool) -> dict[str, Any]:
    return {
        "kind": own.kind,
        "row": own.row.id,
        "column": own.column,
        "place": own.place,
        "before": own.before,
        "after": own.after,
        "author": own.author,
        "lost_terms": [mention.text for mention in own.lost],
        "lost_codes": list(own.codes),
        "now": own.now,
        "taken": taken,
    }
