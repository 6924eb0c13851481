"""Text with looks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bilingual.formats.docx.reading.paragraphs import Piece
from bilingual.model import EMPHASIS_MARKS

MARKS = {"b": EMPHASIS_MARKS["bold"], "i": EMPHASIS_MARKS["italic"], "s": EMPHASIS_MARKS["strike"]}
Marks = frozenset[str]
ELEMENTS = {"u": ("<u>", "</u>"), "superscript": ("<sup>", "</sup>"), "subscript": ("<sub>", "</sub>")}


def markdown(pieces: Sequence[Piece]) -> str:
    """The pieces as Markdown, without blanks at the edges.

    >>> markdown([Piece("非常", ("b",)), Piece("重要 ", ("b", "i")), Piece("。")])
    '**非常*重要*** 。'
    """
    spans = [(text, marks) for text, marks in _parted(pieces) if text]
    written: list[str] = []
    opened: list[str] = []
    for at, (text, wanted) in enumerate(spans):
        while not set(opened) <= set(wanted):
            written.append(_close(opened.pop()))
        new = [mark for mark in wanted if mark not in opened]
        for mark in sorted(new, key=lambda opening: (opening[:1] != "[", -_lasts(spans, at, opening))):
            opened.append(mark)
            written.append(_open(mark))
        written.append(text)
    written += [_close(mark) for mark in reversed(opened)]
    return "".join(written).strip()


def _lasts(spans: Sequence[tuple[str, tuple[str, ...]]], at: int, mark: str) -> int:
    """Over how many spans a mark goes on."""
    end = next((index for index in range(at, len(spans)) if mark not in spans[index][1]), len(spans))
    return end - at


def _parted(pieces: Sequence[Piece]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Texts and the marks around them; a blank between two texts has the marks that both have."""
    parts: list[tuple[str, Marks]] = []
    for piece in pieces:
        if piece.text:
            marks = frozenset(_marks(piece))
            text = _code(piece.text) if piece.style == "code" else "<br>" if piece.text == "\n" else piece.text
            as_it_is = piece.raw or piece.style in ("code", "kept code") or piece.text == "\n"
            split = [text] if as_it_is else re.findall(r"\s+|\S+(?:\s+\S+)*", text)
            parts += [(part, marks) for part in split]
    around = zip(_last_marks(parts), reversed([*_last_marks(parts[::-1])]), strict=True)
    for (text, marks), (before, after) in zip(parts, around, strict=True):
        yield text, tuple(sorted(marks if text.strip() else before & after & marks))


def _last_marks(parts: Iterable[tuple[str, Marks]]) -> Iterator[Marks]:
    """For each part the marks of the last text up to it."""
    last = Marks()
    for text, marks in parts:
        last = marks if text.strip() else last
        yield last


def _marks(piece: Piece) -> Iterator[str]:
    if piece.raw:
        return
    yield from piece.look
    if piece.target:
        yield f"[{piece.target}"


def _open(mark: str) -> str:
    return "[" if mark[0] == "[" else MARKS.get(mark) or ELEMENTS[mark][0]


def _close(mark: str) -> str:
    if mark[0] == "[":
        address = mark[1:]
        return f"](<{address}>)" if re.search(r"[\s<>]", address) or address.count("(") != address.count(")") else f"]({address})"
    return MARKS.get(mark) or ELEMENTS[mark][1]


def _code(text: str) -> str:
    """A code span around any text (CommonMark 6.1).

    >>> _code("a`b")
    '`` a`b ``'
    """
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest or text != text.strip() else ""
    return f"{fence}{space}{text}{space}{fence}"
