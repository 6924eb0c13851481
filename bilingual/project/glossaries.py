"""Which glossary files count, the nearest first: beside a post, the project's, the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import GlossaryError
from bilingual.files import files_in, from_here, is_there

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Glossary, Shadow
    from bilingual.project.settings import Settings
    from bilingual.runners import Post

SUFFIXES = (".csv", ".tsv")
"""Of the files that count in a folder."""


def glossary_files(named: Sequence[Path], settings: Settings) -> tuple[Path, ...]:
    """The files that count for every post: those named and no others; else the project's, then the user's own.

    The project's are what `glossary` says in its settings, else those in `glossaries/`. Raises `GlossaryError` where a name leads
    nowhere: without a glossary that was asked for, every document would be wrong.
    """
    if named:
        return _files_of(named)
    configured = settings.get("glossary")
    folder = settings.root / "glossaries"
    standing = _tables(folder) if is_there(folder) else []
    project = _files_of(configured) if configured else standing
    return tuple(map(from_here, (*project, *filter(is_there, [user_glossary()]))))


def user_glossary() -> Path:
    """The user's glossary, which counts in every project; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("bilingual", appauthor=False) / "glossary.csv"


def glossaries_beside(post: str) -> tuple[Path, ...]:
    """The glossaries that stand beside a post and count for it alone: `post.glossary.csv`, then its folder's `glossary.csv`."""
    path = Path(post)
    return tuple(filter(is_there, [path.parent / f"{path.stem}.glossary.csv", path.parent / "glossary.csv"]))


@dataclass(frozen=True, slots=True)
class Layers:
    """What all the files say together."""

    posts: tuple[Post, ...]
    """Each with the rows that count for it alone."""
    glossary: Glossary
    """For every post."""
    hidden: tuple[Shadow, ...]
    """The rows that nearer files hide."""
    problems: tuple[GlossaryError, ...]


def load_layers(posts: tuple[Post, ...], named: Sequence[Path], settings: Settings) -> Layers:
    """The glossaries of a batch; files that are named count alone. Good rows count even where others are bad.

    Raises `GlossaryError` for a file that cannot be read at all.
    """
    from bilingual.glossary.termbase import Glossary

    glossary, hidden, problems = Glossary.layered(glossary_files(named, settings))
    paths = {} if named else {post.path: glossaries_beside(post.path) for post in posts}
    layers = {beside: Glossary.layered(beside) for beside in dict.fromkeys(paths.values()) if beside}
    check_readable([*problems, *(problem for *_, found in layers.values() for problem in found)])
    if not layers:
        return Layers(posts, glossary, hidden, problems)
    near = tuple(replace(post, terms=layers[beside][0].terms) if (beside := paths[post.path]) else post for post in posts)
    shadows = [shadow for layer, within, _ in layers.values() for shadow in (*within, *layer.over(glossary.terms)[1])]
    bad_rows = {problem.place: problem for *_, found in layers.values() for problem in found}
    return Layers(near, glossary, (*shadows, *hidden), (*bad_rows.values(), *problems))


def check_readable(problems: Sequence[GlossaryError]) -> None:
    """Raises `GlossaryError` where a whole file cannot be read: without its terms good documents would lose their locks."""
    unreadable = [problem for problem in problems if problem.line is None]
    if len(unreadable) == 1:
        raise unreadable[0]
    if unreadable:
        fact = f"{len(unreadable)} glossaries cannot be read."
        raise GlossaryError(fact, "Without their terms nothing is locked.", problems=tuple(unreadable))


def _files_of(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files of all of them, each once."""
    return tuple(dict.fromkeys(file for path in dict.fromkeys(paths) for file in _files_at(path)))


def _files_at(path: Path) -> list[Path]:
    """The file, or those of a folder."""
    if not path.exists():
        raise GlossaryError("There is no such glossary.", "Check the name.", path=str(path))
    found = _tables(path) if path.is_dir() else [path]
    if not found:
        raise GlossaryError("The folder holds no glossaries (*.csv).", "Name a folder that does, or a file.", path=str(path))
    return found


def _tables(folder: Path) -> list[Path]:
    try:
        return files_in(folder, SUFFIXES)
    except OSError as error:
        fact = f"The folder of glossaries cannot be looked into ({error.strerror})."
        raise GlossaryError(fact, "Check who may read it: without its terms nothing is locked.", path=str(folder)) from error
