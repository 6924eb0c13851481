"""What a post itself says is not to be checked: `<!-- check:off numbers, length -->` … `<!-- check:on -->`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.checks.registry import CHECKS

_SWITCH = re.compile(r"<!--\s*check:(?P<switch>off|on)\b[ \t:]*(?P<names>[^>]*?)\s*-->")
"""Off until it is on again, or the end of the post; without names, all checks."""


@dataclass(frozen=True, slots=True)
class SwitchedOff:
    """A part of a post in which a check is off."""

    start: int
    end: int
    """In code points of the post; exclusive."""
    name: str


def switched_off_parts(source: str) -> Iterator[SwitchedOff]:
    """The parts of the post in which a check is off, and which.

    >>> [(part.start, part.end) for part in switched_off_parts("a<!-- check:off length -->b<!-- check:on -->c")]
    [(1, 44)]
    """
    begun: dict[str, int] = {}
    for match in _SWITCH.finditer(source):
        for name in _names(match["names"]) or CHECKS:
            if match["switch"] == "off":
                begun.setdefault(name, match.start())
            elif name in begun:
                yield SwitchedOff(begun.pop(name), match.end(), name)
    yield from (SwitchedOff(start, len(source), name) for name, start in begun.items())


def unknown_names(source: str) -> Iterator[tuple[str, int]]:
    """The names in such comments that no check has, each with the place of its comment.

    >>> list(unknown_names("a<!-- check:off lenght -->"))
    [('lenght', 1)]
    """
    for match in _SWITCH.finditer(source):
        yield from ((name, match.start()) for name in _names(match["names"]) if name not in CHECKS)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[\s,]+", text)))
