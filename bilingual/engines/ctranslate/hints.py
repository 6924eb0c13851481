"""A dictionary at a model's side: words that it hardly knows get their English in the source, and it has learnt to read that.

`去恰塔霍裕克。` reaches the model as `去恰塔霍裕克<0xFE>Çatalhöyük<0xFF>。`. The two marks are pieces of bytes that no text in
UTF-8 has, so that nothing a person writes is taken for a hint. The model decides what to make of it: it has seen hints that
fit, that do not, and none (`training/hints.py`). The English of a glossary's term has another mark, `抖音<0xFD>TikTok<0xFF>`: the
model has learnt to write what stands there letter for letter (after Dinu et al. 2019, arXiv:1906.01105).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import TypeVar

from bilingual.engines.ctranslate.tokenizer import SentencePieces
from bilingual.engines.ctranslate.vocabulary import SLOT
from bilingual.lang.dictionary import Unread
from bilingual.model import Span, overlap

HINTS = "hints.tsv"
"""The table in a package whose model reads hints."""
_COMMENT = re.compile(r"^#.*\n", re.MULTILINE)
Piece = TypeVar("Piece")
MARKS = ("<0xFE>", "<0xFF>", "<0xFD>")
"""The pieces in front of a hint and behind it, and in front of a term's English."""
SENTINEL = "⟦0⟧"
"""A piece of its own in front of a text that goes on, so that the tokenizer does not put there what begins a text."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a word means."""

    end: int
    """Where the word ends, in code points of the text: the hint stands there."""
    word: str
    gloss: str
    exact: bool = False
    """Whether the English is to have the gloss as it is: that of a term."""

    @property
    def span(self) -> Span:
        """Where the word stands."""
        return self.end - len(self.word), self.end


class HintTable:
    """The words of a dictionary. One with a gloss gets a hint; the others only say where words begin and end."""

    def __init__(self, glosses: Mapping[str, str], unread: Unread | None = None) -> None:
        self._glosses: dict[str, str] = {}
        self._longest: dict[str, int] = {}
        """By two characters, how long words are at most that begin so."""
        self._unread = unread or Unread("")
        self._add(glosses.items())

    @classmethod
    def read(cls, path: Path) -> HintTable:
        """The table of a file of lines `word<TAB>gloss`, the gloss blank where there is none."""
        return cls({}, Unread(_COMMENT.sub("", path.read_text("utf-8")), "\t"))

    def _add(self, glosses: Iterable[tuple[str, str]]) -> None:
        for word, gloss in glosses:
            self._glosses[word] = gloss
            self._longest[word[:2]] = max(self._longest.get(word[:2], 0), len(word))

    def words(self, text: str) -> Iterator[tuple[int, str]]:
        """Where the words of two characters or more begin, and the words: from the left, the longest first.

        >>> list(HintTable({"在线": "", "存在": "", "线索": ""}).words("存在线索"))
        [(0, '存在'), (2, '线索')]
        """
        self._add((word, gloss) for word, _, gloss in (line.partition("\t") for line in self._unread.taken(text)))
        at, last = 0, len(text) - 1
        while at < last:
            for length in range(self._longest.get(text[at : at + 2], 0), 1, -1):
                if (word := text[at : at + length]) in self._glosses and len(word) == length:
                    yield at, word
                    at += length
                    break
            else:
                at += 1

    def hints(self, text: str) -> list[Hint]:
        """The hints of a text, each word once, in order.

        >>> HintTable({"里程碑": "milestone"}).hints("这是里程碑。")
        [Hint(end=5, word='里程碑', gloss='milestone', exact=False)]
        """
        found: dict[str, Hint] = {}
        for at, word in self.words(text):
            if gloss := self._glosses[word]:
                found.setdefault(word, Hint(at + len(word), word, gloss))
        return list(found.values())


def with_terms(hints: Sequence[Hint], terms: Sequence[Hint]) -> list[Hint]:
    """Both in order, without the hints of words that share a character with a term.

    >>> hints, terms = [Hint(2, "抖音", "quaver"), Hint(4, "视频", "video")], [Hint(2, "抖音", "TikTok", exact=True)]
    >>> [hint.gloss for hint in with_terms(hints, terms)]
    ['TikTok', 'video']
    """
    free = (hint for hint in hints if not any(overlap(hint.span, term.span) for term in terms))
    return sorted([*free, *terms], key=lambda hint: hint.end)


def hinted(text: str, hints: Sequence[Hint], encode: Callable[[str], list[Piece]], marks: Sequence[Piece]) -> list[Piece]:
    """The pieces of a text with its hints, which stand in order; `marks` are MARKS as `encode` names pieces."""
    pieces: list[Piece] = []
    before_hint, behind, before_term = marks
    start, ends = 0, [hint.end for hint in hints]
    begins = len(encode(SENTINEL)) if ends else 0
    for end, hint in zip_longest([*ends, len(text)], hints):
        part = text[start:end]
        pieces.extend(encode(SENTINEL + part)[begins:] if start else encode(part))
        if hint:
            pieces.extend((before_term if hint.exact else before_hint, *encode(hint.gloss), behind))
        start = end
    return pieces


def stands(text: str, terms: Sequence[tuple[str, str]]) -> list[Hint]:
    """Where terms stand in a text, the longer first; each place has one.

    >>> [(hint.end, hint.gloss) for hint in stands("我用抖音和抖音号。", [("抖音", "TikTok"), ("抖音号", "TikTok ID")])]
    [(8, 'TikTok ID'), (4, 'TikTok')]
    """
    found: list[Hint] = []
    for word, english in sorted(terms, key=lambda term: -len(term[0])):
        for place in re.finditer(re.escape(word), text):
            if not any(overlap(other.span, place.span()) for other in found):
                found.append(Hint(place.end(), word, english, exact=True))
    return found


class HintedPieces:
    """A tokenizer that puts hints into the pieces of a source; the table is read when first used."""

    def __init__(self, pieces: SentencePieces, table: Path) -> None:
        self.pieces, self._path = pieces, table
        """The tokenizer alone: it gives no hints."""

    def encode(self, text: str, terms: Sequence[tuple[str, str]] = (), /) -> list[str]:
        """The pieces of a source text with its hints and the English of its terms.

        None beside slots, of which the model then loses more.
        """
        if SLOT.search(text):
            return self.pieces.encode(text)
        return hinted(text, with_terms(self._table.hints(text), stands(text, terms)), self.pieces.encode, MARKS)

    def decode(self, pieces: list[str], /) -> str:
        """The text of target pieces."""
        return self.pieces.decode(pieces)

    @cached_property
    def _table(self) -> HintTable:
        return HintTable.read(self._path)


def package_pieces(folder: Path) -> SentencePieces | HintedPieces:
    """The SentencePiece tokenizer of a package, with hints where the package has a table of them."""
    model, hints = folder / "sentencepiece.model", folder / HINTS
    pieces = SentencePieces(model, model)
    return HintedPieces(pieces, hints) if hints.is_file() else pieces
