"""What a reader has of a text with markup, and what is in it: its leaves, its terms, its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilingual.model.text import Code, Gloss, PairedCode, Part, TermSpan, Text


def as_read(text: Text) -> str:
    r"""The text with its markup, without what stands between two cues.

    >>> as_read(("今天", Code("\n\n2\n00:00:02,000 --> 00:00:03,000\n", "escape", ""), "**我们**"))
    '今天**我们**'
    """
    return "".join(part.reading if isinstance(part, Code) and part.reading is not None else str(part) for part in text)


def resolved(text: Text) -> Text:
    """A front-matter value as a reader has it: each escape is the character that it stands for.

    >>> resolved(("说：", Code(r"\\"", "escape"), "走", Code(r"\\"", "escape")))
    ('说："走"',)
    """
    if not any(isinstance(part, Code | PairedCode) for part in text):
        return text
    parts: list[Part] = []
    for part in text:
        if isinstance(part, PairedCode):
            part = replace(part, inner=resolved(part.inner))
        elif isinstance(part, Code) and part.kind == "escape":
            part = part.value
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        else:
            parts.append(part)
    return tuple(parts)


def leaves(text: Text) -> Iterator[str | Code | TermSpan]:
    """The text depth first, with the markup of pairs and glosses as `Code(kind="mark")`; joined, it is `join(text)`."""
    for part in text:
        if isinstance(part, PairedCode):
            yield Code(part.open, "mark")
            yield from leaves(part.inner)
            yield Code(part.close, "mark")
        elif isinstance(part, Gloss):
            yield from _gloss_leaves(part)
        else:
            yield part


def _gloss_leaves(gloss: Gloss) -> Iterator[str | Code | TermSpan]:
    yield from (*_marks(gloss.open), gloss.term, *_marks(gloss.close))
    yield from (*_marks(gloss.lead), gloss.head, *_marks(gloss.separator))
    yield from leaves(gloss.explanation)
    yield from _marks(gloss.tail)


def _marks(text: str) -> Iterator[str | Code]:
    """What stands around a gloss's words, its emphasis marks apart: they may stand in and outside quotation marks."""
    for piece in re.split(r"([*_]+)", text):
        if piece:
            yield Code(piece, "mark") if piece[0] in "*_" else piece


def placed(text: Text, start: int = 0) -> tuple[tuple[TermSpan, int], ...]:
    """The mentions of a text in order, those in pairs included, and where each starts in `join(text)`, beyond `start`."""
    found: list[tuple[TermSpan, int]] = []
    for part in text:
        if isinstance(part, TermSpan):
            found.append((part, start))
        elif isinstance(part, PairedCode):
            found += placed(part.inner, start + len(part.open))
        start += len(str(part))
    return tuple(found)


def plain(text: Text) -> str:
    """The text as a reader sees it: marks gone, code as its own characters, line breaks as one space."""
    return "".join(map(visible, leaves(text)))


def visible(leaf: str | Code | TermSpan) -> str:
    """What a reader sees of a leaf.

    >>> [visible(leaf) for leaf in ("今天", Code("**", "mark"), Code("`x`", "code"))]
    ['今天', '', 'x']
    """
    if not isinstance(leaf, Code):
        return str(leaf)
    if leaf.kind in ("break", "hardbreak"):
        return " "
    if leaf.kind == "escape":
        return leaf.value
    if leaf.kind == "code":
        return leaf.text.strip("`")
    return leaf.text if leaf.kind in ("math", "url", "tag", "other") else ""
