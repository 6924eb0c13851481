"""Terms as TMX: a unit a term, everything else about it as properties. For programs that read no TBX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bilingual.formats.common.languages import TAGS
from bilingual.formats.common.terms import TermRows, term_rows
from bilingual.formats.tmx.parse import parse_tmx
from bilingual.formats.tmx.serialize import serialize_tmx
from bilingual.formats.tmx.units import Tmx, TranslationUnit, Tuv, bilingual_units, words
from bilingual.glossary.entries import term_cells
from bilingual.model import Term

_TEXTS = {"source": TAGS["hans"], "target": TAGS["en"], "traditional": TAGS["hant"]}
"""English second: programs for two languages take the first two."""
_PREFIX = "x-"


def write_tmx_terms(terms: Sequence[Term]) -> bytes:
    """A unit for each term, in order."""
    return serialize_tmx(Tmx(tuple(map(_unit, terms)), segments="phrase"))


def _unit(term: Term) -> TranslationUnit:
    values = term_cells(term) | {"target": term.english}
    texts = tuple(Tuv(language, (values.pop(name),)) for name, language in _TEXTS.items() if values[name])
    note = values.pop("note")
    values.pop("traditional", "")
    properties = tuple((_PREFIX + name, value) for name, value in values.items() if value)
    return TranslationUnit(texts, properties=properties, notes=(note,) if note else ())


def read_tmx_terms(data: bytes, path: str) -> TermRows:
    """A row for each unit with Chinese and English. `ImportFailed` where there is none, or the file is no sound TMX."""
    return term_rows((unit.line, dict(_cells(unit))) for unit in bilingual_units(parse_tmx(data, path), path))


def _cells(unit: TranslationUnit) -> Iterator[tuple[str, str]]:
    hans, hant, english = (_words(unit.text(column)) for column in ("hans", "hant", "en"))
    yield "source", hans or hant
    yield "target", "" if english == (hans or hant) else english
    yield "traditional", hant if hans else ""
    for name, value in unit.properties:
        if name.startswith(_PREFIX) and name[len(_PREFIX) :] not in _TEXTS:
            yield name[len(_PREFIX) :], value
    yield "note", " ".join(unit.notes)


def _words(text: Tuv | None) -> str:
    return words(text.content).strip() if text else ""
