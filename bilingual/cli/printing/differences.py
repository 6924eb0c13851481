"""How `translate import` shows what an editor changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bilingual.cli.printing.paragraphs import Paragraph
from bilingual.cli.printing.remarks import quoted, remark_object, remark_paragraphs
from bilingual.cli.printing.summary import counted, error_object
from bilingual.cli.printing.words import on_one_line
from bilingual.model import join
from bilingual.revision.compare import Kind
from bilingual.revision.rewordings import find_rewordings
from bilingual.revision.words import word_steps

if TYPE_CHECKING:
    from bilingual.memory import HumanEntry
    from bilingual.model import EditedRow, Unit
    from bilingual.project.importing import Imported
    from bilingual.revision.compare import Comparison, Difference

NAMES = {"hans": "Simplified", "hant": "Traditional", "en": "English"}
KINDS: dict[Kind, str] = {
    "changed": "changed",
    "broken": "a lock is broken",
    "source": "the author's own text; change it in the post",
    "emptied": "emptied",
    "stale": "its Chinese is no longer in the post",
    "conflict": "two people changed it",
    "undone": "it was taken back before",
    "damaged": "changed by the spreadsheet on its own; it stays as it was",
}

MOST_MOVED = 5
"""Rows that stand elsewhere which are named; of the others it is said how many there are."""


def import_lines(imported: Imported, comparison: Comparison, dry_run: bool) -> Iterator[str]:
    """Everything that a person should know of one file."""
    from bilingual.formats.json.cutting import cut_notice
    from bilingual.runners.records import display_path

    yield f"{display_path(imported.file)}, beside {display_path(imported.records)}"
    if comparison.outdated:
        yield "  It was made from other records; should something look changed that is not, say so with --records."
    if notice := cut_notice(comparison.result.document):
        yield f"  {notice.fact} {notice.remedy}"
    paragraphs = sorted(_paragraphs(imported, comparison, dry_run), key=lambda paragraph: paragraph.order)
    for paragraph in paragraphs:
        yield from ("", *paragraph.lines())
    if any(d.kind == "conflict" and d not in (*imported.taken, *imported.overruled) for d in comparison.differences):
        yield "\n  Both texts of each conflict are kept. Choose: import it again with --theirs (+), --mine (=) or --ask."
        yield f"  Or in a document: translate export {quoted(_post(comparison))} --format docx --conflicts -o DIR"
    yield from _terms(comparison)
    yield _summary(imported, comparison, dry_run, sum(paragraph.left_out for paragraph in paragraphs))


def _paragraphs(imported: Imported, comparison: Comparison, dry_run: bool) -> Iterator[Paragraph]:
    for difference in comparison.differences:
        found = difference_paragraph(difference, taken=difference in (*imported.taken, *imported.overruled))
        yield replace(found, more=(*found.more, *_in_words(difference))) if dry_run else found
    for entry in imported.dropped:
        text = f"{on_one_line(entry.source)}  “{on_one_line(entry.target)}” is kept and does not count"
        yield Paragraph("", f"settled: {text}")
    yield from _rows(comparison)
    yield from remark_paragraphs(comparison, imported.glossary)


def difference_paragraph(difference: Difference, *, taken: bool = False) -> Paragraph:
    """One difference: where, what the Chinese says, before, after, and what is wrong with it."""
    lines = [f"      {on_one_line(difference.source)}"] if difference.column == "en" else []
    lines += [f"    - {on_one_line(difference.before)}", f"    + {on_one_line(difference.after)}"]
    lines += [f"    ! “{mention.text}” is gone (for {mention.source})" for mention in difference.lost]
    lines += [f"    ! {on_one_line(code)} is gone" for code in difference.codes]
    if difference.other:
        lines.append(_other(difference, difference.other))
    if difference.kind == "stale":
        now = difference.now
        lines.append(f"    ! the post now has: {on_one_line(now)}" if now else "    ! nothing in the post is like it")
    what = f"{NAMES[difference.column]}: {KINDS[difference.kind]}"
    return Paragraph(difference.place, what, more=tuple(lines), left_out=not taken and difference.kind != "changed")


def _other(difference: Difference, other: HumanEntry) -> str:
    """What another person wrote for the same row, or when this text was written before."""
    by = ", ".join(filter(None, (other.who, other.when[:10], other.file)))
    if difference.kind == "undone":
        return f"    ! change {other.change} said so ({by}). To have it again: translate redo {other.change}"
    return f"    = {on_one_line(other.target)}   ({by})"


def _in_words(difference: Difference) -> Iterator[str]:
    """The change within its sentence, where some of it is still as it was: `We [-go-]{+walk+} to the park.`"""
    before, after = on_one_line(difference.before), on_one_line(difference.after)
    steps = [*word_steps(before, after)]
    if any(old == new and old.strip() for old, new in steps):
        yield f"    ~ {''.join(old if old == new else _marked(old, new) for old, new in steps)}"


def _marked(old: str, new: str) -> str:
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")


def _rows(comparison: Comparison) -> Iterator[Paragraph]:
    """What became of whole rows."""
    rows = comparison.rows
    for several, edit in rows.merged:
        more = (*(f"      {_short(row)}" for row in several), f"    + {on_one_line(edit.en or '')}")
        what = f"{counted(len(several), 'row')} joined; whose words are whose cannot be told"
        yield Paragraph(edit.place, what, more=more, left_out=True)
    for units in rows.joined:
        yield Paragraph("", f"joined, read as an edit of {counted(len(units), 'row')}: {' | '.join(map(_short, units))}")
    for row in rows.split:
        yield Paragraph("", f"cut in several, read as one: {_short(row)}")
    for row, copies in rows.twice:
        yield _copies(row, copies, contradictory=(row, copies) in rows.contradictory)
    for row in rows.deleted:
        yield Paragraph("", f"missing in the file, kept as it is: {_short(row)}")
    for edit in rows.unknown:
        chinese, english = on_one_line(edit.hans or edit.hant or ""), on_one_line(edit.en or "")
        more = (f"    + {english}",) if chinese and english else ()
        yield Paragraph(edit.place, "not in the records", f": {chinese or english}", more, left_out=True)
    for row, edit in rows.moved[:MOST_MOVED]:
        yield Paragraph(edit.place, f"moved; the order is the post's: {_short(row)}")
    if len(rows.moved) > MOST_MOVED:
        yield Paragraph("", f"{counted(len(rows.moved) - MOST_MOVED, 'more row')} moved")


def _copies(row: Unit, copies: Sequence[EditedRow], *, contradictory: bool) -> Paragraph:
    """A row that stands several times in the file; different copies with what each says."""
    places, what = ", ".join(copy.place for copy in copies), f"the same row {len(copies)} times, "
    if not contradictory:
        return Paragraph(places, f"{what}with the same text, counted once: {_short(row)}")
    more = tuple(f"    + {on_one_line(copy.en or '')}" for copy in copies)
    return Paragraph(places, f"{what}with different texts", f": keep one of them: {_short(row)}", more, left_out=True)


def _short(row: Unit) -> str:
    text = on_one_line(join(row.hans))
    return text if len(text) <= 40 else f"{text[:40]}…"


def _terms(comparison: Comparison) -> Iterator[str]:
    """For each term that the editor rewords, the command that would make it the glossary's."""
    for found in find_rewordings(comparison.differences):
        yield f"\n  {found.source}: “{found.old}” became “{found.new}” in {counted(found.times, 'row')}. To make it the term:"
        yield f"    translate glossary set {quoted(found.source)} {quoted(f'target={found.new}')}"


