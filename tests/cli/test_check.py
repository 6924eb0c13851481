"""`translate check`, on posts, records and edited documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Translate

POST = """---
title: 修东西的人
---

主持人: 大家好。今天很热。

小林: 谢谢。**物理引擎**（Physical Engine: 模拟世界的软件）很强。

主持人: 再见。

小林: 再见。
"""


@pytest.fixture
def talk(translate: Translate, project: Path) -> Path:
    """A finished post whose English is known: what the model makes of it does not matter here."""
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "--format", "md,json", "--layout", "per-language", "-q").code == 0
    return project / "outputs" / "talk" / "talk.json"


def says(records: Path, chinese: str, english: str) -> str:
    """Puts English into the records; the line of the post that it belongs to."""
    content = json.loads(records.read_text("utf-8"))
    row = next(row for row in content["rows"] if row["hans"].strip().startswith(chinese))
    row.update(en=english, locks=[], origin="human")
    records.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return row["id"]


def test_a_finding_stands_where_the_post_has_it(translate: Translate, talk: Path) -> None:
    says(talk, "今天很热", "It is 42 degrees  today.")
    result = translate("check", "talk.md", "--only", "numbers,spaces")
    assert result.code == 1
    assert result.out.splitlines()[:2] == [
        "talk.md:5: The number “42” does not stand in the Chinese. [numbers]",
        "talk.md:5: Two spaces stand in a row. [spaces]",
    ]
    assert result.out.splitlines()[-1].startswith("2 findings in ")
    assert translate("check", talk, "--only", "numbers,spaces").out == result.out, "the records are the same post"


def test_every_lock_is_told_with_its_rung_and_spans(translate: Translate, talk: Path) -> None:
    (own,) = translate("check", "talk.md", "--format", "json").content["files"]
    lock = next(lock for lock in own["locks"] if lock["source"] == "物理引擎")
    assert lock["exact"] is True
    assert (lock["target"], lock["line"]) == ("Physical Engine", 7)
    assert lock["rung"]
    assert lock["flags"] == []
    assert lock["span"][1] - lock["span"][0] == len("Physical Engine")
    assert "物理引擎 → Physical Engine at" in translate("check", "talk.md", "--locks").out


def test_json_has_the_rows_and_github_the_place(translate: Translate, talk: Path) -> None:
    id_ = says(talk, "今天很热", "It is 42 degrees today.")
    (own,) = translate("check", "talk.md", "--only", "numbers", "--format", "json").content["files"]
    (finding,) = own["findings"]
    assert (finding["row"], finding["line"], finding["hans"], finding["column"]) == (id_, 5, "今天很热。", "en")
    said = translate("check", "talk.md", "--only", "numbers", "--format", "github").out
    assert said == "::warning file=talk.md,line=5,title=numbers::The number “42” does not stand in the Chinese.\n"


def test_a_check_is_switched_off_by_flag_config_and_comment(translate: Translate, talk: Path, project: Path) -> None:
    says(talk, "今天很热", "It is 42 degrees today.")
    assert translate("check", "talk.md", "--only", "numbers").code == 1
    assert "[numbers]" not in translate("check", "talk.md", "--off", "numbers").out
    (project / "bilingual.toml").write_text('[check]\noff = ["numbers"]\n', "utf-8")
    assert "[numbers]" not in translate("check", "talk.md").out
    (project / "bilingual.toml").unlink()
    assert "[numbers]" in translate("check", "talk.md").out
    (project / "talk.md").write_text(POST.replace("主持人: 大", "<!-- check:off numbers -->\n\n主持人: 大", 1), "utf-8")
    assert "[numbers]" not in translate("check", "talk.md").out
    text = POST.replace("主持人: 大", "<!-- check:off numbers -->\n<!-- check:on -->\n\n主持人: 大", 1)
    (project / "talk.md").write_text(text, "utf-8")
    assert "[numbers]" in translate("check", "talk.md").out


def test_a_name_that_is_no_check_is_refused_wherever_it_stands(translate: Translate, talk: Path, project: Path) -> None:
    assert translate("check", "talk.md", "--off", "numberz").code == 2
    (project / "bilingual.toml").write_text('[check]\noff = ["numberz"]\n', "utf-8")
    result = translate("check", "talk.md")
    assert result.code == 2
    assert "bilingual.toml: There is no check “numberz”." in result.err
    (project / "bilingual.toml").unlink()
    (project / "talk.md").write_text(POST + "\n<!-- check:off numberz -->\n", "utf-8")
    assert "talk.md:13: There is no check “numberz”. [comments]" in translate("check", "talk.md").out


def test_records_that_are_absent_old_or_broken(translate: Translate, talk: Path, project: Path) -> None:
    (project / "new.md").write_text("没有翻译。\n", "utf-8")
    result = translate("check", "new.md")
    assert result.code == 1
    assert result.out.startswith(
        "new.md: There are no records of it at outputs/new/new.json. Make them: translate run new.md --format json."
    )
    (project / "talk.md").write_text(POST.replace("再见。\n\n小林", "再见，谢谢。\n\n小林") + "\n又一句。\n", "utf-8")
    said = "The post has changed since: 2 of its sentences are not in the records, 1 in the records is no longer in the post."
    assert f"talk.md:9: {said} [records]" in translate("check", "talk.md").out
    talk.write_text("{", "utf-8")
    result = translate("check", "talk.md")
    assert result.code == 1
    assert result.err.startswith("error: outputs/talk/talk.json:1: ")


def test_edited_documents_are_checked_against_their_records(translate: Translate, talk: Path) -> None:
    says(talk, "今天很热", "It is hot today.")
    assert translate("export", talk, "--format", "md", "--layout", "per-language", "-q").code == 0
    for name, line in (("talk.bilingual.md", "| 今天很热。 | 今天很熱。 | It is hot today."), ("talk.en.md", "It is hot today.")):
        file = talk.parent / name
        text = file.read_text("utf-8")
        assert line in text
        file.write_text(text.replace("It is hot today.", "It is 42 ( degrees today."), "utf-8")
        number = text[: text.index(line)].count("\n") + 1
        shown = f"outputs/talk/{name}"
        out = translate("check", shown, "--only", "numbers,brackets").out
        assert f"{shown}:{number}: The number “42” does not stand in the Chinese. [numbers]" in out
        assert f"{shown}:{number}: The mark ( has no partner. [brackets]" in out
    file.rename(talk.parent / "else.en.md")
    assert "Its records are not beside it" in translate("check", talk.parent / "else.en.md").out


def test_a_lock_that_an_editor_broke_is_seen(translate: Translate, talk: Path) -> None:
    file = talk.parent / "talk.bilingual.md"
    file.write_text(file.read_text("utf-8").replace("Physical Engine", "Physics Motor"), "utf-8")
    out = translate("check", file).out
    assert "“物理引擎” should be “Physical Engine” here, as in the glossary: " in out
    assert "[locks]" in out


def test_a_folder_of_results_means_its_records(translate: Translate, talk: Path) -> None:
    expected = translate("check", talk).out
    assert translate("check", "outputs").out == translate("check", "outputs/talk").out == expected


def test_nothing_is_named_or_nothing_is_there(translate: Translate, project: Path) -> None:
    assert translate("check").code == 2
    assert translate("check", "nix.md").code == 1
    assert translate("check", "nix.json").code == 1


def test_a_name_is_explained(translate: Translate) -> None:
    from bilingual.checks.registry import REGISTRY

    for name, rule in REGISTRY.items():
        assert translate("check", "--explain", name).out.startswith(f"{name}, a {rule.severity}. {rule.explanation}\n")
    assert "--off numbers" in translate("check", "--explain", "numbers").out
    unknown = translate("check", "--explain", "nix")
    assert (unknown.code, "numbers" in unknown.err) == (2, True)


def test_the_list_names_every_check(translate: Translate) -> None:
    from bilingual.checks.registry import CHECKS

    result = translate("check", "--list")
    assert result.code == 0
    assert [line.split()[0] for line in result.out.splitlines()] == list(CHECKS)
