"""What an engine made of a term so far, read off finished sentences: the English that stands where the term does.

No alignment is needed: words that come with the term and seldom without it are its rendering (Dice's coefficient).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.lang.characters import script
from bilingual.lang.english_words import FUNCTION_WORDS

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LONGEST = 3
"""Words in a rendering."""
_CLOSE = 0.35
"""Dice's coefficient from which words belong to the term."""
_MOST = 3
"""Renderings told of a term."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """An English that stands for a term."""

    english: str
    times: int
    """In how many sentences."""


class Renderings:
    """The sentences of finished documents, to be asked for terms."""

    def __init__(self, sentences: Iterable[tuple[str, str]]) -> None:
        self._sentences = tuple(sentences)
        self._grams = [_grams(english) for _, english in self._sentences]
        self._often: Counter[str] = Counter(gram for grams in self._grams for gram in grams)

    def of_term(self, term: str) -> tuple[tuple[Rendering, ...], int]:
        """The renderings of a term, the surest first, and the number of sentences that hold it; of a Latin name itself.

        >>> sentences = [("算力不够", "Not enough computing power."), ("买算力", "Buy computing power"), ("好", "Good")]
        >>> Renderings(sentences).of_term("算力")
        ((Rendering(english='computing power', times=2),), 2)
        """
        open_ = [i for i, (chinese, _) in enumerate(self._sentences) if term in chinese]
        sentence_count = len(open_)
        found: list[Rendering] = []
        if script(term) == "latin":
            times = sum(term in self._sentences[i][1] for i in open_)
            return (Rendering(term, times),) if times else (), sentence_count
        while open_ and len(found) < _MOST:
            best, times = self._best(open_, sentence_count)
            if not best:
                break
            found.append(Rendering(self._shown(best, open_), times))
            open_ = [i for i in open_ if best not in self._grams[i]]
        return tuple(found), sentence_count

    def _best(self, open_: Sequence[int], sentence_count: int) -> tuple[str, int]:
        """The words that come with the term most exclusively; at least twice, or always where it stands once."""
        counts = Counter(gram for i in open_ for gram in self._grams[i])
        scored = (
            (2 * times / (min(sentence_count, len(open_)) + self._often[gram]), gram.count(" "), gram, times)
            for gram, times in counts.items()
            if times > 1
        )
        score, _, best, times = max(scored, default=(0.0, 0, "", 0))
        return (best, times) if score >= _CLOSE else ("", 0)

    def _shown(self, gram: str, among: Sequence[int]) -> str:
        """The words as they are most often written."""
        pattern = re.compile(r"[\s-]+".join(map(re.escape, gram.split())), re.IGNORECASE)
        spelled = Counter(match[0] for i in among for match in pattern.finditer(self._sentences[i][1]))
        return spelled.most_common(1)[0][0] if spelled else gram


def _grams(english: str) -> frozenset[str]:
    """Runs of up to three words that neither begin nor end with a function word, in lower case."""
    found: set[str] = set()
    for clause in re.split(r"[.,;:!?()\"“”]", english):
        words = [match[0].lower() for match in _WORD.finditer(clause)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                if words[start] not in FUNCTION_WORDS and words[end - 1] not in FUNCTION_WORDS and len(words[start]) > 1:
                    found.add(" ".join(words[start:end]))
    return frozenset(found)
