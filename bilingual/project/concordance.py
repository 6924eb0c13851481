"""How something was written before: sentences that hold a text, from the memory and from finished posts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.model import Column, Origin, SegmentId, Translation, join
from bilingual.pipeline.units import origin_of
from bilingual.project.memories import holds_any, project_memory
from bilingual.runners.records import finished_posts

if TYPE_CHECKING:
    from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it was made in one language."""

    source: str
    """As it stands in the post, without outer blanks."""
    target: str
    column: Column
    """The language of `target`."""
    origin: Origin
    """`human` where a person wrote it, `edited` where nobody has confirmed that."""
    post: str
    """The name of the post; empty where that is not known."""
    unit: SegmentId
    who: str = ""
    when: str = ""


def concordance(text: str, settings: Settings, output: Path) -> tuple[Example, ...]:
    """The sentences that hold a text in Chinese or in their translation: people's from the memory, then those of finished
    posts below `output` that say something else. Records that cannot be read are passed over."""
    if not text.strip():
        return ()
    with project_memory(settings) as memory:
        people = [
            Example(
                entry.source, entry.target, entry.language, origin_of(entry), entry.post, entry.segment, entry.who, entry.when
            )
            for entry in memory.human()
            if holds_any(entry, [text])
        ]
    known = {(example.source, example.target) for example in people}
    finished = (result for result in finished_posts(output) if isinstance(result, Translation))
    units = [example for result in finished for example in _examples(result, text)]
    return (*people, *(example for example in units if (example.source, example.target) not in known))


def _examples(result: Translation, text: str) -> Iterator[Example]:
    wanted = text.casefold()
    for unit in result.units:
        source = result.document.words(unit.span).strip()
        columns = [join(column) for column in (unit.hans, unit.hant, unit.en)]
        if any(wanted in column.casefold() for column in (source, *columns)):
            yield Example(source, columns[-1].strip(), "en", unit.origin, result.document.name, unit.id)
