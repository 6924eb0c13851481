"""What is said in cues: the pieces of each line, who says them, and the sentences that they make over several cues."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from bilingual.lang.addresses import address_spans, file_spans
from bilingual.lang.expressions import expression_spans
from bilingual.lang.labels import is_stop_word
from bilingual.lang.names import is_name_like
from bilingual.lang.roles import is_part
from bilingual.model import BlockKind, Code, Cue, Label, PairedCode, Part, Span, Text
from bilingual.sources.segmentation.sentences import spans
from bilingual.sources.subtitles.syntax import Syntax, TimedText, without_blanks

PAUSE = 2000
"""Milliseconds of silence over which no sentence goes on."""
OVERLAP = 300
"""Milliseconds that two cues of one sentence may share."""
MOST = 7
"""Cues of one sentence: a longer one is no sentence, but talk without full stops, and each cue of it is for itself."""
PUNCTUATED = 0.15
"""Sentences that end, for each cue with words: with fewer, a file leaves its full stops out, as most Chinese subtitles do."""
_LINE = re.compile(r"[\r\n]|\\N")
_TURN = re.compile(r"(?:[-–—－]+|>{2,3}|[♪♫]+)[ \t\u3000]*")
"""What opens a line that somebody else says, or sings."""
_NOTES = re.compile(r"[ \t\u3000]*[♪♫]+$")
_LABEL = re.compile(
    r"[\[［【]?(?P<name>[^\s\d：:，。！？、,.!?<>{}\[\]［］【】()（）\"“”][^：:，。！？、,.!?<>{}\[\]［］【】()（）\"“”\r\n]{0,15}?)"
    r"[\]］】]?[ \t]?[：:][ \t\u3000]*"
)
_EMPHASIS = re.compile(r"<(?P<end>/?)(?P<name>[ibus]|em|strong)>", re.IGNORECASE)
_TAG_BEFORE = re.compile(r"<(?P<name>[ibus]|em|strong)>\Z", re.IGNORECASE)
_END = re.compile(r"[。！？!?…][”’」』）)\"]*$|(?<![A-Z])\.[\"”)]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words on one line of a cue."""

    span: Span
    cue: int
    """The number of its cue, from 0."""
    label: Label | None = None
    opens: bool = False
    """Whether nothing before it belongs to its sentence."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, over one cue or several."""

    span: Span
    parts: Text
    """Its words, and between two lines or cues a code that reads as a blank or nothing."""
    label: Label | None
    kind: BlockKind = "paragraph"
    """Of its block, where nobody is named who says it."""


def sentences_of(text: str, found: Sequence[TimedText], syntax: Syntax, speakers: Collection[str]) -> Iterator[Sentence]:
    """All that is said, in the order of the file; `speakers` are names known to be such."""
    pieces = _pieces(text, found, syntax, speakers)
    ended = sum(_END.search(text[slice(*piece.span)]) is not None for piece in pieces)
    punctuated = ended >= PUNCTUATED * len({piece.cue for piece in pieces})
    cues = [timed.cue for timed in found]
    run: list[Piece] = []
    for before, piece in pairwise([None, *pieces]):
        assert piece is not None
        if before and _begins(before, piece, cues, punctuated=punctuated):
            yield from _of_run(text, run, punctuated=punctuated)
            run = []
        run.append(piece)
    yield from _of_run(text, run, punctuated=punctuated)


def _pieces(text: str, found: Sequence[TimedText], syntax: Syntax, speakers: Collection[str]) -> list[Piece]:
    lines = [piece for index in range(len(found)) for piece in _lines(text, index, found, syntax)]
    labels = {piece.span[0]: label for piece in lines if (label := _label(text, piece))}
    counts = Counter(label.name for label in labels.values())
    believed = {name for name, count in counts.items() if name in speakers or is_speaker(name, count)}
    pieces: list[Piece] = []
    waiting: Label | None = None
    for piece in lines:
        label = labels.get(piece.span[0])
        if label and label.name in believed and piece.label is None:
            piece = replace(piece, label=label, opens=True, span=without_blanks(text, (label.span[1], piece.span[1])))
        piece = replace(piece, label=piece.label or waiting, opens=piece.opens or waiting is not None)
        waiting = None if piece.span[0] < piece.span[1] else piece.label
        if waiting is None:
            pieces.append(piece)
    return pieces


def _lines(text: str, index: int, found: Sequence[TimedText], syntax: Syntax) -> Iterator[Piece]:
    """The words of a cue between its tags and line breaks; whoever said the one before is not named again."""
    start, end = found[index].cue.span
    before, label = found[index - 1].label if index else None, found[index].label
    fresh, changes = True, (before and before.name) != (label and label.name)
    label = label if changes else None
    for gap in [*syntax.gaps.finditer(text, start, end), None]:
        span = without_blanks(text, (start, gap.start() if gap else end))
        turn = _TURN.match(text, *span) if fresh else None
        if turn:
            span = turn.end(), span[1]
        if notes := _NOTES.search(text, *span):
            span = span[0], notes.start()
        if span[0] < span[1]:
            yield Piece(span, index, label, opens=changes or turn is not None)
            fresh, changes, label = False, False, None
        fresh = fresh or (gap is not None and _LINE.search(gap[0]) is not None)
        start = gap.end() if gap else end


def _label(text: str, piece: Piece) -> Label | None:
    """What looks like the name of somebody who speaks, at the beginning of a piece."""
    found = _LABEL.match(text, *piece.span)
    return Label(found["name"].strip(), found.span(), found.span("name")) if found else None


