"""An edited file beside the records: what a person changed, and what of it may go into the memory.

Nothing is guessed: English whose Chinese is no longer in the post is shown beside what stands there now, rows that were
joined are shown and left, and a sentence in which a locked term is gone waits for a decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bilingual.errors import ImportFailed
from bilingual.formats.common.outline import says_something
from bilingual.formats.registry import format_named
from bilingual.memory import HumanEntry
from bilingual.model import (
    COLUMNS,
    Code,
    Column,
    Document,
    Edited,
    EditedRow,
    Remark,
    TermSpan,
    Text,
    Translation,
    Unit,
    as_read,
    join,
    leaves,
    placed,
)
from bilingual.pipeline.earlier import digest
from bilingual.pipeline.human_edits import edges, read_edited_text
from bilingual.revision.align import Pairing, align_rows, say_the_same
from bilingual.revision.labels import without_labels
from bilingual.revision.moved_words import moved_rows
from bilingual.revision.people import PeoplesTexts
from bilingual.revision.remarks import new_remarks
from bilingual.revision.spreadsheet import damaged_columns
from bilingual.revision.untouched import restore_untouched, without_written_lines
from bilingual.sources.segmentation import split

SHARE = 0.5
"""Of the rows of a file: if fewer are in the records, the file is another post's."""

Kind = Literal["changed", "source", "emptied", "broken", "stale", "damaged", "conflict", "undone"]
"""`changed` may go into the memory. `source`: it is the author's own text that was changed. `emptied`: nothing is left of
it. `broken`: a locked term or a code is gone from it. `stale`: its Chinese is no longer in the post. `damaged`: a
spreadsheet made it of a number or a day, and nobody edited it. `conflict`: another person wrote something else in the
meantime. `undone`: a person wrote it before and it was taken back; whether the editor means it cannot be told."""


class WrongRecords(ImportFailed):
    """The records are not those of the post that a file was made from."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A text that is another than in the records."""

    kind: Kind
    row: Unit
    source: str
    """What stands in the post."""
    column: Column
    before: str
    after: str
    place: str
    """In the edited file."""
    author: str = ""
    when: str = ""
    lost: tuple[TermSpan, ...] = ()
    """Terms that do not stand in it any more as the glossary has them."""
    codes: tuple[str, ...] = ()
    """Codes, links and other markup that were lost."""
    other: HumanEntry | None = None
    """What another person wrote in the meantime; of a text that was taken back, the entry that said it."""
    now: str = ""
    """Where the Chinese has changed since: what stands in the post now that is most like it; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that an edited file says."""

    result: Translation
    edited: Edited
    differences: tuple[Difference, ...]
    rows: Pairing
    remarks: tuple[Remark, ...] = ()
    """What the file says beside its texts, and the records do not."""
    outdated: bool = False
    """Whether the file was made from other records than these. What the rows said in earlier runs is known to them, so
    only where those records were lost may something look changed that is not."""

    @property
    def unchanged(self) -> int:
        """Rows in which nothing is changed."""
        return len(self.rows.pairs) - len({difference.row.id for difference in self.differences})

    def entries(self, *, broken: bool = False) -> tuple[HumanEntry, ...]:
        """What goes into the memory; `broken`: the sentences in which a lock is broken too."""
        taken = ("changed", "broken") if broken else ("changed",)
        return tuple(human_entry(difference, self.result) for difference in self.differences if difference.kind in taken)


