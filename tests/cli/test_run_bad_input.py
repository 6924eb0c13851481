"""Bad input: said with file, line and remedy; the other posts are done; nothing is half-written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Translate, records, tree

CASES = Path(__file__).parents[1] / "cases" / "run"


def cases(name: str) -> list[Any]:
    return [pytest.param(row, id=row["label"]) for row in json.loads((CASES / f"{name}.json").read_text("utf-8"))]


def content(described: str | dict[str, Any]) -> bytes:
    """The bytes of a file as a case describes them: text in UTF-8, in another encoding, as digits, or many times."""
    if isinstance(described, str):
        return described.encode("utf-8")
    ((encoding, value),) = described.items()
    if encoding == "hex":
        return bytes.fromhex(value)
    return str(value[0]).encode() * int(value[1]) if encoding == "repeat" else str(value).encode(encoding)


@pytest.fixture
def good(project: Path) -> Path:
    path = project / "good.md"
    path.write_text("大家好。\n", "utf-8")
    return path


def make(project: Path, files: dict[str, Any]) -> None:
    for name, described in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_bytes(content(described))


@pytest.mark.parametrize("case", cases("negative"))
def test_a_bad_post_is_told_and_spares_the_others(case: dict[str, Any], good: Path, translate: Translate) -> None:
    make(good.parent, case["input"]["files"])
    expected = case["expected"]
    result = translate("run", *case["input"]["arguments"], "good.md", "--format", "json,md", "-o", "out")
    assert result.code == expected["code"], result.err
    assert [said for said in expected["said"] if said not in result.err] == []
    assert {path.name for path in (good.parent / "out").iterdir()} == {"good", *expected["written"]}
    assert (good.parent / "out" / "good" / "good.bilingual.md").is_file()
    if "english" in expected:
        assert expected["english"] in records(good.parent / "out" / "bad")["rows"][0]["en"]
    if not expected["said"]:
        assert len(result.err.splitlines()) == 1, "only the line about the draft"


@pytest.mark.parametrize("case", cases("stopped"))
def test_what_no_document_can_be_made_without_is_refused_before_anything_is_done(
    case: dict[str, Any], good: Path, translate: Translate, home: Path
) -> None:
    make(good.parent, case["input"]["files"])
    before = tree(good.parent), tree(home)
    result = translate("run", "good.md", *case["input"]["arguments"])
    assert (result.code, result.out) == (case["expected"]["code"], "")
    assert case["expected"]["said"] in result.err
    assert result.err.startswith("error: ")
    assert len(result.err.splitlines()) == 1
    assert (tree(good.parent), tree(home)) == before


def test_a_damaged_model_is_told_and_nothing_is_written(good: Path, translate: Translate) -> None:
    from bilingual.engines.packages.argos import STARTER

    good.write_text("今天的天气很好。\n", "utf-8")
    shutil.copytree(STARTER, good.parent / "broken")
    model = good.parent / "broken" / "model" / "model.bin"
    model.write_bytes(model.read_bytes()[:1000])
    result = translate("run", "good.md", "--model", "broken", "--json")
    assert result.code == 1
    assert "broken" in result.content["error"]["path"]
    assert "cannot be loaded" in result.err
    assert not (good.parent / "outputs").exists()


def test_a_file_and_a_folder_in_the_way_of_one_post(good: Path, translate: Translate) -> None:
    for name in ("one", "two"):
        (good.parent / f"{name}.md").write_text("大家好。\n", "utf-8")
    (good.parent / "out" / "one" / "one.json").mkdir(parents=True)
    (good.parent / "out" / "two").touch()
    result = translate("run", "one.md", "two.md", "good.md", "-o", "out")
    assert result.code == 1
    assert "error: out/one/one.json: A folder stands where a file is needed." in result.err
    assert "error: out/two: A file stands where a folder is needed." in result.err
    assert "2 of 3 posts failed" in result.err
    assert [path.name for path in (good.parent / "out" / "one").iterdir()] == ["one.json"], "all of its files or none"
    assert (good.parent / "out" / "good" / "good.json").is_file()


def test_a_name_too_long_to_write(good: Path, translate: Translate) -> None:
    name = "长" * 83
    (good.parent / f"{name}.md").write_text("大家好。\n", "utf-8")
    result = translate("run", f"{name}.md", "good.md", "--format", "md")
    assert result.code == 1
    assert "cannot be written: File name too long." in result.err
    assert list((good.parent / "outputs" / name).iterdir()) == []
    assert (good.parent / "outputs" / "good").is_dir()


def test_a_damaged_memory(good: Path, translate: Translate, home: Path) -> None:
    assert translate("run", "good.md", "-q").code == 0
    (memory,) = home.rglob("memory.sqlite")
    memory.write_bytes(b"no database at all, but long enough to look at" * 40)
    result = translate("run", "good.md")
    assert result.code == 1
    assert f"error: {memory}: The file is no sound translation memory" in result.err
    assert translate("run", "good.md", "--no-memory").code == 0


def test_a_memory_without_its_head_still_gives_what_people_wrote(good: Path, translate: Translate) -> None:
    (good.parent / "bilingual.toml").touch()
    assert translate("run", "good.md", "--format", "csv,json").code == 0
    sheet = good.parent / "outputs" / "good" / "good.csv"
    english = records(sheet.parent)["rows"][0]["en"][0]
    sheet.write_text(sheet.read_text("utf-8").replace(english, "Good day."), "utf-8")
    assert translate("import", sheet, "--who", "Ming").code == 0
    memory = good.parent / ".bilingual" / "memory.sqlite"
    memory.write_bytes(b"\0" * 100 + memory.read_bytes()[100:])
    told = translate("run", "good.md", "--format", "csv,json")
    assert told.code == 1
    assert "1 texts by people" in told.err
    assert "Not all" not in told.err
    assert translate("run", "good.md", "--format", "csv,json").code == 0
    assert "Good day." in sheet.read_text("utf-8")
    assert len([*memory.parent.glob("memory.damaged *.sqlite")]) == 1


def test_a_post_that_vanishes_and_one_that_is_a_broken_link(good: Path, translate: Translate) -> None:
    (good.parent / "posts").mkdir()
    (good.parent / "posts" / "link.md").symlink_to("nowhere.md")
    (good.parent / "posts" / "loop.md").symlink_to("loop.md")
    result = translate("run", "posts", "posts/loop.md", "good.md", "--format", "md")
    assert result.code == 1
    assert "error: posts" in result.err
    assert (good.parent / "outputs" / "good").is_dir()


def test_one_post_that_fails_within_the_pipeline_spares_the_others(
    good: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bilingual.errors import LockBroken
    from bilingual.pipeline import stages

    real = stages.finished

    def finished(plan: Any, *rest: Any) -> Any:
        if plan.document.name == "bad":
            raise LockBroken("“x” does not stand where it should.", "Please report this.", path=plan.document.path)
        return real(plan, *rest)

    monkeypatch.setattr(stages, "finished", finished)
    (good.parent / "bad.md").write_text("天气。\n", "utf-8")
    result = translate("run", "bad.md", "good.md", "--json", "--format", "json")
    assert result.code == 1
    assert result.posts["bad.md"]["error"]["fact"].startswith("“x”")
    assert result.posts["good.md"]["outputs"]


EMPTY = "note: posts/draft.md: The post is empty. Write something in it.\n"


@pytest.fixture
def drafts(project: Path) -> Path:
    """A folder of posts, one of which nobody has written yet."""
    make(
        project,
        {"posts/draft.md": "\ufeff \n", "posts/a.md": "今天谈谈护城河。\n", "glossaries/g.csv": "source,target\n护城河,Moat\n"},
    )
    return project


@pytest.mark.parametrize(
    "command",
    [
        "run {} --format json", "run {} --dry-run", "glossary build {}", "glossary lint {}", "glossary suggest {}",
        "glossary impact 护城河=Fosse {}",
    ],
)  # fmt: skip
def test_an_empty_post_among_others_is_told_and_no_failure(command: str, drafts: Path, translate: Translate) -> None:
    result = translate(*command.format("posts/").split())
    assert result.code == 0, result.err
    assert EMPTY in result.err
    assert not (drafts / "outputs" / "draft").exists()


def test_an_empty_post_needs_no_records(drafts: Path, translate: Translate) -> None:
    assert translate("run", "posts/", "--format", "json").code == 0
    result = translate("check", "posts/")
    assert (result.code, result.err) == (0, EMPTY)
    assert "draft.md" not in result.out


def test_a_run_of_nothing_but_an_empty_post_has_failed(drafts: Path, translate: Translate) -> None:
    result = translate("run", "posts/draft.md")
    assert result.code == 1
    assert EMPTY in result.err


@pytest.mark.parametrize(
    "command",
    [
        ("run", "good.md", "--glossary", "many.csv", "--format", "json", "-o", "out"),
        ("glossary", "list", "--glossary", "many.csv"),
    ],
    ids=" ".join,
)
def test_a_file_full_of_bad_rows_fills_no_screen(command: tuple[str, ...], good: Path, translate: Translate) -> None:
    rows = "".join(f"术语{number},,,accepted,nonsense\n" for number in range(250))
    (good.parent / "many.csv").write_text(f"source,target,traditional,status,kind\n{rows}", "utf-8")
    result = translate(*command)
    told = [line for line in result.err.splitlines() if "many.csv" in line]
    assert len(told) == 100
    assert "error: 150 more were found." in result.err
