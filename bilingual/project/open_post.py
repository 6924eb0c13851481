"""A finished post while people work on it: its rows as the memory has them now, each save one change that is seen at once.

Nothing is translated. What a row says is what its next document would say (`bilingual.pipeline.renewing`); only what a save can
have changed is checked again, since all of a long post takes a second.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from bilingual.checks.post import check_units
from bilingual.checks.rules import ENGINES
from bilingual.errors import UsageError
from bilingual.files import Stamp, stamp
from bilingual.formats.common.outline import outline_of, title_of
from bilingual.memory import DOUBTFUL, DRAFT, HumanEntry
from bilingual.model import COLUMNS, PEOPLES, Column, Diagnostic, SegmentId, Unit, join
from bilingual.pipeline.human_edits import written_since
from bilingual.pipeline.renewing import renewed_unit, taken_back, wanted_terms
from bilingual.project.editing import edit_units, known_column
from bilingual.project.machine_texts import machine_units, with_machine_texts
from bilingual.project.memories import project_memory
from bilingual.project.post_rows import Row, TextChanged, by_flags, rows_as_recorded
from bilingual.runners.records import has_changed_since, load_records

if TYPE_CHECKING:
    from bilingual.project.settings import Settings

OF_ENGINES = frozenset(rule.name for rule in ENGINES)
"""What an engine said of its own English: nobody else's has it."""
WHOLE_POST = frozenset({"speakers"})
"""Checks that look at all of a post: what a save can have changed does not concern them."""


