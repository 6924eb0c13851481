"""`translate init` and `translate doctor`: what a newcomer types first, and when something does not work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bilingual.project.settings import TABLES, load_settings
from bilingual.project.starting import SETTINGS
from tests.cli.conftest import Translate


def test_a_new_project_has_settings_and_folders_and_keeps_what_was_there(project: Path, translate: Translate) -> None:
    (project / "site" / "glossaries").mkdir(parents=True)
    (project / "site" / "glossaries" / "terms.csv").write_text("source,target\n茶,tea\n", "utf-8")
    made = translate("init", "site")
    assert (made.code, made.out.split()) == (0, ["site/bilingual.toml", "site/posts"])
    assert (project / "site" / "glossaries" / "terms.csv").read_text("utf-8") == "source,target\n茶,tea\n"
    again = translate("init", "site")
    assert (again.code, "is a project already" in again.err) == (2, True)


def test_a_project_that_was_just_made_runs(project: Path, translate: Translate) -> None:
    assert translate("init").code == 0
    (project / "posts" / "a.md").write_text("今天天气很好。\n", "utf-8")
    assert translate("run", "posts", "--format", "csv").code == 0
    assert translate("glossary", "add", "话筒", "microphone").code == 0


def test_the_settings_of_a_new_project_name_every_key_with_a_value_that_is_taken(tmp_path: Path) -> None:
    text = SETTINGS.read_text("utf-8")
    assert load_settings(tmp_path).values == {}
    set_all = re.sub(r"(?m)^# (?=[\w-]+ = )", "", text)
    assert {name: set(table) for name, table in tomllib.loads(set_all).items()} == {n: set(t) for n, t in TABLES.items()}
    for line in re.findall(r"(?m)^# ([\w-]+ = .*)$", text):
        table = "check" if line.startswith("off") else "run"
        (tmp_path / "bilingual.toml").write_text(f"[{table}]\n{line}\n", "utf-8")
        assert load_settings(tmp_path).values


def test_the_doctor_sees_settings_that_set_nothing_yet(project: Path, translate: Translate) -> None:
    assert translate("init").code == 0
    (settings,) = (finding for finding in translate("doctor", "--json").content["findings"] if finding["name"] == "settings")
    assert (settings["state"], settings["fact"], settings["remedy"]) == ("good", str(project / "bilingual.toml"), "")


@pytest.mark.parametrize(
    ("settings", "command", "name"),
    [
        ('[check]\noff = ["lenght"]\n', "check", "settings"),
        ('[run]\nformat = ["mdd"]\n', "run", "settings"),
        ('[run]\nvariant = "xx"\n', "run", "settings"),
        ('[run]\ncolumns = ["en"]\n', "run", "settings"),
        ('[run]\ntemplate = "none.docx"\n', "run", "settings"),
        ('[run]\nsite = "none"\n', "run", "settings"),
        ('[run]\nglossary = ["none.csv"]\n', "run", "settings"),
        ('[run]\nengine = "none"\n', "run", "model"),
        ('[run]\nmodel = "none.gguf"\n', "run", "model"),
    ],
)
def test_the_doctor_reads_settings_as_the_commands_do(
    settings: str, command: str, name: str, project: Path, translate: Translate
) -> None:
    (project / "bilingual.toml").write_text(settings, "utf-8")
    (project / "a.md").write_text("今天天气很好。\n", "utf-8")
    refused = translate(command, "a.md")
    told = translate("doctor", "--json")
    (finding,) = (finding for finding in told.content["findings"] if finding["name"] == name)
    assert (refused.code > 0, told.code, finding["state"]) == (True, 1, "wrong")
    assert f"error: {finding['fact']} {finding['remedy']}" in refused.err
    assert [other["name"] for other in told.content["findings"] if other["state"] == "wrong"] == [name]


def test_the_doctor_tells_what_there_is_and_what_would_be_better(project: Path, translate: Translate) -> None:
    told = translate("doctor", "--json")
    found = {finding["name"]: finding for finding in told.content["findings"]}
    assert told.code == 0
    assert {"program", "settings", "model", "glossary", "memory", "pdf", "firefox", "llm", "web", "ray"} == found.keys()
    assert (found["model"]["state"], "translate models install" in found["model"]["remedy"]) == ("better", True)
    assert all(finding["remedy"] for finding in found.values() if finding["state"] in ("missing", "wrong"))


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("bilingual.toml", "[run\n", "settings"),
        ("glossaries/a.csv", "source,target\n茶\n", "glossary"),
        (".bilingual/memory.sqlite", "x" * 5000, "memory"),
    ],
)
def test_the_doctor_finds_what_must_be_mended(file: str, text: str, name: str, project: Path, translate: Translate) -> None:
    (project / "bilingual.toml").touch()
    (project / file).parent.mkdir(exist_ok=True)
    (project / file).write_text(text, "utf-8")
    told = translate("doctor", "--json")
    found = {finding["name"]: finding["state"] for finding in told.content["findings"]}
    assert (told.code, found[name]) == (1, "wrong")
