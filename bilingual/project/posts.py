"""What the user means by POSTS: files, folders, patterns and `-`."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.errors import DocumentError, UsageError
from bilingual.files import files_below

STDIN = Path("-")
"""The post that is read from standard input."""
_SKIPPED = frozenset(("node_modules", "outputs", "__pycache__", "i18n"))
"""The last is where Docusaurus has what is translated."""


def expand_patterns(patterns: Sequence[str]) -> tuple[Path, ...]:
    """The posts, sorted within each pattern and each one once.

    A folder means every `*.md` below it, and every file that another source reads, without hidden folders, `node_modules`,
    `outputs` and `i18n`. Raises `UsageError` for nothing at all, `DocumentError` for a file that is missing and a folder or
    pattern without posts.
    """
    if not patterns:
        raise UsageError("No posts are named.", "Name files, folders or patterns, or `-` for standard input.")
    found: dict[Path, Path] = {}
    for pattern in patterns:
        for path in _matching(pattern):
            found.setdefault(path if path == STDIN else path.resolve(), path)
    return tuple(found.values())


def _matching(pattern: str) -> list[Path]:
    path = Path(pattern)
    if path == STDIN or path.is_file():
        return [path]
    if path.is_dir():
        return _some(sorted(_posts_below(path)), f"The folder holds no posts ({_kinds()}).", pattern)
    if glob.has_magic(pattern):
        matches = sorted(Path(match) for match in glob.glob(pattern, recursive=True))
        posts = [post for match in matches for post in ([match] if match.is_file() else sorted(_posts_below(match)))]
        return _some(posts, "No post matches the pattern.", pattern)
    raise DocumentError("There is no such file or folder.", "Check the name.", path=pattern)


def _some(posts: list[Path], fact: str, pattern: str) -> list[Path]:
    if not posts:
        raise DocumentError(fact, "Name a folder, file or pattern with posts.", path=pattern)
    return posts


def _kinds() -> str:
    """The names of what is looked for, Markdown first."""
    return ", ".join(f"*{suffix}" for suffix in sorted(_suffixes(), key=lambda suffix: (suffix != ".md", suffix)))


def _posts_below(folder: Path) -> Iterator[Path]:
    wanted = _suffixes()
    try:
        for path in files_below(folder, lambda name: not name.startswith(".") and name not in _SKIPPED):
            if path.suffix.lower() in wanted:
                yield path
    except OSError as error:
        fact = f"The folder cannot be looked into ({error.strerror})."
        raise DocumentError(fact, "Check who may read it, or name the others.", path=str(error.filename or folder)) from error


def _suffixes() -> frozenset[str]:
    """What the posts of a folder end with; a `.markdown` is a post where it is named itself."""
    from bilingual.sources import post_suffixes

    return frozenset(post_suffixes()) - {".markdown"}