def compare_edited(
    result: Translation,
    edited: Edited,
    path: str,
    now: Document | None = None,
    people: PeoplesTexts = PeoplesTexts(),  # noqa: B008 - frozen
    exported: Translation | None = None,
) -> Comparison:
    """`edited` beside the records; `now` is the post as it is today, where it can be read. `people`: what was written since.

    `exported` is the post as an export makes it now, where that is another than the records. `path` names the file in messages.
    Raises `WrongRecords` where the file was made from another post.
    """
    edited = _sound(result, edited, path)
    rows = align_rows(result, edited.rows)
    if len(rows.pairs) < SHARE * len(edited.rows):
        fact = f"Only {len(rows.pairs)} of its {len(edited.rows)} rows are in the records of “{result.document.name}”."
        raise WrongRecords(fact, "It seems to be another post's: name its records with --records.", path=path)
    is_sheet = format_named(edited.format).is_sheet
    found = [
        replace(difference, source=result.document.words(row.span))
        for row, edit in ((row, without_labels(row, edit)) for row, edit in rows.pairs)
        for difference in _differences(
            row, edit, author_columns(row, result.document), _damaged(row, edit) if is_sheet else frozenset(), people
        )
    ]
    english = {d.row.id: (d.before, d.after) for d in found if d.column == "en"}
    moved = moved_rows(english, [row.id for row, _ in rows.pairs])
    found = [replace(d, kind="changed") if d.kind == "emptied" and d.column == "en" and d.row.id in moved else d for d in found]
    outdated = bool(edited.signature) and _made_by(edited.signature) != _made_by(str(result.signature))
    remarks = new_remarks(result, edited, people, outdated=outdated, exported=exported)
    if not is_sheet:  # who types over a whole cell types over the name in it
        typed = {(difference.row.id, difference.column) for difference in found}
        remarks = tuple(r for r in remarks if r.kind != "speaker" or r.text or (r.row, r.column) not in typed)
    return Comparison(result, edited, tuple(_checked_against(found, now)), rows, remarks, outdated)


def _made_by(signature: str) -> str:
    """A signature without what people had done until then, which their texts tell."""
    return signature.partition("|people:")[0]


def human_entry(difference: Difference, result: Translation) -> HumanEntry:
    """The change as the memory keeps it: for this very row of this post."""
    column, after, row = difference.column, difference.after, difference.row
    return HumanEntry(difference.source, column, after, result.document.name, row.id, difference.author, difference.when)


def _sound(result: Translation, edited: Edited, path: str) -> Edited:
    """The file's rows, as their records would have them where nothing was edited; refused if they are another post's."""
    if edited.post and edited.post != result.document.name:
        fact = f"The file was made from the post “{edited.post}”, not from “{result.document.name}”."
        raise WrongRecords(fact, "Name that post's records with --records.", path=path)
    known = {row.id: row for row in result.units}
    if not format_named(edited.format).rewritten:
        return edited
    edited = without_written_lines(result, edited) if edited.format != "post" else edited
    there = {row.id for row in edited.rows}
    if there == known.keys() and all(_is_as_recorded(known[row.id], row) for row in edited.rows):
        return edited
    return restore_untouched(result, edited)


def _is_as_recorded(row: Unit, edit: EditedRow) -> bool:
    return all(getattr(edit, c) is None or say_the_same(join(getattr(row, c)), getattr(edit, c), c) for c in COLUMNS)


def author_columns(row: Unit, document: Document) -> frozenset[Column]:
    """The columns of a row that are the post itself, character for character."""
    columns: tuple[Column, ...] = ("hans", "hant")
    return frozenset(column for column in columns if join(getattr(row, column)) == document.words(row.span))


def judge_edit(result: Translation, row: Unit, edit: EditedRow, column: Column) -> Difference:
    """One text of an edited row beside the records, whether it is another or not: what kind of change it is, what it lost."""
    difference = _judged(row, edit, column, author_columns(row, result.document))
    return replace(difference, source=result.document.words(row.span))


def _judged(row: Unit, edit: EditedRow, column: Column, by_author: frozenset[Column]) -> Difference:
    text: Text = getattr(row, column)
    after = _core(getattr(edit, column), row)
    change = Difference("changed", row, "", column, join(text).strip(), after, edit.place, edit.author, edit.when)
    if column in by_author:
        return replace(change, kind="source")
    return _weighed(change, text) if after else replace(change, kind="emptied")


def _damaged(row: Unit, edit: EditedRow) -> frozenset[Column]:
    """The columns of a row that a spreadsheet changed on its own."""
    before = {column: join(getattr(row, column)) for column in COLUMNS}
    return damaged_columns(before, {column: getattr(edit, column) for column in COLUMNS})


