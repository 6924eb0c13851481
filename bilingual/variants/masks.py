"""Words that a conversion must spell as told: held by private-use characters while OpenCC works, and put back.

OpenCC's own user dictionaries leak (a phrase that starts one character earlier wins), so nothing is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bilingual.errors import LockBroken

BOUNDARY = "\ue000"
"""Stands for a code: no word reaches across it, and it comes back as it was."""
_FIRST, _COUNT = 0xE001, 6399
_MASK = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Enforced:
    """A stretch of a string and what it becomes."""

    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a string before and after its conversion."""

    source: str
    output: str


class Forms:
    """A table of words and what each becomes; longer words win over shorter ones, then earlier over later.

    >>> table = Forms({"重庆": "重慶", "重庆森林": "重慶森林"})
    >>> [found.form for found in table.find("《重庆森林》在重庆")]
    ['重慶森林', '重慶']
    """

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = {surface: form for surface, form in forms.items() if surface}
        self._lengths: dict[str, list[int]] = {}
        for surface in self._forms:
            lengths = self._lengths.setdefault(surface[0], [])
            if len(surface) not in lengths:
                lengths.append(len(surface))

    def __contains__(self, surface: str) -> bool:
        return surface in self._forms

    def __getitem__(self, surface: str) -> str:
        return self._forms[surface]

    def find(self, text: str, taken: Iterable[Enforced] = ()) -> list[Enforced]:
        """Where the words stand, rising, none overlapping another or one of `taken`, which are in the answer too."""
        chosen = list(taken)
        used = bytearray(len(text))
        for place in chosen:
            used[place.start : place.end] = b"\1" * (place.end - place.start)
        for place in sorted(self._everywhere(text), key=lambda place: (place.start - place.end, place.start)):
            if not any(used[place.start : place.end]):
                used[place.start : place.end] = b"\1" * (place.end - place.start)
                chosen.append(place)
        return sorted(chosen, key=lambda place: place.start)

    def _everywhere(self, text: str) -> Iterable[Enforced]:
        for start, character in enumerate(text):
            for length in self._lengths.get(character, ()):
                form = self._forms.get(text[start : start + length])
                end = start + length
                if form is not None and end <= len(text) and _bounded(text, start, end):
                    yield Enforced(start, end, form)


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no Latin word is cut: `AI协议` does not stand in `OpenAI协议`."""
    cut_before = _is_latin(text[start]) and _is_latin(text[start - 1 : start])
    return not cut_before and not (_is_latin(text[end - 1]) and _is_latin(text[end : end + 1]))


def _is_latin(character: str) -> bool:
    return character.isalnum() and character < "\u1100"


def converted(text: str, enforced: Iterable[Enforced], convert: Callable[[str], str]) -> tuple[Stretch, ...]:
    """`text` in stretches: the enforced ones as told, what lies between by `convert`. Their sources, joined, are `text`.

    Raises `LockBroken` where a mask did not come back exactly once and in its place.

    >>> [s.output for s in converted("头发乱了", [Enforced(0, 2, "頭髮")], str.upper)]
    ['', '頭髮', '乱了']
    """
    pieces: list[str] = []
    wanted: list[Stretch] = []
    position = 0
    for number, place in enumerate(enforced):
        pieces += [text[position : place.start], chr(_FIRST + number % _COUNT)]
        wanted.append(Stretch(text[place.start : place.end], place.form))
        position = place.end
    masked = "".join(pieces) + text[position:]
    return tuple(_restored(masked, convert(masked), wanted))


def _restored(masked: str, output: str, wanted: list[Stretch]) -> Iterable[Stretch]:
    masks = _MASK.findall(masked)
    if _MASK.findall(output) != masks:
        raise LockBroken(f"The words held in “{masked[:60]}” did not come back from the conversion.", "Please report this.")
    told = iter(wanted)
    between = zip(_MASK.split(masked), _MASK.split(output), strict=True)
    for mask, (source, spelled) in zip([*masks, ""], between, strict=True):
        yield Stretch(source, spelled)
        if mask:
            yield Stretch(BOUNDARY, BOUNDARY) if mask == BOUNDARY else next(told)
