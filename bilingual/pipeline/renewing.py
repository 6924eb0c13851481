"""A finished post brought up to what people wrote since its run; no engine is needed for that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bilingual.checks.post import flagged
from bilingual.memory import SqliteMemory
from bilingual.model import PEOPLES, Column, SegmentId, TermSpan, Text, Translation, Unit, join, placed
from bilingual.pipeline.human_edits import FLAG, Written, with_people
from bilingual.pipeline.units import CHINESE, origin_of, with_chinese, with_english


def renewed(result: Translation, memory: SqliteMemory, written: Written, off: Collection[str] = ()) -> Translation:
    """The post with the texts and comments of people that count now; `off` are checks that are left out of its flags.

    `written` is what people wrote (`human_edits.written_since`). The post stays as it is beside another memory than that of its
    run, which does not know what people did.
    """
    if max((change.number for change in memory.changes()), default=0) < result.signature.people:
        return result
    units = tuple(renewed_unit(unit, written, result) for unit in result.units)
    checked = flagged(units, result.document, off)
    units = tuple(
        unit if unit is before else with_flags for unit, before, with_flags in zip(units, result.units, checked, strict=True)
    )
    return with_people(replace(result, units=units), memory)


def taken_back(result: Translation, memory: SqliteMemory, written: Written) -> tuple[Unit, ...]:
    """The units that say what a person wrote and took back since: only a run can tell what a machine says there."""
    post = result.document.name
    ever: dict[tuple[SegmentId, Column], set[str]] = {}
    for entry in memory.everything([result.document.words(unit.span) for unit in result.units]):
        if entry.post == post and not entry.aside:
            ever.setdefault((entry.segment, entry.language), set()).add(entry.target)

    def says_so(unit: Unit, column: Column) -> bool:
        text: Text = getattr(unit, column)
        return (unit.id, column) not in written and join(text).strip() in ever.get((unit.id, column), ())

    columns: tuple[Column, ...] = (*CHINESE, "en")
    return tuple(unit for unit in result.units if any(says_so(unit, c) for c in columns if c != "en" or unit.origin in PEOPLES))


def renewed_unit(unit: Unit, written: Written, result: Translation) -> Unit:
    """A unit of the post with what people wrote for it; the unit itself where nothing is new. Its flags are not checked again."""
    for column in CHINESE:
        entry, text = written.get((unit.id, column)), join(getattr(unit, column))
        if entry and text.strip() != entry.target and text != result.document.words(unit.span):
            unit = with_chinese(unit, column, entry.target)
    entry = written.get((unit.id, "en"))
    if entry is None or (unit.origin == origin_of(entry) and join(unit.en).strip() == entry.target):
        return unit
    kinds = {term.source: term.kind for term in result.terms}
    return with_english(unit, entry, wanted_terms(unit, result), kinds, result.document.source)


def wanted_terms(unit: Unit, result: Translation) -> tuple[TermSpan, ...]:
    """The terms that must stand in the English of a recorded unit: those it has, and those of the Chinese if some lack."""
    english = {term.source: term.english for term in result.terms} if FLAG in unit.flags else {}
    found = [mention for mention, _ in placed(unit.en)]
    spans = {mention.source_span for mention in found}
    lost = (mention for mention, _ in placed(unit.hans) if mention.source in english and mention.source_span not in spans)
    return (*found, *(TermSpan(english[mention.source], mention.source, mention.source_span, "plain") for mention in lost))
