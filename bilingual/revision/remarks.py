"""What an edited file says beside its texts, and the records do not: comments, names, terms, looks, words of an editor's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bilingual.formats.common.outline import outline_of
from bilingual.formats.registry import format_named
from bilingual.model import Column, Comment, Edited, Remark, Translation, Unit
from bilingual.revision.attributes import new_attributes
from bilingual.revision.people import PeoplesTexts


def new_remarks(
    result: Translation, edited: Edited, people: PeoplesTexts, *, outdated: bool, exported: Translation | None = None
) -> tuple[Remark, ...]:
    """The remarks that are news: comments that the records do not have, names and terms that are others there.

    Names, terms and, in Markdown, lines of an `outdated` file, made before the glossary or the engine was another, tell nothing.
    `exported` is the post as an export makes it now, where people wrote something since the run.
    """
    units = {unit.id: unit for unit in result.units}
    found = [remark for remark in edited.remarks if _is_news(units.get(remark.row), remark, people)]
    untold = {"speaker", *(["text"] if format_named(edited.format).rewritten else [])}
    results = [result, *([exported] if exported else ())]
    attributes = new_attributes(results, edited, people, outdated=outdated)
    terms = () if outdated else _new_terms(results, edited)
    return (*(r for r in found if not outdated or r.kind not in untold), *terms, *attributes)


def speaker_name(unit: Unit, column: Column) -> str:
    """Who speaks, as a column has it; empty where nobody does."""
    name: str = getattr(unit.speaker, column) if unit.speaker else ""
    return name


def comment_of(remark: Remark) -> Comment:
    """A remark as a comment of a unit."""
    return Comment(remark.text, remark.author, remark.when, remark.about)


def _is_news(unit: Unit | None, remark: Remark, people: PeoplesTexts) -> bool:
    if remark.kind in ("term", "attribute"):  # which have rules of their own
        return False
    if remark.kind == "comment":
        return unit is None or not people.knows_comment(unit, comment_of(remark))
    if remark.kind == "speaker":
        return bool(unit and remark.column and speaker_name(unit, remark.column) != remark.text)
    return True


def _new_terms(results: Sequence[Translation], edited: Edited) -> Iterator[Remark]:
    """Rows of the document's glossary that no one of `results` has, by the term as the glossary files write it; then the terms
    that lost their row. None where the file has no such glossary.
    """
    found = [remark for remark in edited.remarks if remark.kind == "term" and remark.about]
    entries = [entry for result in results for entry in outline_of(result).entries] if found else []
    terms = {term.source: term for result in results for term in result.terms}
    written = {surface: entry.term for entry in entries for surface in entry.surfaces} | terms
    as_written = {(surface, _words(entry.term.english)) for entry in entries for surface in entry.surfaces}
    as_written |= {(source, _words(term.english)) for source, term in terms.items()}
    for remark in found:
        if (remark.about, _words(remark.text)) not in as_written:
            yield replace(remark, about=written[remark.about].source if remark.about in written else remark.about)
    there = {remark.about for remark in found}
    gone = dict.fromkeys(entry.term.source for entry in entries if there.isdisjoint(entry.surfaces))
    yield from (Remark("term", "glossary", "", column="en", about=source) for source in gone)


def _words(text: str) -> str:
    """A text with one blank between words: not every format keeps two."""
    return " ".join(text.split())
