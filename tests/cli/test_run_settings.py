"""A flag wins over a variable, that over `bilingual.toml`, that over the user's own settings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bilingual.project.settings import KINDS
from tests.cli.conftest import Translate, records


@pytest.fixture
def post(project: Path) -> Path:
    path = project / "a.md"
    path.write_text("今天谈**公园**（Park: 可以散步的地方）。\n", "utf-8")
    return path


@pytest.fixture
def users(home: Path) -> Path:
    path = home / ".config" / "bilingual" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def written(project: Path, folder: str = "outputs") -> str:
    """The variant that the records name: the one setting that every level sets in these tests."""
    return str(records(project / folder / "a")["signature"]).split("variant:")[1].split("|")[0]


def test_the_order_of_the_levels(post: Path, translate: Translate, users: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = post.parent
    translate("run", "a.md")
    assert written(project) == "tw"
    users.write_text('[run]\nvariant = "twp"\nformat = "json"\n', "utf-8")
    translate("run", "a.md")
    assert written(project) == "twp"
    (project / "bilingual.toml").write_text('[run]\nvariant = "hk"\n', "utf-8")
    translate("run", "a.md")
    assert written(project) == "hk"
    monkeypatch.setenv("BILINGUAL_VARIANT", "none")
    translate("run", "a.md")
    assert written(project) == "none"
    translate("run", "a.md", "--variant", "tw")
    assert written(project) == "tw"


def test_the_user_s_settings_hold_where_the_project_s_say_nothing(post: Path, translate: Translate, users: Path) -> None:
    users.write_text('[run]\nvariant = "twp"\nformat = "json"\n', "utf-8")
    (post.parent / "bilingual.toml").write_text('[run]\nvariant = "hk"\n', "utf-8")
    translate("run", "a.md")
    assert [path.name for path in (post.parent / "outputs" / "a").iterdir()] == ["a.json"]


def test_the_file_is_found_upwards_and_its_paths_start_at_it(
    post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = post.parent
    (project / "terms.csv").write_text("source,target\n公园,GARDEN\n", "utf-8")
    (project / "bilingual.toml").write_text('[run]\noutput = "site"\nglossary = "terms.csv"\nformat = ["json"]\n', "utf-8")
    (project / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep" / "er")
    shown = translate("run", "../../a.md").out
    assert "GARDEN" in records(project / "site" / "a")["rows"][0]["en"]
    assert "../../site/a/" in shown
    assert (project / ".bilingual" / "memory.sqlite").is_file()
    assert list((project / "deep" / "er").iterdir()) == []


def test_without_the_file_the_memory_is_the_user_s(post: Path, translate: Translate, home: Path) -> None:
    translate("run", "a.md", "-q")
    assert not (post.parent / ".bilingual").exists()
    assert len(list(home.rglob("memory.sqlite"))) == 1


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("OUTPUT", "elsewhere", "elsewhere/a/a.bilingual.md"),
        ("FORMAT", "json,docx", "outputs/a/a.docx"),
        ("LAYOUT", "per-language", "outputs/a/a.en.md"),
        ("ENGINE", "starter", "outputs/a/a.json"),
    ],
)
def test_variables(post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch, name: str, value: str, seen: str) -> None:
    monkeypatch.setenv(f"BILINGUAL_{name}", value)
    assert translate("run", "a.md", "-q").code == 0
    assert (post.parent / seen).is_file()


def test_variables_for_glossaries_glosses_and_models(post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, target in (("one two", "GARDEN"), ("three", "PLAZA")):
        (post.parent / f"{name}.csv").write_text(f"source,target\n公园,{target}\n", "utf-8")
    monkeypatch.setenv("BILINGUAL_GLOSSARY", os.pathsep.join(["one two.csv", "three.csv"]))
    monkeypatch.setenv("BILINGUAL_GLOSSES", "drop")
    translate("run", "a.md", "-q")
    english = records(post.parent / "outputs" / "a")["rows"][0]["en"]
    assert "GARDEN" in english
    assert "(" not in english
    monkeypatch.setenv("BILINGUAL_MODEL", "nowhere")
    assert translate("run", "a.md").code == 3
    assert translate("run", "a.md", "--engine", "starter").code == 0
    monkeypatch.setenv("BILINGUAL_VARIANT", "cn")
    assert translate("run", "a.md").code == 2


def test_engine_and_model_are_one_setting(post: Path, translate: Translate, users: Path) -> None:
    users.write_text('[run]\nmodel = "nowhere"\n', "utf-8")
    assert translate("run", "a.md").code == 3
    assert translate("run", "a.md", "--engine", "starter").code == 0
    (post.parent / "bilingual.toml").write_text('[run]\nengine = "starter"\n', "utf-8")
    assert translate("run", "a.md").code == 0
    (post.parent / "bilingual.toml").write_text('[run]\nmodel = "models/none"\n', "utf-8")
    missing = translate("run", "a.md")
    assert missing.code == 3
    assert f"{post.parent / 'models' / 'none'}: There is no model here." in missing.err


def test_which_front_matter_is_translated(post: Path, translate: Translate) -> None:
    post.write_text("---\ntitle: 公园\nmood: 高兴\n---\n\n大家好。\n", "utf-8")
    for keys, expected in (('"mood"', ["mood"]), ('["title", "mood"]', ["title", "mood"]), ('"title, mood"', ["title", "mood"])):
        (post.parent / "bilingual.toml").write_text(f"[run]\nfront-matter = {keys}\n", "utf-8")
        translate("run", "a.md", "-q")
        rows = records(post.parent / "outputs" / "a")["rows"]
        assert sum(row["kind"] == "front" for row in rows) == len(expected)


def test_every_flag_with_a_variable_is_a_setting(translate: Translate) -> None:
    shown = translate("run", "--help").out
    variables = {key for key in KINDS if f"BILINGUAL_{key.upper()}" in shown}
    assert KINDS.keys() - variables == {"details", "front-matter", "languages"}  # for a whole site, not for a run


def test_no_colour(post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in translate("run", "a.md").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in translate("run", "a.md").out


@pytest.mark.parametrize(
    "settings",
    ["{long} = 1", "[run]\n{long} = 1", '[run]\nformat = "{long}"', '[run]\noutput = "{long}"', '[run]\ntemplate = "{long}"'],
)
def test_a_value_as_long_as_a_book_is_told_in_short(post: Path, translate: Translate, settings: str) -> None:
    (post.parent / "bilingual.toml").write_text(settings.format(long="q" * 1_000_000), "utf-8")
    result = translate("run", "a.md")
    assert result.code in (1, 2)
    assert "qqq…qqq" in result.err
    assert len(result.err) < 3_000