class OpenPost:
    """A post by its records; safe to use from several threads. Raises `ImportFailed` where the records cannot be read."""

    def __init__(self, file: Path, settings: Settings) -> None:
        self.file = file
        """Its records."""
        self._settings = settings
        self._off: frozenset[str] = frozenset(settings.get("check.off", ()))
        self._guard = RLock()
        self.revision = 0
        """How often a row changed since it was opened."""
        self.begun = 0
        """The revision at which its records were read last: rows from before may be gone."""
        self.is_outdated = False
        """Whether the post was changed since its records were made: only a run can take that in."""
        self._memory = project_memory(settings)  # stays open: closing the last connection writes all of the file out
        self._post = Path()
        self._stamps: tuple[Stamp | None, ...] = ()
        self.refresh()

    def close(self) -> None:
        """Lets go of the memory; it is opened again when it is needed."""
        self._memory.close()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows as a reader meets them: the title, and the others in the order of the post."""
        with self._guard:
            return tuple(self._rows[id_] for id_ in self._as_read)

    def row(self, id_: SegmentId) -> Row:
        """A row by the id of its unit. Raises `UsageError` where there is none such."""
        if id_ not in self._rows:
            raise UsageError(f"“{self.result.document.name}” has no row {id_}.", "Load the post again.")
        return self._rows[id_]

    def draft(self, id_: SegmentId) -> str:
        """What a machine wrote for a row, as far as its records or the memory know: empty where they do not."""
        with self._guard:
            unit = self._recorded.get(id_)
            if unit and unit.origin in PEOPLES:
                unit = machine_units(self.result, {id_}, self._memory, self._settings).get(id_)
            return join(unit.en).strip() if unit and unit.origin == "machine" else ""

    def refresh(self) -> None:
        """Looks whether the records or the memory have changed, and takes in what is new."""
        with self._guard:
            stamps = self._stamps_now()
            if stamps == self._stamps:
                return
            self._memory.close()  # another program may have put a new file in its place
            if stamps[:1] != self._stamps[:1]:
                self._read()
            else:
                self._take_in(self.result.units)
            self._stamps = self._stamps_now() if stamps[:1] != self._stamps[:1] else stamps
            self.is_outdated = has_changed_since(self.result)

    def save(self, id_: SegmentId, name: str, text: str, seen: str, who: str = "", *, draft: bool = False) -> Row:
        """Writes what a person wants a row to say into the memory, as one change; the row as it is then.

        `name` is that of the column, `seen` what the person saw there; a `draft` is not confirmed by that. Raises `TextChanged`
        where it says something else by now, and what `edit_unit` does.
        """
        column = known_column(name)
        with self._guard:
            self.refresh()
            row = self.row(id_)
            if row.text(column) not in (seen, text.strip()):
                raise TextChanged(row)
            edit_units(self.result, [(row.unit, text)], column, who, self._memory, drafts={id_: DRAFT} if draft else {})
            self._take_in([self._recorded[near] for near in self._alike[self.result.document.words(row.unit.span)]])
            self._stamps = self._stamps_now()
            return self.row(id_)

    def confirm_unflagged(self, among: Collection[SegmentId] | None = None, who: str = "") -> None:
        """Confirms the English of every row in which checks find nothing at all and that nobody has confirmed, as one change.

        `among` are the rows that a person looks at; all of the post by default.
        """
        with self._guard:
            self.refresh()
            looked_at = self.rows if among is None else [self.row(id_) for id_ in among]
            rows = [
                row
                for row in looked_at
                if row.unit.origin in ("machine", "memory", "edited") and not (row.findings or row.taken_back) and row.text("en")
            ]
            edit_units(self.result, [(row.unit, row.text("en")) for row in rows], "en", who, self._memory)
            self.refresh()

    def replace_all(self, texts: Mapping[SegmentId, str], name: str, seen: int, what: str, who: str = "") -> None:
        """Writes several rows in which a person had words replaced, as one change that the history calls `what`.

        Rows that nobody has confirmed stay so, since nobody has read them. `seen` is the revision that the person saw. Raises
        `UsageError`, nothing written, where rows were changed since, and as `edit_unit` does.
        """
        column = known_column(name)
        with self._guard:
            self.refresh()
            if self.revision != seen:
                raise UsageError("Rows were changed meanwhile; nothing was written.", "Look again at what would change.")
            rows = [self.row(id_) for id_ in texts]
            drafts = {
                row.unit.id: DOUBTFUL if column == "en" and "doubtful" in row.unit.flags else DRAFT
                for row in rows
                if not row.is_confirmed(column)
            }
            wanted = [(row.unit, texts[row.unit.id]) for row in rows]
            edit_units(self.result, wanted, column, who, self._memory, drafts=drafts, what=what)
            self.refresh()

    def tried(self, id_: SegmentId, name: str, text: str) -> Row:
        """What a row would be with a text in the column of that name; nothing is written."""
        column = known_column(name)
        with self._guard:
            row = self.row(id_)
            if row.text(column) == text.strip():
                return row
            source = self.result.document.words(row.unit.span)
            entries = {**row.people, column: HumanEntry(source, column, text.strip())}
            unit = renewed_unit(self._recorded[id_], {(id_, name): entry for name, entry in entries.items()}, self.result)
            return replace(row, unit=unit, findings=self._found({id_: unit})[id_])

    def _stamps_now(self) -> tuple[Stamp | None, ...]:
        memory = self._memory.path
        return tuple(map(stamp, (self.file, memory, memory.with_name(f"{memory.name}-wal"), self._post)))

    def _read(self) -> None:
        """The rows of the records, and what people wrote since."""
        self.result = load_records(self.file)
        self._post = Path(self.result.document.path)
        self.revision += 1
        self.begun = self.revision
        self._recorded = {unit.id: unit for unit in self.result.units}
        outline = outline_of(self.result)
        self.authors_column = outline.authors
        """The Chinese that the author wrote."""
        self.title = title_of(self.result, outline)
        """As the author wrote it; the name of the post where it has none."""
        self._places = {unit.id: place for place, unit in enumerate(self.result.units)}
        self._rows = rows_as_recorded(self.result, outline, self.revision)
        title = [unit.id for unit in outline.title.rows] if outline.title else []
        self._as_read = tuple(dict.fromkeys((*title, *self._rows)))
        self._alike: dict[str, list[SegmentId]] = {}
        for unit in self.result.units:
            self._alike.setdefault(self.result.document.words(unit.span), []).append(unit.id)
        self._word({unit.id: unit for unit in self.result.units if not OF_ENGINES.union(WHOLE_POST).issuperset(unit.flags)})
        self._take_in(self.result.units)

    def _word(self, flagged: Mapping[SegmentId, Unit]) -> None:
        """Has checks say of rows what their flags only name."""
        for id_, findings in self._found(flagged).items():
            if id_ in flagged:
                self._rows[id_] = replace(self._rows[id_], findings=findings)

    def _take_in(self, units: Sequence[Unit]) -> None:
        """What people wrote for some units, with all that have the same words, where it is another text than before."""
        part = replace(self.result, units=tuple(units))
        written = written_since(part, self._memory)
        gone = taken_back(part, self._memory, written)
        mended = self._put_back([unit for unit in gone if not self._rows[unit.id].taken_back])
        back = {unit.id for unit in gone} - mended
        people: dict[SegmentId, dict[Column, HumanEntry]] = {}
        for (id_, column), entry in written.items():
            people.setdefault(id_, {})[column] = entry
        changed = [
            unit.id
            for unit in units
            if self._rows[unit.id].people != people.get(unit.id, {})
            or self._rows[unit.id].taken_back != (unit.id in back)
            or unit.id in mended
        ]
        if not changed:
            return
        self.revision += 1
        others: dict[SegmentId, Unit] = {}
        for id_ in changed:
            before, unit = self._rows[id_], renewed_unit(self._recorded[id_], written, self.result)
            if id_ in back and unit.origin == "human":
                unit = replace(unit, origin="edited")  # nobody stands for it any more
            row = replace(before, unit=unit, people=people.get(id_, {}), taken_back=id_ in back, revision=self.revision)
            if all(row.text(column) == before.text(column) for column in COLUMNS):  # confirmed, or not any more
                row = replace(
                    row, findings=(*(f for f in before.findings if f.name not in OF_ENGINES), *by_flags(unit, OF_ENGINES))
                )
            else:
                others[id_] = unit
            self._rows[id_] = row
        for near, findings in self._found(others).items():
            if findings != self._rows[near].findings:
                self._rows[near] = replace(self._rows[near], findings=findings, revision=self.revision)

    def _put_back(self, units: Sequence[Unit]) -> set[SegmentId]:
        """Puts the machine's text into units of the records whose person took theirs back; those where it is known."""
        now = with_machine_texts(self.result, units, self._memory, self._settings)
        mended = {unit.id: unit for unit in now.units if unit is not self._recorded[unit.id]}
        self.result = now
        self._recorded |= mended
        for id_, unit in mended.items():
            self._rows[id_] = replace(self._rows[id_], terms=wanted_terms(unit, now))
        return set(mended)

    def _found(self, units: Mapping[SegmentId, Unit]) -> dict[SegmentId, tuple[Diagnostic, ...]]:
        """What checks find in the blocks of some rows, which stand together, and in the row after each of them."""
        rows = list(self._rows.values())
        wanted: dict[SegmentId, Row] = {}
        windows: list[tuple[int, int]] = []
        for place in sorted(self._places[id_] for id_ in units):
            first, last = self._block_edges(place)
            before, after = self._block_edges(max(0, first - 1))[0], self._block_edges(min(len(rows) - 1, last))[1]
            wanted |= {row.unit.id: row for row in rows[first : last + 1]}
            if windows and before <= windows[-1][1]:
                before = windows.pop()[0]
            windows.append((before, after))
        found: dict[SegmentId, list[Diagnostic]] = {}
        for before, after in windows:
            window = tuple(units.get(row.unit.id, row.unit) for row in rows[before:after])
            for finding in check_units(window, self.result.document, self._off | WHOLE_POST):
                found.setdefault(finding.unit, []).append(finding)
        return {id_: (*(f for f in row.findings if f.name in WHOLE_POST), *found.get(id_, ())) for id_, row in wanted.items()}

    def _block_edges(self, place: int) -> tuple[int, int]:
        """Where the block of a row begins, and where the next one does."""
        units = self.result.units
        first = last = place
        while first and units[first - 1].block == units[place].block:
            first -= 1
        while last < len(units) and units[last].block == units[place].block:
            last += 1
        return first, last
