"""A post whose files are what they would be is not done again; whatever it depends on has it done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.memory import open_memory
from bilingual.memory.people import HumanEntry
from bilingual.model import Term, join
from bilingual.runners import JobSpec, Post, Progress, Report, local, unchanged
from bilingual.runners.records import load_records

TEXT = "我们去公园。\n\n天气很好。\n"


def job(folder: Path, text: str = TEXT) -> JobSpec:
    path = folder / "talk.md"
    path.write_text(text, "utf-8")
    glossary = (Term("公园", "Park"),)
    memory = folder / "memory.sqlite"
    post = Post(str(path), "talk", path)
    return JobSpec((post,), folder / "out", "starter", memory=memory, written=memory, glossary=glossary, formats=("md", "json"))


def only(spec: JobSpec) -> Report:
    (report,) = local.run(spec)
    return report


def is_passed_over(report: Report) -> bool:
    return report.seconds == 0.0


def test_the_same_run_makes_nothing_and_reports_the_same(tmp_path: Path) -> None:
    spec = job(tmp_path)
    first = only(spec)
    before = {path: path.stat().st_mtime_ns for path in first.outputs}
    second = only(spec)
    assert is_passed_over(second)
    assert not is_passed_over(first)
    assert second == replace(first, machine=0, remembered=first.machine, seconds=0.0)
    assert {path: path.stat().st_mtime_ns for path in second.outputs} == before


def edited(spec: JobSpec) -> JobSpec:
    spec.posts[0].file.write_text(TEXT + "再见。\n", "utf-8")
    return spec


def with_another_term(spec: JobSpec) -> JobSpec:
    return replace(spec, glossary=(Term("公园", "Garden"),))


def with_a_term_of_its_own(spec: JobSpec) -> JobSpec:
    return replace(spec, posts=(replace(spec.posts[0], terms=(Term("天气", "Weather"),)),))


def in_other_characters(spec: JobSpec) -> JobSpec:
    return replace(spec, variant="hk")


def with_more_formats(spec: JobSpec) -> JobSpec:
    return replace(spec, formats=("md", "json", "html"))


def with_a_file_deleted(spec: JobSpec) -> JobSpec:
    next((spec.output / "talk").glob("*.md")).unlink()
    return spec


def with_its_records_deleted(spec: JobSpec) -> JobSpec:
    (spec.output / "talk/talk.json").unlink()
    return spec


def with_a_person_s_sentence(spec: JobSpec) -> JobSpec:
    assert spec.memory
    unit = load_records(spec.output / "talk/talk.json").units[1]
    entry = HumanEntry(join(unit.hans), "en", "It is fine weather.", post="talk", segment=unit.id)
    with open_memory(spec.memory) as memory:
        memory.write_human([entry], file="talk.docx", who="Mei")
    return spec


def with_that_sentence_taken_back(spec: JobSpec) -> JobSpec:
    with_a_person_s_sentence(spec)
    only(spec)
    assert spec.memory
    with open_memory(spec.memory) as memory:
        memory.undo()
    return spec


def without_a_memory(spec: JobSpec) -> JobSpec:
    return replace(spec, memory=None)


@pytest.mark.parametrize(
    "change",
    [
        edited,
        with_another_term,
        with_a_term_of_its_own,
        in_other_characters,
        with_more_formats,
        with_a_file_deleted,
        with_its_records_deleted,
        with_a_person_s_sentence,
        with_that_sentence_taken_back,
        without_a_memory,
    ],
)
def test_what_a_post_depends_on_has_it_done_again(tmp_path: Path, change: Callable[[JobSpec], JobSpec]) -> None:
    spec = job(tmp_path)
    only(spec)
    assert not is_passed_over(only(change(spec)))


def test_another_version_of_the_program_does_it_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = job(tmp_path)
    only(spec)
    monkeypatch.setattr(unchanged, "_program", lambda: "a later one")
    assert not is_passed_over(only(spec))


def test_a_post_that_is_saved_while_it_is_translated_is_done_again(tmp_path: Path) -> None:
    spec = job(tmp_path)
    list(local.run(spec, Progress(done=lambda sentences: edited(spec) and None)))
    second = only(spec)
    assert not is_passed_over(second)
    assert second.segments == 3


def test_a_file_that_a_person_changed_is_told_as_ever(tmp_path: Path) -> None:
    spec = job(tmp_path)
    file = next(path for path in only(spec).outputs if path.suffix == ".md")
    file.write_text(file.read_text("utf-8").replace("Park", "Garden"), "utf-8")
    report = only(spec)
    assert report.error
    assert "Changed since it was written" in report.error.fact


def test_a_post_with_pictures_is_done_again_since_they_may_have_changed(tmp_path: Path) -> None:
    spec = replace(job(tmp_path, "看图：![猫](cat.png)\n"), formats=("docx",))
    only(spec)
    assert not is_passed_over(only(spec))


def test_only_the_post_that_changed_is_done(tmp_path: Path) -> None:
    spec = job(tmp_path)
    path = tmp_path / "other.md"
    path.write_text("你好。\n", "utf-8")
    both = replace(spec, posts=(*spec.posts, Post(str(path), "other", path)))
    list(local.run(both))
    path.write_text("大家好。\n", "utf-8")
    assert [is_passed_over(report) for report in local.run(both)] == [True, False]