def is_speaker(name: str, count: int) -> bool:
    """Whether a name before a colon is somebody's: a role, what looks like a name, or what comes back."""
    return not is_stop_word(name) and (is_part(name) or is_name_like(name) or count > 2)


def _begins(before: Piece, piece: Piece, cues: Sequence[Cue], *, punctuated: bool) -> bool:
    """Whether a piece begins a sentence, whatever stands before it."""
    if piece.opens or before.cue == piece.cue:
        return piece.opens
    first, second = cues[before.cue], cues[piece.cue]
    end = first.end or second.start
    return not punctuated or not -OVERLAP <= second.start - end <= PAUSE or second.start < first.start


def _of_run(text: str, pieces: Sequence[Piece], *, punctuated: bool) -> Iterator[Sentence]:
    """The sentences of pieces that belong together."""
    if not pieces:
        return
    label = pieces[0].label
    texts = [text[slice(*piece.span)] for piece in pieces]
    starts = [0, *accumulate(len(words) + 1 for words in texts)]
    for start, end in spans(" ".join(texts)):
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        cut = [_cut(text, piece, at, start, end) for piece, at in zip(pieces[first:last], starts[first:last], strict=False)]
        covered = [piece for piece in cut if piece.span[0] < piece.span[1]]
        apart = len({piece.cue for piece in covered}) > MOST
        for group in ([piece] for piece in covered) if apart else [covered] * bool(covered):
            span = _with_tags(text, (group[0].span[0], group[-1].span[1]))
            yield Sentence(span, _parts(text, span, group, punctuated=punctuated), label)
            label = None


def _cut(text: str, piece: Piece, at: int, start: int, end: int) -> Piece:
    """What of a piece, which stands at a place of the masked text, lies between two others; it may be empty."""
    first, last = piece.span
    begin = min(max(first + start - at, first), last)
    return replace(piece, span=without_blanks(text, (begin, max(min(first + end - at, last), begin))))


def _with_tags(text: str, span: Span) -> Span:
    """The span of a sentence with the tag of emphasis before or behind it whose partner is in it."""
    start, end = span
    names = [(tag["end"], tag["name"].lower()) for tag in _EMPHASIS.finditer(text, *span)]
    opened = [name for closes, name in names if not closes]
    closed = [name for closes, name in names if closes]
    before, behind = _TAG_BEFORE.search(text, max(0, start - 10), start), _EMPHASIS.match(text, end)
    if before and closed.count(before["name"].lower()) > opened.count(before["name"].lower()):
        start = before.start()
    if behind and behind["end"] and opened.count(behind["name"].lower()) > closed.count(behind["name"].lower()):
        end = behind.end()
    return start, end


def _parts(text: str, span: Span, pieces: Sequence[Piece], *, punctuated: bool) -> Text:
    """The words of the pieces and what stands between them, from the start of the span to its end."""
    parts: list[Part] = [text[slice(*pieces[0].span)]]
    for before, piece in pairwise(pieces):
        gap = text[before.span[1] : piece.span[0]]
        line = _LINE.search(gap) is not None
        reading = _between(text[before.span[1] - 1], text[piece.span[0]], punctuated=punctuated, line=line)
        parts += [Code(gap, "escape", reading), text[slice(*piece.span)]] if gap else [text[slice(*piece.span)]]
    ends = text[span[0] : pieces[0].span[0]], text[pieces[-1].span[1] : span[1]]
    first, last = ([Code(tag, "escape", "")] if tag else [] for tag in ends)
    return _with_codes(tuple(_paired([*first, *parts, *last])))


def _with_codes(parts: Text) -> Text:
    """The parts, with what is no word of the sentence as codes: addresses and regular expressions."""
    cut: list[Part] = []
    for part in parts:
        if isinstance(part, PairedCode):
            cut.append(part.with_inner(_with_codes(part.inner)))
        elif isinstance(part, str):
            cut += _codes(part)
        else:
            cut.append(part)
    return tuple(cut)


def _codes(words: str) -> Iterator[Part]:
    whole = 0, len(words)
    addresses = [(span, "url") for span in address_spans(words, *whole)]
    tags = [(span, "tag") for span in (*expression_spans(words, *whole), *file_spans(words, *whole))]
    position = 0
    for (start, end), kind in sorted([*addresses, *tags]):
        if start >= position:
            yield from (piece for piece in (words[position:start], Code(words[start:end], kind)) if piece)  # type: ignore[arg-type]
            position = end
    yield from (words[position:],) if position < len(words) else ()


def _paired(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, words between two tags of emphasis as a pair, which keeps its place in a translation."""
    at = 0
    while at < len(parts):
        opening, closing = (str(part) for part in (parts[at], parts[min(at + 2, len(parts) - 1)]))
        emphasis = _EMPHASIS.fullmatch(opening)
        if emphasis and not emphasis["end"] and closing.lower() == f"</{emphasis['name'].lower()}>":
            yield PairedCode(opening, (parts[at + 1],), closing, "html")
            at += 3
        else:
            yield parts[at]
            at += 1


def _between(last: str, first: str, *, punctuated: bool, line: bool) -> str:
    """What a reader has between two pieces: a blank, or nothing between Hanzi, unless a line ends where a comma would stand."""
    wide = all(east_asian_width(character) in "WF" for character in (last, first))
    pause = line and not punctuated and last.isalnum()
    return "" if wide and not pause else " "
