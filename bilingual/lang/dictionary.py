"""Tables of words, read where a text needs them: what begins with its characters. All of jieba's takes most of a second."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

TOTAL = 60_101_967
"""The frequencies of all words together, which jieba divides by."""
_SAME_FIRST = re.compile(r"^(.).*\n(?:\1.*\n)*", re.MULTILINE)
"""The lines of words with the same first character; some characters have several such places."""


class Unread:
    """The lines of a table, each of which begins with a word, as long as nobody asked for them.

    >>> unread = Unread("中国 30\\n国 2\\n中 5")
    >>> [*unread.taken("中间")], [*unread.taken("中国")]
    ([('中', ['中国 30', '中 5'])], [('国', ['国 2'])])
    """

    def __init__(self, lines: str) -> None:
        self._lines = f"{lines}\n"
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in _SAME_FIRST.finditer(self._lines):
            self._places[place[1]].append(place.span())

    def taken(self, text: str) -> Iterator[tuple[str, list[str]]]:
        """By each character of a text the lines that begin with it, if it is the first text that has the character."""
        for first in self._places.keys() & set(text):
            yield first, [line for start, end in self._places.pop(first) for line in self._lines[start:end].splitlines()]


class Dictionary:
    """jieba's: words with how often jieba's corpus has them, and with their parts of speech.

    >>> dictionary = Dictionary("中国 30 ns\\n中 5 f\\n国 2 n\\n")
    >>> dictionary.read("中间"), dictionary.frequencies, dictionary.tags
    (None, {'中国': 30, '中': 5}, {'中国': 'ns', '中': 'f'})
    """

    def __init__(self, lines: str) -> None:
        self.frequencies: dict[str, int] = {}
        """Of the words read so far; 0 for what only begins one."""
        self.tags: dict[str, str] = {}
        self._unread = Unread(lines)

    def read(self, text: str) -> None:
        """Knows all words from now on that may stand in a text."""
        for first, lines in self._unread.taken(text):
            self._add(lines)
            self.frequencies.setdefault(first, 0)

    def _add(self, lines: list[str]) -> None:
        for word, frequency, tag in map(str.split, lines):
            self.frequencies[word], self.tags[word] = int(frequency), tag
            for length in range(2, len(word)):
                self.frequencies.setdefault(word[:length], 0)
