"""A post's bytes depend on that post alone: on its engine, glossary and options, never on what else is done before or with it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated import site
from bilingual.project import Project
from bilingual.runners import JobSpec, Post, local
from tests.cli.conftest import tree

POSTS = 60
SENTENCES = 5


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> JobSpec:
    """A run of all posts."""
    folder = tmp_path_factory.mktemp("company")
    site(folder, POSTS, SENTENCES)
    return Project(folder).batch(["posts"], {"engine": "starter", "format": ["json", "md", "xliff"]}).spec


@pytest.fixture(scope="module")
def undisturbed(spec: JobSpec) -> dict[str, bytes]:
    return made(spec, "undisturbed", [spec.posts])


def made(spec: JobSpec, name: str, parts: list[tuple[Post, ...]], *, memory: bool = True) -> dict[str, bytes]:
    """What runs over parts of the posts write, one after another, with one memory or none."""
    folder = spec.root / name
    store = folder / "memory.sqlite" if memory else None
    for posts in parts:
        part = replace(spec, posts=posts, output=folder / "out", memory=store, written=store)
        assert [report.error for report in local.run(part)] == [None] * len(posts)
    return tree(folder / "out")


@pytest.mark.slow
@given(st.integers(0, 10**9), st.integers(1, 12), st.booleans())
@settings(max_examples=3)
def test_in_any_order_in_any_parts_with_or_without_a_memory(
    spec: JobSpec, undisturbed: dict[str, bytes], seed: int, parts: int, memory: bool
) -> None:
    posts = list(spec.posts)
    Random(seed).shuffle(posts)
    shares = [tuple(posts[n::parts]) for n in range(parts)]
    found = made(spec, f"{seed}-{parts}-{memory}", shares, memory=memory)
    assert len(found) >= 3 * POSTS
    assert [name for name in found | undisturbed if found.get(name) != undisturbed.get(name)] == []


@pytest.mark.slow
def test_alone(spec: JobSpec, undisturbed: dict[str, bytes]) -> None:
    some = Random(1).sample(spec.posts, 6)
    found = made(spec, "alone", [(post,) for post in some], memory=False)
    assert [name for name in found if found[name] != undisturbed[name]] == []


@pytest.mark.slow
def test_again_from_the_memory(spec: JobSpec, undisturbed: dict[str, bytes]) -> None:
    assert made(spec, "undisturbed", [spec.posts]) == undisturbed


@pytest.mark.slow
def test_stopped_and_gone_on(spec: JobSpec, undisturbed: dict[str, bytes]) -> None:
    folder = spec.root / "stopped"
    running = local.run(replace(spec, output=folder / "out", memory=folder / "memory.sqlite", written=folder / "memory.sqlite"))
    first = {next(running).name for _ in range(POSTS * 2 // 5)}
    running.close()
    written = tree(folder / "out")
    assert {name.split("/")[0] for name in written} >= first
    assert [name for name in written if written[name] != undisturbed[name]] == []
    assert made(spec, "stopped", [spec.posts]) == undisturbed
