"""Rows of a glossary file as terms, each judged: every bad row is reported with its line, the good ones are used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any, get_args

from bilingual.errors import GlossaryError
from bilingual.glossary.headers import COLUMNS, LANGUAGES
from bilingual.glossary.table import Record, Shape, Table, read_table
from bilingual.lang.characters import FORBIDDEN, says_something
from bilingual.model import Term, TermKind, TermStatus

_STATUSES = frozenset(get_args(TermStatus))
_KINDS = frozenset(get_args(TermKind))
_YES_NO = {"": True, "yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
ALIAS_SEPARATOR = "|"
"""Between the aliases of a term."""
_KNOWN = frozenset(COLUMNS)
MOST_IN_TERM, MOST_IN_CELL = 1_000, 32_767
"""Characters that a spelling of a term or its target may have, and any cell: as many as a spreadsheet's cell can."""
_SPELLINGS = frozenset(("source", "target", "traditional"))
_TITLES = {"": "cell", "aliases": "list of aliases", "traditional": "traditional form"}
"""What messages call a column that is called otherwise in the file."""
_FORMULA = re.compile(
    r"=\s*[^=\s]"  # =A1, =SUM(…), =HYPERLINK(…)
    r"|[-+@]\s*(?:[A-Za-z][\w.]*\(|\$?[A-Z]{1,3}\$?[0-9]+$|[0-9.]+\s*[-+*/^])"  # +A1, @SUM(…), -2+3; but not @OpenAI
    r"|#(?:NAME|REF|VALUE|N/A|NULL|NUM|DIV/0)[?!]?$"  # what a spreadsheet leaves of one
)
"""Cells that Excel and LibreOffice compute when they open the file (OWASP, “CSV Injection”)."""
_TWO = re.compile(r"\||[;；、]\s|[；、]")
"""Between two targets in one cell."""


class _Bad(Exception):
    """A row that cannot be used: the fact and the remedy."""


@dataclass(frozen=True, slots=True)
class _File:
    """What every row of one file shares."""

    path: str
    columns: tuple[str, ...]
    least: int
    """Cells that a row must have: up to the target."""
    unknown: tuple[tuple[int, str], ...]
    """Columns that this program does not know: index and name."""
    languages: tuple[tuple[int, str], ...]
    """Columns that say what a row is for: index, and how a language of ours begins."""

    def is_foreign(self, cells: Sequence[str]) -> bool:
        """Whether a row is for other languages than from Chinese into English."""
        languages = ((cells[index].strip().lower(), wanted) for index, wanted in self.languages if index < len(cells))
        return any(language and not language.startswith(wanted) for language, wanted in languages)


def read_glossary(path: Path) -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
    """The terms of a glossary file in their order, and what is wrong with the rows that are left out.

    Raises `GlossaryError` only where the file cannot be read at all or its header has no column `source`.
    """
    return judge_rows(read_table(path), path)


def judge_rows(table: Table, path: Path) -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
    """The good rows of a table as terms, and one error for each bad one, in the order of their lines."""
    file = _file(table.shape, str(path))
    remedy = "Close the quote, and write a quotation mark inside a quoted field twice."
    problems: list[GlossaryError] = [GlossaryError(fact, remedy, path=file.path, line=line) for line, fact in table.broken]
    terms: list[Term] = []
    records = [record for record in table.records if not file.is_foreign(record.cells)] if file.languages else table.records
    if table.records and not records:
        remedy = "Name the Chinese column `source` and the English one `target`."
        problems.append(GlossaryError("No row is for Chinese into English.", remedy, path=file.path, line=table.header or 1))
    for record in records:
        try:
            terms.append(_term(record, file))
        except _Bad as bad:
            problems.append(GlossaryError(*bad.args, path=file.path, line=record.line))
    unique = _without_duplicates(terms, problems)
    unique = _without_taken_aliases(unique, problems)
    return tuple(unique), tuple(sorted(problems, key=lambda problem: problem.line or 0))


def _file(shape: Shape, path: str) -> _File:
    least = max(shape.columns.index(name) for name in ("source", "target") if name in shape.columns) + 1
    unknown = tuple((index, name) for index, name in enumerate(shape.columns) if name and name not in _KNOWN)
    ours = {**dict.fromkeys(LANGUAGES["source"], "zh"), **dict.fromkeys(LANGUAGES["target"], "en")}
    languages = tuple((index, ours[name]) for index, name in unknown if name in ours)
    return _File(path, shape.columns, least, unknown, languages)


def _term(record: Record, file: _File) -> Term:
    cells = record.cells
    _check_lengths(cells, file)
    _check_width(cells, file)
    values: dict[str, str] = dict(zip(file.columns, map(str.strip, cells), strict=False))
    source = normal_spelling(values["source"])
    _check_source(source)
    fields: dict[str, Any] = {"source": source, "target": _target(values.get("target", ""))}
    fields |= {name: make(values[name]) for name, make in _MAKERS.items() if values.get(name)}
    fields["extra"] = tuple((name, values[name]) for index, name in file.unknown if index < len(cells) and values[name])
    return Term(**fields, path=file.path, line=record.line)


def _check_lengths(cells: Sequence[str], file: _File) -> None:
    """Before anything else looks at them: a file that lost its line ends may be one cell, and every message would quote it."""
    if max(map(len, cells), default=0) > MOST_IN_TERM:
        for name, cell in zip_longest(file.columns, cells, fillvalue=""):
            _check_length(_TITLES.get(name, name), cell.strip(), MOST_IN_TERM if name in _SPELLINGS else MOST_IN_CELL)


