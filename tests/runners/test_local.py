"""The local runner: a job that names everything, opened and run here."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from bilingual.errors import DocumentError, ModelMissing
from bilingual.model import Term, join
from bilingual.runners import JobSpec, Opening, Post, Progress, local
from bilingual.runners.records import load_records


def post(folder: Path, text: str, name: str = "talk", **fields: object) -> Post:
    path = folder / f"{name}.md"
    path.write_text(text, "utf-8")
    return Post(str(path), name, path, **fields)  # type: ignore[arg-type]


def english(folder: Path, name: str = "talk") -> list[str]:
    return [join(unit.en) for unit in load_records(folder / name / f"{name}.json").units]


def test_a_job_names_its_engine_memory_and_glossary(tmp_path: Path) -> None:
    near = (Term("公园", "Garden"),)
    posts = (post(tmp_path, "我们去公园。\n"), post(tmp_path, "我们去公园。\n", "near", terms=near))
    spec = JobSpec(
        posts, tmp_path / "out", "starter", memory=tmp_path / "memory.sqlite", glossary=(Term("公园", "Park"),), formats=("json",)
    )
    first, second = local.run(spec)
    assert (first.machine, second.machine, first.exact, second.exact) == (1, 1, 1, 1)
    assert "Park" in english(tmp_path / "out")[0]
    assert "Garden" in english(tmp_path / "out", "near")[0]
    assert [report.remembered for report in local.run(spec)] == [1, 1]


def test_a_job_can_be_pickled(tmp_path: Path) -> None:
    spec = JobSpec((post(tmp_path, "好。\n"), Post("b.md", "b", error=DocumentError("No.", "Yes."))), tmp_path)
    again = pickle.loads(pickle.dumps(spec))
    assert again.posts[0] == spec.posts[0]
    assert (str(again.posts[1].error), again.engine_table) == ("No. Yes.", spec.engine_table)


def test_corrections_for_the_translator_or_for_the_text(tmp_path: Path) -> None:
    rows = (Term("工园", "公园", status="accepted"),)
    posts = (post(tmp_path, "我们去工园。\n"),)
    sources = []
    for corrected in ("translator", "text", "none"):
        spec = JobSpec(posts, tmp_path / corrected, "starter", formats=("json",), corrections=rows, corrected=corrected)
        assert [report.error for report in local.run(spec)] == [None]
        sources.append(load_records(tmp_path / corrected / "talk/talk.json").document.source)
    assert sources == ["我们去工园。\n", "我们去公园。\n", "我们去工园。\n"]
    assert english(tmp_path / "translator") == english(tmp_path / "text")


def test_whoever_watches_is_told_what_is_open_before_anything_is_done(tmp_path: Path) -> None:
    told: list[object] = []
    progress = Progress(opened=told.append, expect=told.append, done=told.append, written=told.append)
    spec = JobSpec((post(tmp_path, "我们去公园。\n"),), tmp_path / "out", "starter", formats=("json",))
    list(local.run(spec, progress))
    assert isinstance(told[0], Opening)
    assert (told[0].engine.split()[0], told[0].memory) == ("starter", None)
    assert told[1:] == [1, 0, 1, 1], "expected, done so far, done, written"


def test_without_its_engine_nothing_is_begun(tmp_path: Path) -> None:
    reports = local.run(JobSpec((post(tmp_path, "好。\n"),), tmp_path / "out", "none"))
    with pytest.raises(ModelMissing):
        next(reports)
    assert not (tmp_path / "out").exists()


def test_a_post_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    gone = Post("gone.md", "gone", tmp_path / "gone.md")
    spec = JobSpec((gone, post(tmp_path, "好。\n")), tmp_path / "out", "starter", formats=("json",))
    failed, done = local.run(spec)
    assert isinstance(failed.error, DocumentError)
    assert (failed.failed, done.failed) == (True, False)


def test_a_post_is_written_before_the_next_ones_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "GROUP", 1)
    posts = tuple(post(tmp_path, f"我们去公园{number}。\n", f"talk{number}") for number in range(3))
    running = local.run(JobSpec(posts, tmp_path / "out", "starter", formats=("json",)))
    assert english(tmp_path / "out", next(running).name)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["talk0"]
    posts[2].file.unlink()
    second, third = running
    assert (second.error, type(third.error)) == (None, DocumentError)


def test_what_is_ahead_is_told_by_the_size_of_the_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "GROUP", 1)
    ahead: list[int] = []
    posts = tuple(post(tmp_path, "我们去公园。\n", f"talk{number}") for number in range(3))
    list(local.run(JobSpec(posts, tmp_path / "out", "starter", formats=("json",)), Progress(ahead=ahead.append)))
    assert ahead == [2, 1, 0]
