"""What an editor changed in a document, brought back into the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bilingual.errors import BilingualError, GlossaryError, ImportFailed, contained
from bilingual.formats.registry import format_named, read_edited
from bilingual.glossary.termbase import Glossary
from bilingual.memory import PlacedComment
from bilingual.model import ImportOptions
from bilingual.office import PACKED
from bilingual.pipeline.human_edits import written_since
from bilingual.pipeline.renewing import renewed
from bilingual.project.glossaries import glossary_files
from bilingual.project.memories import project_memory, user_name
from bilingual.revision.compare import WrongRecords, compare_edited, human_entry
from bilingual.revision.people import OVERRULED, WAITING, PeoplesTexts, texts_seen_from
from bilingual.revision.remarks import comment_of
from bilingual.runners import records
from bilingual.runners.replacing import remembered_name
from bilingual.sources import source_named

if TYPE_CHECKING:
    from bilingual.memory import Change, HumanEntry
    from bilingual.model import Edited, Term, Translation
    from bilingual.project.settings import Settings
    from bilingual.revision.compare import Comparison, Difference


Settled = Literal["theirs", "mine"] | None
"""Which text counts where two people changed a row: the file's, the memory's; None where nobody has decided."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What is asked of an import."""

    settings: Settings
    records: Path | None = None
    """The records that the file was made from, where they are named."""
    who: str | None = None
    """Who made the changes; else who the file says, else the user."""
    options: ImportOptions = field(default_factory=ImportOptions)
    agree: Callable[[Difference], bool] = lambda difference: False
    """Asked whether a sentence is taken that lacks a locked term or a code."""
    dry_run: bool = False
    settle: Callable[[Difference], Settled] = lambda difference: None
    """Asked which of two people's texts is to count."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file."""

    file: Path
    comparison: Comparison | None = None
    taken: tuple[Difference, ...] = ()
    change: Change | None = None
    """None where nothing was written."""
    error: BilingualError | None = None
    records: Path = field(default_factory=Path)
    overruled: tuple[Difference, ...] = ()
    """Texts that are kept and do not count, since a person decided for another one's."""
    dropped: tuple[HumanEntry, ...] = ()
    """Texts that waited for a decision, and whose cell in the column of conflicts was emptied: they are kept and do not count."""
    glossary: tuple[Term, ...] = ()
    """The rows of the project's glossaries, where the file has a name or a term otherwise."""

    @property
    def is_open(self) -> bool:
        """Whether something is left to decide."""
        if self.error or self.comparison is None:
            return True
        told = (*self.taken, *self.overruled, *(d for d in self.comparison.differences if d.kind == "damaged"))
        left = [difference for difference in self.comparison.differences if difference not in told]
        rows = self.comparison.rows
        sheet = format_named(self.comparison.edited.format).is_sheet
        moved = () if sheet else rows.moved  # a sheet is sorted to look at it
        remarks = [remark for remark in self.comparison.remarks if remark.kind != "comment" or not remark.row]
        return bool(left or remarks or moved or rows.merged or rows.deleted or rows.unknown or rows.contradictory)


def import_file(file: Path, order: ImportOrder) -> Imported:
    """The changes of one file, those that can be taken written into the memory as one import; or why none were."""
    try:
        with contained(str(file)):
            return _imported(file, order)
    except BilingualError as error:
        return Imported(file, error=error)


def _imported(file: Path, order: ImportOrder) -> Imported:
    data = records.read_file(file)
    edited = read_edited(data, records.display_path(file), order.options)
    try:
        where = _records_of(file, edited, order)
        result = records.with_file(records.load_records(where))
        if edited.format == "post" and data.startswith(PACKED) != data.startswith(source_named(result.document.format).packed):
            fact = f"The file is of another kind than its post, {records.display_path(Path(result.document.path))}."
            raise ImportFailed(fact, "Give the document with the languages side by side.", path=records.display_path(file))
        if edited.format == "post" and result.document.file and order.options.tracked == "refuse":
            options = replace(order.options, source=result.document.file)
            edited = read_edited(data, records.display_path(file), options)
        if order.records:  # a person says whose rows they are, whatever the post was called then
            edited = replace(edited, post=result.document.name)
        people, exported = _peoples_texts(file, edited, result, order)
        comparison = compare_edited(result, edited, records.display_path(file), records.post_now(result), people, exported)
    except WrongRecords as error:
        raise ImportFailed(error.fact, _where_they_are(edited, order), path=error.path) from error
    taken, aside = _settled(comparison, people, order)
    dropped = _dropped(comparison, people, taken, order)
    worth = taken or aside or dropped or any(remark.kind == "comment" for remark in comparison.remarks)
    entries = [*_entries(comparison, taken, aside, order), *dropped]
    change = None if order.dry_run or not worth else _remembered(file, comparison, entries, order, people.editor)
    rows = _glossary_rows(order.settings) if {"speaker", "term", "attribute"} & {r.kind for r in comparison.remarks} else ()
    overruled = tuple(difference for difference, decision in aside if decision == OVERRULED)
    imported = Imported(file, comparison, taken, change, records=where, overruled=overruled, dropped=dropped, glossary=rows)
    if not (order.dry_run or imported.is_open):
        with project_memory(order.settings) as memory:  # a run may replace it: all that is in it is in the memory
            memory.remember_files({remembered_name(file, order.settings.root): data})
    return imported


