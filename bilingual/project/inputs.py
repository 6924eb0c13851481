"""The posts of a batch: files or standard input, each with a name that no other has, for its output folder."""

from __future__ import annotations

import os
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from bilingual.errors import BilingualError, DocumentError
from bilingual.office.word import is_made_here
from bilingual.project.posts import STDIN, expand_patterns
from bilingual.runners import STANDARD_INPUT, Post

BUNDLED = frozenset({"index", "_index", "readme"})
"""What posts are called that stand in a folder of their own, by its name (Hugo's page bundles)."""


def named_posts(patterns: Sequence[str]) -> tuple[Post, ...]:
    """The posts that the patterns mean, in order, each once.

    Two of the same file name get as much of their folders' names before it as tells them apart. What a pattern means
    that means nothing is a post that fails when it is read, so that it does not stop the others. What a run wrote
    (`a/a.en.md`) is no post, unless it is named itself, and without the post that it is the page of (`a.md`).
    """
    found: dict[Path | str, Path | BilingualError] = {}
    for pattern in dict.fromkeys(patterns):
        for path in _matching(pattern):
            known = pattern if isinstance(path, BilingualError) else path if path == STDIN else path.resolve()
            found.setdefault(known, path)
    found = {known: path for known, path in found.items() if isinstance(path, BilingualError) or not _is_page_of(path, found)}
    names = iter(_names([path for path in found.values() if isinstance(path, Path)]))
    return tuple(_failing(path) if isinstance(path, BilingualError) else _post(path, next(names)) for path in found.values())


def settled_names(posts: Sequence[Post], folder: Path) -> tuple[Post, ...]:
    """The posts with the names under which `folder` has their records already; none takes that of another post there.

    So a post keeps its folder, whichever others it is named with.
    """
    from bilingual.runners.records import recorded_names

    recorded = recorded_names(folder)
    known = {post: recorded.get(post.file.resolve(), "") if post.path != STANDARD_INPUT else "stdin" for post in posts}
    taken = {name.casefold() for name in recorded.values()} | {name for name in known.values() if name}
    settled = []
    for post in posts:
        wanted = (post.name, *_longer(post.file)[1:]) if post.path != STANDARD_INPUT else (post.name,)
        free = (name for name in chain(wanted, _numbered(post.name)) if name.casefold() not in taken)
        settled.append(replace(post, name=known[post] or next(free)))
        taken.add(settled[-1].name.casefold())
    return tuple(settled)


def _matching(pattern: str) -> Sequence[Path | BilingualError]:
    try:
        paths = expand_patterns([pattern])
    except BilingualError as error:
        return [error]
    posts = [path for path in paths if str(path) == pattern or not _is_finished(path)]
    fact = "These are finished documents, not posts."
    return posts or [DocumentError(fact, "Name the posts that they were made from.", path=pattern)]


def _is_finished(path: Path) -> bool:
    """Whether a run wrote it: `<name>.en.md` in the folder `<name>`, beside its post, or with links to the other languages.

    A Word document in all languages has no other name than its post, and says so itself; `~$` begins the name of a file that Word
    has beside each open one.
    """
    from bilingual.runners.records import post_stem

    name = post_stem(path)
    if name == path.stem:
        return path.suffix.lower() == ".docx" and (path.name.startswith("~$") or is_made_here(path))
    return name == path.absolute().parent.name or path.with_name(f"{name}{path.suffix}").is_file() or _has_siblings(path)


def _is_page_of(path: Path, posts: Container[Path | str]) -> bool:
    """Whether a post is the page in another language of one of `posts`, which are known by where they are."""
    from bilingual.runners.records import post_stem

    stem = post_stem(path)
    return stem != path.stem and path.with_name(f"{stem}{path.suffix}").resolve() in posts


def _has_siblings(path: Path) -> bool:
    """Whether a post begins with a line that leads to the same post in other languages, as those of a run do."""
    from bilingual.sources import leads_to_siblings

    try:
        return leads_to_siblings(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return False


def _post(path: Path, name: str) -> Post:
    return Post(STANDARD_INPUT, name) if path == STDIN else Post(_as_text(path), name, path)


def _failing(error: BilingualError) -> Post:
    path = error.path or ""
    return Post(path, Path(path).stem, error=error)


def _names(paths: Sequence[Path]) -> list[str]:
    """A name for each: the stem, else with folders before it, else with a number behind it; upper case is no difference.

    >>> _names([Path("posts/a/index.md"), Path("posts/b/index.md"), Path("c.md"), Path("c.markdown")])
    ['a-index', 'b-index', 'c', 'c-2']
    >>> _names([Path("posts/tea/index.md")])  # a bundle is called by its folder
    ['tea-index']
    """
    longer = [_longer(path) for path in paths]
    rivals: dict[str, list[list[str]]] = {}
    for names in longer:
        rivals.setdefault(names[0].casefold(), []).append(names)
    taken: dict[str, str] = {}
    for names in longer:
        wanted = _at(names, _depth(rivals[names[0].casefold()]))
        free = next(name for name in _numbered(wanted) if name.casefold() not in taken)
        taken[free.casefold()] = free
    return list(taken.values())


def _longer(path: Path) -> list[str]:
    """The stem, then with one folder before it, then with two …"""
    if path == STDIN:
        return ["stdin"]
    found = [_as_text(path.stem).strip(". ") or "post"]
    for folder in reversed(path.absolute().parent.parts[1:]):
        found.append(f"{_as_text(folder)}-{found[-1]}")
    return found[1:] if len(found) > 1 and found[0].casefold() in BUNDLED else found


def _as_text(path: Path | str) -> str:
    """The name of a file as text: bytes that are none become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _depth(rivals: Sequence[Sequence[str]]) -> int:
    """How many folders tell the rivals apart; none where no number of them does."""
    depths = range(max(map(len, rivals)))
    return next((d for d in depths if len({_at(names, d).casefold() for names in rivals}) == len(rivals)), 0)


def _at(names: Sequence[str], depth: int) -> str:
    return names[min(depth, len(names) - 1)]


def _numbered(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))
