"""`translate glossary build` and `list`."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bilingual.cli import glossary

POST = """\
---
title: "谈**护城河**（Moat: 竞争优势）"
---
### 开场

主持人: 今天谈**物理引擎**（Physics Engine: 模拟物理）和**UI**（User Interface: 界面）。

闲哥: 好的，先说**肖像**（Portrait Rights Authorization: 授权）。

主持人: 还有尾部事件（Tail Events: 概率极小）。

闲哥: 对，**Amazon**（亚马逊: 一家公司）也做过。
"""


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talk.md").write_text(POST, "utf-8")
    return tmp_path / "talk.md"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(glossary.app, list(arguments))


def rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_build_writes_the_file_and_says_so(post: Path) -> None:
    result = call("build", "talk.md")
    assert result.exit_code == 0, result.output
    assert "5 glosses, 1 more seen in plain text, 2 speakers: 5 accepted, 3 to review. 8 rows added" in result.output
    written = rows(post.parent / "glossaries" / "talk.csv")
    assert written[0] == "source,target,traditional,status,kind,case,aliases,note,where"
    assert "物理引擎,Physics Engine,,accepted,term,,,,talk.md:6 (1×)" in written
    assert "Amazon,,,accepted,keep,,亚马逊,,talk.md:12 (1×)" in written
    assert "主持人,Host,,accepted,speaker,,,,talk.md:6" in written
    assert any(row.startswith("肖像,Portrait Rights Authorization,,candidate,") for row in written)
    assert any(row.startswith("闲哥,Xian Ge,,candidate,speaker,") for row in written)


def test_a_folder_counts_as_its_posts_do(post: Path) -> None:
    folder = post.parent / "posts"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.md").write_bytes(post.read_bytes())
    said = "5 glosses, 1 more seen in plain text, 2 speakers: 5 accepted, 3 to review. 8 rows would be added"
    assert said in call("build", "talk.md", "--dry-run").output
    assert said in call("build", "posts/", "--dry-run").output


def test_what_a_person_wrote_stays(post: Path) -> None:
    file = post.parent / "g.csv"
    file.write_text("source,target,status,owner\n物理引擎,physics engine,,Li\nUI,,rejected,\n", "utf-8")
    before = file.read_bytes()
    result = call("build", "talk.md", "-o", "g.csv")
    assert result.exit_code == 0
    assert file.read_bytes().startswith(before)
    assert Counter(row.split(",")[0] for row in rows(file)).most_common(1)[0][1] == 1
    again = call("build", "talk.md", "-o", "g.csv", "--json")
    assert json.loads(again.stdout)["added"] == []


def test_no_place_of_this_machine_is_written(post: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "other.md"
    elsewhere.write_text("讲讲**结构洞**（Structural Hole: 空隙）。\n", "utf-8")
    call("build", str(post), str(elsewhere))
    written = (post.parent / "glossaries" / "terms.csv").read_text("utf-8")
    assert ",talk.md:6 (1×)\n" in written
    assert ",other.md:1 (1×)\n" in written
    assert str(post.parent) not in written


def test_a_dry_run_writes_nothing(post: Path) -> None:
    result = call("build", "talk.md", "--dry-run")
    assert "would be added" in result.output
    assert not (post.parent / "glossaries").exists()


def test_bad_rows_and_bad_posts_are_reported_and_the_rest_is_done(post: Path) -> None:
    (post.parent / "bad.md").write_bytes(b"\xff\xfe\xfa\xfb\xff")
    (post.parent / "g.csv").write_text("source,target,status\n乙,B,acepted\n", "utf-8")
    result = call("build", "talk.md", "bad.md", "-o", "g.csv")
    assert result.exit_code == 1
    assert "g.csv:2" in result.stderr
    assert "bad.md" in result.stderr
    assert len(rows(post.parent / "g.csv")) > 5


def test_list(post: Path) -> None:
    call("build", "talk.md")
    shown = call("list", "--json")
    assert shown.exit_code == 0
    content = json.loads(shown.stdout)
    assert [t["source"] for t in content["terms"]][:2] == ["护城河", "物理引擎"]
    assert "Physics Engine" in call("list").stdout


def test_the_real_post(sample: Path, tmp_path: Path) -> None:
    result = call("build", str(sample), "-o", str(tmp_path / "g.csv"), "--json")
    content = json.loads(result.stdout)
    marked = {line["term"]: line["kind"] for line in content["found"] if line["kind"] != "speaker"}
    classes: dict[str, set[str]] = {}
    for term, kind in marked.items():
        classes.setdefault(kind, set()).add(term)
    assert classes == {
        "expansion": {"AI", "UI", "ToC", "ToB", "GPT-5", "TPU"},
        "chinese-name": {"Amazon", "Google"},
        "translation": {"物理引擎", "肖像", "ACP协议", "结构洞"},
        "short-name": {"Altman", "Nadella"},
        "repeat": {
            "Grok", "TikTok", "Stripe", "Shopify", "Anthropic", "I/O大会", "Veo", "YouTube", "Gemini", "Claude", "Apple",
        },
        "description": {"Sora 2", "OpenAI"},
    }  # fmt: skip
    counts = content["glosses"]
    assert (counts["glosses"], counts["accepted"], counts["review"], counts["speakers"]) == (27, 26, 4, 3)
