"""Which posts changed since a commit: by what is in them, in the glossaries, and in the settings, as git knows it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from bilingual.errors import BilingualError, GlossaryError, UsageError
from bilingual.glossary.entries import judge_rows
from bilingual.glossary.matching import Matcher
from bilingual.glossary.table import parse_table
from bilingual.model import Term
from bilingual.project import corrections, settings
from bilingual.runners import Post
from bilingual.variants import simplified_characters

WHOLE = frozenset({settings.FILE, corrections.FILE})
"""Files whose change concerns every post."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A state of the files that git knows, seen from the project's folder."""

    folder: Path
    name: str

    def changed(self) -> frozenset[Path]:
        """The files below the folder that are other than at the commit, new ones included: what git ignores is not looked at."""
        listed = [
            self._git("diff", "--name-only", "--no-renames", "-z", "--relative", self.name, "--"),
            self._git("ls-files", "--others", "--exclude-standard", "-z"),
        ]
        return frozenset((self.folder / name).resolve() for out in listed for name in out.decode("utf-8").split("\0") if name)

    def read(self, file: Path) -> bytes:
        """What was in a file; nothing where it was not there."""
        try:
            return self._git("show", f"{self.name}:./{file.resolve().relative_to(self.folder.resolve()).as_posix()}")
        except (UsageError, ValueError):
            return b""

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self.folder), *arguments]
        try:
            return subprocess.run(command, check=True, capture_output=True).stdout
        except FileNotFoundError as error:
            raise UsageError("There is no git here, which knows what changed.", "Install it, or name the posts.") from error
        except subprocess.CalledProcessError as error:
            told = error.stderr.decode("utf-8", "replace").strip().splitlines()[:1]
            fact = f"What changed since “{self.name}” cannot be told: {' '.join(told).removeprefix('fatal: ').rstrip('.')}."
            raise UsageError(fact, "Name a commit of this repository; a shallow clone may lack it.") from error


def changed_posts(posts: Sequence[Post], glossary: Sequence[Term], commit: Commit) -> tuple[Post, ...]:
    """The posts that are new or other than at the commit, and those that hold a term whose row is.

    A change of the settings or of the corrections concerns all. `glossary` are the rows in force for every post.
    """
    changed = commit.changed()
    if any(file.name in WHOLE for file in changed):
        return tuple(posts)
    gone = frozenset(file for file in changed if file.suffix == ".csv" and not file.exists())
    of_all = gone | _files(glossary) & changed
    rows = cache(partial(_changed_rows, commit))

    @cache
    def matcher(files: frozenset[Path]) -> Matcher | None:
        terms = [term for file in files for term in rows(file)]
        return Matcher(terms, simplified_characters()) if terms else None

    return tuple(
        post
        for post in posts
        if post.error is not None
        or post.file.resolve() in changed
        or _holds(post, matcher(of_all | _files(post.terms) & changed))
    )


def _files(terms: Sequence[Term]) -> frozenset[Path]:
    """The glossaries that rows stand in."""
    return frozenset(Path(path).resolve() for path in {term.path for term in terms if term.path})


def _changed_rows(commit: Commit, file: Path) -> frozenset[Term]:
    """The rows of a glossary that are new, other than before, or gone."""
    return _meant(commit.read(file), file) ^ _meant(_bytes(file), file)


def _meant(data: bytes, file: Path) -> frozenset[Term]:
    """What the rows of a glossary say, wherever in it they stand; nothing where it is none."""
    try:
        terms, _ = judge_rows(parse_table(data, file), file) if data else ((), ())
    except GlossaryError:
        return frozenset()
    return frozenset(replace(term, note="", where="", extra=(), path="", line=0) for term in terms)


def _bytes(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""


def _holds(post: Post, matcher: Matcher | None) -> bool:
    if matcher is None:
        return False
    try:
        text = post.read().decode("utf-8", "replace")
    except BilingualError:
        return True
    return bool(matcher.find(text))
