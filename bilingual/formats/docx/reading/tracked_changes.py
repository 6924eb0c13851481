"""Word's tracked changes, accepted or refused before anything is read (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bilingual.office.namespaces import W

ADDED = (f"{W}ins", f"{W}moveTo")
REMOVED = (f"{W}del", f"{W}moveFrom")
Tracked = Literal["accept", "refuse"]


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed something, and when."""

    author: str
    when: str
    """As in the file: `2025-10-01T08:30:00Z`; empty where it does not say."""


def settle(tree: Any, tracked: Tracked) -> dict[Any, Change]:
    """Settles every tracked change in `tree`, which is changed; the last one in each table row, or paragraph elsewhere."""
    changes = _changes(tree)
    going = REMOVED if tracked == "accept" else ADDED
    for element in [mark for mark in tree.iter(*ADDED, *REMOVED) if mark.getparent().tag not in (f"{W}trPr", f"{W}rPr")]:
        _drop(element) if element.tag in going else _unwrap(element)
    _settle_rows(tree, going)
    _settle_paragraphs(tree, going)
    if tracked == "refuse":
        for text in tree.iter(f"{W}delText"):
            text.tag = f"{W}t"
        for change in [*tree.iter(f"{W}rPrChange")]:
            _restore(change)
    return changes


def _changes(tree: Any) -> dict[Any, Change]:
    found: dict[Any, Change] = {}
    for element in tree.iter(*ADDED, *REMOVED, f"{W}rPrChange"):
        place = next(element.iterancestors(f"{W}tr"), None)
        if place is None:
            place = next(element.iterancestors(f"{W}p"), None)
        change = Change(element.get(f"{W}author", ""), element.get(f"{W}date", ""))
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


def _settle_rows(tree: Any, going: tuple[str, ...]) -> None:
    """Rows that were added or removed as a whole."""
    marks = [mark for mark in tree.iter(*going) if mark.getparent().tag == f"{W}trPr"]
    for mark in marks:
        _drop(mark.getparent().getparent())


def _settle_paragraphs(tree: Any, going: tuple[str, ...]) -> None:
    """A paragraph whose end goes is joined with the next one."""
    for mark in [element for element in tree.iter(*going) if element.getparent().tag == f"{W}rPr"]:
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
