"""Addresses of the web and of files in running text: where one ends, and whether Hanzi after it belong to it.

The rule, in one place for every kind of post:

- An address begins with its scheme or `www.` and goes on over the characters of RFC 3986; marks at its end are the sentence's
  (GFM 0.29, 6.9 "Autolinks (extension)").
- GFM takes whatever follows up to a blank, Hanzi too. Chinese is written without blanks, so that is right only for an address
  that is written apart, after a blank or a mark: `见 https://a.b/路径 一页`. There Hanzi go on where a word of its path may
  begin, up to a blank or a Chinese mark. In `打开https://a.b/就能看到` the sentence goes on, as twitter-text has it.
- The title of a page is part of it wherever sites put one: `…/wiki/图书馆`, `…?q=图书馆`.
- The path of a file may have Hanzi where it begins as paths do and ends with a file type: `D:\\工作\\报告.docx`, `~/下载/歌.mp3`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.lang.characters import HANZI
from bilingual.model import Span

ADDRESS_START = re.compile(r"(?<![A-Za-z0-9])(?:https?|ftp)://|(?<![A-Za-z0-9.])www\.(?=[A-Za-z0-9])")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[\w\-.~:/?#@!$&'()+,;=%]+", re.ASCII)
_TITLED = re.compile(r"(?:/(?:wiki|item|tags?|categor(?:y|ies)|topics?|search|archives?|people|t)/|[?&][\w-]+=|/#)$", re.ASCII)
"""Where the title of a page may follow in Hanzi, whatever stands before the address."""
_PATH = re.compile(r"[^:/]/")
"""Where the path of an address begins."""
_BEFORE_WORD = frozenset("/?#=&_%~+-")
"""After which, in a path, a word of it in Hanzi may begin."""
_LONGEST_LEAD = 60
"""In characters: how long what stands before a title may be."""
_AFTER = frozenset(".,:;!?'~_")
"""What ends no address."""
_TITLE = re.compile(r"[㐀-鿿]+(?:[_·/-]?\(?[㐀-鿿]+\)?)*")
_REST = re.compile(r"[\w\-.~:/?#@!$&'()+,;=%]+", re.ASCII)
_WIDE_REST = re.compile(r"(?=[㐀-鿿])(?:[\w\-.~:/?#@!$&'+,;=%]|\([\w\-.~:/?#@!$&'+,;=%]*\))+")
"""What follows in such a path, up to a blank, a Chinese mark or a bracket that closes an earlier one."""


_NAME = r"[^\s\\/:*?\"<>|，。、；：！？（）“”「」《》`]{1,60}?"
_FILE = re.compile(
    rf"(?<![A-Za-z0-9.~/\\])(?:[A-Za-z]:[\\/]|~/|\.{{1,2}}/|/(?=[A-Za-z]))(?:{_NAME}[\\/]){{0,12}}{_NAME}"
    r"\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9.])"
)
"""At most a dozen folders, so that hostile text is read in linear time."""


def address_end(text: str, start: int, first: int, last: int) -> int:
    """Where the address that begins at `start` ends; `start` where none does. Nothing outside of `first` and `last` counts."""
    match = _ADDRESS.match(text, start, last)
    if match is None:
        return start
    end = match.end()
    is_apart = start == first or not text[start - 1].isalnum()
    may_go_on = is_apart and text[end - 1] in _BEFORE_WORD and _PATH.search(text, start, end)
    if may_go_on and (wide := _WIDE_REST.match(text, end, last)):
        end = wide.end()
    while _TITLED.search(text, max(start, end - _LONGEST_LEAD), end) and (title := _TITLE.match(text, end, last)):
        rest = _REST.match(text, title.end(), last)
        end = rest.end() if rest else title.end()
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while text[end - 1] in _AFTER or (surplus > 0 and text[end - 1] == ")"):
        surplus -= text[end - 1] == ")"
        end -= 1
    return end


def address_spans(text: str, first: int, last: int) -> Iterator[Span]:
    """Where addresses stand from `first` to `last`, rising.

    >>> text = "见 https://a.b/路径 一页，打开https://a.b/c就好，看www.a.b。"
    >>> [text[slice(*span)] for span in address_spans(text, 0, len(text))]
    ['https://a.b/路径', 'https://a.b/c', 'www.a.b']
    """
    position = first
    while begins := ADDRESS_START.search(text, position, last):
        start = begins.start()
        position = address_end(text, start, first, last)
        if position > start:
            yield start, position
        position = max(position, begins.end())


def file_spans(text: str, first: int, last: int) -> Iterator[Span]:
    r"""Where paths of files with Hanzi in them stand from `first` to `last`, rising; others are tokens.

    >>> text = r"放在D:\工作\报告.docx里，听~/下载/歌.mp3，苹果/梨.txt，C:\a.txt"
    >>> [text[slice(*span)] for span in file_spans(text, 0, len(text))]
    ['D:\\工作\\报告.docx', '~/下载/歌.mp3']
    """
    return (found.span() for found in _FILE.finditer(text, first, last) if HANZI.search(found[0]))
