"""`translate glossary add, set, accept, reject, rename, rm, merge, sort, diff, list`: each edit changes the lines it means."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.cli import main
from bilingual.glossary.edit import cells_of
from bilingual.glossary.table import read_table
from tests.cli.conftest import Translate

FILE = """\
# Names of ours: 甲乙丙
source,target,traditional,status,kind,case,aliases,note,where,owner
谷歌,Google,,accepted,org,,谷哥|歌儿,,a.md:1,Li

# to review
"肖像","Portrait Rights",,candidate,term,,,"two words, perhaps",a.md:3
UI,,,accepted,keep,,,,a.md:9,Wu
Sora 2,,,,keep,,,,a.md:2
,nothing,,,,,,,,
"""


@pytest.fixture
def file(project: Path) -> Path:
    path = project / "glossaries/terms.csv"
    path.parent.mkdir()
    path.write_text(FILE, "utf-8")
    return path


@pytest.fixture(autouse=True)
def no_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has a glossary of their own."""
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "config")


def diff(path: Path, before: str = FILE) -> list[str]:
    """The lines that are new (`+`) or gone (`-`), in order."""
    import difflib

    lines = difflib.unified_diff(before.splitlines(), path.read_text("utf-8").splitlines(), n=0, lineterm="")
    return [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]


@pytest.mark.parametrize(
    ("command", "expected", "said"),
    [
        (["add", "护城河", "Moat"], ["+护城河,Moat,,accepted,term,,,,,"], "terms.csv:10: added 护城河 → Moat"),
        (["add", "OpenAI"], ["+OpenAI,,,accepted,keep,,,,,"], "added OpenAI → OpenAI"),
        (["add", "算力"], ["+算力,,,candidate,term,,,,,"], "算力 is a candidate: it has no English"),
        (["add", "闲哥", "Xian, G.", "kind=speaker", "owner=Li"], ['+闲哥,"Xian, G.",,accepted,speaker,,,,,Li'], "added"),
        (
            ["set", "肖像", "target=Likeness", "status=accepted"],
            ['-"肖像","Portrait Rights",,candidate,term,,,"two words, perhaps",a.md:3',
             '+"肖像","Likeness",,accepted,term,,,"two words, perhaps",a.md:3'],
            "target “Portrait Rights” → “Likeness”, status “candidate” → “accepted”",
        ),
        (["set", "UI", "OWNER="], ["-UI,,,accepted,keep,,,,a.md:9,Wu", "+UI,,,accepted,keep,,,,a.md:9,"], "owner “Wu” → empty"),
        (["set", "谷哥", "case=no"], ["-谷歌,Google,,accepted,org,,谷哥|歌儿,,a.md:1,Li",
                                      "+谷歌,Google,,accepted,org,no,谷哥|歌儿,,a.md:1,Li"], "谷歌: case"),
        (["accept", "UI"], [], "as it was"),
        (["accept", "--all"], ['-"肖像","Portrait Rights",,candidate,term,,,"two words, perhaps",a.md:3',
                               '+"肖像","Portrait Rights",,accepted,term,,,"two words, perhaps",a.md:3'], "accepted"),
        (["reject", "Sora 2", "--note", "no"], ["-Sora 2,,,,keep,,,,a.md:2", "+Sora 2,,,rejected,keep,,,no,a.md:2"], "“no”"),
        (["rename", "UI", "界面"], ["-UI,,,accepted,keep,,,,a.md:9,Wu", "+界面,,,accepted,keep,,,,a.md:9,Wu"], "→ “界面”"),
        (["rename", "歌儿", "古狗"], ["-谷歌,Google,,accepted,org,,谷哥|歌儿,,a.md:1,Li",
                                      "+谷歌,Google,,accepted,org,,谷哥|古狗,,a.md:1,Li"], "aliases"),
        (["rm", "UI"], ["-UI,,,accepted,keep,,,,a.md:9,Wu"], "terms.csv:7: removed UI → UI"),
        (["rm", "谷哥", "歌儿"], ["-谷歌,Google,,accepted,org,,谷哥|歌儿,,a.md:1,Li", "+谷歌,Google,,accepted,org,,,,a.md:1,Li"],
         "aliases “谷哥|歌儿” → empty"),
        (["merge", "谷歌", "UI", "Sora 2"],
         ["-谷歌,Google,,accepted,org,,谷哥|歌儿,,a.md:1,Li", "-UI,,,accepted,keep,,,,a.md:9,Wu", "-Sora 2,,,,keep,,,,a.md:2",
          "+Sora 2,,,,keep,,谷歌|谷哥|歌儿|UI,,a.md:2"], "removed 谷歌 → Google"),
    ],
)  # fmt: skip
def test_an_edit(file: Path, translate: Translate, command: list[str], expected: list[str], said: str) -> None:
    dry = translate("glossary", *command, "--dry-run")
    assert (dry.code, diff(file)) == (0, []), dry.err
    result = translate("glossary", *command)
    assert result.code == 0, result.err
    assert diff(file) == expected
    assert said in result.out
    assert list(file.parent.iterdir()) == [file]


