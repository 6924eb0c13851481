"""A draft of a glossary that a person edits: it becomes the glossary when it is sound, and is never lost before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.entries import judge_rows
from bilingual.glossary.files import write_glossary
from bilingual.glossary.row_text import header_line
from bilingual.glossary.table import Shape, Table, parse_lines, parse_table
from bilingual.project.glossary.recording import write_recorded
from bilingual.project.settings import Settings


@dataclass(frozen=True, slots=True)
class Draft:
    """A glossary that is being edited."""

    path: Path
    """The glossary."""
    before: Table
    """The glossary as it was."""
    settings: Settings
    """Of the project whose history holds what is changed."""

    @property
    def file(self) -> Path:
        """The draft, beside the glossary: `terms.csv.draft`."""
        return self.path.with_name(f"{self.path.name}.draft")

    def begin(self) -> bool:
        """Write the draft in UTF-8, or take up one that was left, which is told by True.

        Raises `GlossaryError` where the glossary was changed after the draft was left.
        """
        if not self.file.exists():
            write_glossary(self.file, self.start)
            return False
        if self.path.exists() and self.path.stat().st_mtime > self.file.stat().st_mtime:
            fact = "A draft was left here, and the glossary was changed after that."
            remedy = f"Compare them (translate glossary diff {self.path} {self.file}), then remove the draft."
            raise GlossaryError(fact, remedy, path=str(self.file))
        return True

    @property
    def start(self) -> bytes:
        """What the draft of the glossary as it was holds: its text in UTF-8; of a new glossary, the header."""
        return ("".join(self.before.lines) or header_line(Shape())).encode("utf-8", "surrogatepass")

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed."""
        return self.file.read_bytes() == self.start

    def check(self) -> tuple[Table | None, Sequence[GlossaryError]]:
        """The table that the draft is, in the glossary's encoding, and its faults; None where it is no table at all."""
        try:
            text = "".join(parse_table(self.file.read_bytes(), self.path).lines)
            found = parse_lines(text, self.before.shape, self.path)
        except GlossaryError as error:
            return None, [error]
        return found, judge_rows(found, self.path)[1]

    def finish(self, after: Table) -> None:
        """Make the draft the glossary."""
        write_recorded({self.path: (self.before, after)}, self.settings)
        self.file.unlink()

    def discard(self) -> None:
        """Remove the draft."""
        self.file.unlink()
