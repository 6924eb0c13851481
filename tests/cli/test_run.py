"""`translate run`, line by line of what a user does."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import pytest

from bilingual.engines import EngineInfo, Request, Search
from bilingual.model import Hypothesis
from tests.cli.conftest import Translate, records, tree
from tests.conftest import STARTER_VERSION

POST = """\
---
title: "谈**护城河**（Moat: 竞争优势）"
---

### 开场

主持人: 今天谈护城河。天气很好。

闲哥: 好的。

主持人: 谢谢大家。

闲哥: 再见。
"""
NONSENSE = "\n主持人: 练完之后出来就就这个横推八百里，深渊重出武状元。\n"
"""What no model of the starter's size is sure of."""
ALL = {"talk.bilingual.md", "talk.docx", "talk.json"}


@pytest.fixture
def post(project: Path) -> Path:
    path = project / "talk.md"
    path.write_text(POST, "utf-8")
    return path


def written(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_post_becomes_three_files_and_a_table_says_where(post: Path, translate: Translate) -> None:
    post.write_text(POST + NONSENSE, "utf-8")
    result = translate("run", "talk.md")
    assert result.code == 0
    assert written(post.parent / "outputs" / "talk") == ALL
    heading, row = result.out.splitlines()
    assert heading.split("  ")[0] == "post"
    assert re.fullmatch(r"talk +8 +8 +0 +0 +0 +2/2 +1 +\d+\.\d +outputs/talk/ *", row)
    flagged, advice = result.err.splitlines()
    assert flagged == "Flagged: 1 row: 1 doubtful. To see them: translate check outputs/talk/."
    assert "draft" in advice
    assert "translate models install" in advice
    assert "\x1b" not in result.out + result.err


def test_a_better_model_is_named_once_a_day_and_never_in_scripts(post: Path, translate: Translate, home: Path) -> None:
    assert translate("run", "talk.md", "--quiet").err == ""
    assert translate("run", "talk.md", "--json").err == ""
    assert translate("run", "talk.md", "--dry-run").err == ""
    result = translate("run", "talk.md")
    assert result.err.endswith("+13 chrF2++ on general prose (flores), +19 on news (newstest2019).\n")
    assert "translate models install firefox-base-memory" in result.err
    assert "models install" not in translate("run", "talk.md").err
    yesterday = time.time() - 25 * 60 * 60
    os.utime(home / ".cache/bilingual/advice", (yesterday, yesterday))
    assert translate("run", "talk.md").err == result.err


def test_a_narrow_terminal_gets_whole_lines(post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert len(translate("run", "talk.md").out.splitlines()) == 2


def test_folders_are_read_below_and_finished_documents_are_not_posts(project: Path, translate: Translate) -> None:
    for name in ("posts/a.md", "posts/deep/er/b.md", "posts/.hidden/c.md", "posts/notes.txt"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("大家好。\n", "utf-8")
    first = translate("run", "posts", "-o", "posts/out", "--layout", "per-language", "--json")
    again = translate("run", "posts", "-o", "posts/out", "--layout", "per-language", "--json")
    assert list(first.posts) == list(again.posts) == ["posts/a.md", "posts/deep/er/b.md"]
    only = translate("run", "posts/out")
    assert only.code == 1
    assert "finished documents" in only.err
    named = translate("run", "posts/out/a/a.zh-Hans.md", "--json")
    assert (named.code, len(named.posts)) == (0, 1)


def test_patterns_that_no_shell_expanded(project: Path, translate: Translate) -> None:
    for name in ("a.md", "b.md", "c.txt"):
        (project / name).write_text("大家好。\n", "utf-8")
    result = translate("run", "*.md", "b.md", "--format", "json", "--json")
    assert list(result.posts) == ["a.md", "b.md"]


def test_posts_of_the_same_name_do_not_meet(project: Path, translate: Translate) -> None:
    names = ("x/one/index.md", "x/two/index.md", "same.md", "same.markdown", "Same.md", "stdin.md", "...md")
    for name in names:
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(f"# {name}\n\n大家好。\n", "utf-8")
    result = translate("run", "-", *names, "--json", "--format", "json", stdin="你好。\n".encode())
    assert result.code == 0
    folders = [Path(post["outputs"][0]).parent.name for post in result.posts.values()]
    assert folders == ["stdin", "one-index", "two-index", "same", "same-2", "Same-3", "project-stdin", "post"]
    assert written(project / "outputs") == set(folders)
    for path, post in result.posts.items():
        recorded = records(Path(post["outputs"][0]).parent)["post"]
        assert (recorded["name"], recorded["path"]) == (post["name"], path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
def test_a_file_name_that_is_no_text(project: Path, translate: Translate) -> None:
    path = os.fsdecode(b"caf\xe9.md")
    Path(path).write_text("大家好。\n", "utf-8")
    result = translate("run", path, "--json")
    assert result.code == 0
    assert [(post["post"], post["name"]) for post in result.content["posts"]] == [("caf\ufffd.md", "caf\ufffd")]


def test_standard_input(project: Path, translate: Translate) -> None:
    result = translate("run", "-", "-", "--json", stdin="大家好。\n".encode("gb18030"))
    assert (result.code, list(result.posts)) == (0, ["-"])
    assert records(project / "outputs" / "stdin")["rows"][0]["hans"] == "大家好。"


@pytest.mark.parametrize(
    ("formats", "files"),
    [
        ("md", {"talk.bilingual.md"}),
        ("docx", {"talk.docx"}),
        ("json, md,md,", {"talk.json", "talk.bilingual.md"}),
        ("md,docx,json", ALL),
    ],
)
def test_formats(post: Path, translate: Translate, formats: str, files: set[str]) -> None:
    assert translate("run", post, "--format", formats, "-o", "out").code == 0
    assert written(post.parent / "out" / "talk") == files


def test_layouts(post: Path, translate: Translate) -> None:
    for layout in ("side-by-side", "interleaved", "per-language"):
        assert translate("run", post, "--layout", layout, "--format", "md", "-o", layout).code == 0
    read = {layout: (post.parent / layout / "talk" / "talk.bilingual.md").read_text("utf-8") for layout in
            ("side-by-side", "interleaved", "per-language")}  # fmt: skip
    assert "|" in read["side-by-side"]
    assert "|" not in read["interleaved"].partition("Glossary")[0]
    assert read["per-language"] == read["side-by-side"]
    languages = {f"talk.{language}.md" for language in ("zh-Hans", "zh-Hant", "en")}
    assert written(post.parent / "per-language" / "talk") == {"talk.bilingual.md"} | languages
    traditional = (post.parent / "per-language" / "talk" / "talk.zh-Hant.md").read_text("utf-8")
    assert "主持人: 今天談護城河。天氣很好。\n" in traditional
    english = (post.parent / "per-language" / "talk" / "talk.en.md").read_text("utf-8")
    assert english.count("Host: ") == 2
    assert "Moat" in english
    assert "lang: en" in english


@pytest.mark.parametrize(("variant", "expected"), [("tw", "裡的軟件"), ("twp", "裡的軟體"), ("hk", "裏的軟件"), ("none", None)])
def test_variants(project: Path, translate: Translate, variant: str, expected: str | None) -> None:
    (project / "a.md").write_text("电脑里的软件。\n", "utf-8")
    layout = ("--layout", "per-language")
    assert translate("run", "a.md", "--variant", variant, *layout).code == 0
    folder = project / "outputs" / "a"
    assert f"variant:{variant}|" in records(folder)["signature"]
    assert (folder / "a.zh-Hant.md").exists() == (expected is not None)
    if expected:
        assert expected in records(folder)["rows"][0]["hant"]


def test_where_english_explains_a_term(project: Path, translate: Translate) -> None:
    (project / "a.md").write_text("今天谈**护城河**（Moat: 竞争优势）。\n\n再谈**护城河**（Moat: 竞争优势）。\n", "utf-8")
    counts = {}
    for where in ("inline", "first", "drop"):
        translate("run", "a.md", "--glosses", where, "--format", "json")
        english = " ".join(row["en"] for row in records(project / "outputs" / "a")["rows"])
        assert english.count("Moat") == 2
        counts[where] = english.count("(")
    assert counts == {"inline": 2, "first": 1, "drop": 0}


@pytest.mark.slow
def test_glossaries_of_the_folder_and_named_ones(post: Path, translate: Translate) -> None:
    def english(*arguments: str) -> str:
        assert translate("run", "talk.md", "--format", "json", *arguments).code == 0
        return " ".join(row["en"] for row in records(post.parent / "outputs" / "talk")["rows"])

    for name, target in (("glossaries/a", "WEATHER-A"), ("b", "WEATHER-B"), ("more/c", "WEATHER-C")):
        (post.parent / name).parent.mkdir(exist_ok=True)
        (post.parent / f"{name}.csv").write_text(f"source,target\n天气,{target}\n", "utf-8")
    assert "WEATHER-A" in english()
    assert "WEATHER-B" in english("-g", "b.csv")
    assert "WEATHER-C" in english("--glossary", "more")
    assert "WEATHER-B" in english("-g", "b.csv", "-g", "more")
    (post.parent / "b.csv").write_text("source,target\n天气,\n", "utf-8")
    assert "天气" in english("-g", "b.csv")


def test_what_the_posts_gloss_needs_no_file(post: Path, translate: Translate) -> None:
    translate("run", "talk.md", "--format", "json")
    content = records(post.parent / "outputs" / "talk")
    term = next(term for term in content["glossary"] if term["source"] == "护城河")
    assert (term["target"], term["where"]) == ("Moat", "talk.md:2")


def test_one_object_on_stdout_and_nothing_else(post: Path, translate: Translate) -> None:
    result = translate("run", "talk.md", "missing.md", "--json", "-v")
    content = result.content
    assert result.code == 1
    made = f"bilingual {version('bilingual')}|engine:starter {STARTER_VERSION}|"
    assert content["signature"] == f"{made}glossary:e3b0c4|variant:tw|segments:7"
    talk, missing = content["posts"]
    assert [Path(path).name for path in talk.pop("outputs")] == ["talk.bilingual.md", "talk.docx", "talk.json"]
    assert talk.pop("seconds") >= 0
    assert talk.pop("signature").endswith("|variant:tw|segments:7")
    assert talk == {
        "post": "talk.md", "name": "talk", "segments": 7, "machine": 7, "memory": 0, "human": 0,
        "locks": {"events": 2, "exact": 2}, "flags": {}, "flagged": 0, "notices": [], "error": None,
    }  # fmt: skip
    assert missing["error"] == {
        "fact": "There is no such file or folder.", "remedy": "Check the name.", "path": "missing.md", "line": None,
    }  # fmt: skip


def test_one_object_even_where_the_run_stops(post: Path, translate: Translate) -> None:
    result = translate("run", "talk.md", "--json", "--model", "nowhere")
    assert result.code == 3
    assert result.content["error"]["path"] == "nowhere"
    assert "nowhere: There is no model here." in result.err


def test_a_dry_run_writes_nothing_at_all(post: Path, translate: Translate, home: Path) -> None:
    before = tree(post.parent), tree(home)
    result = translate("run", "talk.md", "empty", "--dry-run")
    assert result.code == 1
    assert result.out == "talk.md: 7 segments, 2 lock events, 8 of 9 sentences to translate; would write to outputs/talk/\n"
    assert "empty: There is no such file" in result.err
    assert (tree(post.parent), tree(home)) == before
    assert translate("run", "talk.md", "--format", "json").code == 0
    before = tree(post.parent), tree(home)
    (planned,) = translate("run", "talk.md", "--dry-run", "--json").content["posts"]
    assert (planned["segments"], planned["locks"], planned["sentences"], planned["new"]) == (7, 2, 9, 0)
    assert (tree(post.parent), tree(home)) == before


class Forgetful:
    """An engine that says the same whatever it is asked, so that numbers are lost."""

    info = EngineInfo("forgetful", "forgetful", limit=500)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis("Some people came.") for _ in requests]


def test_strict_makes_a_failure_of_a_flag(project: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bilingual.engines.open_engine", lambda *named: Forgetful())
    (project / "a.md").write_text("来了98765个人。\n", "utf-8")
    (project / "b.md").write_text("有人来了。\n", "utf-8")
    relaxed = translate("run", "a.md", "--json")
    assert "To see them" in translate("run", "a.md").err
    assert (relaxed.code, relaxed.posts["a.md"]["flags"]) == (0, {"numbers": 1})
    strict = translate("run", "a.md", "--strict")
    assert strict.code == 1
    assert re.search(r" 0/0 +1 ", strict.out)
    assert "Flagged: 1 row: 1 numbers. To see them: translate check outputs/a/. With --strict that is a failure." in strict.err
    assert "[numbers]" in translate("check", "outputs/a/").out
    assert translate("run", "b.md", "--strict").code == 0


def test_quiet_and_verbose(post: Path, translate: Translate, home: Path) -> None:
    quiet = translate("run", "talk.md", "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    verbose = translate("run", "talk.md", "-v")
    assert f"1 post; engine: starter {STARTER_VERSION}; memory: {home}" in verbose.err
    assert "0 glossary terms in force from: no file" in verbose.err
    (post.parent / "unclosed.md").write_text("大家好。\n\n```\n", "utf-8")
    quiet = translate("run", "unclosed.md", "-q")
    assert quiet.code == 1
    assert quiet.err.startswith("warning: unclosed.md:3: ")


def test_engines(post: Path, translate: Translate) -> None:
    from bilingual.engines.packages.argos import STARTER

    assert translate("run", "talk.md", "--engine", "starter").code == 0
    assert translate("run", "talk.md", "--model", STARTER).code == 0
    unknown = translate("run", "talk.md", "--engine", "opus")
    assert unknown.code == 3
    assert "There are: starter." in unknown.err
    both = translate("run", "talk.md", "--engine", "starter", "--model", STARTER)
    assert both.code == 2
    assert "Name one of them." in both.err


def test_the_version_and_the_help(translate: Translate) -> None:
    assert translate("--version").out == f"bilingual {version('bilingual')}\n"
    shown = translate("run", "--help").out
    assert "translate run posts/*.md\n" in shown
    for flag in ("-o", "-g", "--format", "--layout", "--variant", "--engine", "--model", "--no-memory", "--dry-run",
                 "--strict", "--json", "-q", "-v"):  # fmt: skip
        assert re.search(rf"(?m)^ .*{flag}\b", shown), flag
    assert "list[" not in shown.partition("Options:")[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing argument"),
        (["talk.md", "--format", "md,doc"], "There is no format “doc”. There are: md, docx, json"),
        (["talk.md", "--format", ","], "No format is named."),
        (["talk.md", "--layout", "table"], "“table” is no value of layout. Choose one of side-by-side, "),
        (["talk.md", "--variant", "cn"], "“cn” is no value of variant. Choose one of tw, twp, hk, none."),
        (["talk.md", "--glosses", "no"], "“no” is no value of glosses."),
        (["talk.md", "--bogus"], "No such option: --bogus"),
    ],
)
def test_bad_arguments(post: Path, translate: Translate, arguments: list[str], said: str) -> None:
    result = translate("run", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert written(post.parent) == {"talk.md"}


def test_doubtful_rows_are_shown_and_are_no_failure(post: Path, translate: Translate) -> None:
    post.write_text(POST + NONSENSE, "utf-8")
    run = translate("run", "talk.md", "--strict", "--json")
    assert (run.code, run.posts["talk.md"]["flags"]) == (0, {"doubtful": 1})
    assert run.err == "Flagged: 1 row: 1 doubtful. To see them: translate check outputs/talk/.\n"
    check = translate("check", "talk.md")
    assert check.code == 0
    assert check.out.count("[doubtful]") == 1
    assert "doubtful" not in translate("check", "talk.md", "--off", "doubtful").out


def test_the_numbers_of_the_summary_add_up(project: Path, translate: Translate) -> None:
    (project / "mixed.md").write_text("今天天气很好。\n\n2026\n\nAll of this is English.\n\n`x = 1`\n", "utf-8")
    for _ in range(2):
        headings, numbers = (line.split("  ") for line in translate("run", "mixed.md", "--format", "json").out.splitlines())
        cells = dict(zip((h.strip() for h in headings if h), (n.strip() for n in numbers if n), strict=True))
        ways = [int(cells[name]) for name in ("new", "memory", "human", "as is")]
        assert sum(ways) == int(cells["segments"])
        assert ways[-1] == 3
