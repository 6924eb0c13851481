"""Shares of a site's posts: each post in one of them, about as much in each, and hardly any moves when one is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import UsageError
from bilingual.project.sharding import read_share, shard
from bilingual.runners import Post

SIZES = st.lists(st.integers(0, 500), max_size=60)


def site(sizes: list[int]) -> tuple[Post, ...]:
    return tuple(Post(f"{n}.md", f"post-{n}", data=b"x" * size) for n, size in enumerate(sizes))


@given(SIZES, st.integers(1, 9))
def test_each_post_is_in_one_share_in_its_order(sizes: list[int], count: int) -> None:
    posts = site(sizes)
    shares = [shard(posts, number, count) for number in range(1, count + 1)]
    assert sorted(post.name for share in shares for post in share) == sorted(post.name for post in posts)
    assert all(list(share) == [post for post in posts if post in share] for share in shares)
    assert all(shard(posts[::-1], number, count) == shares[number - 1][::-1] for number in range(1, count + 1))


@given(SIZES, st.integers(1, 9))
def test_no_share_has_more_than_its_part_and_a_post(sizes: list[int], count: int) -> None:
    posts = site(sizes)
    fair, largest = (sum(sizes) + len(sizes)) / count, max(sizes, default=0) + 1
    assert all(sum(post.size + 1 for post in shard(posts, n, count)) <= fair + largest for n in range(1, count + 1))


def test_a_post_more_moves_few() -> None:
    before, after = site([100] * 300), site([100] * 301)
    moved = [post for n in (1, 2, 3) for post in shard(before, n, 3) if post not in shard(after, n, 3)]
    assert len(moved) <= 2


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "1/0", "-1/3", "a/b", ""])
def test_what_is_no_share_is_refused(share: str) -> None:
    with pytest.raises(UsageError, match="no share"):
        read_share(share)
