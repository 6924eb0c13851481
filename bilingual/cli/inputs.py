"""The posts of a batch: read from files or standard input, each with a name of its own for its output folder."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bilingual.cli.posts import expand
from bilingual.runners.local import Post

STANDARD_INPUT = "-"


def named(patterns: Sequence[str]) -> tuple[Post, ...]:
    """The posts that the patterns mean; two of the same file name get their folder's name before it."""
    files = expand([pattern for pattern in patterns if pattern != STANDARD_INPUT]) if set(patterns) - {"-"} else ()
    same = Counter(path.stem for path in files)
    posts = [Post(str(path), _name(path, same[path.stem] > 1), path.read_bytes) for path in files]
    if STANDARD_INPUT in patterns:
        posts.append(Post(STANDARD_INPUT, "stdin", sys.stdin.buffer.read))
    return tuple(posts)


def _name(path: Path, ambiguous: bool) -> str:
    """The stem; `2025-10-a-index` for one of several `index.md`, with as much of the path as the user gave.

    >>> _name(Path("posts/a/index.md"), True), _name(Path("posts/a/index.md"), False)
    ('posts-a-index', 'index')
    """
    folders = [part for part in path.parent.parts if part not in ("..", ".", path.anchor)]
    return "-".join([*folders, path.stem]) if ambiguous else path.stem
