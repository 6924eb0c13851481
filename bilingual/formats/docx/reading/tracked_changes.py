"""Word's tracked changes, accepted or refused before anything is read (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from bilingual.office.namespaces import W
from bilingual.office.word import open_docx
from bilingual.office.xml import serialised
from bilingual.office.zips import repacked

ADDED = (f"{W}ins", f"{W}moveTo")
REMOVED = (f"{W}del", f"{W}moveFrom")
LOOK = f"{W}rPrChange"
"""How words looked before."""
Tracked = Literal["accept", "refuse"]


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed something, and when."""

    author: str
    when: str
    """As in the file: `2025-10-01T08:30:00Z`; empty where it does not say."""


def refused(data: bytes, path: str, source: bytes) -> bytes:
    """A Word document without the tracked changes that were made in it since it was `source`."""
    before = open_docx(source, path).parts.values()
    known = {_change(element) for tree in before for element in tree.iter(*ADDED, *REMOVED, LOOK)}
    parts = open_docx(data, path).parts
    settled = {name: tree for name, tree in parts.items() if settle(tree, "refuse", known)}
    return repacked(data, {name: serialised(tree) for name, tree in settled.items()})


def settle(tree: Any, tracked: Tracked, known: Collection[Change] = ()) -> dict[Any, Change]:
    """Settles every tracked change in `tree`, which is changed, but those `known`; the last one in each table row, or paragraph
    elsewhere."""
    changes = _changes(tree, known)
    going = REMOVED if tracked == "accept" else ADDED
    for element in [*_found(tree, (*ADDED, *REMOVED), known)]:
        if element.getparent().tag not in (f"{W}trPr", f"{W}rPr"):
            _drop(element) if element.tag in going else _unwrap(element)
    _settle_rows(tree, going, known)
    _settle_paragraphs(tree, going, known)
    if tracked == "refuse":
        for text in tree.iter(f"{W}delText"):
            if next(text.iterancestors(*REMOVED), None) is None:
                text.tag = f"{W}t"
        for change in [*_found(tree, (LOOK,), known)]:
            _restore(change)
    return changes


def _change(element: Any) -> Change:
    return Change(element.get(f"{W}author", ""), element.get(f"{W}date", ""))


def _found(tree: Any, tags: tuple[str, ...], known: Collection[Change]) -> Iterator[Any]:
    return (element for element in tree.iter(*tags) if _change(element) not in known)


def _changes(tree: Any, known: Collection[Change]) -> dict[Any, Change]:
    found: dict[Any, Change] = {}
    for element in _found(tree, (*ADDED, *REMOVED, LOOK), known):
        place = next(element.iterancestors(f"{W}tr"), None)
        if place is None:
            place = next(element.iterancestors(f"{W}p"), None)
        change = _change(element)
        if place is not None and (place not in found or found[place].when <= change.when):
            found[place] = change
    return found


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _settle_rows(tree: Any, going: tuple[str, ...], known: Collection[Change]) -> None:
    """Rows that were added or removed as a whole."""
    marks = [mark for mark in _found(tree, going, known) if mark.getparent().tag == f"{W}trPr"]
    for mark in marks:
        _drop(mark.getparent().getparent())


def _settle_paragraphs(tree: Any, going: tuple[str, ...], known: Collection[Change]) -> None:
    """A paragraph whose end goes is joined with the next one."""
    for mark in [element for element in _found(tree, going, known) if element.getparent().tag == f"{W}rPr"]:
        paragraph = next(mark.iterancestors(f"{W}p"))
        following = paragraph.getnext()
        if following is None or following.tag != f"{W}p":
            continue
        for child in [element for element in following if element.tag != f"{W}pPr"]:
            paragraph.append(child)
        _drop(following)


def _restore(change: Any) -> None:
    """The look before the change."""
    properties = change.getparent()
    before = change.find(f"{W}rPr")
    if properties is not None:
        properties[:] = list(before) if before is not None else []