def test_rows_are_sorted_where_they_stand_together(file: Path, translate: Translate) -> None:
    assert translate("glossary", "sort", "--dry-run").out == "glossaries/terms.csv: 4 of 5 rows would stand elsewhere now.\n"
    assert diff(file) == []
    assert translate("glossary", "sort").code == 0
    starts = [line.split(",")[0] for line in file.read_text("utf-8").splitlines()]
    assert starts == ["# Names of ours: 甲乙丙", "source", "谷歌", "", "# to review", "", "Sora 2", "UI", '"肖像"']
    assert translate("glossary", "sort").out == "glossaries/terms.csv: sorted already.\n"


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (["add", "UI", "User Interface"], 1, "terms.csv:7: The term stands already: UI → UI. Change it: translate"),
        (["add", "谷哥", "Guge"], 1, "alias “谷哥” is the source"),
        (["add", "——", "Dash"], 1, "only punctuation"),
        (["add", "云", "Cloud", "colour=red"], 2, "no column “colour”"),
        (["add", "云", "=1+1"], 1, "formula"),
        (["set", "UI"], 2, "Missing argument"),
        (["set", "UI", "target"], 2, "no COLUMN=VALUE"),
        (["set", "UI", "target=A\nB"], 1, "line break"),
        (["set", "UX", "target=A"], 1, "There is no term “UX” in glossaries/terms.csv"),
        (["set", "Sora2", "target=A"], 1, "Did you mean “Sora 2”?"),
        (["rename", "UI", "谷歌"], 1, "already in line 3"),
        (["accept"], 2, "No term is named"),
        (["accept", "UI", "--all"], 2, "Terms are named, and --all"),
        (["rm"], 2, "No term is named"),
        (["merge", "谷哥", "谷歌"], 2, "“谷哥” is “谷歌” already"),
        (["sort", "--by", "colour"], 2, "no column “colour”"),
        (["list", "--status", "good"], 2, "no status"),
        (["show", "nothing"], 1, "There is no term “nothing”"),
        (["list", "-g", "nowhere.csv"], 1, "There is no such glossary"),
    ],
)
def test_what_is_refused_changes_nothing(file: Path, translate: Translate, command: list[str], code: int, said: str) -> None:
    result = translate("glossary", *command)
    assert (result.code, diff(file)) == (code, [])
    assert said in result.err


@pytest.mark.parametrize(
    "command", [["set", "甲乙", "note=short", "--dry-run"], ["diff", "glossaries/terms.csv", "short.csv"]], ids=" ".join
)
def test_a_cell_as_long_as_a_book_is_shown_in_short(file: Path, translate: Translate, command: list[str]) -> None:
    file.write_text(f"source,target,note\n甲乙,Jia,begins {'x' * 1_000_000} ends\n丙丁,{'y' * 1_000_000},\n", "utf-8")
    (file.parents[1] / "short.csv").write_text("source,target,note\n甲乙,Jia,short\n戊己,Wu,\n", "utf-8")
    result = translate("glossary", *command)
    assert "甲乙: note “begins xxx" in result.out
    assert "xxx ends” → “short”" in result.out
    assert len(result.out) < 5_000


def test_the_first_term_of_a_project(project: Path, translate: Translate) -> None:
    assert translate("glossary", "list").code == 1
    assert translate("glossary", "add", "护城河", "Moat").out == "glossaries/terms.csv:2: added 护城河 → Moat\n"
    assert (project / "glossaries/terms.csv").read_text("utf-8").splitlines()[1] == "护城河,Moat,,accepted,term,,,,"


def test_of_several_files_one_is_named(file: Path, translate: Translate) -> None:
    other = file.with_name("names.csv")
    file.rename(file.with_name("site.csv"))
    other.write_text("source,target\n云,Cloud\n", "utf-8")
    refused = translate("glossary", "add", "护城河", "Moat")
    assert refused.code == 2
    assert "glossaries/names.csv, glossaries/site.csv" in refused.err
    assert translate("glossary", "add", "护城河", "Moat", "-g", str(other)).code == 0
    assert translate("glossary", "reject", "云").code == 0
    assert other.read_text("utf-8") == "source,target,status\n云,Cloud,rejected\n护城河,Moat\n"


def test_list_filters_and_counts(file: Path, translate: Translate) -> None:
    assert translate("glossary", "list").out.endswith("4 terms in glossaries/terms.csv: 3 accepted, 1 candidate\n")
    shown = translate("glossary", "list", "portrait", "古", "--status", "candidate", "--json")
    assert shown.code == 1, "a row is bad"
    assert [(term["source"], term["line"]) for term in shown.content["terms"]] == [("肖像", 6)]
    assert [term["source"] for term in translate("glossary", "list", "--kind", "org", "--json").content["terms"]] == ["谷歌"]


