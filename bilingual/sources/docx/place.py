"""A text of a Word document, which is one text in Markdown: a paragraph, or all of those in a cell of a table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Literal

from bilingual.model import Code, PairedCode, Part, Role, Text, emphasised, join
from bilingual.sources.docx.pieces import Piece, Reader
from bilingual.sources.markdown.escaping import BAR, START
from bilingual.sources.markdown.rereading import literal, markup, read_text

BREAK = Code("<br>", "hardbreak")
_MARKS = re.compile(r"^[A-Za-z]|[!-/:-@\[-`{-~]")
_ELEMENTS = {"u": "u", "superscript": "sup", "subscript": "sub", "ins": "ins"}
_EMPHASIS: dict[str, Role] = {"b": "bold", "i": "italic", "s": "strike"}


@dataclass(frozen=True)
class Segment:
    """What stands between two breaks of a paragraph, or between a break and an end of it."""

    paragraph: Any
    pieces: tuple[Piece, ...]
    """The break that ends it last, where one does."""

    @property
    def words(self) -> str:
        """What a reader has of it."""
        return "".join(piece.text for piece in self.pieces if piece.kind in ("words", "box"))


@dataclass(frozen=True)
class Place:
    """A text and where its pieces stand."""

    paragraphs: tuple[Any, ...]
    reader: Reader
    where: Literal["line", "heading", "cell"] = "line"
    """On a line of its own, which a mark could make something else of; in a heading, or in a table."""

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All of its text; those without words too."""
        return tuple(
            Segment(paragraph, pieces)
            for paragraph in self.paragraphs
            for pieces in _parted(self.reader.pieces(paragraph))
        )  # fmt: skip

    @cached_property
    def worded(self) -> tuple[Segment, ...]:
        """The segments that have words: those that are translated."""
        return tuple(segment for segment in self.segments if segment.words.strip())

    @property
    def words(self) -> str:
        """What a reader has of it."""
        return " ".join(segment.words for segment in self.worded)

    @cached_property
    def boxes(self) -> tuple[Piece, ...]:
        """The fields and controls with words in them, by the number that they have in Markdown."""
        return tuple(piece for segment in self.worded for piece in segment.pieces if _is_box(piece))

    @cached_property
    def common(self) -> frozenset[str]:
        """The looks that all of its words have: no markup says them."""
        looks = [
            piece.looks for segment in self.worded for piece in segment.pieces if piece.kind == "words" and piece.text.strip()
        ]
        return frozenset.intersection(*looks) if looks else frozenset()

    @cached_property
    def marked(self) -> tuple[str, ...]:
        """The looks that some of its words have and Markdown does not know, by the number that they have in Markdown."""
        looks = {look for segment in self.worded for piece in segment.pieces for look in piece.looks if piece.kind == "words"}
        return tuple(sorted(look for look in looks - self.common if look[0] == "."))

    def markdown(self, *, spelled_out: bool = False) -> str:
        """The text in Markdown, on one line. `spelled_out`: each character that could be a mark is a reference to it."""
        texts = [self._text(segment) for segment in self.worded]
        parts = [part for text in texts for part in (BREAK, *text)][1:]
        if spelled_out:
            return join(tuple(_references(part) for part in parts))
        written = join(literal(tuple(parts), ()))
        if self.where == "cell":
            written = BAR.sub(r"\1\\|", written)
        begins = START.match(written) if self.where == "line" else None
        return f"{written[: begins.end()]}\\{written[begins.end() :]}" if begins else written

    def _text(self, segment: Segment) -> Text:
        """A segment as a text with markup; without emphasis where Markdown cannot say which."""
        parts = [(piece.looks - self.common, self._part(piece)) for piece in _told(segment.pieces)]
        text = self._grouped(_trimmed(parts), self._order())
        if markup(read_text(join(literal(text, ())), (), glosses=False)) == markup(text):
            return text
        return self._grouped([(frozenset(), part) for _, part in _trimmed(parts)], ())

    def _part(self, piece: Piece) -> Part:
        if piece.kind == "note":
            return Code(f"[^{piece.text}]", "note")
        if piece.kind == "box":
            return PairedCode(f'<span id="f{self.boxes.index(piece)}">', (piece.text,), "</span>", "html")
        return piece.text

    def _order(self) -> tuple[str, ...]:
        """The looks that markup says, the outermost first."""
        looks = {look for segment in self.worded for piece in segment.pieces for look in piece.looks} - self.common
        links = sorted(look for look in looks if look[0] == "[")
        return (*links, "ins", *self.marked, *_EMPHASIS, "u", "superscript", "subscript")

    def _grouped(self, parts: Sequence[tuple[frozenset[str], Part]], order: Sequence[str]) -> Text:
        """The parts, those that stand together with a look in a pair that says it."""
        if not order:
            return _merged(part for _, part in parts)
        look, *others = order
        found: list[Part] = []
        for has_look, group in groupby(parts, key=lambda part: look in part[0]):
            inner = self._grouped([*group], others)
            found += [self._pair(look, inner)] if has_look else inner
        return _merged(found)

    def _pair(self, look: str, inner: Text) -> PairedCode:
        if look[0] == "[":
            address = look[1:]
            plain = not any(character in address for character in " ()<>")
            return PairedCode("[", inner, f"]({address})" if plain else f"](<{address}>)", "link")
        if look[0] == ".":
            return PairedCode(f'<span class="r{self.marked.index(look)}">', inner, "</span>", "html")
        if look in _ELEMENTS:
            return PairedCode(f"<{_ELEMENTS[look]}>", inner, f"</{_ELEMENTS[look]}>", "html")
        return emphasised(_EMPHASIS[look], inner)