def _summary(imported: Imported, comparison: Comparison, dry_run: bool, left: int) -> str:
    counts = [counted(len(imported.taken), "change"), f"{comparison.unchanged} rows unchanged"]
    counts += [f"{left} left out"] if left else []
    first = "\n" + ", ".join(counts) + "."
    if dry_run:
        return f"{first} Nothing was written."
    if imported.change is None or not imported.change.number:
        return f"{first} The memory has it all already." if imported.taken else f"{first} Nothing to remember."
    number = imported.change.number
    undo = f"To take it back: translate undo {number}"
    again = f"To see it: translate run {quoted(_post(comparison))}"
    return f"{first} Import {number} into the memory. {undo}\n{again}"


def _post(comparison: Comparison) -> str:
    """The post, as commands name it."""
    document = comparison.result.document
    return document.path or document.name


def import_object(imported: Imported) -> dict[str, Any]:
    """What became of a file, as plain values."""
    comparison, change = imported.comparison, imported.change
    if comparison is None:
        return {"file": str(imported.file), "error": error_object(imported.error) if imported.error else None}
    rows = comparison.rows
    return {
        "file": str(imported.file),
        "post": comparison.result.document.name,
        "format": comparison.edited.format,
        "outdated": comparison.outdated,
        "import": change.number if change and change.number else None,
        "differences": [_difference_object(d, taken=d in imported.taken) for d in comparison.differences],
        "settled": [{"row": entry.segment, "text": entry.target, "who": entry.who} for entry in imported.dropped],
        "unchanged": comparison.unchanged,
        "split": [row.id for row in rows.split],
        "merged": [[row.id for row in several] for several, _ in rows.merged],
        "joined": [[row.id for row in units] for units in rows.joined],
        "twice": [{"row": row.id, "places": [copy.place for copy in copies]} for row, copies in rows.twice],
        "moved": [row.id for row, _ in rows.moved],
        "deleted": [row.id for row in rows.deleted],
        "unknown": [edit.place for edit in rows.unknown],
        "remarks": [remark_object(remark) for remark in comparison.remarks],
        "error": None,
    }


def _difference_object(difference: Difference, *, taken: bool) -> dict[str, Any]:
    return {
        "kind": difference.kind,
        "row": difference.row.id,
        "column": difference.column,
        "place": difference.place,
        "before": difference.before,
        "after": difference.after,
        "author": difference.author,
        "lost_terms": [mention.text for mention in difference.lost],
        "lost_codes": list(difference.codes),
        "now": difference.now,
        "other": difference.other.target if difference.other else "",
        "taken": taken,
    }