def test_hidden_rows_are_listed(file: Path, translate: Translate) -> None:
    file.with_name("a.csv").write_text("source,target\nUI,Interface\n", "utf-8")
    (one,) = translate("glossary", "list", "--hidden", "--json").content["hidden"]
    assert (one["hidden"]["line"], one["by"]["target"]) == (7, "Interface")
    assert "Interface" in translate("glossary", "list", "--hidden").out


def test_files_are_merged_and_what_differs_is_said(file: Path, translate: Translate) -> None:
    theirs = file.parents[1] / "theirs.csv"
    theirs.write_text("source,target\n谷歌,Googol\nUI,\n云,Cloud\n", "utf-8")
    result = translate("glossary", "merge", "theirs.csv", "glossaries/terms.csv")
    assert result.code == 1
    assert "terms.csv:3: “谷歌” is “Google” (accepted) here and stays so; theirs.csv:2 says “Googol” (accepted)." in result.err
    assert diff(file) == ["+云,Cloud,,accepted,term,,,,,"]


def test_diff_of_two_files_and_since_a_commit(file: Path, translate: Translate) -> None:
    def git(*arguments: str) -> None:
        names = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *names, *arguments], cwd=file.parent, check=True, capture_output=True)

    assert "git has no “HEAD”" in translate("glossary", "diff").err
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "x")
    assert translate("glossary", "diff").code == 0
    old = file.parents[1] / "old.csv"
    old.write_bytes(file.read_bytes())
    translate("glossary", "sort")
    assert translate("glossary", "diff").code == 0, "another order is no difference"
    for command in (["reject", "肖像"], ["rm", "UI"], ["add", "云端", "Cloud"], ["set", "Sora 2", "status=accepted"]):
        assert translate("glossary", *command).code == 0
    result = translate("glossary", "diff")
    lines = ["- UI → UI", "~ 肖像: status “candidate” → “rejected”", "+ 云端 → Cloud"]
    assert (result.code, result.out) == (1, "".join(["glossaries/terms.csv\n", *(f"  {line}\n" for line in lines)]))
    assert translate("glossary", "diff", "old.csv", "glossaries/terms.csv").out == result.out
    kinds = [one["kind"] for one in translate("glossary", "diff", "--json").content["differences"]]
    assert kinds == ["removed", "changed", "added"]


# --- Any commands, as on a plain list -------------------------------------------------------------

WORDS = st.text("ab ,\"#'é", min_size=1, max_size=5).map(lambda text: "x" + text.strip())
SOURCES = st.sampled_from(["甲乙", "丙,丁", '"戊', "#己", "Sora 2", "庚"])
COMMANDS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), SOURCES, WORDS),
        st.tuples(st.just("set"), SOURCES, st.tuples(st.sampled_from(["target", "note", "owner"]), WORDS | st.just(""))),
        st.tuples(st.sampled_from(["accept", "reject", "rm"]), SOURCES, st.none()),
        st.tuples(st.just("rename"), SOURCES, SOURCES),
    ),
    min_size=1, max_size=8,
)  # fmt: skip
HEADER = "# 甲乙,x\nsource,target,status,owner,note\n"


def outcome(*arguments: str) -> int:
    sys.argv = ["translate", "glossary", *arguments]
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def model_of(rows: dict[str, dict[str, str]], command: tuple[str, str, Any]) -> dict[str, dict[str, str]] | None:
    """What the command makes of a plain list; None where it is to be refused."""
    name, source, value = command
    if (name == "add") == (source in rows) or (name == "rename" and value in rows and value != source):
        return None
    rows = {key: dict(row) for key, row in rows.items()}
    if name == "add":
        status = "accepted" if len(source) > 1 else "candidate"  # one character stands inside of other words
        rows[source] = {"source": source, "target": value, "status": status, "owner": "", "note": ""}
    elif name == "set":
        rows[source][value[0]] = value[1]
    elif name == "rm":
        del rows[source]
    elif name == "rename":
        rows = {(value if key == source else key): row for key, row in rows.items()}
        rows[value]["source"] = value
    else:
        rows[source]["status"] = f"{name}ed"
    return rows


@pytest.fixture
def argv() -> Iterator[None]:
    before = sys.argv
    yield
    sys.argv = before


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=COMMANDS)
def test_commands_equal_edits_of_a_list(project: Path, argv: None, commands: list[tuple[str, str, Any]]) -> None:
    file = project / "glossaries/terms.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEADER, "utf-8")
    rows: dict[str, dict[str, str]] = {}
    for name, source, value in commands:
        expected = model_of(rows, (name, source, value))
        before = file.read_text("utf-8").splitlines()
        rest = [f"{value[0]}={value[1]}"] if name == "set" else [value] if value else []
        assert outcome(name, "--", source, *rest) == (1 if expected is None else 0)
        rows = rows if expected is None else expected
        table = read_table(file)
        assert [cells_of(table, record) for record in table.records] == list(rows.values())
        after = file.read_text("utf-8").splitlines()
        changed = {"add": 1, "rm": -1}.get(name, 0) if expected is not None else 0
        assert len(after) == len(before) + changed
        if not changed:
            assert sum(one != other for one, other in zip(before, after, strict=True)) <= 1
