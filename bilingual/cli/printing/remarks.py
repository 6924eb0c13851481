"""How `translate import` shows what stands in a file beside its texts: comments, names, terms, looks, words of no row."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual.cli.printing.words import on_one_line
from bilingual.formats.common.attributes import attributes_of, term_pairs
from bilingual.formats.common.sheets import CONFLICT
from bilingual.revision.remarks import speaker_name
from bilingual.variants import twins

if TYPE_CHECKING:
    from bilingual.model import Remark, Speaker, Term, Translation, Unit
    from bilingual.revision.compare import Comparison

LEFT = "(left out)"


def remark_lines(comparison: Comparison, rows: Sequence[Term] = ()) -> Iterator[str]:
    """Each kind of remark once, with its place and, where a command would make it so, that command.

    `rows` are those of the project's glossaries, of which a post knows only the terms that stand in its texts.
    """
    result = replace(comparison.result, terms=(*comparison.result.terms, *rows))
    news = [(remark, _news(remark)) for remark in comparison.remarks]
    alike = Counter(key for _, key in news)
    told: set[tuple[object, ...]] = set()
    for remark, key in news:
        if key not in told:
            yield from _WORDS[remark.kind](result, remark)
            if alike[key] > 1:
                yield f"    and {alike[key] - 1} times more"
        told.add(key)


def _news(remark: Remark) -> tuple[object, ...]:
    """What a remark says: a speaker who is renamed in every turn is told once."""
    return remark.kind, remark.text, remark.about, remark.column, "" if remark.kind == "speaker" else remark.place


def remark_object(remark: Remark) -> dict[str, Any]:
    """A remark as plain values."""
    return {
        "kind": remark.kind, "place": remark.place, "row": remark.row, "column": remark.column, "about": remark.about,
        "text": remark.text, "author": remark.author,
    }  # fmt: skip


def quoted(word: str) -> str:
    """A word for the shell; Chinese needs no quotes, which `shlex` does not know."""
    return word if re.fullmatch(r"[\w@%+=:,./-]+", word) else shlex.quote(word)


def _comment(result: Translation, remark: Remark) -> Iterator[str]:
    about = f" on “{on_one_line(remark.about)}”" if remark.about else ""
    what = "comment, kept with its row" if remark.row else f"comment, at no row {LEFT}"
    yield f"\n  {remark.place}  {what}{about}{f', by {remark.author}' if remark.author else ''}"
    yield f"    “{on_one_line(remark.text)}”"


def _speaker(result: Translation, remark: Remark) -> Iterator[str]:
    unit, column = _unit(result, remark), remark.column
    assert column is not None
    if not (unit.speaker and remark.text):
        gone, new = f"the speaker “{speaker_name(unit, column)}” is gone", f"“{remark.text}” speaks in a row without a speaker"
        yield f"\n  {remark.place}  {gone if unit.speaker else new} {LEFT}; change it in the post"
        return
    yield f"\n  {remark.place}  the speaker “{speaker_name(unit, column)}” became “{remark.text}” {LEFT}"
    if column == "en":
        yield f"    To make it so: {_command(result, _label_of(result, unit.speaker), remark.text, ' kind=speaker')}"
    else:
        yield "    It is the author's own text; change it in the post."


def _label_of(result: Translation, speaker: Speaker) -> str:
    """The speaker's name as the author writes it."""
    return next((name for name, known in result.speakers.items() if known == speaker), speaker.hans)


def _term(result: Translation, remark: Remark) -> Iterator[str]:
    before = next((term.english for term in result.terms if term.source == remark.about), "")
    if not remark.text:
        yield f"\n  {remark.place}  {remark.about}: “{before}” is gone {LEFT}; it stays in the glossary"
        return
    yield f"\n  {remark.place}  {remark.about}: {f'“{before}” became ' if before else ''}“{remark.text}” {LEFT}"
    yield f"    To make it the term: {_command(result, remark.about, remark.text)}"


def _command(result: Translation, source: str, target: str, more: str = "") -> str:
    """What makes the glossary say so: a row that is there is changed, in whichever Chinese it is, another one is added."""
    names = {name: term for term in reversed(result.terms) for name in (*term.aliases, term.traditional, term.source) if name}
    row = names.get(source) or next((term for name, term in names.items() if twins(name, source)), None)
    if row:
        decided = " status=accepted" if row.status != "accepted" else ""
        return f"translate glossary set {quoted(row.source)} {quoted(f'target={target}')}{decided}"
    return f"translate glossary add {quoted(source)} {quoted(target)}{more}"


def _attribute(result: Translation, remark: Remark) -> Iterator[str]:
    text = on_one_line(remark.text)
    if remark.about == CONFLICT:
        yield f"\n  {remark.place}  “{text}” in the column of conflicts {LEFT}; write it where the text of the row stands"
        return
    before = attributes_of(_unit(result, remark))[remark.about]
    became = f"“{before}” became “{text}”" if before and text else f"“{before or text}” {'is gone' if before else 'is new'}"
    yield f"\n  {remark.place}  {remark.about}: {became} {LEFT}; the program says there what it knows of the row"
    terms, known = (term_pairs(line) if remark.about == "terms" else {} for line in (text, before))
    for source, target in terms.items():
        if target and known.get(source) != target:
            yield f"    To make it the term: {_command(result, source, target)}"


def _look(result: Translation, remark: Remark) -> Iterator[str]:
    yield f"\n  {remark.place}  {remark.text}: “{on_one_line(remark.about)}” {LEFT}; Markdown has no such look"


def _text(result: Translation, remark: Remark) -> Iterator[str]:
    yield f"\n  {remark.place}  words that belong to no row {LEFT}: {on_one_line(remark.text)}"


def _unit(result: Translation, remark: Remark) -> Unit:
    return next(unit for unit in result.units if unit.id == remark.row)


_WORDS: dict[str, Callable[[Translation, Remark], Iterator[str]]] = {
    "comment": _comment, "speaker": _speaker, "term": _term, "look": _look, "text": _text,
    "attribute": _attribute,
}  # fmt: skip
