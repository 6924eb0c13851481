"""`translate glossary edit`: a glossary in the person's own editor, checked before it counts; nothing typed is ever lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags
from bilingual.cli.glossary import completion
from bilingual.errors import BilingualError, UsageError

if TYPE_CHECKING:
    from bilingual.glossary.table import Table
    from bilingual.project.glossary.drafting import Draft


def edit(
    term: Annotated[str | None, typer.Argument(metavar="TERM", help="Where to begin.", autocompletion=completion.terms)] = None,
    glossary: flags.Glossaries = None,
) -> None:
    """Open the glossary in $EDITOR. It is checked when you are done; where a row is wrong, you are taken back to it.

    You edit a draft beside the file (terms.csv.draft), which becomes the file when it is sound. If you leave before
    that, the draft stays, and the next call opens it again.

    \b
    Examples:
      translate glossary edit
      translate glossary edit 物理引擎
      EDITOR="code --wait" translate glossary edit -g glossaries/site.csv
    """
    from bilingual.project import Project
    from bilingual.project.glossary.book import open_book_to_add
    from bilingual.project.glossary.drafting import Draft

    book, path = open_book_to_add(glossary or [], Project().settings)
    line = 1
    if term is not None:
        place = book.find(term)
        path, line = place.path, place.record.line
    draft = Draft(path, book.tables[path], book.settings)
    try:
        _begin(draft)
        code = _edit_until_sound(draft, line)
    except BilingualError as error:
        _say_where(draft, error)
        raise
    raise typer.Exit(code)


def _begin(draft: Draft) -> None:
    from bilingual.cli.console import note

    if draft.begin():
        note(f"{draft.file}: the draft that was left is opened again.")


def _say_where(draft: Draft, error: BilingualError) -> None:
    """After an error: that what was typed is still there; without anything typed, no draft is left."""
    from bilingual.cli.console import note

    if not draft.file.exists():
        return
    if isinstance(error, UsageError) and draft.is_untouched:
        draft.discard()
    else:
        note(f"What you typed is in {draft.file}.")


def _edit_until_sound(draft: Draft, line: int) -> int:
    """The editor, again and again until the glossary is sound or the person has had enough; the exit code."""
    from bilingual.cli.console import note, report_all
    from bilingual.cli.editors import edit

    while True:
        code = edit(draft.file, line)
        if draft.is_untouched:
            draft.discard()
            note(f"The editor ended with {code}; nothing was changed." if code else "Nothing was changed.")
            return 1 if code else 0
        if code:
            note(f"The editor ended with {code}. What you typed is in {draft.file}.")
            return 1
        after, problems = draft.check()
        report_all(problems)
        answer = _ask(can_save=after is not None) if problems else "s"
        if answer == "s" and after is not None:
            draft.finish(after)
            _print_changes(draft.path, draft.before, after)
            return 1 if problems else 0
        if answer == "q":
            note(f"The glossary is as it was. What you typed is in {draft.file}; the same command opens it again.")
            return 1
        line = next((problem.line for problem in problems if problem.line), line)


def _ask(*, can_save: bool) -> str:
    """What to do about the faults; without anybody to ask, the draft is kept."""
    choices = "[e]dit again, " + ("[s]ave with these rows left out of use, " if can_save else "") + "[q]uit and keep the draft"
    while True:
        sys.stderr.write(f"{choices}? [e] ")
        sys.stderr.flush()
        answer = sys.stdin.readline()
        if not answer:
            sys.stderr.write("\n")
            return "q"
        wanted = answer.strip().lower()[:1] or "e"
        if wanted in ("eq" + ("s" if can_save else "")):
            return wanted


def _print_changes(path: Path, before: Table, after: Table) -> None:
    from bilingual.cli.glossary.comparing import print_differences
    from bilingual.glossary.compare import find_differences

    found = [(path, difference) for difference in find_differences(before, after)]
    if found:
        print_differences(found)
    else:
        sys.stdout.write(f"{path}: written; the terms are the same.\n")