def _glossary_rows(settings: Settings) -> tuple[Term, ...]:
    """The rows that can be read: what is taken of a file does not hang on them."""
    try:
        return Glossary.layered(glossary_files((), settings))[0].terms
    except GlossaryError:
        return ()


def _records_of(file: Path, edited: Edited, order: ImportOrder) -> Path:
    """The records that the file was made from: those named, those of its post, those beside it."""
    if order.records:
        return order.records
    post = edited.post
    folder = order.settings.output
    beside = records.records_beside(file)
    if post and "/" not in post and post not in (".", ".."):
        places = [file.parent / f"{post}.json", records.records_path(post, folder)]
    else:
        places = [beside, records.records_path(beside.stem, folder)]
    found = next(filter(records.has_records, places), None)
    if found is None:
        fact = f"There are no records of its post at {records.display_path(places[-1])}."
        raise WrongRecords(fact, "Name its records with --records.", path=records.display_path(file))
    return found


def _where_they_are(edited: Edited, order: ImportOrder) -> str:
    """What to do about a file whose records are not those that were looked at: the others there are told by its rows."""
    folder = order.settings.output
    found = records.records_with({row.id for row in edited.rows if row.id}, folder)
    if found and found != order.records:
        where = records.display_path(found)
        return f"Its rows are in {where}. To import it into that post: --records {where}."
    if order.records:
        return f"No records in {records.display_path(folder)} have its rows: translate its post as it was when the file was made."
    return "Make its records: translate run POST --format json. Or name them with --records."


def _peoples_texts(
    file: Path, edited: Edited, result: Translation, order: ImportOrder
) -> tuple[PeoplesTexts, Translation | None]:
    """What people wrote for the post so far, seen from the file; and the post with it, where they wrote since its run."""
    sources = list({result.document.words(unit.span) for unit in result.units})
    with project_memory(order.settings) as memory:
        ever, standing, comments = memory.everything(sources), memory.human(sources), memory.comments(result.document.name)
        is_later = any(entry.change > result.signature.people for entry in standing)
        off = order.settings.get("check.off", ())
        exported = renewed(result, memory, written_since(result, memory), off) if is_later else None
    texts = texts_seen_from(edited, result.document.name, ever, standing, comments, editor=order.who or "", file=file.name)
    return texts, exported


def _settled(
    comparison: Comparison, people: PeoplesTexts, order: ImportOrder
) -> tuple[tuple[Difference, ...], list[tuple[Difference, int]]]:
    """What is taken, and what another person's text stands against, with how far that is decided."""
    taken: list[Difference] = []
    aside: list[tuple[Difference, int]] = []
    for difference in comparison.differences:
        if difference.kind == "conflict":
            decided = people.decided(difference.row, difference.column, difference.after)
            choice: Settled = order.settle(difference) or ("mine" if decided else None)
            if choice == "theirs":
                taken.append(difference)
            else:
                aside.append((difference, OVERRULED if choice else WAITING))
        elif difference.kind == "changed" or (difference.kind == "broken" and order.agree(difference)):
            taken.append(difference)
    return tuple(taken), aside


def _dropped(
    comparison: Comparison, people: PeoplesTexts, taken: Sequence[Difference], order: ImportOrder
) -> tuple[HumanEntry, ...]:
    """The texts that wait for a decision and that the file, which shows them, decides against."""
    rows, chosen = comparison.edited.settled, {(d.row.id, d.column): d.after for d in taken}
    if not rows:
        return ()
    with project_memory(order.settings) as memory:
        waiting = memory.waiting(comparison.result.document.name)
    seen = [entry for entry in waiting if entry.segment in rows and (people.seen is None or entry in people.seen)]
    return tuple(replace(entry, aside=OVERRULED) for entry in seen if chosen.get((entry.segment, entry.language)) != entry.target)


def _entries(
    comparison: Comparison,
    taken: Sequence[Difference],
    aside: Sequence[tuple[Difference, int]],
    order: ImportOrder,
) -> list[HumanEntry]:
    """The texts of the file: those that count, and those that are only kept. Those without a name get that of the change."""
    entries = [human_entry(difference, comparison.result) for difference in taken]
    entries += [replace(human_entry(difference, comparison.result), aside=decision) for difference, decision in aside]
    return [replace(entry, who=order.who or entry.who) for entry in entries]


def _remembered(file: Path, comparison: Comparison, entries: Sequence[HumanEntry], order: ImportOrder, editor: str) -> Change:
    """Everything that the file brings, written as one change: texts and comments."""
    post = comparison.result.document.name
    remarks = [PlacedComment(post, r.row, comment_of(r)) for r in comparison.remarks if r.kind == "comment"]
    with project_memory(order.settings) as memory:
        return memory.write_human(entries, file=file.name, who=order.who or editor or user_name(), remarks=remarks)
