"""Words and stretches that a small model says again: a word twice, or a loop that does not stop."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from bilingual.lang.characters import HANZI
from bilingual.lang.length import units, words

_LONGEST = 12
"""Words in a repeated stretch; longer ones are caught as echoes."""
_LEAST = 3
"""Words that stood in the sentence before, as every repetition and echo below has at least; few sentences have so many."""
_STAMMER = re.compile(r"([^\W\d_])\1{4}|(?=[^\W\d_]{10})([^\W\d_]{2,6}?)\2{4}|([^\w\s])(?:\s*\3){11}")
"""The same letters five times inside a word, or the same mark twelve times."""
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]['’\w]*)(?P<again>(?: (?i:\1))+)(?![\w'’-])")
_OPENS = re.compile(r"""(?:^|[.!?…])[ "'“”‘’()*_]*$|[,:] *["'“‘][*_]*$""")
"""What stands before the first word of a sentence, one that begins inside a quotation too: “He said, "Every layer."”."""
_MARKS = 16
"""Characters before a word that are looked at for that."""
_MEANT = frozenset("had that in on is was for you her this so very ha heh will may".split())
"""Words that stand twice in good English: “they move in in May”, “the way it was was fine”, “ha ha”, “Will will come”."""
_TWICE_IN_CHINESE = re.compile(rf"({HANZI.pattern}{{1,4}}|\b[A-Za-z]+\b)\W*\1")


def doubled_words(source: str, target: str) -> tuple[str, ...]:
    """Words that stand twice in a row in the English, where the Chinese says nothing twice. Names may: Cao Cao.

    Of 153,901 pairs that people wrote ten have such a word, six of them by a slip. Of groups of words most are English: again
    and again. A capital is another's at the start of a sentence alone: the Active Directory directory.

    >>> [doubled_words(source, "We go to the the hospital.") for source in ("我们去医院。", "我们去看看医院。")]
    [('the',), ()]
    >>> doubled_words("他五月搬进来。", "Cao Cao moves in in May."), doubled_words("每一层都有灯。", "Every every layer is lit.")
    ((), ('Every',))
    """
    if not _TWICE.search(target) or _TWICE_IN_CHINESE.search(source):
        return ()
    return tuple(dict.fromkeys(found[1] for found in _TWICE.finditer(target) if _is_doubled(found)))


def without_doubles(source: str, target: str) -> str:
    """The English with each of its `doubled_words` once.

    >>> without_doubles("我们最近去医院。", "We went to the the the hospital lately lately.")
    'We went to the hospital lately.'
    """
    if not doubled_words(source, target):
        return target
    return _TWICE.sub(lambda found: found[1] if _is_doubled(found) else found[0], target)


def _is_doubled(found: re.Match[str]) -> bool:
    word, start = found[1], found.start()
    opens = _OPENS.search(found.string, max(0, start - _MARKS), start) is not None
    return found["again"].islower() and (opens or word.islower()) and word.lower() not in _MEANT


def is_loop(source: str, target: str) -> bool:
    """Whether a translation repeats itself, or runs on, where its source does not.

    >>> is_loop("他喜欢音乐。", "He likes music and he likes music and he likes music.")
    True
    >>> is_loop("对对对，是的。", "Right, right, right, yes.")
    False
    """
    spoken, written = units(source), words(target)
    again = len(written) - len(set(written)) >= _LEAST
    if _runs_on(spoken, written) or (again and (_repeats(spoken, written) or _echoes(spoken, written))):
        return True
    return _stammers(spoken, source, target)


def _runs_on(spoken: Sequence[str], written: Sequence[str]) -> bool:
    """More than three words a character: people write about 0.65, and hardly ever more than two."""
    return len(written) > 3 * len(spoken) + 12


def _repeats(spoken: Sequence[str], written: Sequence[str]) -> bool:
    """A stretch of words several times in a row; one more time than in the source is let pass.

    Four words or more need stand only twice in a row, unless any three characters of the source occur twice.
    """
    repeated = {
        length: times for length in range(1, _LONGEST + 1) if (times := _times(written, length)) >= _least(length, once=True)
    }
    if not repeated:
        return False
    once = _most(spoken, 3) < 2
    allowed = 1 + max(_times(spoken, length) for length in range(1, _LONGEST + 1))
    return any(
        times >= _least(length, once=once) and (times > allowed or (length >= 4 and once)) for length, times in repeated.items()
    )


def _least(length: int, *, once: bool) -> int:
    """How often a stretch of that length must stand in a row; `once`: nothing occurs twice in the source."""
    return 4 if length == 1 else 3 if length < 4 or not once else 2


def _times(items: Sequence[str], length: int) -> int:
    """How often, at most, a stretch of that length stands several times in a row.

    >>> _times("abababc", 2)
    3
    """
    best = run = 0
    for place in range(length, len(items)):
        run = run + 1 if items[place] == items[place - length] else 0
        if run > best:
            best = run
    return 1 + best // length


def _echoes(spoken: Sequence[str], written: Sequence[str]) -> bool:
    """The same four words three times or more, scattered, and two times more than any two characters of the source."""
    return _most(written, 4) >= max(3, _most(spoken, 2) + 2)


def _most(items: Sequence[str], length: int) -> int:
    """How often the most frequent stretch of that length occurs."""
    counts = Counter(tuple(items[place : place + length]) for place in range(len(items) - length + 1))
    return max(counts.values(), default=0)


def _stammers(spoken: Sequence[str], source: str, target: str) -> bool:
    return _STAMMER.search(target) is not None and _STAMMER.search(source) is None and _times(spoken, 1) < 3
