"""jieba's dictionary, read where a text needs it: the words that begin with its characters. All of it takes most of a second."""

from __future__ import annotations

import re
from collections import defaultdict

TOTAL = 60_101_967
"""The frequencies of all words together, which jieba divides by."""
_SAME_FIRST = re.compile(r"^(.).*\n(?:\1.*\n)*", re.MULTILINE)
"""The lines `word frequency tag` of words with the same first character; some characters have several such places."""


class Dictionary:
    """Words with how often jieba's corpus has them, and with their parts of speech.

    >>> dictionary = Dictionary("中国 30 ns\\n中 5 f\\n国 2 n\\n")
    >>> dictionary.read("中间"), dictionary.frequencies, dictionary.tags
    (None, {'中国': 30, '中': 5}, {'中国': 'ns', '中': 'f'})
    """

    def __init__(self, lines: str) -> None:
        self.frequencies: dict[str, int] = {}
        """Of the words read so far; 0 for what only begins one."""
        self.tags: dict[str, str] = {}
        self._lines = lines
        self._unread: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place in _SAME_FIRST.finditer(lines):
            self._unread[place[1]].append(place.span())

    def read(self, text: str) -> None:
        """Knows all words from now on that may stand in a text."""
        for first in self._unread.keys() & set(text):
            for start, end in self._unread.pop(first):
                self._add(self._lines[start:end])
            self.frequencies.setdefault(first, 0)

    def _add(self, lines: str) -> None:
        for word, frequency, tag in map(str.split, lines.splitlines()):
            self.frequencies[word], self.tags[word] = int(frequency), tag
            for length in range(2, len(word)):
                self.frequencies.setdefault(word[:length], 0)
