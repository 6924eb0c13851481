"""Terms from and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import BilingualError, UsageError
from bilingual.formats.merging import DifferingTerm, compare_with_glossary
from bilingual.formats.termbases import FoundTerms, TermFormat, WrittenTerms, read_terms, term_format, write_terms
from bilingual.glossary.entries import term_cells
from bilingual.glossary.termbase import Glossary
from bilingual.model import Term
from bilingual.project.glossary.book import RowEdit, open_book_to_add
from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class TermExport:
    """A glossary as a file for another program."""

    written: WrittenTerms
    format: TermFormat
    problems: tuple[BilingualError, ...]
    """What is wrong with rows of the glossary."""


def export_terms(files: Sequence[Path], format: TermFormat, status: str = "") -> TermExport:
    """The terms of glossary files as a file of a format: all of them, or those of a status."""
    glossary, _, problems = Glossary.layered(files)
    written = write_terms([term for term in glossary.terms if status in ("", term.status)], format)
    return TermExport(written, format, problems)


@dataclass(frozen=True, slots=True)
class TermImport:
    """What became of the terms of other programs' files."""

    path: Path
    """The glossary that new terms went into."""
    edits: tuple[RowEdit, ...]
    new: tuple[Term, ...]
    changed: tuple[DifferingTerm, ...]
    """Terms of which a file says something else, which counts now."""
    left: tuple[DifferingTerm, ...]
    """Those of which the glossary's word stays."""
    same: int
    problems: tuple[BilingualError, ...]
    """What is wrong with rows of the files."""


def import_terms(
    files: Sequence[Path],
    named: Sequence[Path],
    settings: Settings,
    *,
    format: str = "",
    update: bool = False,
    status: str = "",
    dry_run: bool = False,
) -> TermImport:
    """Add the terms of files to the glossary (`named`, else the project's); `update` lets them count where they differ."""
    found = [_read(path, format) for path in files]
    book, path = open_book_to_add(named, settings)
    merge = compare_with_glossary(found, book.tables)
    changed = tuple(term for term in merge.differing if update and term.other)
    for term in changed:
        book.change(term.place, {name: there for name, (_, there) in term.other.items()})
    for new in merge.new:
        book.add(path, _row(new, status))
    edits = book.apply(dry_run=dry_run)
    left = tuple(term for term in merge.differing if not (update and term.other))
    problems = tuple(problem for terms in found for problem in terms.problems)
    return TermImport(path, edits, merge.new, changed, left, merge.same, problems)


def _read(path: Path, format: str) -> FoundTerms:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The file cannot be read ({error.strerror}).", "Check the name.", path=str(path)) from error
    return read_terms(data, str(path), term_format(str(path), format))


def _row(term: Term, status: str) -> dict[str, str]:
    kind = {"kind": "keep"} if not term.target and term.kind == "term" else {}
    return {name: text for name, text in (term_cells(term) | kind).items() if text} | ({"status": status} if status else {})
