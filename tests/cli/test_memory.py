"""What people wrote, by the commands: seen, sent to another machine, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.memory import HumanEntry, default_path, open_memory
from tests.cli.conftest import Translate, records, tree

POST = "# 公园\n\n今天的天气很好，我们去公园。谢谢大家。\n"
HUMAN = HumanEntry("谢谢大家。", "en", "Thank you **all**.", "a", "", "Li Wei", "2026-03-02T10:00:00Z")


@pytest.fixture
def post(project: Path) -> Path:
    path = project / "a.md"
    path.write_text(POST, "utf-8")
    return path


def remembered(*entries: HumanEntry) -> None:
    with open_memory(default_path(Path.cwd())) as memory:
        memory.write_human(entries, file="a.docx", who="Li Wei")


def rows(translate: Translate, project: Path) -> dict[str, tuple[str, str]]:
    result = translate("run", "a.md", "--format", "json", "-q")
    assert result.code == 0, result.err
    return {row["hans"]: (row["en"], row["origin"]) for row in records(project / "outputs" / "a")["rows"]}


def test_what_a_person_wrote_travels_and_wins_over_the_machine(
    post: Path, translate: Translate, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered(HUMAN)
    assert translate("memory", "export", "ours.tmx").out == "1 sentence by people written to ours.tmx.\n"
    monkeypatch.setenv("HOME", str(home / "elsewhere"))
    before = rows(translate, post.parent)
    assert before["谢谢大家。"][1] == "machine"
    result = translate("memory", "import", "ours.tmx")
    assert (result.code, result.out, result.err) == (0, "ours.tmx: 1 sentence taken as import 1.\n", "")
    after = rows(translate, post.parent)
    assert after["谢谢大家。"] == ("Thank you **all**.", "human")
    assert {hans for hans in before if after[hans][0] != before[hans][0]} == {"谢谢大家。"}
    (entry,) = translate("memory", "list", "--json").content["entries"]
    assert (entry["who"], entry["when"], entry["post"], entry["file"]) == ("Li Wei", HUMAN.when, "a", "ours.tmx")
    assert "Import 1 taken back: 1 sentence from ours.tmx" in translate("memory", "undo").out
    assert rows(translate, post.parent)["谢谢大家。"][1] != "human"


def test_the_export_is_the_same_after_a_journey(translate: Translate) -> None:
    remembered(HUMAN, HumanEntry("用`AI`。\n二", "hant", "a & <b> “x”\n\ty", "b", "s9"), HumanEntry("一", "hans", "二"))
    translate("memory", "export", "one.tmx")
    with open_memory(default_path(Path.cwd())) as memory:
        before = {(e.place, e.target, e.who, e.when) for e in memory.human()}
        memory.undo()
    translate("memory", "import", "one.tmx")
    with open_memory(default_path(Path.cwd())) as memory:
        assert {(e.place, e.target, e.who, e.when) for e in memory.human()} == before


HEAD = '<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
HEAD += 'srclang="zh-CN" datatype="plaintext"/><body>{}</body></tmx>'
UNIT = '<tu{}><tuv xml:lang="{}"><seg>{}</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'


def test_another_program_s_memory(translate: Translate, project: Path) -> None:
    units = [
        UNIT.format(' changeid="wu" changedate="20250102T030405Z"', "ZH-CN", "你好。", "EN-GB", "Hello."),
        UNIT.format("", "zh-TW", '用<bpt i="1">&lt;b&gt;</bpt>甲<ept i="1">&lt;/b&gt;</ept>。', "en", "Use A."),
        UNIT.format("", "de", "Ja", "fr", "oui"),
    ]
    (project / "t.tmx").write_text(HEAD.format("".join(units)), "utf-16")
    result = translate("memory", "import", "t.tmx", "--who", "Mei")
    assert result.code == 0
    assert "1 unit without Chinese and English left out" in result.err
    assert "1 unit taken without another program's inline codes" in result.err
    found = {entry["source"]: entry for entry in translate("memory", "list", "--json").content["entries"]}
    assert {source: (entry["text"], entry["who"]) for source, entry in found.items()} == {
        "你好。": ("Hello.", "wu"), "用甲。": ("Use A.", "Mei"),
    }  # fmt: skip
    assert "Hello." in translate("memory", "list", "你好").out


def test_ours_stays_where_it_is_newer_or_the_file_says_no_date(translate: Translate, project: Path) -> None:
    remembered(HumanEntry("你好。", "en", "Good day.", when="2026-03-02T10:00:00Z"))
    (project / "t.tmx").write_text(HEAD.format(UNIT.format("", "zh", "你好。", "en", "Hello.")), "utf-8")
    assert "1 left, since ours are newer" in translate("memory", "import", "t.tmx").out
    (entry,) = translate("memory", "list", "--json").content["entries"]
    assert entry["text"] == "Good day."
    translate("memory", "import", "t.tmx", "--overwrite")
    (entry,) = translate("memory", "list", "--json").content["entries"]
    assert entry["text"] == "Hello."


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (HEAD.format(UNIT.format("", "de", "Ja", "fr", "oui")), "t.tmx:1: No unit has Chinese and English; the file"),
        (HEAD.format(""), "The file is empty"),
        (HEAD.format(UNIT.format("", "zh", "", "en", "")), "No unit of the file has a text in both languages"),
        ("<!DOCTYPE tmx [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + HEAD.format(""), "declares entities of its own"),
        (HEAD.format("<tu>"), "t.tmx:1: The file is no sound TMX"),
        ("你好", "no sound TMX"),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_the_memory_untouched(
    translate: Translate, project: Path, home: Path, content: str, fact: str
) -> None:
    remembered(HUMAN)
    before = tree(home)
    good = project / "good.tmx"
    good.write_text(HEAD.format(UNIT.format("", "zh", "你好。", "en", "Hello.")), "utf-8")
    (project / "t.tmx").write_text(content, "utf-8")
    result = translate("memory", "import", "good.tmx", "t.tmx")
    assert result.code == 1
    assert fact in result.err
    assert tree(home) == before


def test_a_post_s_own_export_goes_another_way(post: Path, translate: Translate) -> None:
    translate("run", "a.md", "--format", "tmx,json", "-q")
    result = translate("memory", "import", "outputs/a/a.tmx")
    assert result.code == 1
    assert "translate import outputs/a/a.tmx" in result.err


def test_dry_run_makes_no_memory(translate: Translate, project: Path, home: Path) -> None:
    (project / "t.tmx").write_text(HEAD.format(UNIT.format("", "zh", "你好。", "en", "Hello.")), "utf-8")
    assert "1 sentence found; nothing was written" in translate("memory", "import", "t.tmx", "--dry-run").out
    assert tree(home) == {}


def test_nothing_to_undo_and_nothing_there(translate: Translate, home: Path) -> None:
    assert translate("memory", "list").code == 0
    undone = translate("memory", "undo")
    assert (undone.code, "no memory here" in undone.err) == (1, True)
    assert tree(home) == {}


def test_the_list_holds_what_brought_sentences(post: Path, translate: Translate) -> None:
    """A command of the glossary is a change, too, and brings none."""
    assert translate("glossary", "add", "护城河", "Moat").code == 0
    remembered(HUMAN)
    assert [change["import"] for change in translate("memory", "list", "--json").content["imports"]] == [2]
    assert "terms.csv" not in translate("memory", "list").out
