"""What posts have to do with the glossary: built from them, checked in them, suggested, shown, and what a change would change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.formats.termbases import term_format
from bilingual.model import Term
from bilingual.project import Project
from bilingual.project.glossary.building import build_glossary
from bilingual.project.glossary.exchanging import export_terms, import_terms
from bilingual.project.glossary.impact import changed_term, find_impact
from bilingual.project.glossary.linting import lint_files
from bilingual.project.glossary.showing import find_term, look_up, matches
from bilingual.project.glossary.suggesting import suggest_for_posts
from bilingual.project.settings import Settings

POST = "主持人: 我们用谷歌。谷歌很好。\n\n老王: **护城河**（Moat: 竞争优势）很深，谷歌也有。\n"


@pytest.fixture
def project(folder: Path) -> Project:
    (folder / "talk.md").write_text(POST, "utf-8")
    return Project()


def test_a_glossary_is_built_beside_what_people_wrote(project: Project, settings: Settings, file: Path) -> None:
    before = file.read_bytes()
    built = build_glossary(project.posts(["talk.md"]), settings)
    assert (built.path, built.failed) == (Path("glossaries/talk.csv"), False)
    assert [term.source for term in built.added] == ["护城河", "主持人", "老王"]
    assert file.read_bytes() == before
    assert build_glossary(project.posts(["talk.md"]), settings).added == ()


def test_nothing_is_built_in_a_dry_run_and_a_missing_post_is_told(project: Project, settings: Settings, folder: Path) -> None:
    built = build_glossary(project.posts(["talk.md", "gone.md"]), settings, dry_run=True)
    assert (len(built.added), built.failed, [error.path for error in built.gathered.errors]) == (3, True, ["gone.md"])
    assert not (folder / "glossaries/terms.csv.draft").exists()
    assert [path.name for path in (folder / "glossaries").iterdir()] == ["terms.csv"]


def test_files_are_checked_alone_and_with_posts(project: Project, settings: Settings, file: Path) -> None:
    alone, errors = lint_files((), [], settings)
    assert ([found.name for found in alone], errors) == (["candidates"], ())
    with_post, errors = lint_files(project.posts(["talk.md", "gone.md"]), [], settings)
    assert [found.name for found in with_post] == ["candidates", "unglossed"]
    assert [error.path for error in errors] == ["gone.md"]
    file.unlink()
    with pytest.raises(GlossaryError, match="no glossary here"):
        lint_files((), [], settings)


def test_what_another_english_would_change(project: Project, settings: Settings) -> None:
    layers = project.glossary(["talk.md"])
    found = find_impact("谷歌", "Alphabet", layers, settings)
    assert [(sentence.line, sentence.before, sentence.after) for sentence in found.sentences] == [
        (1, ("Google",), ("Alphabet",)), (1, ("Google",), ("Alphabet",)), (3, ("Google",), ("Alphabet",)),
    ]  # fmt: skip
    assert (found.posts, found.labels, found.row and found.row.english) == (1, 0, "Google")
    assert len(find_impact("谷歌", None, layers, settings).sentences) == 3
    assert find_impact("老王", None, layers, settings).labels == 1
    assert find_impact("新词", "New", layers, settings).row is None


def test_a_term_as_it_would_be(project: Project) -> None:
    glossary = project.glossary().glossary
    assert changed_term(glossary, "谷哥", "Goo") == changed_term(glossary, "谷歌", "Goo"), "an alias is its term"
    new = changed_term(glossary, "UI", "UI")
    assert (new.source, new.target, new.kind) == ("UI", "", "keep")


def test_terms_are_looked_up_by_what_people_call_them(project: Project, settings: Settings, file: Path) -> None:
    glossary = project.glossary().glossary
    assert [find_term(word, glossary).source for word in ("谷歌", "谷哥", "GOOGLE")] == ["谷歌"] * 3
    with pytest.raises(GlossaryError, match="Did you mean"):
        find_term("Gogle", glossary)
    found = look_up(["谷歌"], [file], project.output)
    assert (found.documents, [term.occurrences for term in found.terms]) == (0, [()])


def test_a_term_is_listed_by_words_status_and_kind() -> None:
    term = Term("引擎", "Engine", status="candidate", aliases=("发动机",))
    assert all(matches(term, words) for words in ((), ["engine"], ["动"], ["x", "擎"]))
    assert not matches(term, ["motor"])
    assert (matches(term, status="candidate"), matches(term, status="accepted"), matches(term, kind="person")) == (
        True, False, False,
    )  # fmt: skip


def test_suggestions_come_with_their_number_and_what_could_not_be_read(
    project: Project, settings: Settings, folder: Path
) -> None:
    (folder / "long.md").write_text("剪映很好用。剪映也快。我用剪映和CapCut。\n", "utf-8")
    (folder / "outputs/bad").mkdir(parents=True)
    (folder / "outputs/bad/bad.json").write_text(json.dumps({}), "utf-8")
    found = suggest_for_posts(project.posts(["long.md"]), [], settings, project.output, 1)
    assert ([best.suggestion.term for best in found.best], found.total) == (["剪映"], 2)
    assert (found.has_documents, len(found.errors)) == (False, 1)


def test_terms_go_out_and_come_back(project: Project, settings: Settings, folder: Path, file: Path) -> None:
    export = export_terms([file], term_format("x.csv"), "accepted")
    assert export.written.terms == 1
    theirs = folder / "theirs.csv"
    theirs.write_text("source,target\n谷歌,Alphabet\n护城河,Moat\n谷哥,Goo\n", "utf-8")
    left = import_terms([theirs], [], settings, status="candidate", dry_run=True)
    assert ([term.source for term in left.new], left.changed) == (["护城河"], ())
    assert [term.term.source for term in left.left] == ["谷歌", "谷哥"]
    taken = import_terms([theirs], [], settings, status="candidate", update=True)
    assert [term.term.source for term in taken.changed] == ["谷歌"]
    rows = file.read_text("utf-8").splitlines()
    assert rows[1].startswith("谷歌,Alphabet")
    assert rows[-1].startswith("护城河,Moat,candidate")
