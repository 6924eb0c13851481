"""A text for reading on the page, as pieces that tell what each is, never as markup; with what is to be replaced in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bilingual.model import EMPHASIS_ROLES, Code, Gloss, PairedCode, TermSpan, Text, join, leaves

if TYPE_CHECKING:
    from bilingual.project.find_replace import Replacement

Piece = str | dict[str, Any]
TITLE_MARKS = frozenset("\"'(")
"""What the title of a link stands in: a reader sees it beside the link, not in the sentence."""


class Replaced:
    """Where words of a text are to be replaced, told leaf by leaf as the text is gone through; nowhere by default."""

    def __init__(self, replaced: Iterable[tuple[int, int, str]] = ()) -> None:
        self._replaced = deque(replaced)
        self._place = 0

    @classmethod
    def of(cls, found: Replacement, text: Text) -> Replaced:
        """The places of a replacement in the text of its row, whose outer blanks it lacks."""
        written, places = join(text), list[tuple[int, int, str]]()
        place = len(written) - len(written.lstrip())
        for piece in found.pieces:
            before, after = (piece, "") if isinstance(piece, str) else piece
            places += [] if isinstance(piece, str) else [(place, place + len(before), after)]
            place += len(before)
        return cls(places)

    def through(self, written: str, read: Piece) -> list[Piece]:
        """The next leaf of the text, which reads as `read`; in pieces where some of it is replaced, then as it is written."""
        start, end = self._place, self._place + len(written)
        self._place = end
        found: list[Piece] = []
        done = start
        while self._replaced and self._replaced[0][0] < end:
            first, last, instead = self._replaced[0]
            found += [written[done - start : max(first, done) - start]] if first > done else []
            done = min(last, end)
            there = written[max(first, start) - start : done - start]
            found.append({"is": "replaced", "text": there, "instead": instead if last <= end else ""})
            if last > end:
                break
            self._replaced.popleft()
        if not found:
            return [read] if read else []
        return [*found, written[done - start :]] if done < end else found


def pieces(text: Text, replacing: Replaced | None = None) -> list[Piece]:
    """A text for reading: a string, or an object that says what stands there: a term, a code, a markup around pieces."""
    at = replacing or Replaced()
    found: list[Piece] = []
    for part in text:
        if isinstance(part, str):
            found += at.through(part, part)
        elif isinstance(part, TermSpan):
            found += at.through(part.text, {"is": "term", "text": part.text, "source": part.source})
        elif isinstance(part, PairedCode):
            found += at.through(part.open, "")
            is_ = "title" if part.kind == "html" and part.open in TITLE_MARKS else part.role
            inner = _attributes(part, at) if part.is_frame else pieces(part.inner, at)
            found.append({"is": is_, "inner": inner, "markup": f"{part.open}…{part.close}"})
            found += at.through(part.close, "")
        elif isinstance(part, Gloss):
            found.append({"is": "gloss", "inner": _gloss_pieces(part, at)})
        elif part.kind in ("break", "hardbreak"):
            found += at.through(part.text, " ")
        else:
            found += at.through(part.text, "" if part.kind == "mark" else {"is": "code", "text": part.value, "kind": part.kind})
    return found


def _attributes(tag: PairedCode, at: Replaced) -> list[Piece]:
    """The texts in a tag for reading, without the markup between them."""
    found: list[Piece] = []
    for part in tag.inner:
        found += at.through(part.text, "") if isinstance(part, Code) else pieces((part,), at)
    return found


def _gloss_pieces(gloss: Gloss, at: Replaced) -> list[Piece]:
    """A gloss for reading: its term is one, and marks of emphasis, which may stand anywhere in it, are so up to their second.

    >>> _gloss_pieces(Gloss("**", "AI", "**", "（", "", "", ("智能",), "）"), Replaced())
    [{'is': 'bold', 'inner': [{'is': 'term', 'text': 'AI', 'source': 'AI'}], 'markup': '**…**'}, '（', '智能', '）']
    """
    open_: list[tuple[str, list[Piece]]] = [("", [])]
    term: list[Piece] = [{"is": "term", "text": gloss.term, "source": gloss.term}]
    for leaf in (leaf for leaf in leaves((gloss,)) if leaf):
        role = EMPHASIS_ROLES.get(leaf.text) if isinstance(leaf, Code) and leaf.kind == "mark" else None
        if leaf == gloss.term and term:
            open_[-1][1].extend(at.through(gloss.term, term.pop()))
        elif role is None or not isinstance(leaf, Code):
            open_[-1][1].extend(pieces((leaf,), at))
        else:
            open_[-1][1].extend(at.through(leaf.text, ""))
            if open_[-1][0] == leaf.text:
                _, inner = open_.pop()
                open_[-1][1].append({"is": role, "inner": inner, "markup": f"{leaf.text}…{leaf.text}"})
            else:
                open_.append((leaf.text, []))
    return [piece for _, inner in open_ for piece in inner]
