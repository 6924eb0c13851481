"""What a machine wrote where records have a person's text, found in the memory as a run would. Nothing is translated."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.memory import Memory
    from bilingual.model import SegmentId, Translation, Unit
    from bilingual.project.settings import Settings


def machine_units(result: Translation, ids: Collection[SegmentId], memory: Memory, settings: Settings) -> dict[SegmentId, Unit]:
    """The units of a finished post as the next run would write them had nobody written anything, where the memory knows that.

    There are none where no run could be made now: its engine, say, is not there any more.
    """
    from bilingual.pipeline.stages import remembered
    from bilingual.project.inputs import named_posts
    from bilingual.project.jobs import Request, batch
    from bilingual.runners import Progress
    from bilingual.runners.local import open_job

    try:
        spec = batch(tuple(named_posts([result.document.path])), Request({}, settings)).spec
        job = open_job(spec, Progress(), memory)
        terms = next((post.terms for post in spec.posts), ())
        document = replace(result.document, terms=terms) if terms else result.document
        found = remembered(document, ids, glossary=job.glossary, engine=job.engine, memory=memory, options=job.options)
    except BilingualError:
        return {}
    recorded = {unit.id: unit for unit in result.units if unit.id in found}
    origins = {id_: "machine" if unit.origin == "memory" else unit.origin for id_, unit in found.items()}
    return {
        id_: replace(unit, origin=origins[id_], earlier=recorded[id_].earlier, comments=recorded[id_].comments)
        for id_, unit in found.items()
    }


def with_machine_texts(result: Translation, units: Sequence[Unit], memory: Memory, settings: Settings) -> Translation:
    """The post with the machine's text in some of its units, where that is known."""
    found = machine_units(result, {unit.id for unit in units}, memory, settings) if units else {}
    return replace(result, units=tuple(found.get(unit.id, unit) for unit in result.units)) if found else result
