"""What people wrote as TMX 1.4b, to travel: to another machine, to a colleague, from a translator's own memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.errors import ImportFailed
from bilingual.formats.common.languages import TAGS
from bilingual.formats.tmx.parse import parse_tmx
from bilingual.formats.tmx.serialize import serialize_tmx
from bilingual.formats.tmx.units import POST, SEGMENT, Tmx, TranslationUnit, Tuv, bilingual_units, markdown, words
from bilingual.memory.people import HumanEntry
from bilingual.model import Column

SOURCE = "zh"
"""The language of our sources: Chinese as the post has it, Simplified or Traditional."""
FILE = "x-file"
"""Property of a variant: which file it came from."""
_COLUMNS: tuple[Column, ...] = ("en", "hans", "hant")
"""English first: programs for two languages take the first variant after the source."""


@dataclass(frozen=True, slots=True)
class TmxEntries:
    """What a TMX file holds for the memory."""

    entries: tuple[HumanEntry, ...]
    units: int
    """Units that gave an entry."""
    skipped: int
    """Units without Chinese and English, or with an empty text."""
    without_codes: int
    """Units whose inline codes were another program's and were left out."""


def write_tmx_memory(entries: Iterable[HumanEntry]) -> bytes:
    """The entries as a TMX file: a unit for each source and place, a variant for each language somebody wrote."""
    units: dict[tuple[str, str, str], list[HumanEntry]] = {}
    for entry in entries:
        units.setdefault((entry.source, entry.post, entry.segment), []).append(entry)
    return serialize_tmx(Tmx(tuple(_unit(*place, of_place) for place, of_place in sorted(units.items())), source_language=SOURCE))


def _unit(source: str, post: str, segment: str, entries: Iterable[HumanEntry]) -> TranslationUnit:
    ordered = sorted(entries, key=lambda entry: _COLUMNS.index(entry.language))
    targets = (
        Tuv(TAGS[e.language], (e.target,) if e.target else (), e.who, e.when, ((FILE, e.file),) if e.file else ())
        for e in ordered
    )
    place = tuple((name, value) for name, value in ((POST, post), (SEGMENT, segment)) if value)
    return TranslationUnit((Tuv(SOURCE, (source,)), *targets), properties=place)


def read_tmx_memory(data: bytes, path: str) -> TmxEntries:
    """The entries of a TMX file of ours or of another program.

    Raises `ImportFailed`, with the line where there is one, for a file that is no sound TMX, has no unit with Chinese and
    English, or is the export of a post, whose sentences may be the machine's.
    """
    file = parse_tmx(data, path)
    _check(file, path)
    found = [_entries(unit, file, path) for unit in file.units]
    entries = tuple(entry for of_unit in found for entry in of_unit)
    if not entries:
        bilingual_units(file, path)
        raise ImportFailed("No unit of the file has a text in both languages.", "Export it again.", path=path)
    units = sum(map(bool, found))
    with_codes = sum(bool(of_unit) and _has_codes(unit) for of_unit, unit in zip(found, file.units, strict=True))
    return TmxEntries(entries, units, len(found) - units, 0 if file.is_markdown else with_codes)


def _check(file: Tmx, path: str) -> None:
    post = next((value for name, value in file.properties if name == POST), "")
    if post:
        fact = f"The file is the export of the post “{post}”, machine sentences included."
        raise ImportFailed(fact, f"To bring back what was edited in it: translate import {path}", path=path)


def _entries(unit: TranslationUnit, file: Tmx, path: str) -> tuple[HumanEntry, ...]:
    source = _source(unit, file)
    chinese = _words(source, file) if source else ""
    if source is None or not chinese:
        return ()
    post, segment = unit.property(POST), unit.property(SEGMENT)
    return tuple(
        HumanEntry(chinese, column, text, post, segment, tuv.who, tuv.when, path)
        for column, tuv in _targets(unit, source)
        if (text := _words(tuv, file))
    )


def _source(unit: TranslationUnit, file: Tmx) -> Tuv | None:
    """The Chinese text that the others translate: the one in the file's source language, else Simplified, else Traditional."""
    named = (tuv for tuv in unit.texts if tuv.language.lower() == file.source_language.lower() and tuv.column in ("hans", "hant"))
    return next(named, None) or unit.text("hans") or unit.text("hant")


def _targets(unit: TranslationUnit, source: Tuv) -> Iterator[tuple[Column, Tuv]]:
    for column in _COLUMNS:
        tuv = next((text for text in unit.texts if text is not source and text.column == column), None)
        if tuv is not None:
            yield column, tuv


def _words(tuv: Tuv, file: Tmx) -> str:
    return (markdown if file.is_markdown else words)(tuv.content).strip()


def _has_codes(unit: TranslationUnit) -> bool:
    return any(not isinstance(part, str) for tuv in unit.texts for part in tuv.content)
