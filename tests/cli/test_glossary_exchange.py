"""Terms from and for other programs, by the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate

GLOSSARY = """\
# ours
source,target,traditional,status,kind,case,aliases,note,where
物理引擎,physics engine,物理引擎,accepted,term,,引擎,as in games,a.md:3
OpenAI,,,accepted,keep,,,,
肖像,Portrait,,rejected,term,no,,the word means likeness,
"""
FILES = [("t.csv", ""), ("t.xlsx", ""), ("t.tbx", ""), ("t.tmx", ""), ("t.txt", ""), ("t.csv", "deepl")]


@pytest.fixture
def glossary(project: Path) -> Path:
    path = project / "glossaries" / "site.csv"
    path.parent.mkdir()
    path.write_text(GLOSSARY, "utf-8")
    return path


def told(format: str) -> tuple[str, ...]:
    return ("--format", format) if format else ()


@pytest.mark.parametrize(("name", "format"), FILES)
def test_what_went_out_comes_in_again_and_changes_nothing(glossary: Path, translate: Translate, name: str, format: str) -> None:
    out = translate("glossary", "export", name, *told(format))
    assert out.code == 0, out.err
    back = translate("glossary", "import", name, *told(format), "--update")
    assert (back.code, back.err) == (0, "")
    assert " 0 terms added" in " " + back.out
    assert glossary.read_text("utf-8") == GLOSSARY


@pytest.mark.parametrize(("name", "format"), FILES)
def test_a_new_glossary_is_made_of_a_file(glossary: Path, translate: Translate, name: str, format: str) -> None:
    translate("glossary", "export", name, *told(format))
    result = translate("glossary", "import", name, *told(format), "-g", "new.csv", "--json")
    assert result.code == 0, result.err
    added = {term["source"]: term["english"] for term in result.content["added"]}
    assert added.items() >= {"物理引擎": "physics engine", "OpenAI": "OpenAI"}.items()
    assert "物理引擎,physics engine" in Path("new.csv").read_text("utf-8")


def test_what_a_format_cannot_hold_is_said(glossary: Path, translate: Translate) -> None:
    out = translate("glossary", "export", "d.csv", "--format", "deepl")
    assert out.out == "2 terms written to d.csv (DeepL's glossary: source, target, languages).\n"
    assert "no place for 1 rejected term" in out.err
    assert translate("glossary", "export", "t.xlsx").err == ""


def test_edits_made_in_a_workbook_are_a_small_diff(glossary: Path, translate: Translate) -> None:
    from openpyxl import load_workbook

    translate("glossary", "export", "t.xlsx")
    book = load_workbook("t.xlsx")
    sheet = book.active
    assert sheet is not None
    sheet["B2"] = "Physical Engine"
    sheet.append(["护城河", "moat"])
    book.save("t.xlsx")
    shown = translate("glossary", "import", "t.xlsx")
    assert shown.code == 1
    assert "site.csv:3: 物理引擎: target is “physics engine” here, “Physical Engine” in the file" in shown.err
    assert "1 term added" in shown.out
    updated = translate("glossary", "import", "t.xlsx", "--update")
    assert (updated.code, updated.err) == (0, "")
    lines = glossary.read_text("utf-8").splitlines()
    assert lines[2] == "物理引擎,Physical Engine,物理引擎,accepted,term,,引擎,as in games,a.md:3"
    assert lines[:2] + lines[3:5] == GLOSSARY.splitlines()[:2] + GLOSSARY.splitlines()[3:5]
    assert lines[5].startswith("护城河,moat,")


def test_the_workbook_offers_the_statuses_and_keeps_strings(glossary: Path, translate: Translate) -> None:
    from openpyxl import load_workbook

    glossary.write_text("source,target\n版本,1-2\n数,007\n", "utf-8")
    translate("glossary", "export", "t.xlsx")
    sheet = load_workbook("t.xlsx").active
    assert sheet is not None
    assert [(sheet[cell].value, sheet[cell].data_type, sheet[cell].number_format) for cell in ("B2", "B3")] == [
        ("1-2", "s", "@"), ("007", "s", "@"),
    ]  # fmt: skip
    choices = {str(choice.sqref): choice.formula1 for choice in sheet.data_validations.dataValidation}
    assert choices["D2:D503"] == '"candidate,accepted,rejected"'


def test_to_be_reviewed_first(glossary: Path, translate: Translate) -> None:
    Path("theirs.csv").write_text("护城河,moat\n", "utf-8")
    translate("glossary", "import", "theirs.csv", "--status", "candidate")
    assert glossary.read_text("utf-8").endswith("护城河,moat,,candidate,term,,,,\n")


def test_an_alias_stays_an_alias(glossary: Path, translate: Translate) -> None:
    Path("theirs.csv").write_text("引擎,engine\n", "utf-8")
    result = translate("glossary", "import", "theirs.csv", "--update")
    assert result.code == 1
    assert "“引擎” is an alias of “物理引擎” here" in result.err
    assert glossary.read_text("utf-8") == GLOSSARY


def test_an_alias_that_is_somebody_s_already_is_left_away(glossary: Path, translate: Translate) -> None:
    head = "source,target,aliases\n"
    Path("one.csv").write_text(head + "护城河,moat,壁垒|OpenAI\n", "utf-8")
    Path("two.csv").write_text(head + "壁垒,barrier,护城\n城墙,wall,护城\n", "utf-8")
    result = translate("glossary", "import", "one.csv", "two.csv", "--json")
    assert {term["source"]: term["aliases"] for term in result.content["added"]} == {
        "护城河": [], "壁垒": ["护城"], "城墙": [],
    }  # fmt: skip
    assert translate("glossary", "list").err == ""


def test_dry_run_writes_nothing(glossary: Path, translate: Translate) -> None:
    Path("theirs.csv").write_text("护城河,moat\n", "utf-8")
    result = translate("glossary", "import", "theirs.csv", "--dry-run")
    assert "1 term would be added" in result.out
    assert glossary.read_text("utf-8") == GLOSSARY


def test_bad_rows_are_told_and_the_good_ones_used(glossary: Path, translate: Translate) -> None:
    Path("theirs.csv").write_text("护城河,moat\n坏,=1+1\n——,dash\n", "utf-8")
    result = translate("glossary", "import", "theirs.csv")
    assert result.code == 1
    assert "theirs.csv:2: " in result.err
    assert "theirs.csv:3: " in result.err
    assert "护城河,moat" in glossary.read_text("utf-8")


TBX = "<?xml version='1.0'?>{}<martif type='TBX'><text><body>{}</body></text></martif>"
ENTITY = "<!DOCTYPE martif [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
GERMAN = "<termEntry><langSet xml:lang='de'><tig><term>Ja</term></tig></langSet></termEntry>"


@pytest.mark.parametrize(
    ("name", "content", "fact"),
    [
        ("a.tbx", TBX.format(ENTITY, ""), "declares entities of its own"),
        ("a.tbx", TBX.format("", GERMAN), "its languages are de"),
        ("a.tbx", "<html/>", "no TBX"),
        ("a.tbx", "not xml", "no sound TBX"),
        ("a.tmx", "<tmx/>", "no TMX"),
        ("a.xlsx", "source,target", "no workbook"),
        ("a.doc", "", "does not say which format"),
    ],
)
def test_files_that_are_none_are_refused_and_nothing_is_written(
    glossary: Path, translate: Translate, name: str, content: str, fact: str
) -> None:
    Path(name).write_text(content, "utf-8")
    result = translate("glossary", "import", name)
    assert result.code in (1, 2)
    assert name in result.err
    assert fact in result.err
    assert glossary.read_text("utf-8") == GLOSSARY


def test_files_are_not_written_over(glossary: Path, translate: Translate) -> None:
    Path("t.tbx").write_text("mine", "utf-8")
    assert "--force" in translate("glossary", "export", "t.tbx").err
    assert Path("t.tbx").read_text("utf-8") == "mine"
    assert translate("glossary", "export", "t.tbx", "--force").code == 0
    assert "cannot be written over" in translate("glossary", "export", "glossaries/site.csv", "--force").err
    assert glossary.read_text("utf-8") == GLOSSARY


def test_standard_output(glossary: Path, process: Translate) -> None:
    result = process("glossary", "export", "-", "--format", "tsv")
    assert result.out == "物理引擎\tphysics engine\tas in games\n引擎\tphysics engine\tas in games\nOpenAI\tOpenAI\t\n"
    assert process("glossary", "export", "-").code == 2
