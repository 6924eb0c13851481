"""`translate history`, `undo`, `redo` and `memory gc`: every step of a person is told, taken back and done again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bilingual.project import Project
from tests.cli.conftest import Translate, records, tree
from tests.cli.editing import edit_csv

POST = "**猫**（Cat: 一种动物）。\n\n主持人: 我们去公园。\n\n老王: 走吧。\n\n主持人: 再见。\n"
GLOSSARY = "source,target,note\n公园,Park,green\n"
TERMS = Path("glossaries/terms.csv")


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "glossaries").mkdir()
    TERMS.write_text(GLOSSARY, "utf-8")
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q").code == 0
    return project / "talk.md"


def imported(translate: Translate, who: str, texts: dict[str, str]) -> None:
    assert translate("export", "talk.md", "--format", "csv", "-o", who, "-q").code == 0
    edit_csv(Path(who) / "talk.csv", texts)
    assert translate("import", Path(who) / "talk.csv", "--by", who, "-q").code == 0


def english(translate: Translate) -> dict[str, str]:
    assert translate("run", "talk.md", "-q").code == 0
    return {row["hans"]: row["en"] for row in records(Path("outputs/talk"))["rows"]}


def steps(translate: Translate, *row: str) -> list[tuple[int, str, str, bool]]:
    found = translate("history", *row, "--json").content["steps"]
    return [(step["import"], step["kind"], step["who"], bool(step["undone"])) for step in found]


def three_steps(translate: Translate) -> None:
    """An import, a glossary command and an edit."""
    imported(translate, "Ming", {"走吧。": "Off we go!"})
    assert translate("glossary", "set", "公园", "target=Garden").code == 0
    unit = next(unit for unit in Project().units("talk.md") if "再见" in str(unit.hans))
    Project().edit("talk.md", unit.id, "en", "So long!", who="Li")


def test_every_step_is_told_with_who_when_and_from_what_file(post: Path, translate: Translate) -> None:
    three_steps(translate)
    assert [(kind, who) for _, kind, who, _ in steps(translate)][::2] == [("import", "Ming"), ("edit", "Li")]
    out = translate("history").out
    lines = (
        "1  Import: 1 sentence from talk.csv (Ming, 20",
        "走吧。  [en] Off we go!",
        "2  Glossary command: 1 row of the glossary from glossaries/terms.csv (",
        "glossaries/terms.csv: 公园 → Park became 公园 → Garden",
        "3  Edit: 1 sentence from edit of talk (Li, 20",
    )
    assert [line for line in lines if line not in out] == []


@pytest.mark.parametrize(("row", "found"), [("走吧", [1]), ("off WE", [1]), ("公园", [2]), ("Garden", [2]), ("nothing", [])])
def test_the_history_of_a_row(post: Path, translate: Translate, row: str, found: list[int]) -> None:
    three_steps(translate)
    assert [number for number, *_ in steps(translate, row)] == found


def test_the_history_of_a_row_by_its_id(post: Path, translate: Translate) -> None:
    three_steps(translate)
    unit = next(unit for unit in Project().units("talk.md") if "再见" in str(unit.hans))
    assert [number for number, *_ in steps(translate, unit.id)] == [3]


def test_undo_and_redo_over_all_kinds_of_steps(post: Path, translate: Translate) -> None:
    before, glossary = english(translate), TERMS.read_bytes()
    three_steps(translate)
    after, changed = english(translate), TERMS.read_bytes()
    assert (after["再见。"], after["走吧。"]) == ("So long!", "Off we go!")
    assert "Garden" in after["我们去公园。"]
    assert "Edit 3 taken back: 1 sentence from edit of talk (Li, " in translate("undo").out
    assert "Glossary command 2 taken back" in translate("undo").out
    assert TERMS.read_bytes() == glossary
    assert "Import 1 taken back" in translate("undo").out
    assert english(translate) == before
    assert [undone for *_, undone in steps(translate)] == [True] * 3
    for number in (1, 2, 3):
        assert f" {number} done again" in translate("redo").out
    assert (english(translate), TERMS.read_bytes()) == (after, changed)
    assert (translate("redo").code, translate("undo", "9").code) == (1, 1)


GLOSSARY_COMMANDS = {
    "set": ["set", "公园", "target=Garden", "note="],
    "add": ["add", "走", "go"],
    "reject": ["reject", "公园"],
    "rename": ["rename", "公园", "花园"],
    "rm": ["rm", "公园"],
    "build": ["build", "talk.md", "-o", str(TERMS)],
    "merge": ["merge", "theirs.csv", str(TERMS)],
    "import": ["import", "theirs.csv"],
    "accept": ["accept", "狗"],
    "correct": ["correct", "攻园=公园"],
    "merge terms": ["merge", "公园", "园子"],
    "edit": ["edit"],
    "sort": ["sort"],
}


@pytest.mark.parametrize("command", GLOSSARY_COMMANDS)
def test_a_glossary_command_is_undone_and_redone(
    post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def rows() -> list[list[dict[str, str]]]:
        """Of the glossary, in order, and of the list of corrections."""
        found = translate("glossary", "list", "--json").content["terms"], translate("glossary", "correct", "--json").content
        terms = [{name: term[name] for name in ("source", "target", "status", "note", "aliases")} for term in found[0]]
        return [terms, found[1]["corrections"]]

    TERMS.write_text(
        "source,target,note,status\n公园,Park,green,\n园子,Yard,,\n# animals\n猫,Cat,,\n狗,Dog,,candidate\n", "utf-8"
    )
    Path("theirs.csv").write_text("source,target\n走,go\n", "utf-8")
    monkeypatch.setenv("EDITOR", "sed -i s/Park/Garden/")
    before = rows()
    assert translate("glossary", *GLOSSARY_COMMANDS[command]).code == 0
    after = rows()
    assert after != before
    assert len(steps(translate)) == 1
    for expected, again in ((before, "undo"), (after, "redo"), (before, "undo")):
        assert translate(again).code == 0
        assert sorted(map(str, rows()[0])) == sorted(map(str, expected[0])), "a row that was removed comes back at the end"
        assert (rows()[1], command != "sort" or rows() == expected) == (expected[1], True)


def test_a_row_that_was_changed_since_is_not_put_back_and_nothing_is_half_done(post: Path, translate: Translate) -> None:
    assert translate("glossary", "set", "公园", "target=Garden").code == 0
    TERMS.write_text(TERMS.read_text("utf-8").replace("Garden", "Green"), "utf-8")
    before = TERMS.read_bytes()
    result = translate("undo")
    assert (result.code, TERMS.read_bytes()) == (1, before)
    assert "The row of “公园” was changed since; nothing was done." in result.err
    assert [undone for *_, undone in steps(translate)] == [False]


def test_a_glossary_that_cannot_be_written_leaves_the_history_as_it_was(
    post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert translate("glossary", "set", "公园", "target=Garden").code == 0
    before = TERMS.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("bilingual.glossary.files.write_whole", full)
        assert translate("undo").code == 1
        assert translate("glossary", "set", "公园", "target=Green").code == 1
    assert TERMS.read_bytes() == before
    assert [undone for *_, undone in steps(translate)] == [False]


def test_an_import_is_whole_or_not_at_all(post: Path, translate: Translate) -> None:
    """The second of its texts cannot be written: none is."""
    imported(translate, "Ming", {"走吧。": "Off we go!"})
    with closing(sqlite3.connect(".bilingual/memory.sqlite", isolation_level=None)) as memory:
        memory.execute(
            "CREATE TRIGGER full BEFORE INSERT ON human WHEN NEW.target = 'Two' BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    translate("export", "talk.md", "--format", "csv", "-o", "Li", "-q")
    edit_csv(Path("Li/talk.csv"), {"走吧。": "One", "再见。": "Two"})
    before = tree(post.parent / "outputs")
    assert translate("import", "Li/talk.csv", "--by", "Li", "--theirs").code == 1
    assert len(steps(translate)) == 1
    assert tree(post.parent / "outputs") == before
    with closing(sqlite3.connect(".bilingual/memory.sqlite", isolation_level=None)) as memory:
        memory.execute("DROP TRIGGER full")
    assert translate("import", "Li/talk.csv", "--by", "Li", "--theirs", "-q").code == 0


def aged(days: int) -> None:
    """Makes everything in the memory so much older."""
    with closing(sqlite3.connect(".bilingual/memory.sqlite", isolation_level=None)) as memory:
        for table, column in (("change", "made"), ("change", "undone"), ("human", "made")):
            shifted = f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, '-{days} days')"
            memory.execute(f"UPDATE {table} SET {column} = {shifted} WHERE {column} != ''")


def test_only_gc_deletes_and_says_what(post: Path, translate: Translate) -> None:
    imported(translate, "Ming", {"走吧。": "Off we go!", "再见。": "So long!"})
    english(translate)
    imported(translate, "Li", {"走吧。": "Come on!"})
    english(translate)
    imported(translate, "Wen", {"再见。": "Farewell!"})
    translate("undo")
    assert "0 sentences" in translate("memory", "gc", "--older-than", "30").out
    aged(60)
    for flags, done in (["--dry-run"], "would be deleted"), ([], "deleted"):
        out = translate("memory", "gc", "--older-than", "30", *flags).out
        assert "走吧。: Off we go! (Ming, 20" in out
        assert "再见。: Farewell! (Wen, 20" in out
        assert f"2 sentences, 0 comments, 0 rows of the glossary's history, 0 marks of old documents {done}." in out
    assert [number for number, *_ in steps(translate)] == [1, 2]
    now = english(translate)
    assert (now["走吧。"], now["再见。"]) == ("Come on!", "So long!")
