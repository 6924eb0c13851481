"""`translate export`: further formats from the records alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate, tree

POST = "# 公园\n\n主持人: 今天**天气**很好。我们去公园。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    path = project / "talk.md"
    path.write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q").code == 0
    return path


@pytest.mark.parametrize("name", ["talk.md", "outputs/talk/talk.json", "outputs/talk"])
def test_every_format_from_post_records_or_folder(post: Path, translate: Translate, name: str) -> None:
    before = tree(post.parent / "outputs")
    result = translate("export", name, "--format", "xliff,tmx,csv,xlsx,md,docx,json")
    assert result.code == 0, result.err
    suffixes = ["xlf", "tmx", "csv", "xlsx", "bilingual.md", "docx", "json"]
    assert result.out.splitlines() == [f"outputs/talk/talk.{suffix}" for suffix in suffixes]
    after = tree(post.parent / "outputs")
    assert {name: after[name] for name in before} == before, "made again, byte for byte"


CUES = "1\n00:00:01,000 --> 00:00:02,000\n今天天气很好。\n"
NO_TIMES = "talk.md:1: The post has no times, so no VTT can be made of it."


def test_without_a_format_a_post_is_made_in_those_of_a_run(post: Path, translate: Translate) -> None:
    (post.parent / "cues.srt").write_text(CUES, "utf-8")
    assert translate("run", "cues.srt", "-q").code == 0
    written = {Path(name).name for name in tree(post.parent / "outputs")}
    assert translate("export", "talk.md", "cues.srt", "-o", "again").code == 0
    assert tree(post.parent / "again").keys() == written


@pytest.mark.parametrize("command", ["export", "run"])
def test_a_format_that_a_post_cannot_have_does_not_stop_its_others(post: Path, translate: Translate, command: str) -> None:
    (post.parent / "cues.srt").write_text(CUES, "utf-8")
    assert translate("run", "cues.srt", "-q").code == 0
    for _ in range(2):  # the second time, what was not made is told again
        result = translate(command, "talk.md", "cues.srt", "--format", "html,vtt")
        assert (result.code, result.err.count(f"note: {NO_TIMES}")) == (0, 1)
        for made in ("talk/talk.html", "cues/cues.html", "cues/cues.en.vtt"):
            (post.parent / "outputs" / made).unlink()
    assert translate(command, "talk.md", "cues.srt", "--format", "vtt").code == 0
    alone = translate(command, "talk.md", "--format", "vtt")
    assert (alone.code, "talk.md: The post has no times" in alone.err, alone.out.count(".vtt")) == (1, True, 0)


@pytest.mark.parametrize("name", ["talk.md", "outputs/talk/talk.json", "outputs/talk"])
def test_what_is_found_is_placed_in_the_post(post: Path, translate: Translate, name: str) -> None:
    assert f"note: {NO_TIMES}" in translate("export", name, "--format", "html,vtt").err


def test_no_model_is_needed(post: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("an engine was opened")

    monkeypatch.setattr("bilingual.engines.open_engine", refuse)
    assert translate("export", "talk.md", "--format", "xliff").code == 0


def test_a_post_that_changed_since_is_said(post: Path, translate: Translate) -> None:
    post.write_text(POST + "\n主持人: 等等。\n", "utf-8")
    result = translate("export", "talk.md", "--format", "csv")
    assert result.code == 1
    assert "talk.md: The post has changed since" in result.err
    assert "translate run talk.md" in result.err
    assert "等等" not in (post.parent / "outputs/talk/talk.csv").read_text("utf-8")
    assert translate("export", "talk.md", "--format", "csv", "--json").content["posts"][0]["changed_since"] is True


def test_what_cannot_be_exported_does_not_stop_the_others(post: Path, translate: Translate) -> None:
    (post.parent / "new.md").write_text(POST, "utf-8")
    result = translate("export", "new.md", "gone.md", "talk.md", "--format", "tmx", "-o", "elsewhere")
    assert result.code == 1
    assert (
        "new.md: There are no records of it at outputs/new/new.json. Make them: translate run new.md --format json." in result.err
    )
    assert "gone.md: There is no such file" in result.err
    assert result.out == "elsewhere/talk.tmx\n"


def test_records_that_are_none(post: Path, translate: Translate) -> None:
    (post.parent / "bad.json").write_text("{}", "utf-8")
    result = translate("export", "bad.json", "--format", "tmx")
    assert result.code == 1
    assert "bad.json: These are no records of this version: “signature” is missing" in result.err
