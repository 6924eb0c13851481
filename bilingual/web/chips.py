"""What must stand in a translation as it stands in its source, for the page: it shows each as chips, which nobody can break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilingual.model import Code, CodeKind, PairedCode, Role, Text, join

WHOLE: frozenset[CodeKind] = frozenset({"code", "math", "html", "shortcode", "url", "note", "tag"})
"""Codes that stand in a translation as they are."""
HALVES: frozenset[Role] = frozenset({"link", "wikilink", "image", "element"})
"""Markup around words whose two halves do."""
MARKS = {'"': '"', "'": "'", "(": ")"}
"""What the title of a link or the value of an attribute stands in."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of a sentence stand in markup."""

    inner: Text
    role: Role


@dataclass(frozen=True, slots=True)
class _Attribute:
    """Where a text stands in markup that is not of the sentence: the title of a link, the words for a picture."""

    text: str


def codes(text: Text) -> list[dict[str, Any]]:
    """Code, formulas, footnotes, each in pieces around its attributes; of links and elements what opens and what closes them.

    >>> codes(("看", PairedCode("[", ("这里",), "](a.md)", "link"), Code("`x`", "code")))
    [{'kind': 'link', 'open': ['['], 'close': ['](a.md)'], 'attributes': []}, {'kind': 'code', 'text': ['`x`'], 'attributes': []}]
    """
    found: list[dict[str, Any]] = []
    for part in text:
        if isinstance(part, Code) and part.kind in WHOLE:
            found.append({"kind": part.kind, "text": [part.text], "attributes": []})
        elif isinstance(part, PairedCode):
            pieces = list(_pieces(part))
            found += _chips(pieces)
            for piece in pieces:
                found += codes(piece.inner) if isinstance(piece, _Words) else []
    return found


def _chips(pieces: list[str | _Words | _Attribute]) -> Iterator[dict[str, Any]]:
    """The chips of a pair, if it is more than emphasis."""
    attributes = [piece.text for piece in pieces if isinstance(piece, _Attribute)]
    words = [place for place, piece in enumerate(pieces) if isinstance(piece, _Words)]
    if not words:
        yield {"kind": "html", "text": _around(pieces), "attributes": attributes}
    elif len(words) == 1:
        (place,) = words
        role, open_, close = pieces[place].role, _around(pieces[:place]), _around(pieces[place + 1 :])  # type: ignore[union-attr]
        if role in HALVES and open_[0] and len("".join(close)) > 1:
            yield {"kind": role, "open": open_, "close": close, "attributes": attributes}


def _around(pieces: list[str | _Words | _Attribute]) -> list[str]:
    """The markup before, between and after the attributes."""
    found = [""]
    for piece in pieces:
        if isinstance(piece, str):
            found[-1] += piece
        else:
            found.append("")
    return found


def _pieces(pair: PairedCode) -> Iterator[str | _Words | _Attribute]:
    """A pair as markup, attributes and the words of the sentence.

    >>> title = PairedCode('"', ("图",), '"', "html")
    >>> link = PairedCode("", (PairedCode("[", ("这里",), "](a.md ", "link"), title), ")", "html")
    >>> _around(list(_pieces(link)))
    ['[', '](a.md "', '")']
    """
    is_html = pair.kind == "html"
    if is_html and MARKS.get(pair.open[-1:]) == pair.close[:1]:
        yield from (pair.open, _Attribute(join(pair.inner)), pair.close)
    elif is_html and pair.inner and not pair.open.endswith(">") and str not in map(type, pair.inner):
        yield pair.open
        for part in pair.inner:
            yield from _pieces(part) if isinstance(part, PairedCode) else (str(part),)
        yield pair.close
    else:
        named = pair.with_inner(("…",))  # a link that is named by its label gets a name of its own
        yield from (named.open, _Words(pair.inner, named.role), named.close)