def _is_box(piece: Piece) -> bool:
    return piece.kind == "box" and bool(piece.text.strip())


def _told(pieces: Collection[Piece]) -> Iterator[Piece]:
    """The pieces that a reader of Markdown has."""
    yield from (piece for piece in pieces if (piece.kind == "words" and piece.text) or piece.kind == "note" or _is_box(piece))


def _parted(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The pieces up to each break."""
    start = 0
    for end, piece in enumerate(pieces, 1):
        if piece.kind == "break":
            yield tuple(pieces[start:end])
            start = end
    yield tuple(pieces[start:])


def _trimmed(parts: Sequence[tuple[frozenset[str], Part]]) -> list[tuple[frozenset[str], Part]]:
    """The parts without blanks at both ends; a blank between two has the looks that both have, so that no mark stands at one."""
    apart: list[tuple[frozenset[str], Part]] = []
    for looks, part in parts:
        if not isinstance(part, str):
            apart.append((looks, part))
            continue
        core = part.strip()
        start = part.index(core) if core else len(part)
        apart += [(looks, piece) for piece in (part[:start], core, part[start + len(core) :]) if piece]
    while apart and _is_blank(apart[0]):
        del apart[0]
    while apart and _is_blank(apart[-1]):
        del apart[-1]
    for at, (looks, part) in enumerate(apart):
        if _is_blank((looks, part)):
            after = next(looks for looks, part in apart[at:] if not _is_blank((looks, part)))
            apart[at] = (apart[at - 1][0] & after, part)
    return apart


def _is_blank(part: tuple[frozenset[str], Part]) -> bool:
    return isinstance(part[1], str) and not part[1].strip()


def _merged(parts: Iterator[Part] | Sequence[Part]) -> Text:
    """The parts with strings that touch as one."""
    found: list[Part] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _references(part: Part) -> Part:
    """A part with a reference for each character that could be a mark, and for a letter that could begin a statement."""
    if isinstance(part, PairedCode):
        return PairedCode(part.open, tuple(_references(inner) for inner in part.inner), part.close, part.kind)
    return _MARKS.sub(lambda found: f"&#{ord(found[0])};", part) if isinstance(part, str) else part
