"""Tables of words, of which only what may stand in a text is read. All of jieba's takes most of a second."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

TOTAL = 60_101_967
"""The frequencies of all words together, which jieba divides by."""
_SAME_FIRST = re.compile(r"(.).*\n(?:\1.*\n)*")
"""The lines of words with the same first character; some characters have several such places."""


class Unread:
    """The lines of a table, each a word and what is told of it, as long as nobody asked for them.

    >>> unread = Unread("中国 30\\n国 2\\n中 5")
    >>> [*unread.taken("中间")], [*unread.taken("中国")]
    (['中 5'], ['中国 30', '国 2'])
    """

    def __init__(self, lines: str, between: str = " ") -> None:
        self._lines = f"{lines}\n"
        self._between = between
        """What stands behind each word."""
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in _SAME_FIRST.finditer(self._lines):
            self._places[place[1]].append(place.span())
        self._blocks: dict[str, str] = {}
        """The lines by their first character, each behind a line's end, as soon as a text has the character."""
        self._asked: set[str] = set()
        """The two characters that the lines taken so far begin with."""

    def taken(self, text: str) -> Iterator[str]:
        """The lines of words that may stand in a text: of its characters and of what begins with two that are neighbours there.

        A line is given once, and in the order of the text, so that what is told of a text is the same in every run.
        """
        for first in self._places.keys() & set(text):
            self._blocks[first] = "\n" + "".join(self._lines[start:end] for start, end in self._places.pop(first))
        starts = dict.fromkeys((*map("".join, pairwise(text)), *(character + self._between for character in text)))
        unasked = [start for start in starts if start not in self._asked]
        self._asked.update(unasked)
        for start in unasked:
            for rest in self._blocks.get(start[0], "").split(f"\n{start}")[1:]:
                yield start + rest.partition("\n")[0]


class Dictionary:
    """jieba's: words with how often jieba's corpus has them, and with their parts of speech.

    >>> dictionary = Dictionary("中国 30 ns\\n中 5 f\\n国 2 n\\n")
    >>> dictionary.read("中"), dictionary.frequencies, dictionary.tags
    (None, {'中': 5}, {'中': 'f'})
    >>> dictionary.read("在中国"), dictionary.frequencies
    (None, {'中': 5, '中国': 30, '国': 2, '在': 0})
    """

    def __init__(self, lines: str) -> None:
        self.frequencies: dict[str, int] = {}
        """Of the words read so far; 0 for what only begins one, and for a character that is none."""
        self.tags: dict[str, str] = {}
        self._unread = Unread(lines)

    def read(self, text: str) -> None:
        """Knows all words from now on that may stand in a text."""
        for word, frequency, tag in map(str.split, self._unread.taken(text)):
            self.frequencies[word], self.tags[word] = int(frequency), tag
            for length in range(2, len(word)):
                self.frequencies.setdefault(word[:length], 0)
        for character in text:
            self.frequencies.setdefault(character, 0)
