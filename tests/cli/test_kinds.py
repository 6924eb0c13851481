"""Posts of several kinds in one run: each is known or refused by itself, and none overwrites another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Translate, records
from tests.cli.editing import EDITORS
from tests.sources.subtitles.kinds import TALK
from tests.sources.transcripts.test_transcripts import FEISHU, WHISPERX


@pytest.fixture(autouse=True)
def files(project: Path) -> Path:
    for name, text in {
        "t.srt": TALK,
        "t.txt": FEISHU,
        "t.md": "走吧。\n",
        "w.json": WHISPERX,
        "b.json": "{}",
        "d.odt": "x",
        "d.docx": "x",
    }.items():
        (project / name).write_text(text, "utf-8")
    return project


def written(project: Path) -> set[str]:
    return {path.relative_to(project / "outputs").as_posix() for path in (project / "outputs").rglob("*.*")}


def test_files_of_one_stem_have_folders_of_their_own(project: Path, translate: Translate) -> None:
    result = translate("run", "t.srt", "t.txt", "t.md", "--format", "csv", "--no-memory", "--json")
    assert result.code == 0
    assert [post["name"] for post in result.content["posts"]] == ["t", "t-2", "t-3"]
    assert written(project) == {"t/t.csv", "t-2/t-2.csv", "t-3/t-3.csv"}


def test_what_is_no_post_is_refused_by_name_and_the_others_are_done(project: Path, translate: Translate) -> None:
    result = translate("run", "b.json", "t.md", "d.odt", "d.docx", "w.json", "--format", "csv", "--no-memory")
    assert result.code == 2
    assert written(project) == {"t/t.csv", "w/w.csv"}
    assert "error: b.json: The JSON is no transcript that is known." in result.err
    assert "error: d.odt: A file that ends in “.odt” is no kind of post that is read. Save it as .docx" in result.err
    assert "error: d.docx: The file is not a Word document, or it is damaged." in result.err
    assert "note: w.json:1: It was read as a transcript of WhisperX (JSON)." in result.err
    assert translate("run", "b.json", "t.md", "--dry-run", "--no-memory").code == 2


def test_standard_input_says_what_it_was_taken_for(project: Path, translate: Translate) -> None:
    result = translate("run", "-", "--format", "srt", "--no-memory", stdin=TALK.encode())
    assert result.code == 0
    assert "note: -:1: It was read as subtitles (SubRip)." in result.err
    assert written(project) == {f"stdin/stdin.{part}.srt" for part in ("bilingual", "zh-Hans", "zh-Hant", "en")}


def test_what_a_file_is_can_be_said(project: Path, translate: Translate) -> None:
    assert translate("run", "t.txt", "--from", "markdown", "--format", "csv", "--no-memory").code == 0
    refused = translate("run", "t.txt", "--from", "word")
    assert (refused.code, "There is no kind of post “word”. There are: markdown, srt, vtt, ass" in refused.err) == (2, True)


def test_subtitles_come_in_their_own_kind_besides_the_usual_documents(project: Path, translate: Translate) -> None:
    assert translate("run", "t.srt", "--no-memory").code == 0
    files = {"bilingual.md", "docx", "json", "bilingual.srt", "en.srt", "zh-Hans.srt", "zh-Hant.srt"}
    assert written(project) == {f"t/t.{name}" for name in files}
    assert (project / "outputs/t/t.zh-Hans.srt").read_text("utf-8") == TALK


@pytest.mark.parametrize("kind", ["srt", "vtt", "ass"])
@pytest.mark.parametrize("edited", ["csv", "xlsx", "docx"])
def test_what_an_editor_changed_comes_back_into_subtitles(kind: str, edited: str, project: Path, translate: Translate) -> None:
    assert translate("run", "t.srt", "--format", f"{kind},{edited},json").code == 0
    before = (project / f"outputs/t/t.en.{kind}").read_text("utf-8")
    chinese = next(row["hans"] for row in records(project / "outputs/t")["rows"])
    EDITORS[edited][1](project / f"outputs/t/t.{edited}", {chinese: "Quite another thing."})
    assert translate("import", f"outputs/t/t.{edited}").code == 0
    assert translate("run", "t.srt", "--format", kind).code == 0
    after = (project / f"outputs/t/t.en.{kind}").read_text("utf-8")
    assert "Quite another thing." in " ".join(after.replace("\\N", " ").split())
    times = [[line for line in text.splitlines() if re.search(r"\d\d:\d\d", line)] for text in (before, after)]
    if kind != "ass":  # there the text stands on the line of its times
        assert times[0] == times[1]


ODD_LAYER = """[Script Info]
Title: x

[Events]
Format: Layer, Start, End, Text
Dialogue: 0,0:00:01.00,0:00:02.00,走吧。
Dialogue: here,0:00:02.00,0:00:03.00,好。
"""


def test_what_a_library_warns_its_programmers_of_reaches_nobody(project: Path, process: Translate) -> None:
    (project / "odd.ass").write_text(ODD_LAYER, "utf-8")
    result = process("run", "odd.ass", "--format", "ass,json")
    assert result.code == 0
    assert "Warning" not in result.err
    assert ".py" not in result.err
