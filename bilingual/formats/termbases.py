"""Terms in other programs' formats, out and in: a file a format, and what is lost on the way said by looking.

>>> [format.name for format in FORMATS.values()]
['csv', 'tsv', 'xlsx', 'tbx', 'tmx', 'deepl']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from bilingual.errors import UsageError
from bilingual.formats.common.terms import Format, Found
from bilingual.formats.csv import terms as tables
from bilingual.formats.tbx import terms as tbx
from bilingual.formats.tmx import terms as tmx
from bilingual.formats.xlsx import terms as xlsx
from bilingual.glossary.entries import cells, judged
from bilingual.glossary.headers import LANGUAGES
from bilingual.model import Term

FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("csv", "our own glossary file", ".csv", tables.csv, tables.read),
        Format("tsv", "OmegaT's glossary: source, target, comment", ".tsv", tables.tsv, tables.read),
        Format("xlsx", "a workbook for Excel, LibreOffice or WPS", ".xlsx", xlsx.write, xlsx.read),
        Format("tbx", "TBX version 2, for termbases and CAT tools", ".tbx", tbx.write, tbx.read),
        Format("tmx", "TMX 1.4b, for programs without termbases", ".tmx", tmx.write, tmx.read),
        Format("deepl", "DeepL's glossary: source, target, languages", ".csv", tables.deepl, tables.read),
    )
}  # fmt: skip
"""Every format by its name."""
SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".txt": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".tbx": "tbx", ".tmx": "tmx"}
"""What a file's name ends with, and the format it is taken for. OmegaT's glossaries end in `.txt` too."""

NOT_OF_A_TERM = frozenset({"relevance", *(name for names in LANGUAGES.values() for name in names)})
"""Columns of other programs' tables that say which rows are for us, and nothing about a term."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of terms, and what it could not hold."""

    data: bytes
    terms: int
    """How many of the terms stand in it."""
    lost: tuple[str, ...]
    """A phrase for each thing that does not come back: `12 notes`."""


def format_of(path: str, name: str = "") -> Format:
    """The format of that name, else the one that the file's name promises; `UsageError` where there is none.

    >>> format_of("terms.XLSX").name, format_of("terms.csv", "deepl").name
    ('xlsx', 'deepl')
    """
    wanted = name or SUFFIXES.get(PurePath(path).suffix.lower(), "")
    if wanted in FORMATS:
        return FORMATS[wanted]
    if name:
        raise UsageError(f"There is no format “{name}”.", f"Choose one of {', '.join(FORMATS)}.")
    remedy = f"Name the format with --format: {', '.join(FORMATS)}."
    raise UsageError("The file's name does not say which format it is.", remedy, path=path or None)


def found(data: bytes, path: str, format: Format) -> Found:
    """The terms of a file's bytes, and what is wrong with the rest. Raises `BilingualError` for a file that is no such file."""
    rows = format.read(data, path)
    terms, problems = judged(rows.table, Path(path))
    width = max((len(record.cells) for record in rows.table.records), default=0)  # two cells a row say nothing of a note
    columns = frozenset(filter(None, rows.table.shape.columns[:width])) - NOT_OF_A_TERM
    return Found(tuple(map(_without_languages, terms)), (*rows.problems, *problems), columns)


def _without_languages(term: Term) -> Term:
    if not term.extra:
        return term
    return replace(term, extra=tuple(own for own in term.extra if own[0] not in NOT_OF_A_TERM))


def written(terms: Sequence[Term], format: Format) -> Written:
    """The terms as a file. What it could not hold is found by reading it back."""
    data = format.write(terms)
    back = {term.source: term for term in found(data, "", format).terms} if terms else {}
    missing = Counter(term.status for term in terms if term.source not in back)
    lost = [_counted(n, f"{status} term") for status, n in missing.items()]
    counts = Counter(name for term in terms if term.source in back for name in _lost(term, back))
    lost += [_said(name, n) for name, n in counts.items()]
    return Written(data, len(terms) - missing.total(), tuple(lost))


def _lost(term: Term, back: dict[str, Term]) -> Iterator[str]:
    """The columns of a term that come back otherwise, white space apart."""
    before, after = cells(term), cells(back[term.source])
    before["target"], after["target"] = term.english, back[term.source].english
    for name, text in before.items():
        if text.split() != after.get(name, "").split():
            has_rows = name == "aliases" and all(alias in back for alias in term.aliases)
            yield _OWN_ROWS if has_rows else name


_OWN_ROWS = "list of aliases, which are rows of their own"


_NAMES = {
    "traditional": "Traditional form", "status": "status", "kind": "kind", "case": "case rule", "note": "note",
    "where": "place", "aliases": "list of aliases", "target": "target",
}  # fmt: skip


def _said(name: str, count: int) -> str:
    known = name in _NAMES or name == _OWN_ROWS
    return _counted(count, _NAMES.get(name, name)) if known else f"{count} “{name}”"


def _counted(count: int, name: str) -> str:
    """A number with its noun.

    >>> _counted(1, "note"), _counted(3, "status"), _counted(2, "list of aliases")
    ('1 note', '3 statuses', '2 lists of aliases')
    """
    head, of, rest = name.partition(" of ")
    ending = "" if count == 1 else "es" if head.endswith("s") else "s"
    return f"{count} {head}{ending}{of}{rest}"


__all__ = ["FORMATS", "SUFFIXES", "Format", "Found", "Written", "format_of", "found", "written"]
