"""Terms in other programs' formats, out and in: what is lost on the way is found by looking.

>>> list(TERM_FORMATS)
['csv', 'tsv', 'xlsx', 'tbx', 'tmx', 'deepl']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from bilingual.errors import BilingualError, UsageError
from bilingual.formats.common.later import Later
from bilingual.formats.common.terms import TermRows
from bilingual.glossary.entries import judge_rows, term_cells
from bilingual.glossary.headers import LANGUAGES
from bilingual.model import Term


@dataclass(frozen=True, slots=True)
class TermFormat:
    """One exchange format of terms."""

    name: str
    title: str
    """What it is, for whom: one line."""
    suffixes: tuple[str, ...]
    """What the names of files end with that are taken for it."""
    write: Callable[[Sequence[Term]], bytes]
    read: Callable[[bytes, str], TermRows]
    """The rows of a file's bytes and its name; raises `BilingualError` for a file that is none or not safe."""


TERM_FORMATS: dict[str, TermFormat] = {
    format.name: format
    for format in (
        TermFormat(
            "csv", "our own glossary file", (".csv",),
            Later("csv.terms:write_csv_terms"), Later("csv.terms:read_csv_terms"),
        ),
        TermFormat(
            "tsv", "OmegaT's glossary: source, target, comment", (".tsv", ".txt", ".tab"),  # OmegaT's end in .txt too
            Later("csv.terms:write_omegat_terms"), Later("csv.terms:read_csv_terms"),
        ),
        TermFormat(
            "xlsx", "a workbook for Excel, LibreOffice or WPS", (".xlsx",),
            Later("xlsx.terms:write_xlsx_terms"), Later("xlsx.terms:read_xlsx_terms"),
        ),
        TermFormat(
            "tbx", "TBX version 2, for termbases and CAT tools", (".tbx",),
            Later("tbx.terms:write_tbx_terms"), Later("tbx.terms:read_tbx_terms"),
        ),
        TermFormat(
            "tmx", "TMX 1.4b, for programs without termbases", (".tmx",),
            Later("tmx.terms:write_tmx_terms"), Later("tmx.terms:read_tmx_terms"),
        ),
        TermFormat(
            "deepl", "DeepL's glossary: source, target, languages", (),
            Later("csv.terms:write_deepl_terms"), Later("csv.terms:read_csv_terms"),
        ),
    )
}  # fmt: skip
"""Every format by its name."""

NOT_OF_A_TERM = frozenset({"relevance", *(name for names in LANGUAGES.values() for name in names)})
"""Columns of other programs' tables that say which rows are for us, and nothing about a term."""


@dataclass(frozen=True, slots=True)
class WrittenTerms:
    """A file of terms, and what it could not hold."""

    data: bytes
    terms: int
    """How many of the terms stand in it."""
    lost: tuple[str, ...]
    """A phrase for each thing that does not come back: `12 notes`."""


@dataclass(frozen=True, slots=True)
class FoundTerms:
    """The terms of a file of another program."""

    terms: tuple[Term, ...]
    problems: tuple[BilingualError, ...]
    columns: frozenset[str]
    """What the file says about its terms; other columns of a glossary stay as they are."""


def term_format(path: str, name: str = "") -> TermFormat:
    """The format of that name, else the one that the file's name promises; `UsageError` where there is none.

    >>> term_format("terms.XLSX").name, term_format("terms.csv", "deepl").name
    ('xlsx', 'deepl')
    """
    suffix = PurePath(path).suffix.lower()
    if name in TERM_FORMATS:
        return TERM_FORMATS[name]
    if name:
        raise UsageError(f"There is no format “{name}”.", f"Choose one of {', '.join(TERM_FORMATS)}.")
    found = next((format for format in TERM_FORMATS.values() if suffix in format.suffixes), None)
    if found is None:
        remedy = f"Name the format with --format: {', '.join(TERM_FORMATS)}."
        raise UsageError("The file's name does not say which format it is.", remedy, path=path or None)
    return found


def read_terms(data: bytes, path: str, format: TermFormat) -> FoundTerms:
    """The terms of a file's bytes, and what is wrong with the rest. Raises `BilingualError` for a file that is no such file."""
    rows = format.read(data, path)
    terms, problems = judge_rows(rows.table, Path(path))
    width = max((len(record.cells) for record in rows.table.records), default=0)  # two cells a row say nothing of a note
    columns = frozenset(filter(None, rows.table.shape.columns[:width])) - NOT_OF_A_TERM
    return FoundTerms(tuple(map(_without_languages, terms)), (*rows.problems, *problems), columns)


def _without_languages(term: Term) -> Term:
    if not term.extra:
        return term
    return replace(term, extra=tuple((name, text) for name, text in term.extra if name not in NOT_OF_A_TERM))


def write_terms(terms: Sequence[Term], format: TermFormat) -> WrittenTerms:
    """The terms as a file. What it could not hold is found by reading it back."""
    data = format.write(terms)
    back = {term.source: term for term in read_terms(data, "", format).terms} if terms else {}
    missing = Counter(term.status for term in terms if term.source not in back)
    lost = [_counted(n, f"{status} term") for status, n in missing.items()]
    counts = Counter(name for term in terms if term.source in back for name in _lost(term, back))
    lost += [_phrase(name, n) for name, n in counts.items()]
    return WrittenTerms(data, len(terms) - missing.total(), tuple(lost))


def _lost(term: Term, back: dict[str, Term]) -> Iterator[str]:
    """The columns of a term that come back otherwise, white space apart."""
    before, after = term_cells(term), term_cells(back[term.source])
    before["target"], after["target"] = term.english, back[term.source].english
    for name, text in before.items():
        if text.split() != after.get(name, "").split():
            has_rows = name == "aliases" and all(alias in back for alias in term.aliases)
            yield _ALIAS_ROWS if has_rows else name


_ALIAS_ROWS = "list of aliases, which are rows of their own"


_NAMES = {
    "traditional": "Traditional form", "status": "status", "kind": "kind", "case": "case rule", "note": "note",
    "where": "place", "aliases": "list of aliases", "target": "target",
}  # fmt: skip


def _phrase(name: str, count: int) -> str:
    known = name in _NAMES or name == _ALIAS_ROWS
    return _counted(count, _NAMES.get(name, name)) if known else f"{count} “{name}”"


def _counted(count: int, name: str) -> str:
    """A number with its noun.

    >>> _counted(1, "note"), _counted(3, "status"), _counted(2, "list of aliases")
    ('1 note', '3 statuses', '2 lists of aliases')
    """
    head, of, rest = name.partition(" of ")
    ending = "" if count == 1 else "es" if head.endswith("s") else "s"
    return f"{count} {head}{ending}{of}{rest}"


__all__ = ["TERM_FORMATS", "FoundTerms", "TermFormat", "WrittenTerms", "read_terms", "term_format", "write_terms"]
