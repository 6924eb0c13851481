"""Short spoken turns answered from a list: 对。 嗯，对对对。 谢谢大家。 Small models loop or invent on them.

The list (`phrases.tsv`) is Simplified Chinese; it holds what people say between two marks and nothing longer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_CLAUSE = re.compile("([^，、,。！？!?.…~～—；;：:\\s]+)([，、,。！？!?.…~～—；;：:\\s]*)")
_END = re.compile("[。！？!?.]")
_MOST_TIMES = 2
"""The same English phrase stands at most so often in a row."""


def answer(source: str) -> str:
    """The English of a turn made of nothing but listed phrases; the empty string when it is made of anything else.

    Between two marks stands one phrase, several times perhaps, or some of those that are said in one breath (the
    longest is taken first). A repeated one is written twice at most. Without a mark at the end there is none in English.

    >>> answer("对。")
    'Right.'
    >>> answer("嗯，对对对对对！谢谢大家。")
    'Mm-hmm, right, right! Thank you, everyone.'
    >>> answer("对，但是我不去。")
    ''
    """
    clauses = _CLAUSE.findall(source.strip())
    if not clauses or "".join(map("".join, clauses)) != source.strip():
        return ""
    parsed = [_phrases(clause) for clause, _ in clauses]
    if not all(parsed):
        return ""
    return "".join(_sentences([(phrases, marks) for phrases, (_, marks) in zip(parsed, clauses, strict=True)]))


def _phrases(clause: str) -> tuple[str, ...]:
    """The English of the phrases that make up a clause; nothing when it is made of anything else."""
    listed = _listed()
    found: list[str] = []
    start, longest = 0, max(map(len, listed))
    while start < len(clause):
        phrase = next((clause[start:end] for end in range(start + longest, start, -1) if clause[start:end] in listed), "")
        if not phrase:
            return ()
        found.append(phrase)
        start += len(phrase)
    if len(set(found)) > 1 and not all(listed[phrase].joins for phrase in found):
        return ()
    return tuple(part for phrase in found for part in listed[phrase].english.split(", "))


def _sentences(clauses: list[tuple[tuple[str, ...], str]]) -> Iterator[str]:
    """Each sentence with its end, and a space between two."""
    phrases: list[str] = []
    for place, (found, marks) in enumerate(clauses):
        phrases += found
        ends = place == len(clauses) - 1 or _END.search(marks) is not None
        if ends:
            yield _sentence(phrases, marks) + (" " if place < len(clauses) - 1 else "")
            phrases = []


def _sentence(phrases: list[str], marks: str) -> str:
    """One sentence: commas between the phrases, a capital, and the mark that the source or the last phrase has."""
    few = [phrase for place, phrase in enumerate(phrases) if not _is_too_much(phrases, place)]
    text = ""
    for phrase in few:
        starts = not text or text.endswith("?")
        gap = "" if not text else " " if starts else ", "
        text += gap + (phrase[:1].upper() + phrase[1:] if starts else phrase)
    return text.rstrip("?") + _end(marks, asked=text.endswith("?"))


def _is_too_much(phrases: list[str], place: int) -> bool:
    before = phrases[max(0, place - _MOST_TIMES) : place]
    return len(before) == _MOST_TIMES and set(before) == {phrases[place]}


def _end(marks: str, *, asked: bool) -> str:
    """The English end of a sentence.

    >>> _end("。", asked=False), _end("。", asked=True), _end("！？", asked=False), _end("……", asked=False)
    ('.', '?', '?', '…')
    """
    if not marks.strip():
        return ""
    if asked or re.search("[？?]", marks):
        return "?"
    if re.search("[！!]", marks):
        return "!"
    return "…" if "…" in marks else "—" if "—" in marks else "."


@dataclass(frozen=True, slots=True)
class _Phrase:
    english: str
    joins: bool
    """Whether it is said in one breath with others."""


@cache
def _listed() -> dict[str, _Phrase]:
    lines = files("bilingual.engines").joinpath("phrases.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {source: _Phrase(english, bool(joins)) for source, english, *joins in rows}