def _check_length(name: str, text: str, most: int) -> None:
    if len(text) > most:
        what = "a term" if most == MOST_IN_TERM else "a cell"
        raise _Bad(f"The {name} has {len(text):,} characters; {what} may have {most:,}.", "Shorten it, or remove the row.")


def _check_width(cells: Sequence[str], file: _File) -> None:
    if len(cells) < file.least:
        raise _Bad("The row has no target.", f"Write `{cells[0].strip()},` to keep the term as it is.")
    if any(cell.strip() for cell in cells[len(file.columns) :]):
        fact = f"The row has {len(cells)} cells, but there are {len(file.columns)} columns."
        raise _Bad(fact, "Put a field that holds the separator in quotation marks.")


def _check_source(source: str) -> None:
    if not source:
        raise _Bad("The row has no source.", "Write the term in the column `source`, or remove the row.")
    _check_formula("source", _clean("source", source))
    if not says_something(source):
        raise _Bad(f"The source “{source}” is only punctuation or digits.", "A term needs a letter or a character.")


def _target(text: str) -> str:
    _check_formula("target", _clean("target", text))
    if _TWO.search(text):
        raise _Bad(f"The target “{text}” looks like two.", "Keep one; write the other in the note.")
    return text


def _check_formula(name: str, text: str) -> None:
    if text and text[0] in "=+-@#" and _FORMULA.match(text):
        raise _Bad(f"The {name} “{text}” is a spreadsheet's formula.", "Write the words themselves.")


def normal_spelling(text: str) -> str:
    """A source as it is compared and stored: NFC, without outer spaces. Never NFKC, which changes punctuation."""
    return unicodedata.normalize("NFC", text.strip())


def _clean(name: str, text: str) -> str:
    found = FORBIDDEN.search(text)
    if found is None:
        return text
    if found[0] in "\r\n":
        raise _Bad(f"The {name} holds a line break.", "Write it on one line.")
    fact = f"The {name} holds U+{ord(found[0]):04X}, a control, private-use or slot character."
    raise _Bad(fact, "Remove it.")


def _one_of(name: str, values: frozenset[str]) -> Callable[[str], str]:
    def make(text: str) -> str:
        if text.lower() not in values:
            raise _Bad(f"The {name} “{text}” is not known.", f"Use one of {', '.join(sorted(values))}.")
        return text.lower()

    return make


def _yes_or_no(text: str) -> bool:
    if text.lower() not in _YES_NO:
        raise _Bad(f"The case “{text}” is not known.", "Use `yes` where Latin letters must match in case, else `no`.")
    return _YES_NO[text.lower()]


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (_alias(normal_spelling(alias)) for alias in text.split(ALIAS_SEPARATOR))))


def _alias(text: str) -> str:
    _check_length("alias", text, MOST_IN_TERM)
    return _clean("alias", text)


_MAKERS: dict[str, Callable[[str], Any]] = {
    "traditional": lambda text: _clean(_TITLES["traditional"], normal_spelling(text)),
    "status": _one_of("status", _STATUSES),
    "kind": _one_of("kind", _KINDS),
    "case": _yes_or_no,
    "aliases": _aliases,
    "note": lambda text: text if _clean("note", " ".join(text.split())) else "",
    "where": str,
}
"""How the optional columns become fields of `Term`."""


def _without_duplicates(terms: Sequence[Term], problems: list[GlossaryError]) -> list[Term]:
    """The first row of each source; the others are problems that show where the first one stands."""
    first: dict[str, Term] = {}
    for term in terms:
        first_row = first.setdefault(term.source, term)
        if first_row is not term:
            fact = f"The source “{term.source}” stands already in line {first_row.line}{_with_other_target(first_row, term)}."
            problems.append(GlossaryError(fact, "Keep one of the two rows.", path=term.path, line=term.line))
    return list(first.values())


def _with_other_target(first_row: Term, term: Term) -> str:
    return "" if first_row.target == term.target else f", with another target: “{first_row.english}”, here “{term.english}”"


def _without_taken_aliases(terms: Sequence[Term], problems: list[GlossaryError]) -> list[Term]:
    """The terms without aliases that another row has as its source or alias; the rows themselves are used."""
    owners = {term.source: term for term in terms}
    found = []
    for term in terms:
        if term.aliases:
            free = tuple(alias for alias in dict.fromkeys(term.aliases) if owners.setdefault(alias, term) is term)
            problems += _taken(term, owners, frozenset(free))
            term = term if free == term.aliases else replace(term, aliases=tuple(a for a in free if a != term.source))
        found.append(term)
    return found


def _taken(term: Term, owners: dict[str, Term], free: Collection[str]) -> Iterator[GlossaryError]:
    for alias in term.aliases:
        if alias not in free:
            owner = owners[alias]
            role = "the source" if owner.source == alias else "an alias"
            fact = f"The alias “{alias}” is {role} of line {owner.line}."
            yield GlossaryError(fact, "Remove the alias or the row.", path=term.path, line=term.line)


def term_cells(term: Term) -> dict[str, str]:
    """A term as the cells of its row; what is as usual is left empty, except the status, which people edit."""
    return {
        "source": term.source,
        "target": term.target,
        "traditional": term.traditional,
        "status": term.status,
        "kind": term.kind,
        "case": "" if term.case else "no",
        "aliases": ALIAS_SEPARATOR.join(term.aliases),
        "note": term.note,
        "where": term.where,
        **dict(term.extra),
    }
