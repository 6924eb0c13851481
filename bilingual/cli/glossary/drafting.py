"""`translate glossary edit`: a glossary in the person's own editor, checked before it counts; nothing typed is ever lost."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import Glossaries
from bilingual.errors import BilingualError, GlossaryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bilingual.glossary.table import Table


def edit(
    term: Annotated[str | None, typer.Argument(metavar="TERM", help="Where to begin.", autocompletion=completion.terms)] = None,
    glossary: Glossaries = None,
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
    from bilingual.cli.glossary.book import opened_to_add

    book, path = opened_to_add(glossary)
    line = 1
    if term is not None:
        place = book.find(term)
        path, line = place.path, place.record.line
    draft = Draft(path, path.with_name(f"{path.name}.draft"), book.tables[path])
    try:
        draft.begin()
        code = _edited(draft, line)
    except BilingualError as error:
        draft.say_where(error)
        raise
    raise typer.Exit(code)


@dataclass(frozen=True, slots=True)
class Draft:
    """A glossary that is being edited."""

    path: Path
    file: Path
    """The draft."""
    before: Table
    """The glossary as it was."""

    def begin(self) -> None:
        """Write the draft in UTF-8, or take up one that was left; raises `GlossaryError` where that one is out of date."""
        from bilingual.cli.console import note
        from bilingual.glossary.files import write

        if not self.file.exists():
            write(self.file, self.start)
            return
        if self.path.exists() and self.path.stat().st_mtime > self.file.stat().st_mtime:
            fact = "A draft was left here, and the glossary was changed after that."
            remedy = f"Compare them (translate glossary diff {self.path} {self.file}), then remove the draft."
            raise GlossaryError(fact, remedy, path=str(self.file))
        note(f"{self.file}: the draft that was left is opened again.")

    @property
    def start(self) -> bytes:
        """What the draft of the glossary as it was holds: its text in UTF-8; of a new glossary, the header."""
        from bilingual.glossary.row_text import header
        from bilingual.glossary.table import Shape

        return ("".join(self.before.lines) or header(Shape())).encode("utf-8", "surrogatepass")

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed."""
        return self.file.read_bytes() == self.start

    def checked(self) -> tuple[Table | None, Sequence[GlossaryError]]:
        """The table that the draft is, in the glossary's own encoding, and its faults; none where it is no table at all."""
        from bilingual.glossary.entries import judged
        from bilingual.glossary.table import parsed, table

        try:
            text = "".join(table(self.file.read_bytes(), self.path).lines)
            found = parsed(text, self.before.shape, self.path)
        except GlossaryError as error:
            return None, [error]
        return found, judged(found, self.path)[1]

    def keep(self, after: Table) -> None:
        """Make the draft the glossary."""
        from bilingual.glossary.files import write

        write(self.path, after.data, before=self.before.data if self.path.exists() else None)
        self.file.unlink()

    def say_where(self, error: BilingualError) -> None:
        """After an error: that what was typed is still there; without anything typed, no draft is left."""
        from bilingual.cli.console import note

        if not self.file.exists():
            return
        if isinstance(error, UsageError) and self.is_untouched:
            self.file.unlink()
        else:
            note(f"What you typed is in {self.file}.")


def _edited(draft: Draft, line: int) -> int:
    """The editor, again and again until the glossary is sound or the person has had enough; the exit code."""
    from bilingual.cli.console import note, report
    from bilingual.cli.editors import edit

    while True:
        code = edit(draft.file, line)
        if draft.is_untouched:
            draft.file.unlink()
            note(f"The editor ended with {code}; nothing was changed." if code else "Nothing was changed.")
            return 1 if code else 0
        if code:
            note(f"The editor ended with {code}. What you typed is in {draft.file}.")
            return 1
        after, problems = draft.checked()
        for problem in problems:
            report(problem)
        answer = _asked(can_save=after is not None) if problems else "s"
        if answer == "s" and after is not None:
            draft.keep(after)
            _say(draft.path, draft.before, after)
            return 1 if problems else 0
        if answer == "q":
            note(f"The glossary is as it was. What you typed is in {draft.file}; the same command opens it again.")
            return 1
        line = next((problem.line for problem in problems if problem.line), line)


def _asked(*, can_save: bool) -> str:
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


def _say(path: Path, before: Table, after: Table) -> None:
    from bilingual.cli.glossary.comparing import print_differences
    from bilingual.glossary.compare import differences

    found = [(path, one) for one in differences(before, after)]
    if found:
        print_differences(found)
    else:
        sys.stdout.write(f"{path}: written; the terms are the same.\n")
