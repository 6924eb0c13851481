"""`translate history`, `undo` and `redo`: what people did, step by step, and each step taken back or done again."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.printing.words import on_one_line

if TYPE_CHECKING:
    from bilingual.memory import Change, HumanEntry, TermEdit
    from bilingual.project.history import Step

MOST = 10
"""Texts of a step that are shown where no row is asked for."""
NAMES = {"import": "Import", "edit": "Edit", "memory": "Import", "glossary": "Glossary command"}
NEXT = {"taken back": "The next `translate run` is without it.", "done again": "The next `translate run` has it."}
Number = Annotated[int | None, typer.Argument(metavar="NUMBER", help="Its number in `translate history` [the latest].", min=1)]


def history(
    row: Annotated[
        str, typer.Argument(metavar="ROW", help="Only what touches a row: its id, words of it, or a term.", show_default=False)
    ] = "",
    as_json: flags.AsJson = False,
) -> None:
    """Show what people changed, step by step: imports, edits and glossary commands, with who, when and from what file.

    What was undone, written over, or lost against another person's text is shown too: nothing is ever taken away.

    \b
    Examples:
      translate history
      translate history 公园
      translate history 2504908979
    """
    from bilingual.cli.console import print_json
    from bilingual.project import Project

    steps = Project().history(row)
    if as_json:
        print_json({"steps": [_step_object(step) for step in steps]})
        return
    for step in steps:
        sys.stdout.write("\n".join(_step_lines(step, whole=bool(row))) + "\n")
    if not steps:
        sys.stdout.write("Nobody has changed anything yet.\n" if not row else "Nobody has changed that.\n")


def undo(number: Number = None, as_json: flags.AsJson = False) -> None:
    """Take back a step: an import, an edit or a glossary command, all of it. What stood in its places counts again.

    \b
    Examples:
      translate undo
      translate undo 3
    """
    from bilingual.project import Project

    _print_change(Project().undo(number), "taken back", as_json=as_json)


def redo(number: Number = None, as_json: flags.AsJson = False) -> None:
    """Do a step again that was undone: the one undone last, or the one of that number.

    \b
    Examples:
      translate redo
      translate redo 3
    """
    from bilingual.project import Project

    _print_change(Project().redo(number), "done again", as_json=as_json)


def _print_change(change: Change, done: str, *, as_json: bool) -> None:
    from bilingual.cli.console import print_json

    if as_json:
        print_json(change_object(change))
    else:
        sys.stdout.write(f"{NAMES[change.kind]} {change.number} {done}: {_what(change)}. {NEXT[done]}\n")


def change_object(change: Change) -> dict[str, Any]:
    """A change as plain values."""
    return {
        "import": change.number, "kind": change.kind, "file": change.file, "who": change.who, "when": change.when,
        "sentences": change.entries, "aside": change.aside, "comments": change.comments, "terms": change.terms,
        "undone": change.undone,
    }  # fmt: skip


def _what(change: Change) -> str:
    """`2 sentences and 1 comment from talk.docx (Ming, 2026-11-29 15:40)`."""
    from bilingual.cli.printing.summary import counted

    told = [counted(change.entries, "sentence")] if change.entries else []
    told += [f"{counted(change.aside, 'sentence')} set aside"] if change.aside else []
    told += [counted(change.comments, "comment")] if change.comments else []
    told += [f"{counted(change.terms, 'row')} of the glossary"] if change.terms else []
    by = ", ".join(filter(None, (change.who, change.when[:16].replace("T", " "))))
    return f"{' and '.join(told) or 'nothing'} from {change.file} ({by})"


def _step_lines(step: Step, *, whole: bool) -> Iterator[str]:
    change = step.change
    undone = f"; undone {change.undone[:16].replace('T', ' ')}" if change.undone else ""
    yield f"{change.number}  {NAMES[change.kind]}: {_what(change)}{undone}"
    lines = [
        *(line for entry in step.entries for line in _entry_lines(entry)),
        *(f"     comment by {placed.comment.who}: {on_one_line(placed.comment.text)}" for placed in step.comments),
        *(_term_line(edit) for edit in step.terms),
    ]
    yield from lines if whole else lines[:MOST]
    if len(lines) > MOST and not whole:
        yield f"     … and {len(lines) - MOST} lines more: translate history ROW"


def _entry_lines(entry: HumanEntry) -> Iterator[str]:
    state = " (set aside: another person's text counts)" if entry.aside else " (not confirmed)" if entry.draft else ""
    yield f"     {on_one_line(entry.source)}  [{entry.language}] {on_one_line(entry.target)}{state}"


def _term_line(edit: TermEdit) -> str:
    from bilingual.project.glossary.book import row_in_words

    if edit.is_order:
        return f"     {edit.file}: its rows were put in another order"
    before, after = (row_in_words(cells) if cells else "nothing" for cells in (edit.before, edit.after))
    return f"     {edit.file}: {before} became {after}"


def _step_object(step: Step) -> dict[str, Any]:
    return change_object(step.change) | {
        "texts": [
            {
                "post": e.post, "row": e.segment, "source": e.source, "column": e.language, "text": e.target, "who": e.who,
                "when": e.when, "aside": bool(e.aside),
            }
            for e in step.entries
        ],
        "remarks": [{"post": c.post, "row": c.segment, "text": c.comment.text, "who": c.comment.who} for c in step.comments],
        "rows": [{"file": t.file, "before": t.before, "after": t.after} for t in step.terms],
    }  # fmt: skip
