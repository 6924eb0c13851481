"""The glossary files of a command that edits: opened together, changed together, and what was done said row by row."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.glossary.edit import Cells
    from bilingual.glossary.find import Place
    from bilingual.glossary.table import Table

NEW = "terms.csv"
"""The file that a project's first term goes into, in `glossaries`."""


@dataclass(slots=True)
class Book:
    """The files, and the edits that are asked for; nothing is written before `close`."""

    tables: dict[Path, Table]
    """The nearest file first."""
    changes: dict[Path, dict[int, Cells | None]] = field(default_factory=dict)
    added: dict[Path, list[Cells]] = field(default_factory=dict)

    def find(self, term: str) -> Place:
        """The row of a term; raises `GlossaryError` where there is none."""
        from bilingual.glossary.find import find

        return find(term, self.tables)

    def change(self, place: Place, cells: Cells | None) -> None:
        """Give some cells of a row other contents, or remove the row."""
        rows = self.changes.setdefault(place.path, {})
        rows[place.record.line] = None if cells is None else {**(rows.get(place.record.line) or {}), **cells}

    def cells(self, place: Place) -> Cells:
        """The contents of a row with the edits so far."""
        return {**place.cells, **(self.changes.get(place.path, {}).get(place.record.line) or {})}

    def add(self, path: Path, cells: Cells) -> None:
        """Add a row to a file."""
        self.added.setdefault(path, []).append(cells)

    def close(self, *, dry_run: bool) -> None:
        """Make the edits and say what was done."""
        for line in self.apply(dry_run=dry_run):
            sys.stdout.write(line + "\n")
        if dry_run:
            sys.stdout.write("Nothing was written.\n")

    def apply(self, *, dry_run: bool) -> list[str]:
        """Make the edits; a line for each row. All files are checked before the first is written."""
        from bilingual.glossary.edit import edited
        from bilingual.glossary.files import write

        paths = dict.fromkeys((*self.changes, *self.added))
        after = {path: edited(self.tables[path], path, self.changes.get(path, {}), self.added.get(path, ())) for path in paths}
        lines = []
        for path, table in after.items():
            before = self.tables[path]
            if table.data != before.data and not dry_run:
                write(path, table.data, before=before.data if path.exists() else None)
            lines += said(path, before, table, self.changes.get(path, {}), self.added.get(path, ()))
        return lines


def opened(named: list[Path] | None) -> Book:
    """The files that count, to be edited."""
    from bilingual.cli.glossary.common import paths
    from bilingual.glossary.table import read_table

    return Book({path: read_table(path) for path in paths(named)})


def opened_to_add(named: list[Path] | None) -> tuple[Book, Path]:
    """The files that count, and the one that a new term goes into: the one named, the only one, or `glossaries/terms.csv`."""
    from bilingual.glossary.table import read_table, table
    from bilingual.project.glossaries import from_here, glossary_files, user_glossary
    from bilingual.project.settings import load_settings

    settings = load_settings(Path.cwd())
    if named and not named[0].exists():
        return Book({named[0]: table(b"", named[0])}), named[0]
    known = glossary_files(named or [], settings)
    own = [path for path in known if path != user_glossary()]
    usual = from_here(settings.root / "glossaries" / NEW)
    path = own[0] if len(own) == 1 or named else usual
    if len(own) > 1 and not named and usual not in own:
        files = ", ".join(map(str, own))
        raise UsageError("There are several glossaries.", f"Say which one with -g: {files}.")
    tables = {one: read_table(one) for one in known}
    return Book({path: table(b"", path), **tables} if path not in tables else tables), path


def said(path: Path, before: Table, after: Table, changes: Mapping[int, Cells | None], added: Sequence[Cells]) -> list[str]:
    """A line for each row that was changed, removed or added: where it stands, and what is another now."""
    from bilingual.glossary.edit import cells_of, index
    from bilingual.glossary.entries import spelled

    found, rows = [], index(after)
    for record in before.records:
        if record.line in changes:
            old, new = cells_of(before, record), changes[record.line]
            place = f"{path}:{record.line}" if new is None else f"{path}:{rows[spelled({**old, **new}['source'])][0].line}"
            found.append(f"{place}: {_removed(old) if new is None else changed(old, new)}")
    for cells in added:
        (record, *_) = rows[spelled(cells["source"])]
        found.append(f"{path}:{record.line}: added {shown(cells_of(after, record))}")
    return found


def _removed(cells: Cells) -> str:
    return f"removed {shown(cells)}"


def changed(old: Cells, new: Cells) -> str:
    """What is another in a row now, in a few words."""
    other = {name: text for name, text in new.items() if old.get(name, "") != text}
    if not other:
        return f"{shown(old)}: as it was"
    told = ", ".join(f"{name} {_quoted(old.get(name, ''))} → {_quoted(text)}" for name, text in other.items())
    return f"{old['source']}: {told}"


def shown(cells: Cells) -> str:
    """A row in a few words.

    >>> shown({"source": "护城河", "target": "Moat"}), shown({"source": "UI", "status": "candidate"})
    ('护城河 → Moat', 'UI → UI (candidate)')
    """
    status = cells.get("status") or "accepted"
    return f"{cells['source']} → {cells.get('target') or cells['source']}" + (f" ({status})" if status != "accepted" else "")


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"
