"""The glossary: which terms are in force, from files that people edit and from what posts gloss, and how rows are added."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.edit import edit_unchecked, index_rows, new_shape
from bilingual.glossary.entries import judge_rows, read_glossary, term_cells
from bilingual.glossary.files import write_glossary
from bilingual.glossary.row_text import header_line, row_line
from bilingual.glossary.table import Shape, Table, read_table
from bilingual.lang.roles import is_role
from bilingual.model import Term


@dataclass(frozen=True, slots=True)
class Shadow:
    """A row that does not count, because a nearer file has the same term."""

    term: Term
    by: Term

    @property
    def differs(self) -> bool:
        """Whether anything would be another if it counted."""
        far, near = self.term, self.by
        return (far.status, far.english, far.traditional) != (near.status, near.english, near.traditional)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms in the order of their rows; the first that claims a spelling wins."""

    terms: tuple[Term, ...] = ()

    @classmethod
    def load(cls, paths: Iterable[str | os.PathLike[str]]) -> Glossary:
        """The terms of glossary files, the nearest file first: an earlier file wins over a later one.

        Raises `GlossaryError` once, with every bad row of every file in `problems`; `lenient` gives the good rows too.
        """
        glossary, problems = cls.lenient(paths)
        if problems:
            fact = "One row of the glossary" if len(problems) == 1 else f"{len(problems)} rows of the glossary"
            raise GlossaryError(f"{fact} cannot be used.", "Correct the lines named below.", problems=problems)
        return glossary

    @classmethod
    def lenient(cls, paths: Iterable[str | os.PathLike[str]]) -> tuple[Glossary, tuple[GlossaryError, ...]]:
        """The same without raising: what can be used, and what is wrong with the rest."""
        glossary, _, problems = cls.layered(paths)
        return glossary, problems

    @classmethod
    def layered(cls, paths: Iterable[str | os.PathLike[str]]) -> tuple[Glossary, tuple[Shadow, ...], tuple[GlossaryError, ...]]:
        """What can be used, the rows that nearer files hide, and what is wrong with the rest.

        A problem of a whole file, which cannot be read, has no line.
        """
        glossary, shadows, problems = cls(), list[Shadow](), list[GlossaryError]()
        for path in map(Path, paths):
            try:
                found, bad = read_glossary(path)
            except GlossaryError as error:
                problems.append(error)
            else:
                problems += bad
                glossary, hidden = glossary.over(found)
                shadows += hidden
        return glossary, tuple(shadows), tuple(problems)

    @property
    def active(self) -> tuple[Term, ...]:
        """The terms in force: accepted ones."""
        return tuple(term for term in self.terms if term.status == "accepted")

    @property
    def locks(self) -> tuple[Term, ...]:
        """The terms to lock in running text: those in force except speakers named by a role.

        `主持人` is `Host` on a label, but within a sentence it is an ordinary word.
        """
        return tuple(term for term in self.active if term.kind != "speaker" or not is_role(term.source))

    @property
    def forms(self) -> dict[str, str]:
        """The Traditional forms to enforce, by source."""
        return {term.source: term.traditional for term in self.active if term.traditional}

    @property
    def digest(self) -> str:
        """Six hexadecimal digits that change when a term in force does, whatever the order of the rows.

        >>> Glossary((Term("AI", ""),)).digest == Glossary((Term("AI", "", note="seen"),)).digest
        True
        """
        rows = sorted(repr((t.source, t.target, t.traditional, t.kind, t.case, t.aliases)) for t in self.active)
        return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()[:6]

    def speakers(self) -> frozenset[str]:
        """Every spelling of the speakers and persons in force: names that may stand on a label."""
        named = (term for term in self.active if term.kind in ("speaker", "person"))
        return frozenset(spelling for term in named for spelling in _spellings(term))

    def with_terms(self, terms: Iterable[Term]) -> Glossary:
        """These terms, and of `terms` those whose source no row here claims, rejected and candidate rows included.

        A spelling that is claimed here is also taken from the aliases of what is added.

        >>> file = Glossary((Term("界面", "", status="rejected"),))
        >>> [t.source for t in file.with_terms([Term("界面", "Interface"), Term("算力", "computing power")]).active]
        ['算力']
        """
        return self.over(terms)[0]

    def over(self, terms: Iterable[Term]) -> tuple[Glossary, tuple[Shadow, ...]]:
        """The same, and those of `terms` that do not count."""
        (claims, loose), added, hidden = _claims(self.terms), dict[str, Term](), list[Shadow]()
        for term in terms:
            owner = claims.get(term.source) or loose.get(term.source.casefold()) or added.get(term.source)
            if owner is not None:
                hidden.append(Shadow(term, owner))
                continue
            aliases = tuple(alias for alias in term.aliases if alias not in claims)
            added[term.source] = term if aliases == term.aliases else replace(term, aliases=aliases)
        return Glossary((*self.terms, *added.values())), tuple(hidden)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write a new file; one that exists is not replaced (`GlossaryError`): `merge_terms_into` adds to it."""
        if Path(path).exists():
            raise GlossaryError("The glossary exists already.", "Merge into it, or name another file.", path=str(path))
        lines = [header_line(Shape()), *(row_line(term_cells(term), Shape()) for term in self.terms)]
        write_glossary(Path(path), "".join(lines).encode())


def merge_terms_into(path: str | os.PathLike[str], terms: Iterable[Term], *, dry_run: bool = False) -> tuple[Term, ...]:
    """Append the terms that a glossary file does not have; the terms that were added.

    What stands in the file stays byte for byte, bad rows included; a file that is missing is made. A file without a
    column `status` takes accepted terms only, since every row in it is in force. The write is atomic: the file is
    either as before or complete. `dry_run` says what would be added.
    """
    path = Path(path)
    if not path.exists():
        added = _first_of_each(terms)
        if not dry_run:
            Glossary(added).save(path)
        return added
    table = read_table(path)
    added = _addable(table, path, terms)
    if added and not dry_run:
        columns = frozenset(new_shape(table).columns)
        rows = [{name: text for name, text in term_cells(term).items() if name in columns} for term in added]
        write_glossary(path, edit_unchecked(table, path, {}, rows).data, before=table.data)
    return added


def _addable(table: Table, path: Path, terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that no row of the file claims, not even one that cannot be used."""
    good, _ = judge_rows(table, path)
    written = index_rows(table)
    missing = Glossary(good).with_terms(terms).terms[len(good) :]
    has_status = "status" in new_shape(table).columns
    return tuple(t for t in missing if t.source not in written and (has_status or t.status == "accepted"))


def _claims(terms: Iterable[Term]) -> tuple[dict[str, Term], dict[str, Term]]:
    """Who has every source, and the aliases of terms in force; those of terms that match in any case also case-folded."""
    claims: dict[str, Term] = {}
    loose: dict[str, Term] = {}
    for term in terms:
        for spelling in (term.source, *term.aliases) if term.status == "accepted" else (term.source,):
            claims.setdefault(spelling, term)
            if not term.case:
                loose.setdefault(spelling.casefold(), term)
    return claims, loose


def _first_of_each(terms: Iterable[Term]) -> tuple[Term, ...]:
    first: dict[str, Term] = {}
    for term in terms:
        first.setdefault(term.source, term)
    return tuple(first.values())


def _spellings(term: Term) -> Iterable[str]:
    return (term.source, *((term.traditional,) if term.traditional else ()), *term.aliases)
