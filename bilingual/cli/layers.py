"""Which glossary files count, the nearest first: beside a post, the project's, the user's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import GlossaryError

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Glossary, Shadow
    from bilingual.model import Term
    from bilingual.project.settings import Settings
    from bilingual.runners.local import Post

MOST = 5
"""Hidden rows that are told one by one."""


def files(named: Sequence[Path], settings: Settings) -> tuple[Path, ...]:
    """The files that count for every post: those named and no others; else the project's, then the user's own.

    The project's are what `glossary` says in its settings, else `glossaries/*.csv`. Raises `GlossaryError` where a name
    leads nowhere: without a glossary that was asked for, every document would be wrong.
    """
    if named:
        return tuple(file for path in named for file in _within(path))
    configured = settings.get("glossary")
    folder = settings.root / "glossaries"
    project = [file for path in configured for file in _within(path)] if configured else sorted(folder.glob("*.csv"))
    return tuple(map(from_here, (*project, *filter(Path.is_file, [users_own()]))))


def users_own() -> Path:
    """The user's own glossary, which counts in every project; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path("bilingual", appauthor=False) / "glossary.csv"


def beside(post: str) -> tuple[Path, ...]:
    """The glossaries that stand beside a post and count for it alone: `post.glossary.csv`, then its folder's `glossary.csv`."""
    path = Path(post)
    return tuple(filter(isfile, [path.with_name(f"{path.stem}.glossary.csv"), path.with_name("glossary.csv")]))


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


def load(posts: tuple[Post, ...], named: Sequence[Path], settings: Settings) -> Layers:
    """The glossaries of a batch; files that are named count alone. Good rows count even where others are bad."""
    from bilingual.glossary.termbase import Glossary

    glossary, hidden, problems = Glossary.layered(files(named, settings))
    paths = {} if named else {post.path: beside(post.path) for post in posts}
    found = {own: Glossary.layered(own) for own in dict.fromkeys(paths.values()) if own}
    if not found:
        return Layers(posts, glossary, hidden, problems)
    near = tuple(replace(post, terms=found[own][0].terms) if (own := paths[post.path]) else post for post in posts)
    more = [shadow for own, within, _ in found.values() for shadow in (*within, *own.over(glossary.terms)[1])]
    bad = {problem.place: problem for *_, own in found.values() for problem in own}
    return Layers(near, glossary, (*more, *hidden), (*bad.values(), *problems))


def from_here(path: Path) -> Path:
    """The path as a person would write it: relative where it lies below the working folder."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _within(path: Path) -> list[Path]:
    """The file, or those of a folder."""
    if not path.exists():
        raise GlossaryError("There is no such glossary.", "Check the name.", path=str(path))
    found = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not found:
        raise GlossaryError("The folder holds no glossaries (*.csv).", "Name a folder that does, or a file.", path=str(path))
    return found


def tell(shadows: Sequence[Shadow], *, all_of_them: bool = False) -> None:
    """Says on stderr which rows a nearer file hides, where that makes a difference."""
    from bilingual.cli.console import note
    from bilingual.cli.summary import counted

    told = [shadow for shadow in shadows if shadow.differs]
    for shadow in told if all_of_them else told[:MOST]:
        note(f"note: {sentence(shadow)}")
    if len(told) > MOST and not all_of_them:
        more = counted(len(told) - MOST, "more row")
        note(f"note: {more} hidden by nearer files: translate glossary list --hidden shows them.")


def sentence(shadow: Shadow) -> str:
    """Which row counts, and which does not."""
    far, near = shadow.term, shadow.by
    return (
        f"{near.path}:{near.line}: “{far.source}” is {_said(near)} here, in the nearer glossary, "
        f"not {_said(far)} as in {far.path}:{far.line}."
    )


def _said(term: Term) -> str:
    return f"“{term.english}”" if term.status == "accepted" else term.status
