"""How `translate import` shows what stands in a file beside its texts: comments, names, terms, looks, words of no row."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual.cli.printing.paragraphs import Paragraph
from bilingual.cli.printing.words import on_one_line
from bilingual.formats.common.attributes import attributes_of, term_pairs
from bilingual.formats.common.sheets import CONFLICT
from bilingual.revision.remarks import speaker_name
from bilingual.variants import twins

if TYPE_CHECKING:
    from bilingual.model import Remark, Speaker, Term, Translation, Unit
    from bilingual.revision.compare import Comparison


def remark_paragraphs(comparison: Comparison, rows: Sequence[Term] = ()) -> Iterator[Paragraph]:
    """Each kind of remark once, with its place and, where a command would make it so, that command.

    `rows` are those of the project's glossaries, of which a post knows only the terms that stand in its texts.
    """
    result = replace(comparison.result, terms=(*comparison.result.terms, *rows))
    news = [(remark, _news(remark)) for remark in comparison.remarks]
    alike = Counter(key for _, key in news)
    told: set[tuple[object, ...]] = set()
    for remark, key in news:
        if key not in told:
            paragraph = _WORDS[remark.kind](result, remark)
            more = (f"    and {alike[key] - 1} times more",) if alike[key] > 1 else ()
            yield replace(paragraph, more=(*paragraph.more, *more))
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


def _comment(result: Translation, remark: Remark) -> Paragraph:
    about = f" on “{on_one_line(remark.about)}”" if remark.about else ""
    after = f"{about}{f', by {remark.author}' if remark.author else ''}"
    more = (f"    “{on_one_line(remark.text)}”",)
    if remark.row:
        return Paragraph(remark.place, "comment, kept with its row", after, more)
    return Paragraph(remark.place, "comment, at no row", after, more, left_out=True)


def _speaker(result: Translation, remark: Remark) -> Paragraph:
    unit, column = _unit(result, remark), remark.column
    assert column is not None
    name = speaker_name(unit, column)
    if not unit.speaker:
        what = f"“{remark.text}” speaks in a row without a speaker"
        return Paragraph(remark.place, what, "; change it in the post", left_out=True)
    if not remark.text:
        return Paragraph(remark.place, f"the speaker “{name}” is gone", "; change it in the post", left_out=True)
    more = "    It is the author's own text; change it in the post."
    if column == "en":
        more = f"    To make it so: {_command(result, _label_of(result, unit.speaker), remark.text, ' kind=speaker')}"
    return Paragraph(remark.place, f"the speaker “{name}” became “{remark.text}”", more=(more,), left_out=True)


def _label_of(result: Translation, speaker: Speaker) -> str:
    """The speaker's name as the author writes it."""
    return next((name for name, known in result.speakers.items() if known == speaker), speaker.hans)


def _term(result: Translation, remark: Remark) -> Paragraph:
    before = next((term.english for term in result.terms if term.source == remark.about), "")
    if not remark.text:
        return Paragraph(remark.place, f"{remark.about}: “{before}” is gone", "; it stays in the glossary", left_out=True)
    what = f"{remark.about}: {f'“{before}” became ' if before else ''}“{remark.text}”"
    more = (f"    To make it the term: {_command(result, remark.about, remark.text)}",)
    return Paragraph(remark.place, what, more=more, left_out=True)


def _command(result: Translation, source: str, target: str, more: str = "") -> str:
    """What makes the glossary say so: a row that is there is changed, in whichever Chinese it is, another one is added."""
    names = {name: term for term in reversed(result.terms) for name in (*term.aliases, term.traditional, term.source) if name}
    row = names.get(source) or next((term for name, term in names.items() if twins(name, source)), None)
    if row:
        decided = " status=accepted" if row.status != "accepted" else ""
        return f"translate glossary set {quoted(row.source)} {quoted(f'target={target}')}{decided}"
    return f"translate glossary add {quoted(source)} {quoted(target)}{more}"


def _attribute(result: Translation, remark: Remark) -> Paragraph:
    text = on_one_line(remark.text)
    if remark.about == CONFLICT:
        after = "; write it where the text of the row stands"
        return Paragraph(remark.place, f"“{text}” in the column of conflicts", after, left_out=True)
    before = attributes_of(_unit(result, remark))[remark.about]
    became = f"“{before}” became “{text}”" if before and text else f"“{before or text}” {'is gone' if before else 'is new'}"
    after = "; the program says there what it knows of the row"
    terms, known = (term_pairs(line) if remark.about == "terms" else {} for line in (text, before))
    more = (
        f"    To make it the term: {_command(result, source, target)}"
        for source, target in terms.items()
        if target and known.get(source) != target
    )
    return Paragraph(remark.place, f"{remark.about}: {became}", after, tuple(more), left_out=True)


def _look(result: Translation, remark: Remark) -> Paragraph:
    what = f"{remark.text}: “{on_one_line(remark.about)}”"
    return Paragraph(remark.place, what, "; Markdown has no such look", left_out=True)


def _text(result: Translation, remark: Remark) -> Paragraph:
    return Paragraph(remark.place, "words that belong to no row", f": {on_one_line(remark.text)}", left_out=True)


def _unit(result: Translation, remark: Remark) -> Unit:
    return next(unit for unit in result.units if unit.id == remark.row)


_WORDS: dict[str, Callable[[Translation, Remark], Paragraph]] = {
    "comment": _comment, "speaker": _speaker, "term": _term, "look": _look, "text": _text,
    "attribute": _attribute,
}  # fmt: skip
