"""Two states of a glossary compared, and one glossary merged into another."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError
from bilingual.glossary.compare import Difference, find_differences
from bilingual.glossary.table import Table, parse_table, read_table
from bilingual.glossary.termbase import Glossary, Shadow
from bilingual.model import Term
from bilingual.project.glossary.recording import add_recorded
from bilingual.project.settings import Settings


def compare_files(files: Sequence[Path], revision: str | None = None) -> list[tuple[Path, Difference]]:
    """What differs between two files; or, of any number with a revision of git, since then (`HEAD` where it is None)."""
    if len(files) == 2 and revision is None:
        return [(files[1], difference) for difference in find_differences(read_table(files[0]), read_table(files[1]))]
    return compare_with_commit(files, revision or "HEAD")


def compare_with_commit(files: Sequence[Path], revision: str = "HEAD") -> list[tuple[Path, Difference]]:
    """What differs in each file since a revision of git."""
    return [
        (path, difference)
        for path in files
        for difference in find_differences(_committed_table(path, revision), read_table(path))
    ]


def _committed_table(path: Path, revision: str) -> Table:
    """The file as git has it at a revision; without rows where it is new."""
    folder = path.absolute().parent
    for asked in (["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], ["show", f"{revision}:./{path.name}"]):
        try:
            done = subprocess.run(["git", "-C", str(folder), *asked], capture_output=True, check=False)
        except FileNotFoundError as error:
            raise GlossaryError("There is no git here to compare with.", "Name two files.", path=str(path)) from error
        if done.returncode and asked[0] == "rev-parse":
            fact = f"git has no “{revision}” of this folder to compare with."
            raise GlossaryError(fact, "Name two files, or a revision with --since.", path=str(path))
    return parse_table(done.stdout if done.returncode == 0 else b"", path)


@dataclass(frozen=True, slots=True)
class FileMerge:
    """What became of a glossary that was merged into another."""

    path: Path
    """The one that was merged."""
    added: tuple[Term, ...]
    differing: tuple[Shadow, ...]
    """Rows that say something else of a term than the other glossary, which stays as it is."""
    problems: tuple[GlossaryError, ...]
    """What is wrong with the rows of the one that was merged."""
    faults: tuple[GlossaryError, ...]
    """What is wrong with the rows of the other."""


def merge_files(files: Sequence[Path], into: Path, settings: Settings, *, dry_run: bool = False) -> Iterator[FileMerge]:
    """Adds to a glossary what it lacks of others, one after another; its rows stay."""
    for path in files:
        theirs, problems = Glossary.lenient([path])
        ours, faults = Glossary.lenient([into] if into.exists() else [])
        _, hidden = ours.over(theirs.terms)
        differing = tuple(shadow for shadow in hidden if shadow.differs)
        yield FileMerge(path, add_recorded(into, theirs.terms, settings, dry_run=dry_run), differing, problems, faults)
