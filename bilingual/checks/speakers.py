"""What the speakers of a post are called, in English as in Chinese: each by one name, and no two by the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bilingual.model import Speaker, Unit


def misnamed(units: Iterable[Unit]) -> Iterator[tuple[Unit, str]]:
    """The units whose speaker is called otherwise than before, or as another one, and what is so."""
    names: dict[str, tuple[Unit, Speaker]] = {}
    taken: dict[str, Speaker] = {}
    for unit in units:
        if unit.speaker is None:
            continue
        first = names.setdefault(unit.speaker.hans, (unit, unit.speaker))
        if first[1] != unit.speaker:
            yield unit, f"The speaker {unit.speaker.hans} is called “{unit.speaker.en}” here, “{first[1].en}” before."
        if unit.speaker.hans == unit.speaker.en:
            continue  # in a bilingual post `Host` is the same person as 主持人
        other = taken.setdefault(unit.speaker.en.casefold(), unit.speaker)
        if other.hans != unit.speaker.hans and first[0] is unit:
            yield unit, f"The speakers {other.hans} and {unit.speaker.hans} are both called “{unit.speaker.en}”."
