"""A glossary file built from what posts explain: new rows are added, those that people wrote stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import GlossaryError, has_failed
from bilingual.files import from_here
from bilingual.glossary.termbase import Glossary
from bilingual.model import Term
from bilingual.project.glossaries import check_readable, glossary_files, user_glossary
from bilingual.project.glossary.gathering import Gathered, gather_terms
from bilingual.project.glossary.recording import add_recorded
from bilingual.project.settings import Settings
from bilingual.runners import Post


@dataclass(frozen=True, slots=True)
class BuiltGlossary:
    """What became of the file."""

    path: Path
    gathered: Gathered
    added: tuple[Term, ...]
    problems: tuple[GlossaryError, ...]
    """What is wrong with rows that the file had."""

    @property
    def failed(self) -> bool:
        """Whether something could not be read."""
        return has_failed((*self.problems, *self.gathered.errors))


def build_glossary(
    posts: tuple[Post, ...], settings: Settings, output: Path | None = None, *, dry_run: bool = False
) -> BuiltGlossary:
    """Adds the terms that posts gloss, their speakers and the names they list to a file, `glossaries/<post>.csv` by default.

    What stands in the project's glossaries is never changed or repeated.
    """
    name = (posts[0].name if len(posts) == 1 else "") or "terms"
    path = output or from_here(settings.root / "glossaries" / f"{name}.csv")
    files, others = [path] if path.exists() else [], _others(path, settings)
    before, faults = Glossary.lenient([*files, *others])
    check_readable(faults)
    gathered = gather_terms(posts, before, settings)
    new = before.with_terms(gathered.terms).terms[len(before.terms) :]
    added = add_recorded(path, new, settings, dry_run=dry_run)
    return BuiltGlossary(path, gathered, added, tuple(fault for fault in faults if fault.path == str(path)))


def _others(path: Path, settings: Settings) -> list[Path]:
    """The project's other glossaries, if the file that is built is to count beside them."""
    project = [file for file in glossary_files([], settings) if file != user_glossary()]
    folders = {file.resolve().parent for file in project}
    return [file for file in project if file.resolve() != path.resolve()] if path.resolve().parent in folders else []
