"""A share of a site's posts for each of several machines: the same post to the same one, about as much for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

from bilingual.errors import UsageError
from bilingual.runners import Post

_SHARE = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


def read_share(share: str) -> tuple[int, int]:
    """Which of how many shares; `UsageError` for what is none.

    >>> read_share("2/3")
    (2, 3)
    """
    found = _SHARE.fullmatch(share.strip())
    number, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f"“{share}” is no share of the posts.", "Write --shard 1/3, 2/3 and 3/3 for three machines.")
    return number, count


def shard(posts: Sequence[Post], number: int, count: int) -> tuple[Post, ...]:
    """The share of that number, from 1, in the order of the posts.

    The posts stand in the order of a digest of their names, cut into shares of about equal size: a post more or less, or longer,
    moves only those at the cuts.
    """
    ordered = sorted(posts, key=lambda post: blake2b(post.name.encode("utf-8", "surrogatepass")).digest())
    sizes = [post.size + 1 for post in ordered]
    total, before, chosen = sum(sizes), 0, set[str]()
    for post, size in zip(ordered, sizes, strict=True):
        if (2 * before + size) * count // (2 * total) == number - 1:  # its middle lies in this share
            chosen.add(post.name)
        before += size
    return tuple(post for post in posts if post.name in chosen)
