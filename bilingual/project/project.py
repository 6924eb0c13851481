"""A folder of posts with its settings, glossaries, finished documents and memory: everything that can be done with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bilingual.project.settings import Settings, load_settings

if TYPE_CHECKING:
    from bilingual.checks.post import CheckReport
    from bilingual.engines import Engine
    from bilingual.errors import BilingualError
    from bilingual.memory import Change, Swept
    from bilingual.memory.fuzzy import FuzzyMatch
    from bilingual.memory.merging import Merged
    from bilingual.model import Column, Diagnostic, Translation, Unit
    from bilingual.project.concordance import Example
    from bilingual.project.dry_run import Forecast
    from bilingual.project.editing import UnitEdit
    from bilingual.project.exporting import Exported
    from bilingual.project.glossaries import Layers
    from bilingual.project.glossary.building import BuiltGlossary
    from bilingual.project.glossary.impact import Impact
    from bilingual.project.glossary.showing import Lookup
    from bilingual.project.glossary.suggesting import Suggestions
    from bilingual.project.history import Step
    from bilingual.project.importing import Imported, Settled
    from bilingual.project.jobs import Batch
    from bilingual.project.memories import MemoryContents, MemoryImport
    from bilingual.revision.compare import Difference
    from bilingual.runners import Post, Progress, Report, Runner

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Project:
    """What can be done in a folder of posts, each thing by one method that returns values.

    The settings are those of the nearest `bilingual.toml` upwards, as for the command line, which uses this class for
    everything it does. Posts are named as on the command line: files, folders and patterns, relative to the folder.
    """

    def __init__(self, folder: str | os.PathLike[str] = "") -> None:
        self.folder = Path(folder)
        """Where names of files are looked for; the working folder by default."""
        self.settings: Settings = load_settings(Path.cwd() / self.folder)

    @property
    def output(self) -> Path:
        """The folder that runs write to."""
        return self.settings.output

    def posts(self, patterns: Sequence[str] = ("",)) -> tuple[Post, ...]:
        """The posts that files, folders and patterns mean, each with a name of its own; all below the folder by default."""
        from bilingual.project.inputs import named_posts

        return named_posts([self._here(pattern) for pattern in patterns]) if patterns else ()

    def batch(self, posts: Sequence[str], request: Mapping[str, Any] = NOTHING, *, memory: bool = True) -> Batch:
        """A run made ready: what is asked for by `request` (the flags of `translate run` by name), else by the settings.

        Raises `UsageError`, `ExportError` or `GlossaryError` for what cannot be done. Nothing is translated.
        """
        from bilingual.project import jobs

        return jobs.batch(self.posts(posts), jobs.Request(request, self.settings), memory=memory)

    def run(
        self,
        posts: Sequence[str] | Batch,
        request: Mapping[str, Any] = NOTHING,
        *,
        runner: Runner | None = None,
        progress: Progress | None = None,
    ) -> Generator[Report]:
        """Translates posts, or a batch that is ready: a report for each as soon as its documents are written.

        `runner` spreads the work over machines; without one it is done here. `progress` is told how far it is.
        """
        from bilingual.project.jobs import Batch
        from bilingual.runners import local

        batch = posts if isinstance(posts, Batch) else self.batch(posts, request)
        return (runner or local.run)(batch.spec, progress)

    def forecast(self, batch: Batch, progress: Progress | None = None) -> Iterator[Forecast]:
        """What a run would do with each post; nothing is translated or written."""
        from bilingual.project.dry_run import forecast_run

        return forecast_run(batch.spec, progress)

    def translation(self, post: str) -> Translation:
        """A finished post, from the records of its last run. `post` may name its records too. Raises `ImportFailed`."""
        from bilingual.errors import BilingualError, UsageError
        from bilingual.project.exporting import records_of
        from bilingual.runners.records import load_records

        found = [file for _, file in records_of([self._here(post)], self.output)]
        if len(found) != 1:
            raise UsageError(f"“{post}” is {len(found)} posts, not one.", "Name one of them.")
        if isinstance(found[0], BilingualError):
            raise found[0]
        return load_records(found[0])

    def units(self, post: str) -> tuple[Unit, ...]:
        """The units of a finished post in its order: each sentence in three languages, as its last run left it."""
        return self.translation(post).units

    def edit(self, post: str, unit_id: str, column: Column, text: str, who: str = "") -> UnitEdit:
        """Writes what a person wants a unit to say into the memory, as one change that `undo` takes back.

        The next run shows it. Raises `UsageError` for a unit that there is not, for the author's own text, and for no text.
        """
        from bilingual.project.editing import edit_unit
        from bilingual.project.memories import project_memory

        with project_memory(self.settings) as memory:
            return edit_unit(self.translation(post), unit_id, column, text, who, memory)

    def undo(self, number: int | None = None) -> Change:
        """Takes back an edit, an import or a change of the glossary, the latest by default; what stood there counts again."""
        from bilingual.project.history import undo

        return undo(self.settings, number)

    def redo(self, number: int | None = None) -> Change:
        """Does a change again that was undone, the one undone last by default."""
        from bilingual.project.history import redo

        return redo(self.settings, number)

    def history(self, row: str = "") -> tuple[Step, ...]:
        """What people did, step by step; with `row` (an id, words of it, a term) the steps that touch it."""
        from bilingual.project.history import history

        return history(self.settings, row)

    def export(
        self, posts: Sequence[str], request: Mapping[str, Any] = NOTHING, folder: Path | None = None
    ) -> Iterator[Exported]:
        """Finished posts in further formats, from their records, into `folder` or where the records are."""
        from bilingual.project.exporting import export_posts
        from bilingual.project.jobs import Request

        return export_posts([self._here(post) for post in posts], Request(request, self.settings), folder)

    def import_file(
        self,
        file: Path,
        *,
        records: Path | None = None,
        who: str | None = None,
        refuse_tracked: bool = False,
        agree: Callable[[Difference], bool] = lambda difference: False,
        settle: Callable[[Difference], Settled] = lambda difference: None,
        dry_run: bool = False,
    ) -> Imported:
        """The changes in an edited document, taken into the memory as one import; what cannot be taken is told.

        `agree` is asked about each sentence that lacks a locked term or a code; `refuse_tracked` leaves out what an
        editor's program only proposes (Word's tracked changes). `settle` is asked whose text counts where two people changed
        a row, the file's (`theirs`) or the memory's (`mine`); both are kept.
        """
        from bilingual.model import ImportOptions
        from bilingual.project.importing import ImportOrder, import_file

        options = ImportOptions("refuse" if refuse_tracked else "accept")
        order = ImportOrder(self.settings, records, who, options, agree, dry_run, settle)
        return import_file(Path(self._here(str(file))), order)

    def check(
        self, files: Sequence[str], folder: Path | None = None, *, off: Collection[str] | None = None
    ) -> Iterator[CheckReport | BilingualError]:
        """What a person should look at in finished posts, in their records, and in documents after editing; a report for each.

        The records of posts are looked for in `folder`, by default where runs write to. `off` are checks that are left out;
        where it is None, those that the settings say.
        """
        from bilingual.project.checking import check_files

        left_out = frozenset(self.settings.get("check.off", ()) if off is None else off)
        return check_files([self._here(file) for file in files], folder or self.output, self.settings, left_out)

    def glossary(self, posts: Sequence[str] = (), named: Sequence[Path] = ()) -> Layers:
        """The glossaries that count, the nearest first, with those beside the posts; `named` files count alone."""
        from bilingual.project.glossaries import load_layers

        return load_layers(self.posts(posts), named, self.settings)

    def build_glossary(self, posts: Sequence[str], file: Path | None = None, *, dry_run: bool = False) -> BuiltGlossary:
        """Adds the terms that posts gloss, their speakers and the names they list to a glossary file; what stands there stays."""
        from bilingual.project.glossary.building import build_glossary

        return build_glossary(self.posts(posts), self.settings, file, dry_run=dry_run)

    def lint(
        self, posts: Sequence[str] = (), named: Sequence[Path] = ()
    ) -> tuple[tuple[Diagnostic, ...], tuple[BilingualError, ...]]:
        """What a person should look at in the glossaries, and in how posts use their terms; and which posts cannot be read."""
        from bilingual.project.glossary.linting import lint_files

        return lint_files(self.posts(posts), named, self.settings)

    def suggest(
        self, posts: Sequence[str], named: Sequence[Path] = (), folder: Path | None = None, most: int = 25
    ) -> Suggestions:
        """Terms worth locking that no post explains, the best first, with what finished documents called them so far."""
        from bilingual.project.glossary.suggesting import suggest_for_posts

        return suggest_for_posts(self.posts(posts), named, self.settings, folder or self.output, most)

    def look_up(self, terms: Sequence[str], named: Sequence[Path] = (), folder: Path | None = None) -> Lookup:
        """Terms by source, alias or English, with the sentences of finished documents that hold them."""
        from bilingual.project.glossary.book import required_glossary_files
        from bilingual.project.glossary.showing import look_up

        return look_up(terms, required_glossary_files(named, self.settings), folder or self.output)

    def impact(self, term: str, english: str | None = None, posts: Sequence[str] = ("",)) -> Impact:
        """The sentences that hold a term, or that would change if its English were another; nothing is translated."""
        from bilingual.project.glossary.impact import find_impact

        return find_impact(term, english, self.glossary(posts), self.settings)

    def engine(self, name: str = "") -> Engine:
        """An engine by its name or path, with the settings of its table `[engine.NAME]`; the best installed one by default.

        Raises `ModelMissing` where there is none such, `EngineError` where it is not usable, `UsageError` for an effort of the
        settings that a run would refuse.
        """
        from bilingual.engines import open_engine
        from bilingual.project.jobs import EFFORTS, Request

        effort = Request({}, self.settings).choice("effort", EFFORTS)
        return open_engine(name, self.settings.engine_table(name), effort=effort)

    def concordance(self, text: str) -> tuple[Example, ...]:
        """Sentences that hold a text, in Chinese or English, with their translations: people's first, then finished posts."""
        from bilingual.project.concordance import concordance

        return concordance(text, self.settings, self.output)

    def fuzzy(self, text: str) -> tuple[FuzzyMatch, ...]:
        """The sentences that people translated that are most like a Chinese one, the most alike first."""
        from bilingual.memory import fuzzy
        from bilingual.project.memories import project_memory

        with project_memory(self.settings) as memory:
            return fuzzy.fuzzy_matches(text, memory.human())

    def memory(self, words: Sequence[str] = ()) -> MemoryContents:
        """How much the memory holds, its imports, and the sentences by people that hold one of `words`."""
        from bilingual.project.memories import memory_contents

        return memory_contents(self.settings, words)

    def memory_as_tmx(self) -> tuple[bytes, int]:
        """What people wrote as a TMX file, and how many sentences that are."""
        from bilingual.project.memories import memory_as_tmx

        return memory_as_tmx(self.settings)

    def import_memory(
        self, files: Sequence[Path], who: str | None = None, *, overwrite: bool = False, dry_run: bool = False
    ) -> list[MemoryImport]:
        """The sentences of TMX files, taken into the memory as written by people; each file is one import."""
        from bilingual.project.memories import import_memory

        return import_memory(files, self.settings, who, overwrite=overwrite, dry_run=dry_run)

    def merge_memories(self, parts: Sequence[Path], file: Path) -> Merged:
        """Makes one memory of several, such as those of the shards of a run; what people wrote is never lost."""
        from bilingual.memory.merging import merge

        return merge(parts, file)

    def sweep_memory(self, days: int, *, dry_run: bool = False) -> Swept:
        """Takes away what people wrote and what has not counted for so many days; says what that was."""
        from bilingual.project.memories import sweep_memory

        return sweep_memory(self.settings, days, dry_run=dry_run)

    def _here(self, name: str) -> str:
        """A name of a file as it is from the working folder; in the working folder itself, as it was typed."""
        return name if (self.folder == Path() and name) or name == "-" else str(self.folder / name)
