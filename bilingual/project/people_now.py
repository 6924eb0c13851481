"""A finished post with the texts that count now: what people wrote since its run, and the machine's where they took that back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bilingual.model import Diagnostic, join
from bilingual.pipeline.human_edits import written_since
from bilingual.pipeline.renewing import renewed, taken_back
from bilingual.project.machine_texts import with_machine_texts

if TYPE_CHECKING:
    from bilingual.memory import SqliteMemory
    from bilingual.model import Translation, Unit
    from bilingual.project.settings import Settings


def as_people_have_it(
    result: Translation, memory: SqliteMemory, settings: Settings
) -> tuple[Translation, tuple[Diagnostic, ...]]:
    """The post with the texts that count now, and what a person should know of them."""
    written = written_since(result, memory)
    result = with_machine_texts(result, taken_back(result, memory, written), memory, settings)
    now = renewed(result, memory, written, settings.get("check.off", ()))
    return now, tuple(_left(taken_back(result, memory, written), result))


def _left(units: Sequence[Unit], result: Translation) -> Iterator[Diagnostic]:
    """That some units say what a person took back, since nobody knows what a machine says there."""
    if units:
        text = " ".join(join(units[0].en).split())
        several = f"{len(units)} rows say what a person wrote and took back since: “{text}”."
        fact = f"1 row says what a person wrote and took back since: “{text}”." if len(units) == 1 else several
        yield Diagnostic("output", fact, f"Run again: translate run {result.document.path or 'POST'}.", line=1)
