"""What an engine made of a term so far, read off finished sentences: the English that stands where the term does.

No alignment is needed: words that come with the term and seldom without it are its rendering (Dice's coefficient), unless they
come with other Chinese still more surely: `second-hand` is that of 二手, not of the 话筒 behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bilingual.lang.characters import HANZI, script
from bilingual.lang.english_words import FUNCTION_WORDS

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_POSSESSIVE = re.compile(r"['’]s$")
_PAIR = re.compile(rf"(?=({HANZI.pattern}{{2}}))")
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
        self._pairs = [_pairs(chinese) for chinese, _ in self._sentences]
        self._pairs_often: Counter[str] = Counter(pair for pairs in self._pairs for pair in pairs)

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
            best, times = self._best(open_, term)
            if not best:
                break
            found.append(Rendering(self._shown(best, open_), times))
            open_ = [i for i in open_ if best not in self._grams[i]]
        return tuple(found), sentence_count

    def _best(self, open_: Sequence[int], term: str) -> tuple[str, int]:
        """The words that come with the term most exclusively; at least twice, or always where it stands once."""
        counts = Counter(gram for i in open_ for gram in self._grams[i])
        scored = sorted(
            (
                (score, gram.count(" "), gram, times)
                for gram, times in counts.items()
                if times > 1 and (score := _dice(times, len(open_), self._often[gram])) >= _CLOSE
            ),
            reverse=True,
        )
        return next(
            ((gram, times) for score, _, gram, times in scored if not self._is_another_s(gram, term, open_, score)), ("", 0)
        )

    def _is_another_s(self, gram: str, term: str, open_: Sequence[int], score: float) -> bool:
        """Whether other Chinese stands beside the term each time, and comes with the words more surely than the term does."""
        beside = frozenset[str].intersection(*(self._pairs[i] for i in open_ if gram in self._grams[i]))
        others = [pair for pair in beside if pair not in term and term[-1] != pair[0] and term[0] != pair[1]]
        if not others:
            return False
        with_gram = [pairs for grams, pairs in zip(self._grams, self._pairs, strict=True) if gram in grams]
        together = (sum(pair in pairs for pairs in with_gram) for pair in others)
        return any(
            _dice(times, self._pairs_often[pair], len(with_gram)) > score for pair, times in zip(others, together, strict=True)
        )

    def _shown(self, gram: str, among: Sequence[int]) -> str:
        """The words as they are most often written."""
        pattern = re.compile(r"[\s-]+".join(map(re.escape, gram.split())), re.IGNORECASE)
        spelled = Counter(match[0] for i in among for match in pattern.finditer(self._sentences[i][1]))
        return spelled.most_common(1)[0][0] if spelled else gram


def _grams(english: str) -> frozenset[str]:
    """Runs of up to three words that neither begin nor end with a function word, in lower case."""
    found: set[str] = set()
    for clause in re.split(r"[.,;:!?()\"“”]", english):
        words = [_POSSESSIVE.sub("", match[0]).lower() for match in _WORD.finditer(clause)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                if words[start] not in FUNCTION_WORDS and words[end - 1] not in FUNCTION_WORDS and len(words[start]) > 1:
                    found.add(" ".join(words[start:end]))
    return frozenset(found)


def _pairs(chinese: str) -> frozenset[str]:
    """Any two characters that stand beside each other."""
    return frozenset(_PAIR.findall(chinese))


def _dice(together: int, one: int, other: int) -> float:
    return 2 * together / (one + other)