def _differences(
    row: Unit, edit: EditedRow, by_author: frozenset[Column], damaged: frozenset[Column], people: PeoplesTexts
) -> list[Difference]:
    found = []
    for column in COLUMNS:
        after = getattr(edit, column)
        if after is None or not (after.strip() or says_something(row)):
            continue
        if not _is_as_shown(row, column, after, people):
            judged = _judged(row, edit, column, by_author)
            judged = replace(judged, before=people.text_then(row, column) or judged.before)
            found.append(replace(judged, kind="damaged") if column in damaged else _beside_others(judged, people))
        elif people.seen is None and (entry := people.taken_back(row, column, after)):
            found.append(replace(_judged(row, edit, column, by_author), kind="undone", other=entry))
    return list({_news(difference): difference for difference in reversed(found)}.values())[::-1]


def _is_as_shown(row: Unit, column: Column, text: str, people: PeoplesTexts) -> bool:
    """Whether a text is what the file showed when it was made: what a person had written by then, or what runs made."""
    text_then = people.text_then(row, column)
    if text_then is not None:
        return say_the_same(text_then, text, column)
    if people.seen is not None and people.taken_back(row, column, text):
        return False
    return _is_of_run(row, column, text)


def _is_of_run(row: Unit, column: Column, text: str) -> bool:
    """Whether this run or an earlier one wrote a text."""
    return say_the_same(join(getattr(row, column)), text, column) or digest(text, column) in row.earlier


def _beside_others(change: Difference, people: PeoplesTexts) -> Difference:
    """The change, told as a conflict where another person wrote something else that the editor had not seen."""
    if change.kind not in ("changed", "broken"):
        return change
    other = people.unseen(change.row, change.column, change.after, is_of_run=_is_of_run(change.row, change.column, change.after))
    return change if other is None else replace(change, kind="conflict", other=other)


def _news(difference: Difference) -> tuple[str, ...]:
    """What a difference says; where columns are the same, the second says nothing new."""
    if difference.kind == "source":
        return ("source",)
    return (difference.kind, difference.before, difference.after if difference.kind == "damaged" else difference.column)


def _core(text: str, row: Unit) -> str:
    """The text without the blanks and breaks around it, which are the source's."""
    before, after = edges(row.hans)
    return text.strip().removeprefix(before.strip() or "\0").removesuffix(after.strip() or "\0").strip()


def _weighed(change: Difference, text: Text) -> Difference:
    """The change with what it broke."""
    wanted = [mention for mention, _ in placed(text)]
    new, lost = read_edited_text(change.after, change.row.hans, wanted, glosses=change.column != "en")
    codes = _missing(_codes(text), _codes(new)) if change.column == "en" else ()
    return replace(change, kind="broken", lost=lost, codes=codes) if lost or codes else change


def _codes(text: Text) -> list[str]:
    """What must stay as it is: code, formulas, shortcodes, addresses, footnotes; the targets of links."""
    kinds = ("code", "math", "shortcode", "url", "note", "tag")
    marks = [leaf.text for leaf in leaves(text) if isinstance(leaf, Code) and leaf.kind == "mark" and "](" in leaf.text]
    return [leaf.text for leaf in leaves(text) if isinstance(leaf, Code) and leaf.kind in kinds] + marks


def _missing(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    left = list(after)
    lost = []
    for code in before:
        if code in left:
            left.remove(code)
        else:
            lost.append(code)
    return tuple(lost)


def _checked_against(found: Sequence[Difference], now: Document | None) -> list[Difference]:
    """The changes, those of sentences that are no longer in the post set apart with what is most like them there."""
    if now is None or not found:
        return list(found)
    current = {segment.id: as_read(segment.parts) for segment in split(now)}
    return [difference if difference.row.id in current else _stale(difference, list(current.values())) for difference in found]


def _stale(difference: Difference, current: Sequence[str]) -> Difference:
    from rapidfuzz import fuzz, process

    nearest = process.extractOne(difference.source, current, scorer=fuzz.ratio, score_cutoff=50)
    return replace(difference, kind="stale", now=nearest[0].strip() if nearest else "")
