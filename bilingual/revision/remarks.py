"""What an edited file says beside its texts, and the records do not: comments, names, terms, looks, words of an editor's own."""

from __future__ import annotations

from collections.abc import Iterator

from bilingual.formats.registry import format_named
from bilingual.model import Comment, Edited, Remark, Translation, Unit
from bilingual.revision.people import PeoplesTexts


def new_remarks(result: Translation, edited: Edited, people: PeoplesTexts, *, outdated: bool) -> tuple[Remark, ...]:
    """The remarks that are news: comments that the records do not have, names and terms that are others there.

    Names, terms and, in Markdown, lines of an `outdated` file, made before the glossary or the engine was another, tell nothing.
    """
    units = {unit.id: unit for unit in result.units}
    found = [remark for remark in edited.remarks if _is_news(units.get(remark.row), remark, people)]
    untold = {"speaker", *(["text"] if format_named(edited.format).rewritten else [])}
    return tuple(r for r in found if r.kind not in untold) if outdated else (*found, *_new_terms(result, edited))


def comment_of(remark: Remark) -> Comment:
    """A remark as a comment of a unit."""
    return Comment(remark.text, remark.author, remark.when, remark.about)


def _is_news(unit: Unit | None, remark: Remark, people: PeoplesTexts) -> bool:
    if remark.kind == "term":
        return False
    if remark.kind == "comment":
        return unit is None or not people.knows_comment(unit, comment_of(remark))
    if remark.kind == "speaker":
        return bool(unit and unit.speaker and remark.column and getattr(unit.speaker, remark.column) != remark.text)
    return True


def _new_terms(result: Translation, edited: Edited) -> Iterator[Remark]:
    """Rows of the document's glossary that are not as the records have them; none where the file has no such glossary."""
    found = [remark for remark in edited.remarks if remark.kind == "term" and remark.about]
    recorded = {term.source: term.english for term in result.terms} if found else {}
    yield from (remark for remark in found if recorded.get(remark.about) != remark.text)
    gone = recorded.keys() - {remark.about for remark in found}
    yield from (Remark("term", "glossary", "", column="en", about=source) for source in recorded if source in gone)
