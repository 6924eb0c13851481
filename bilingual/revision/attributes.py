"""What an editor wrote where the program says something of a row: it goes nowhere, so it is told.

Flags and origins become others with each edit in the post, and no file says what they were. So where people wrote something
since a file was made, or that cannot be told, only what the program never writes there is an editor's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from bilingual.checks.registry import FLAGS
from bilingual.formats.common.attributes import attributes_of, term_pairs
from bilingual.formats.common.sheets import CONFLICT, CONFLICTS_BETWEEN, NO_CONFLICT, conflict_line
from bilingual.model import Edited, Origin, Remark, Translation, Unit
from bilingual.pipeline.earlier import digest
from bilingual.revision.people import PeoplesTexts
from bilingual.revision.spreadsheet import damage


def new_attributes(results: Iterable[Translation], edited: Edited, people: PeoplesTexts, *, outdated: bool) -> Iterator[Remark]:
    """The attributes that are not as any of `results` has them: the records, and what an export makes of them now."""
    found = [remark for remark in edited.remarks if remark.kind == "attribute"]
    units = [{unit.id: unit for unit in result.units} for result in results] if found else []
    english = {row.id: row.en for row in edited.rows} if found else {}
    for remark in found:
        alike = [known[remark.row] for known in units if remark.row in known]
        if remark.about == CONFLICT:
            yield from (remark for unit in alike[:1] if not _is_of_others(remark.text, unit, people))
        elif alike and not outdated and digest(english.get(remark.row) or "", "en") not in alike[0].earlier:
            written = (attributes_of(unit)[remark.about] for unit in alike)
            as_written = any(_say_the_same(text, remark.text, remark.about) for text in written)
            if not as_written and not (_is_of_program(remark) and not people.is_as_then):
                yield remark


def _say_the_same(written: str, text: str, about: str) -> bool:
    """Whether an attribute is as it was written, or what a spreadsheet makes of it; a second run knows English by its memory."""
    if about == "origin":
        return text == written or {text, written} == {"machine", "memory"}
    if about == "terms":
        return term_pairs(text) == term_pairs(written) or damage(written, text) is not None
    return text.split() == written.split()


def _is_of_program(remark: Remark) -> bool:
    """Whether the program may have written an attribute, for another run or after somebody's edit."""
    if remark.about == "terms":
        return False
    return {*remark.text.replace(",", " ").split()} <= (FLAGS.keys() if remark.about == "flags" else {*get_args(Origin)})


def _is_of_others(text: str, unit: Unit, people: PeoplesTexts) -> bool:
    """Whether a cell in the column of conflicts says what was written there, or was emptied."""
    lines = {NO_CONFLICT, "", *map(conflict_line, people.set_aside(unit))}
    return all(line.strip() in lines for line in text.split(CONFLICTS_BETWEEN))
