"""Transcripts as text: a line with a name and a time, and below it what is said.

So 飞书妙记 (`说话人 1 00:03:12`), 通义听悟 (`发言人 1  03:12`), 讯飞听见, Otter and others export them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bilingual.model import Cue, Label
from bilingual.sources.subtitles.syntax import Syntax, TimedText, milliseconds, without_blanks

_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_NAME = r"[^\s\d：:，。！？,!?（）()\[\]][^\r\n：:，。！？,!?（）()\[\]]{0,38}?"
HEAD = re.compile(
    rf"^\ufeff?[ \t]*(?:(?P<name>{_NAME})[ \t\u3000]*|(?=[(（\[【]?[ \t]*\d{{1,2}}:\d{{2}}:))"
    rf"(?:[(（\[【][ \t]*)?(?<!\d)(?P<time>{_TIME})(?:[ \t]*[)）\]】])?[ \t]*[:：]?[ \t]*\r?$",
    re.MULTILINE,
)
"""A line with nothing but a name and a time, or a time with hours where nobody is named."""
FEISHU = re.compile(r"(?:说话人|說話人)[ ]?\d{0,3}")
TINGWU = re.compile(r"(?:发言人|發言人)[ ]?\d{0,3}")
_LEAST = 2
"""Such lines that make a transcript of a text, unless the name is one that a tool gives: then it takes no second."""
_SHARE = 0.2
"""Of the lines with words at least so many are such lines: what is said is mostly one paragraph."""


def is_transcript(text: str) -> bool:
    """Whether a text is a transcript, by its structure: names with times that rise, or times alone, and words below them."""
    heads = [*HEAD.finditer(text)]
    times = [milliseconds(head["time"]) for head in heads]
    spoken = sum(bool(line.strip()) for line in text.splitlines())
    rising = all(first <= second for first, second in pairwise(times))
    given = any(tool.fullmatch(name) for name in names_of(text) for tool in (FEISHU, TINGWU))
    return len(heads) >= (1 if given else _LEAST) and rising and len(heads) >= _SHARE * (spoken - len(heads))


def names_of(text: str) -> list[str]:
    """The names on such lines, each time that they stand there."""
    return [head["name"].strip() for head in HEAD.finditer(text) if head["name"]]


def _timed_texts(text: str) -> Iterator[TimedText]:
    """What stands below each line with a name and a time; what stands before the first one is no speech."""
    for head, following in pairwise([*HEAD.finditer(text), None]):
        assert head is not None
        span = without_blanks(text, (head.end(), following.start() if following else len(text)))
        end = milliseconds(following["time"]) if following else None
        label = Label(head["name"], (head.start("name"), head.end()), head.span("name")) if head["name"] else None
        yield TimedText(Cue(span, milliseconds(head["time"]), end, on_screen=False), label, head.start())


SYNTAX = Syntax("transcript", _timed_texts, re.compile(r"[ \t]*(?:\r\n?|\n)\s*"), names_beside=True)
"""What is said in them, in the terms of subtitles: a cue is all that stands below one such line."""
