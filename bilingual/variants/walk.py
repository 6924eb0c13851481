"""A marked-up text as one string and back: marks have no width, codes are boundaries, links keep their labels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bilingual.model import Code, Gloss, PairedCode, Part, Span, TermSpan, Text
from bilingual.variants.masks import BOUNDARY
from bilingual.variants.opencc import refuse

_HAN_END = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U000323af]$")
_EMPHASIS = re.compile(r"([*_~]+)")


@dataclass(slots=True)
class Strings:
    """The strings of a text as they are met: joined, they are `whole`, with a boundary for each code."""

    whole: str = ""
    spans: list[Span] = field(default_factory=list)
    """Of each string, in `whole`."""
    mentions: list[Span] = field(default_factory=list)
    """Of those that are a glossary term."""
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    def string(self, text: str) -> str:
        """Record a string that is to be converted; `DocumentError` where it cannot be."""
        refuse(text)
        self.spans.append((self._length, self._length + len(text)))
        self._add(text)
        return text

    def mention(self, text: str) -> str:
        """Record a string that is a glossary term."""
        self.mentions.append((self._length, self._length + len(text)))
        return self.string(text)

    def code(self, code: Code) -> None:
        """Record a code; a line break between Hanzi is none, for Chinese is wrapped inside words."""
        last = next((piece for piece in reversed(self._pieces) if piece), "")
        if code.kind != "mark" and not (code.kind == "break" and _HAN_END.search(last)):
            self._add(BOUNDARY)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def close(self) -> None:
        """Join what was recorded."""
        self.whole = "".join(self._pieces)


def strings(texts: tuple[Text, ...]) -> Strings:
    """The strings of several texts that follow each other."""
    found = Strings()
    for text in texts:
        _walked(text, _Visitor(found.string, found.mention, found.code))
    found.close()
    return found


def rebuilt(texts: tuple[Text, ...], converted: Iterator[str]) -> tuple[Text, ...]:
    """The texts with each of their strings replaced by the next of `converted`."""

    def replaced(_: str) -> str:
        return next(converted)

    return tuple(_walked(text, _Visitor(replaced, replaced, lambda code: None)) for text in texts)


@dataclass(frozen=True, slots=True)
class _Visitor:
    """What is done with each string, glossary term and code, in order."""

    string: Callable[[str], str]
    mention: Callable[[str], str]
    code: Callable[[Code], None]


def _walked(text: Text, visit: _Visitor) -> Text:
    return tuple(_part(part, visit) for part in text)


def _part(part: Part, visit: _Visitor) -> Part:
    if isinstance(part, str):
        return visit.string(part)
    if isinstance(part, TermSpan):
        return replace(part, text=visit.mention(part.text))
    if isinstance(part, PairedCode):
        return _pair(part, visit)
    if isinstance(part, Gloss):
        return _gloss(part, visit)
    visit.code(part)
    return part


def _pair(pair: PairedCode, visit: _Visitor) -> PairedCode:
    """The pair around its converted text; an image stands beside the words, not between them."""
    edge = Code(pair.open, "other" if pair.kind == "image" else "mark")
    visit.code(edge)
    inner = _walked(pair.inner, visit)
    visit.code(edge)
    return pair.with_inner(inner)


def _gloss(gloss: Gloss, visit: _Visitor) -> Gloss:
    return Gloss(
        open=_marked(gloss.open, visit),
        term=visit.string(gloss.term),
        close=_marked(gloss.close, visit),
        lead=visit.string(gloss.lead),
        head=visit.string(gloss.head),
        separator=visit.string(gloss.separator),
        explanation=_walked(gloss.explanation, visit),
        tail=_marked(gloss.tail, visit),
    )


def _marked(text: str, visit: _Visitor) -> str:
    """A string that may hold emphasis marks, which have no width."""
    return "".join(piece if _EMPHASIS.fullmatch(piece) else visit.string(piece) for piece in _EMPHASIS.split(text) if piece)
