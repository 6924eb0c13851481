"""A file of subtitles as a document: its sentences are blocks, spans of the file, and its cues have their times."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256
from itertools import chain

from bilingual.errors import DocumentError
from bilingual.model import Block, BlockKind, Cue, Diagnostic, Document, join, resolved
from bilingual.sources.encoding import check_text, line_of
from bilingual.sources.subtitles.speech import Sentence, sentences_of
from bilingual.sources.subtitles.syntax import Syntax, TimedText, without_blanks

LONGEST_NAME = 1_000
"""Characters of who speaks: a list of everybody in the room has a few hundred."""


def read_text(syntax: Syntax, text: str, *, name: str, path: str, speakers: Collection[str]) -> Document:
    """The document. Raises `DocumentError` for a text without cues."""
    check_text(text, path)
    timed = tuple(syntax.timed_texts(text))
    if text.strip() and not timed:
        fact = f"There is nothing with a time in the file: it is no {syntax.name}, or it is damaged."
        raise DocumentError(fact, "Say what it is with --from, or check that a player shows it.", path=path or None)
    _check_names(text, timed, path)
    before = _before(text, timed[0]) if syntax.names_beside and timed else ()
    blocks = tuple(_blocks(text, chain(before, sentences_of(text, timed, syntax, speakers))))
    cues = tuple(found.cue for found in timed)
    return Document(name, path, text, blocks, notices=_unread(text, cues, syntax), format=syntax.name, cues=cues)


def _unread(text: str, cues: Iterable[Cue], syntax: Syntax) -> tuple[Diagnostic, ...]:
    """The lines that look as if they opened a cue, and none begins there, told once: nothing is left out without a word."""
    starts = [*sorted(cue.span[0] for cue in cues), len(text) + 1]
    lines = syntax.opening.finditer(text) if syntax.opening else ()
    found = [line.start() for line in lines if starts[bisect(starts, line.start())] > line.end()]
    if not found:
        return ()
    fact = "Here a line looks like the beginning of a cue, and is none: what it opens is not translated as one."
    fact = fact if len(found) == 1 else f"{fact} So do {len(found) - 1:,} more."
    remedy = "Mend its times and fields: players do not show it either."
    return (Diagnostic("unread", fact, remedy, line=line_of(text, found[0])),)


def _check_names(text: str, timed: Iterable[TimedText], path: str) -> None:
    for label in (found.label for found in timed if found.label):
        if len(label.name) > LONGEST_NAME:
            fact = f"The name of who speaks has {len(label.name):,} characters, more than {LONGEST_NAME:,}."
            raise DocumentError(fact, "Shorten it.", path=path or None, line=line_of(text, label.name_span[0]))


def _before(text: str, first: TimedText) -> Iterator[Sentence]:
    """The lines before anybody speaks: a title, and what the tool says of the talk."""
    kind: BlockKind = "heading"
    for line in re.finditer(r"[^\r\n]+", text[: first.start]):
        start, end = without_blanks(text, line.span())
        start += text.startswith("\ufeff", start)
        if start < end:
            yield Sentence((start, end), (text[start:end],), None, kind)
            kind = "paragraph"


def _blocks(text: str, sentences: Iterator[Sentence]) -> Iterator[Block]:
    """A block for each sentence. Its id is a digest of its words: when they are heard does not change it."""
    seen: Counter[str] = Counter()
    line, position = 1, 0
    for sentence in sentences:
        digest = sha256(join(resolved(sentence.parts)).encode()).hexdigest()[:8]
        seen[digest] += 1
        repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
        line += text.count("\n", position, sentence.span[0])
        position = sentence.span[0]
        kind, level = ("turn" if sentence.label else sentence.kind), int(sentence.kind == "heading")
        yield Block(f"c{digest}{repeat}", kind, sentence.span, sentence.parts, line, level=level, label=sentence.label)
