"""Where the cues stand in an SRT, WebVTT or ASS file, and what in them is no word.

`pysubs2` reads the same files to values and writes them anew, by which numbers, settings, comments, blank lines and spellings of
times are lost. What is translated here is a span of the file, and all else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bilingual.model import Cue, Label, Span

_BEGINS = r"(?:(?<=\n)|(?<=\r)(?!\n)|\A\ufeff?)"
"""The start of a line."""
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_TIMES = re.compile(rf"{_BEGINS}[ \t]*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})[^\r\n]*(?:\r\n?|\n|\Z)")
_NUMBER = re.compile(rf"{_BEGINS}[ \t]*\d+[ \t]*(?:\r\n?|\n)?\Z")
"""The number of the next cue, at the end of what stands before its times."""
_TIMES_LIKE = re.compile(
    rf"^(?![ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME})[ \t]*\d+:\d[\d:.,]*[ \t]*(?:-->|(?:-+[ \t]?>|[–—]>|→)[ \t]*\d+:\d)[^\r\n]*",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(rf"{_BEGINS}[ \t]*(?:\r\n?|\n|\Z)")
_LINE = re.compile(r"[^\r\n]+")
_BREAK = r"[ \t]*(?:\r\n?|\n)\s*"
_DRAWING = re.compile(r"\{[^{}]*\\p[1-9]")
"""From here on an ASS text is a drawing."""
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+(?P<name>[^>\r\n]+?)[ \t]*>")


@dataclass(frozen=True, slots=True)
class TimedText:
    """A cue, and who says it where the file has a place for that."""

    cue: Cue
    label: Label | None = None
    start: int = 0
    """Where its name and its time begin, where these stand beside it."""


@dataclass(frozen=True, slots=True)
class Syntax:
    """A kind of subtitles."""

    name: str
    """That of its source."""
    timed_texts: Callable[[str], Iterator[TimedText]]
    """The cues of a file, in its order."""
    gaps: re.Pattern[str]
    """What stands between words and is none: line breaks, tags."""
    line_break: str = ""
    """How a line ends within a cue; as the lines of the file do where it is empty."""
    has_references: bool = False
    """Whether `&` begins a character reference."""
    names_beside: bool = False
    """Whether the names of those who speak stand outside the cues, and are words of the file."""
    opening: re.Pattern[str] | None = None
    """What looks like the line that opens a cue, where a cue may fail to be one."""
    parser: str = ""
    """What `pysubs2` calls it; empty where it does not know it."""


def milliseconds(time: str) -> int:
    """A time of a cue, or of a transcript.

    >>> milliseconds("01:02:03,5"), milliseconds("02:03.004"), milliseconds("0:00:01.25"), milliseconds("01:02")
    (3723500, 123004, 1250, 62000)
    """
    clock, _, fraction = time.replace(",", ".").partition(".")
    seconds = 0
    for part in clock.split(":"):
        seconds = 60 * seconds + int(part)
    return 1000 * seconds + int(fraction.ljust(3, "0") or 0)


def _srt(text: str) -> Iterator[TimedText]:
    """What stands below each line of times, blank lines too, without the number of the next."""
    for found, following in pairwise([*_TIMES.finditer(text), None]):
        assert found is not None
        end = following.start() if following else len(text)
        number = _NUMBER.search(text, found.end(), end) if following else None
        yield TimedText(_cue(text, found, number.start() if number else end))


def _vtt(text: str) -> Iterator[TimedText]:
    """What stands below each line of times up to a blank line (WebVTT, 4.1); `<v 名字>` says who speaks."""
    for found in _TIMES.finditer(text):
        blank = _BLANK_LINE.search(text, found.end())
        cue = _cue(text, found, blank.start() if blank else len(text))
        voice = _VOICE.match(text, *cue.span)
        yield TimedText(cue, voice and Label(voice["name"], voice.span(), voice.span("name")))


def _cue(text: str, times: re.Match[str], end: int) -> Cue:
    return Cue(without_blanks(text, (times.end(), end)), milliseconds(times["start"]), milliseconds(times["end"]))


def _ass(text: str) -> Iterator[TimedText]:
    """The `Dialogue` lines of the section `[Events]`, by the fields that its `Format` line names; drawings say nothing."""
    section, fields = "", ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
    for line in _LINE.finditer(text):
        kind, _, rest = line[0].partition(":")
        if line[0].startswith("["):
            section = line[0].strip().lower()
        elif section == "[events]" and kind.strip() == "Format":
            fields = [field.strip().lower() for field in rest.split(",")]
        elif section == "[events]" and kind.strip() == "Dialogue":
            yield from _event(text, line.start() + len(kind) + 1, line.end(), fields)


def _event(text: str, start: int, end: int, fields: list[str]) -> Iterator[TimedText]:
    values, position = dict[str, Span](), start
    for value in text[start:end].split(",", len(fields) - 1):
        values[fields[len(values)]] = without_blanks(text, (position, position + len(value)))
        position += len(value) + 1
    if len(values) < len(fields) or not {"start", "end", "text"} <= values.keys():
        return
    if not all(re.fullmatch(_TIME, text[slice(*values[name])]) for name in ("start", "end")):
        return
    drawing = _DRAWING.search(text, *values["text"])
    span = values["text"][0], drawing.start() if drawing else values["text"][1]
    name = values.get("name", values.get("actor", (0, 0)))
    label = Label(text[slice(*name)], name, name) if name[0] < name[1] else None
    start, end = (milliseconds(text[slice(*values[name])]) for name in ("start", "end"))
    yield TimedText(Cue(span, start, end), label)


def without_blanks(text: str, span: Span) -> Span:
    """The span without white space at its ends; empty at its start where nothing else is in it."""
    part = text[slice(*span)]
    start = span[0] + len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else (span[0], span[0])


_TAGS = r"</?[A-Za-z][^<>\r\n]*>|\{\\[^{}\r\n]*\}"
SRT = Syntax("srt", _srt, re.compile(rf"(?:{_TAGS}|{_BREAK})+"), opening=_TIMES_LIKE, parser="srt")
VTT = Syntax("vtt", _vtt, re.compile(rf"(?:<[^<>\r\n]*>|{_BREAK})+"), has_references=True, opening=_TIMES_LIKE, parser="vtt")
ASS = Syntax(
    "ass", _ass, re.compile(r"(?:\{[^{}]*\}|\\[Nnh])+"), line_break="\\N",
    opening=re.compile(r"^Dialogue[ \t]*:[^\r\n]*", re.MULTILINE), parser="ass",
)  # fmt: skip
