"""A site on several machines, what changed since a commit, and posts that are saved while someone watches."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.generated import site
from bilingual.memory import HumanEntry, open_memory
from bilingual.project import Project
from bilingual.project.watching import saved_posts
from tests.cli.conftest import COMMAND, Translate, hear_interrupts, tree

RUN = ("run", "posts", "--format", "json,md,docx", "--engine", "starter", "-q")


@pytest.mark.slow
def test_three_shards_and_a_merge_are_one_run(
    project: Path, translate: Translate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [project.parent / name for name in ("whole", "first", "second", "third")]
    for place in places:
        site(place, 9, 4)
    monkeypatch.chdir(places[0])
    assert translate(*RUN).code == 0
    whole = tree(places[0] / "outputs")
    together: dict[str, bytes] = {}
    for number, place in enumerate(places[1:], 1):
        monkeypatch.chdir(place)
        assert translate(*RUN, "--shard", f"{number}/3").code == 0
        share = tree(place / "outputs")
        assert share.keys().isdisjoint(together)
        together |= share
    assert together == whole
    monkeypatch.chdir(project)
    site(project / "merged", 9, 4)
    monkeypatch.chdir(project / "merged")
    memories = [place / ".bilingual/memory.sqlite" for place in places[1:]]
    assert translate("memory", "merge", *memories, "-o", ".bilingual/memory.sqlite").code == 0
    again = translate(*RUN[:-1], "--json")
    assert {post["machine"] for post in again.posts.values()} == {0}
    assert tree(project / "merged/outputs") == whole


@pytest.fixture
def repository(project: Path) -> Path:
    """Three posts and a glossary, committed."""
    (project / "glossaries").mkdir()
    (project / "posts").mkdir()
    (project / "bilingual.toml").write_text("", "utf-8")
    (project / ".gitignore").write_text("outputs\n.bilingual\n", "utf-8")
    (project / "glossaries/terms.csv").write_text("source,target,note\n公园,Park,\n小猫,Kitten,\n", "utf-8")
    for name, text in (("a", "我们去公园。\n"), ("b", "小猫睡觉。\n"), ("c", "明天下雨。\n")):
        (project / f"posts/{name}.md").write_text(text, "utf-8")
    for command in ("init -q", "add .", "-c user.name=x -c user.email=x@example.org commit -qm x"):
        subprocess.run(["git", *command.split()], cwd=project, check=True)
    return project


def chosen(project: Path) -> list[str]:
    return [post.name for post in Project().batch(["posts"], {"changed-from": "HEAD"}).spec.posts]


CHANGES = {
    "nothing": (lambda project: None, []),
    "a time alone": (lambda project: (project / "posts/a.md").touch(), []),
    "a post": (lambda project: (project / "posts/a.md").write_text("我们去山上。\n", "utf-8"), ["a"]),
    "a new post": (lambda project: (project / "posts/d.md").write_text("好。\n", "utf-8"), ["d"]),
    "another name": (lambda project: (project / "posts/a.md").rename(project / "posts/z.md"), ["z"]),
    "a term": (lambda project: glossary(project, "公园,Garden,\n小猫,Kitten,\n"), ["a"]),
    "a note on a term": (lambda project: glossary(project, "公园,Park,green\n小猫,Kitten,\n"), []),
    "rows in another order": (lambda project: glossary(project, "小猫,Kitten,\n公园,Park,\n"), []),
    "a term less": (lambda project: glossary(project, "公园,Park,\n"), ["b"]),
    "a glossary less": (lambda project: (project / "glossaries/terms.csv").unlink(), ["a", "b"]),
    "a glossary beside a post": (
        lambda project: (project / "posts/c.glossary.csv").write_text("source,target\n明天,Tomorrow\n公园,Yard\n", "utf-8"),
        ["c"],
    ),
    "the settings": (lambda project: (project / "bilingual.toml").write_text("[run]\n", "utf-8"), ["a", "b", "c"]),
}


def glossary(project: Path, rows: str) -> None:
    (project / "glossaries/terms.csv").write_text(f"source,target,note\n{rows}", "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_since_a_commit(repository: Path, change: str) -> None:
    act, expected = CHANGES[change]
    act(repository)
    assert chosen(repository) == expected


def test_a_post_of_another_name_keeps_what_people_wrote_for_its_rows(repository: Path, translate: Translate) -> None:
    post = repository / "posts/twice.md"
    post.write_text("主持人：你好。\n\n我们去公园。\n\n我们去公园。\n", "utf-8")
    run = ("run", "posts", "--format", "json", "--engine", "starter", "-q", "--changed-from", "HEAD")
    assert translate(*run).code == 0
    english = ["Off to the Park.", "The Park again."]
    rows = [unit.id for unit in Project().units("posts/twice.md")[-2:]]
    for row, text in zip(rows, english, strict=True):
        Project().edit("posts/twice.md", row, "en", text)
    for command in ("add .", "-c user.name=x -c user.email=x@example.org commit -qm x", "mv posts/twice.md posts/renamed.md"):
        subprocess.run(["git", *command.split()], cwd=repository, check=True)
    assert chosen(repository) == ["renamed"]
    assert translate(*run).code == 0
    assert ["".join(map(str, unit.en)).strip() for unit in Project().units("posts/renamed.md")[-2:]] == english


def test_a_commit_that_is_none(repository: Path, translate: Translate) -> None:
    result = translate("run", "posts", "--changed-from", "nowhere")
    assert (result.code, "What changed since “nowhere” cannot be told" in result.err) == (2, True)
    shutil.rmtree(repository / ".git")
    assert translate("run", "posts", "--changed-from", "HEAD").code == 2


def test_posts_that_are_saved(project: Path) -> None:
    (project / "bilingual.toml").write_text("", "utf-8")
    (project / "glossaries").mkdir()
    (project / "posts").mkdir()
    a, b = (project / f"posts/{name}.md" for name in "ab")
    a.write_text("好。\n", "utf-8")
    b.write_text("好。\n", "utf-8")
    steps: Iterator[object] = iter(
        (
            lambda: a.write_text("很好。\n", "utf-8"),
            lambda: None,
            lambda: (project / "posts/c.md").write_text("好。\n", "utf-8"),
            lambda: a.unlink(),
            lambda: (project / "glossaries/terms.csv").write_text("source,target\n好的,Fine\n", "utf-8"),
        )
    )
    looks = saved_posts(Project, ["posts"], wait=lambda: next(steps)())  # type: ignore[operator]
    found = [[Path(post).stem for post in next(looks)] for _ in range(4)]
    assert found == [["a", "b"], ["a"], ["c"], ["b", "c"]]


def test_a_folder_without_posts_is_not_watched(project: Path, translate: Translate) -> None:
    """And no other posts are translated in their stead."""
    (project / "empty").mkdir()
    (project / "posts").mkdir()
    (project / "posts/a.md").write_text("我们去公园。\n", "utf-8")
    result = translate("watch", "empty")
    assert result.code == 1
    assert "The folder holds no posts" in result.err
    assert not (project / "outputs").exists()


@pytest.mark.slow
def test_watching_ends_by_an_interrupt(project: Path, home: Path) -> None:
    (project / "posts").mkdir()
    (project / "bilingual.toml").write_text("", "utf-8")
    post, made = project / "posts/a.md", project / "outputs/a/a.bilingual.md"
    post.write_text("我们去公园。\n", "utf-8")
    command = [*COMMAND, "watch", "posts", "--format", "md", "--engine", "starter", "-q"]
    running = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=hear_interrupts)
    wait_until(lambda: made.is_file())
    post.write_text("明天下雨。\n", "utf-8")
    wait_until(lambda: "明天下雨" in made.read_text("utf-8"))
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=120)
    assert (running.returncode, b"Traceback" in err) == (0, False)


def wait_until(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + 300
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.1)


def test_memories_that_conflict_need_a_person(project: Path, translate: Translate) -> None:
    for name, english, when in (("a", "Hi.", "2026-03-02T10:00:00Z"), ("b", "Hey.", "2026-03-03T10:00:00Z")):
        with open_memory(project / f"{name}.sqlite") as memory:
            memory.write_human([HumanEntry("你好。", "en", english, "talk", "s1")], file="talk.docx", who=name, when=when)
    result = translate("memory", "merge", "a.sqlite", "b.sqlite", "-o", "c.sqlite")
    assert (result.code, result.out.splitlines()[:3]) == (
        1,
        ["talk: 你好。", "  + Hey. (b, 2026-03-03)", "  - Hi. (a, 2026-03-02)"],
    )
    assert "translate export outputs/talk --format docx --conflicts -o DIR" in result.out
    assert translate("memory", "merge", "a.sqlite", "-o", " ").code == 2
    again = translate("memory", "merge", "a.sqlite", "a.sqlite", "-o", "d.sqlite", "--json")
    assert (again.code, again.content["human"], again.content["conflicts"]) == (0, 1, [])
    assert translate("memory", "merge", "a.sqlite", "-o", "c.sqlite").code == 1


def test_what_goes_wrong_as_annotations(project: Path, translate: Translate) -> None:
    (project / "a.md").write_bytes(b"\xff\xfe\x00")
    (project / "b.md").write_text("好。\n", "utf-8")
    (project / "g.csv").write_text("source,target,status\n公园,Park,maybe\n", "utf-8")
    result = translate("run", "a.md", "b.md", "-g", "g.csv", "--format", "json", "--github")
    annotations = [line.partition("::")[2].split("::")[0] for line in result.err.splitlines() if line.startswith("::")]
    assert annotations == ["error file=g.csv,line=2,title=translate", "error file=a.md,line=1,title=translate"]
    assert result.code == 1
