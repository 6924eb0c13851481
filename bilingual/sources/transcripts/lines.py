"""Transcripts as text: a time on a line, a name beside it or none, and what is said behind or below it.

So 飞书妙记 (`说话人 1 00:03:12`), 通义听悟 (`发言人 1  03:12`), 讯飞听见, Otter, Descript (`[00:03:12] 张三：…`), Whisper on a
terminal (`[00:01.000 --> 00:02.500] …`) and others write them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bilingual.model import Cue, Label
from bilingual.sources.subtitles.speech import is_speaker
from bilingual.sources.subtitles.syntax import Syntax, TimedText, milliseconds, without_blanks

_BLANKS = r"[ \t\u3000]*"
_BEGINS = rf"^\ufeff?{_BLANKS}"
_ENDS = r"[ \t]*\r?$"
_COLON = r"(?:[ \t\u3000]*[:：])?"
_OPENS, _CLOSES = r"[(（\[【][ \t]*", r"[ \t]*[)）\]】]"
_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_NAME = r"(?P<name>[^\s\d：:，。！？,!?（）()\[\]*#>|`~+-][^\r\n：:，。！？,!?（）()\[\]*]{0,38}?)"
_ANY_TIME = rf"(?:{_OPENS})?(?<!\d)(?P<time>{_TIME})(?:{_CLOSES})?"
_CLEAR_TIME = (
    rf"(?:(?P<bracket>{_OPENS})|(?=\d{{1,2}}:\d{{2}}:))(?<!\d)(?P<time>{_TIME})"
    rf"(?:[ \t]*-->[ \t]*(?P<end>{_TIME}))?(?(bracket){_CLOSES}|(?![\d:]))"
)
"""With hours or in brackets: what is no time of a day on a timetable."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which transcripts are written."""

    head: re.Pattern[str]
    """What opens a cue: its `time`, and where the form has them a `name` and the time of its `end`."""
    others: tuple[float, float]
    """How many other lines with words there are for each such line, at least and at most."""
    names: float = 0
    """How many of the names are certainly somebody's who speaks: a title may stand there, too."""


def _form(head: str, others: tuple[float, float], names: float = 0) -> Form:
    return Form(re.compile(_BEGINS + head, re.MULTILINE), others, names)


FORMS = (
    _form(rf"(?:{_NAME}{_BLANKS}|(?=(?:{_OPENS})?\d{{1,2}}:\d{{2}}:)){_ANY_TIME}{_COLON}{_ENDS}", (0.5, 5)),
    _form(rf"{_CLEAR_TIME}{_BLANKS}(?:[-–—][ \t]*)?{_NAME}{_COLON}{_ENDS}", (0.5, 5), names=0.5),
    _form(rf"{_NAME}{_BLANKS}{_CLEAR_TIME}[ \t]*[:：]{_BLANKS}(?=\S)", (0, 0.5)),
    _form(rf"{_CLEAR_TIME}{_BLANKS}(?=[^\s:：])", (0, 0.5)),
)
"""Name and time, or a time with hours where nobody is named, and the words below; time and name, and the words below; name, time
and colon before the words; a time before the words, of which a name may be the first, as in subtitles."""
FEISHU = re.compile(r"(?:说话人|說話人)[ ]?\d{0,3}")
TINGWU = re.compile(r"(?:发言人|發言人)[ ]?\d{0,3}")
_LEAST = 2
"""Such lines that make a transcript of a text, unless the name is one that a tool gives: then it takes no second."""


def is_transcript(text: str) -> bool:
    """Whether a text is a transcript, by its structure: times that rise, each on a line with or above what is said then."""
    return _heads(text)[0]


def names_of(text: str) -> list[str]:
    """The names beside the times, each time that they stand there."""
    return _names(_heads(text)[1])


@lru_cache(maxsize=2)
def _heads(text: str) -> tuple[bool, list[re.Match[str]]]:
    """Whether a text has one of the forms, and what opens its cues by that form, else by the one that comes nearest.

    Kept, since a text is recognised before it is read.
    """
    found = [[*form.head.finditer(text)] for form in FORMS]
    return max(((_is_of(form, text, heads), heads) for form, heads in zip(FORMS, found, strict=True)), key=_nearest)


def _nearest(found: tuple[bool, list[re.Match[str]]]) -> tuple[bool, int]:
    return found[0], len(found[1])


def _is_of(form: Form, text: str, heads: list[re.Match[str]]) -> bool:
    """Whether a text in which these were found is a transcript of such a form."""
    names = _names(heads)
    given = any(tool.fullmatch(name) for name in names for tool in (FEISHU, TINGWU))
    if len(heads) < (1 if given else _LEAST):
        return False
    least, most = (bound * len(heads) for bound in form.others)
    others = sum(bool(line.strip()) for line in text.splitlines()) - len(heads)
    rising = all(milliseconds(first["time"]) <= milliseconds(second["time"]) for first, second in pairwise(heads))
    speakers = sum(is_speaker(name, count) * count for name, count in Counter(names).items())
    return least <= others <= most and rising and speakers >= form.names * len(names)


def _names(heads: list[re.Match[str]]) -> list[str]:
    return [name.strip() for head in heads if (name := head.groupdict().get("name"))]


def _timed_texts(text: str) -> Iterator[TimedText]:
    """What is said behind or below each time; what stands before the first one is no speech."""
    for head, following in pairwise([*_heads(text)[1], None]):
        assert head is not None
        groups = head.groupdict()
        span = without_blanks(text, (head.end(), following.start() if following else len(text)))
        end = groups.get("end") or (following and following["time"])
        name = groups.get("name")
        label = Label(name, (head.start("name"), head.end()), head.span("name")) if name else None
        yield TimedText(
            Cue(span, milliseconds(head["time"]), milliseconds(end) if end else None, on_screen=False), label, head.start()
        )


SYNTAX = Syntax("transcript", _timed_texts, re.compile(r"[ \t]*(?:\r\n?|\n)\s*"), names_beside=True)
"""What is said in them, in the terms of subtitles: a cue is all that stands behind or below one such time."""
