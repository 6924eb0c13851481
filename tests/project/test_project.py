"""What can be done with a project, method by method, without a terminal."""

from __future__ import annotations

import pickle
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.checks.post import CheckReport
from bilingual.errors import ImportFailed, StoreError, UsageError
from bilingual.model import Unit, join
from bilingual.project import Project
from bilingual.runners import JobSpec, Progress, Report, local
from tests.project.conftest import POST


def unit(project: Project, chinese: str) -> Unit:
    return next(unit for unit in project.units("posts/talk.md") if chinese in join(unit.hans))


def test_settings_are_found_upwards(folder: Path) -> None:
    project = Project("posts")
    assert project.settings.root == folder
    assert project.output == folder / "outputs"


def test_posts_are_named_from_the_folder(project: Project, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [post.path for post in project.posts()] == ["posts/talk.md"]
    monkeypatch.chdir(tmp_path)
    elsewhere = Project("site")
    assert [post.path for post in elsewhere.posts(["posts/*.md"])] == ["site/posts/talk.md"]
    assert elsewhere.posts() == elsewhere.posts(["posts"])


def test_a_run_gives_reports_and_writes_documents(project: Project, folder: Path) -> None:
    (report,) = project.run(["posts"], {"format": "md,json"})
    assert (report.name, report.error, report.segments) == ("talk", None, len(project.units("posts/talk.md")))
    assert [path.name for path in report.outputs] == ["talk.bilingual.md", "talk.json"]


def test_a_run_that_is_asked_for_wrongly_is_refused_at_once(project: Project) -> None:
    with pytest.raises(UsageError, match="no value of variant"):
        project.run(["posts"], {"variant": "cn"})


def test_a_job_is_plain_data_that_another_runner_can_have(project: Project) -> None:
    seen: list[JobSpec] = []

    def elsewhere(spec: JobSpec, progress: Progress | None = None) -> Generator[Report]:
        seen.append(pickle.loads(pickle.dumps(spec)))
        yield from local.run(seen[0])

    batch = project.batch(["posts/talk.md", "missing.md"], {"format": "json"})
    talk, missing = project.run(batch, runner=elsewhere)
    assert (talk.error, talk.outputs[0].name) == (None, "talk.json")
    assert "no such file" in str(missing.error)
    assert seen[0].engine == batch.spec.engine == "starter"


def test_a_forecast_writes_nothing(project: Project, folder: Path) -> None:
    (post,) = project.forecast(project.batch(["posts"]))
    assert (post.name, post.failed, post.segments >= post.new > 0) == ("talk", False, True)
    assert not project.output.exists()


def test_units_are_those_of_the_last_run(finished: Project) -> None:
    assert [join(unit.hans) for unit in finished.units("posts/talk.md")][:3] == ["公园", "今天的天气很好。", "我们去公园。"]
    assert finished.units("outputs/talk/talk.json") == finished.units("outputs/talk") == finished.units("posts/talk.md")
    Path("posts/other.md").write_text("你好。\n", "utf-8")
    with pytest.raises(ImportFailed, match="no records"):
        finished.units("posts/other.md")
    with pytest.raises(UsageError, match="2 posts"):
        finished.units("posts")


def test_an_edit_is_one_change_that_the_next_run_has(finished: Project) -> None:
    sentence = unit(finished, "天气")
    edit = finished.edit("posts/talk.md", sentence.id, "en", "What a fine day.", who="Ming")
    assert (edit.change.number, edit.change.who, edit.difference.kind) == (1, "Ming", "changed")
    list(finished.run(["posts/talk.md"], {"format": "json"}))
    assert (join(unit(finished, "天气").en), unit(finished, "天气").origin) == ("What a fine day.", "human")
    assert finished.undo().number == 1
    list(finished.run(["posts/talk.md"], {"format": "json"}))
    assert join(unit(finished, "天气").en) == join(sentence.en)
    with pytest.raises(StoreError, match="nothing to undo"):
        finished.undo()


def test_an_edit_may_go_back_to_what_stood_there(finished: Project) -> None:
    sentence = unit(finished, "天气")
    finished.edit("posts/talk.md", sentence.id, "en", "What a fine day.")
    list(finished.run(["posts/talk.md"], {"format": "json"}))
    finished.edit("posts/talk.md", sentence.id, "en", join(sentence.en))
    list(finished.run(["posts/talk.md"], {"format": "json"}))
    assert join(unit(finished, "天气").en) == join(sentence.en)


def test_an_edit_without_its_term_is_taken_and_says_what_it_lacks(finished: Project) -> None:
    edit = finished.edit("posts/talk.md", unit(finished, "护城河").id, "en", "There is water in the park.")
    assert (edit.change.number, edit.difference.kind) == (1, "broken")
    assert [mention.text for mention in edit.difference.lost] == ["Moat"]


@pytest.mark.parametrize(
    ("column", "text", "fact"),
    [("hans", "别的。", "the author's own text"), ("en", "  ", "empty"), ("fr", "Bonjour.", "no column")],
)
def test_an_edit_that_cannot_be_is_refused(finished: Project, column: str, text: str, fact: str) -> None:
    with pytest.raises(UsageError, match=fact):
        finished.edit("posts/talk.md", unit(finished, "天气").id, column, text)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no unit 0000"):
        finished.edit("posts/talk.md", "0000", "en", "Hello.")
    assert finished.memory().changes == ()


def test_the_engine_is_that_of_the_settings_and_refuses_what_a_run_refuses(folder: Path) -> None:
    settings = folder / "bilingual.toml"
    settings.write_text('[run]\neffort = "low"\n', "utf-8")
    assert Project().engine("starter").info.name.endswith("low effort")
    settings.write_text('[run]\neffort = "lwo"\n', "utf-8")
    facts = []
    for refused in (lambda: Project().engine("starter"), lambda: list(Project().run(["posts"]))):
        with pytest.raises(UsageError) as error:
            refused()
        facts.append((error.value.fact, error.value.path))
    assert facts == [("“lwo” is no value of effort.", str(settings))] * 2


def test_an_export_needs_no_engine(finished: Project, tmp_path: Path) -> None:
    (post,) = finished.export(["posts/talk.md"], {"format": "csv"}, tmp_path / "for-ming")
    assert (post.failed, [path.name for path in post.files]) == (False, ["talk.csv"])
    Path("posts/talk.md").write_text(POST + "\n多了一句。\n", "utf-8")
    (stale,) = finished.export(["posts/talk.md"], {"format": "csv"})
    assert (stale.failed, stale.stale) == (True, "posts/talk.md")


def test_an_edited_file_is_imported(finished: Project, tmp_path: Path) -> None:
    (post,) = finished.export(["posts/talk.md"], {"format": "csv"}, tmp_path)
    before = join(unit(finished, "天气").en)
    post.files[0].write_text(post.files[0].read_text("utf-8-sig").replace(before, "What a fine day."), "utf-8")
    tried = finished.import_file(post.files[0], dry_run=True)
    assert (len(tried.taken), tried.change) == (1, None)
    imported = finished.import_file(post.files[0], who="Ming")
    assert (imported.is_open, imported.error) == (False, None)
    assert imported.change is not None
    assert (imported.change.number, imported.change.entries) == (1, 1)


def test_finished_posts_are_checked(finished: Project) -> None:
    finished.edit("posts/talk.md", unit(finished, "天气").id, "en", "What a fine day for 4321 people.")
    list(finished.run(["posts/talk.md"], {"format": "json"}))
    (report,) = finished.check(["posts/talk.md"], off=["doubtful"])
    assert isinstance(report, CheckReport)
    assert [(found.name, found.line) for found in report.diagnostics] == [("numbers", 3)]
    (without,) = finished.check(["outputs/talk"], off=["numbers", "doubtful"])
    assert isinstance(without, CheckReport)
    assert without.diagnostics == ()
    Path("bilingual.toml").write_text('[check]\noff = ["numbers", "doubtful"]\n', "utf-8")
    (configured,) = Project().check(["posts/talk.md"])
    assert configured == replace(report, diagnostics=())


def test_glossaries_and_the_impact_of_a_change(finished: Project, folder: Path) -> None:
    (folder / "glossaries").mkdir()
    (folder / "glossaries/terms.csv").write_text("source,target\n公园,Park\n", "utf-8")
    (folder / "posts/talk.glossary.csv").write_text("source,target\n公园,Garden\n", "utf-8")
    layers = finished.glossary(["posts/talk.md"])
    assert [(term.source, term.target) for term in layers.glossary.terms] == [("公园", "Park")]
    assert [(shadow.term.target, shadow.by.target) for shadow in layers.hidden] == [("Park", "Garden")]
    assert len(finished.impact("公园").sentences) == 3
    changed = finished.impact("公园", "Green", ["posts/talk.md"])
    assert {(sentence.before, sentence.after) for sentence in changed.sentences} == {(("Garden",), ("Green",))}


def test_a_concordance_has_peoples_sentences_and_those_of_posts(finished: Project) -> None:
    finished.edit("posts/talk.md", unit(finished, "天气").id, "en", "What a fine day.", who="Ming")
    first, *others = finished.concordance("天气")
    assert (first.source, first.target, first.origin, first.who) == ("今天的天气很好。", "What a fine day.", "human", "Ming")
    assert [(example.origin, example.post) for example in others] == [("machine", "talk")]
    assert [example.source for example in finished.concordance("FINE day")] == ["今天的天气很好。"]
    assert finished.concordance("MOAT")[0].source.startswith("公园里有")
    assert finished.concordance(" ") == ()


def test_fuzzy_matches_are_peoples_sentences(finished: Project) -> None:
    finished.edit("posts/talk.md", unit(finished, "天气").id, "en", "What a fine day.")
    assert [(match.entry.target, match.score) for match in finished.fuzzy("昨天的天气很好。")] == [("What a fine day.", 88)]
    assert finished.fuzzy("别的。") == ()


def test_the_memory_travels_as_tmx(finished: Project, tmp_path: Path) -> None:
    finished.edit("posts/talk.md", unit(finished, "天气").id, "en", "What a fine day.", who="Ming")
    data, sentences = finished.memory_as_tmx()
    assert sentences == 1
    (tmp_path / "ours.tmx").write_bytes(data)
    finished.undo()
    (found,) = finished.import_memory([tmp_path / "ours.tmx"], dry_run=True)
    assert (len(found.found.entries), found.change) == (1, None)
    (taken,) = finished.import_memory([tmp_path / "ours.tmx"])
    assert taken.change is not None
    assert (taken.change.entries, taken.known) == (1, 0)
    assert [entry.who for entry in finished.memory(["fine"]).entries] == ["Ming"]
