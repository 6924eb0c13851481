"""Which glossary files count for which posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import GlossaryError
from bilingual.project.glossaries import glossaries_beside, glossary_files, load_layers
from bilingual.project.inputs import named_posts
from bilingual.project.settings import Settings, load_settings


@pytest.fixture
def settings(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A project with two glossaries, and a user with one."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "config")
    for path, english in (
        ("glossaries/a.csv", "A"),
        ("glossaries/b.csv", "B"),
        ("other/c.csv", "C"),
        ("../config/glossary.csv", "U"),
    ):
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(f"source,target\n公园,{english}\n", "utf-8")
    return load_settings(folder)


def test_the_projects_then_the_users(settings: Settings, tmp_path: Path) -> None:
    assert [str(path) for path in glossary_files([], settings)] == [
        "glossaries/a.csv",
        "glossaries/b.csv",
        str(tmp_path / "config/glossary.csv"),
    ]


def test_a_name_that_ends_in_capitals_is_a_glossary_s(settings: Settings) -> None:
    Path("glossaries/a.csv").rename("glossaries/A.CSV")
    assert [str(path) for path in glossary_files([Path("glossaries")], settings)] == ["glossaries/A.CSV", "glossaries/b.csv"]


def test_tables_with_tabs_count(settings: Settings) -> None:
    Path("glossaries/d.tsv").write_text("车间\tworkshop\n", "utf-8")
    assert [term.source for term in load_layers((), [], settings).glossary.terms] == ["公园", "车间"]


@pytest.mark.parametrize("name", ["glossaries/d.csv", "posts/glossary.csv", "posts/talk.glossary.csv"])
def test_a_link_to_nowhere_is_not_taken_for_nothing(settings: Settings, name: str) -> None:
    Path(name).symlink_to("gone.csv")
    with pytest.raises(GlossaryError, match="cannot be read"):
        load_layers(named_posts(["posts/talk.md"]), [], settings)


def test_files_and_folders_that_are_named_count_alone(settings: Settings) -> None:
    assert glossary_files([Path("other"), Path("glossaries/b.csv")], settings) == (Path("other/c.csv"), Path("glossaries/b.csv"))


def test_a_file_that_is_named_again_is_read_once(settings: Settings) -> None:
    named = [Path("other"), Path("other/c.csv"), *[Path("glossaries/b.csv")] * 100_000]
    assert glossary_files(named, settings) == (Path("other/c.csv"), Path("glossaries/b.csv"))


def test_settings_name_other_files(settings: Settings, folder: Path) -> None:
    (folder / "bilingual.toml").write_text('[run]\nglossary = "other"\n', "utf-8")
    assert glossary_files([], load_settings(folder))[0] == Path("other/c.csv")


@pytest.mark.parametrize(("name", "fact"), [("none.csv", "no such glossary"), ("posts", "holds no glossaries")])
def test_a_name_that_leads_nowhere_is_an_error(settings: Settings, name: str, fact: str) -> None:
    with pytest.raises(GlossaryError, match=fact):
        glossary_files([Path(name)], settings)


def test_those_beside_a_post_count_for_it_alone(settings: Settings) -> None:
    Path("posts/talk.glossary.csv").write_text("source,target\n公园,T\n", "utf-8")
    Path("posts/other.md").write_text("公园。\n", "utf-8")
    assert glossaries_beside("posts/talk.md") == (Path("posts/talk.glossary.csv"),)
    layers = load_layers(named_posts(["posts/talk.md", "posts/other.md"]), [], settings)
    assert [[term.target for term in post.terms] for post in layers.posts] == [["T"], []]
    assert [term.target for term in layers.glossary.terms] == ["A"]
    assert {(shadow.by.target, shadow.term.target) for shadow in layers.hidden} == {("T", "A"), ("A", "B"), ("A", "U")}


def test_faults_of_files_beside_posts_are_told_once(settings: Settings) -> None:
    Path("posts/glossary.csv").write_text("source,target\n——,x\n", "utf-8")
    Path("posts/other.md").write_text("公园。\n", "utf-8")
    layers = load_layers(named_posts(["posts"]), [], settings)
    assert [problem.line for problem in layers.problems] == [2]


def test_beside_a_folder_without_posts_there_is_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("other")
    assert [post.path for post in load_layers(named_posts(["."]), (), settings).posts] == ["."]
