"""Subtitles out: both languages in a cue, a file a language, and one kind made of another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pysubs2
import pytest
from docx import Document
from docx.oxml.ns import qn

from bilingual.errors import ExportError
from bilingual.formats import registry
from bilingual.formats.json.read import restored
from bilingual.model import ExportOptions, Signature, Speaker, Translation, Unit, resolved
from bilingual.revision.compare import compare_edited
from bilingual.sources import read_document
from bilingual.sources.segmentation import split
from bilingual.variants import Converter
from tests.sources.subtitles.kinds import FILES, TALK

ENGLISH: Mapping[str, str] = {
    "大家好，欢迎收听我们的节目。": "Welcome to our show.",
    "今天我们请到了闲哥，来谈谈人工智能和我们的生活。": "Today Brother Xian is with us, to talk about AI and our life.",
    "谢谢。": "Thank you.",
    "很高兴来到这里。": "I am glad to be here.",
    "我觉得这个问题其实很简单，但是大家都想得太复杂了。": "I think it is quite simple, but people make too much of it.",
    "为什么？": "Why?",
}


CONVERTER = Converter("tw")


def finished(text: str, name: str = "talk.srt", english: Mapping[str, str] = ENGLISH) -> Translation:
    """A post as a run leaves it, with English by hand."""
    document = read_document(text.encode(), name="talk", path=name)
    speakers = {"主持人": Speaker("主持人", "主持人", "Host"), "闲哥": Speaker("闲哥", "閒哥", "Brother Xian")}
    kinds = {block.id: block for block in document.blocks}
    units = []
    for segment in split(document):
        block, hans = kinds[segment.block], resolved(segment.parts)
        speaker = speakers[block.label.name] if block.label else None
        words = english.get("".join(map(str, hans)), "And so on.")
        units.append(Unit(segment.id, block.id, block.kind, speaker, segment.span, hans, CONVERTER.hant(hans), (words,)))
    return Translation(document, tuple(units), (), Signature("0", "", "", "tw", len(units)), speakers)


def files(result: Translation, kind: str, options: ExportOptions = ExportOptions()) -> dict[str, str]:  # noqa: B008 - frozen
    return {output.suffix: output.data.decode() for output in registry.write(result, kind, options)}


def test_both_languages_stand_in_a_cue_and_each_has_a_file() -> None:
    written = files(finished(TALK), "srt")
    assert [*written] == [".bilingual.srt", ".zh-Hans.srt", ".zh-Hant.srt", ".en.srt"]
    assert written[".zh-Hans.srt"] == TALK
    assert written[".bilingual.srt"].split("\n\n")[:3] == [
        "1\n00:00:01,000 --> 00:00:03,500\n主持人：大家好，欢迎收听我们的节目。\nHost: Welcome to our show.",
        "2\n00:00:03,600 --> 00:00:06,000\n今天我们请到了闲哥，\nToday Brother Xian is with us,",
        "3\n00:00:06,100 --> 00:00:08,000\n来谈谈人工智能\n和我们的生活。\nto talk about AI and our life.",
    ]
    traditional = written[".zh-Hant.srt"]
    assert "來談談人工智能\n和我們的生活。" in traditional  # the lines are parted where they were
    assert "閒哥：謝謝。很高興來到這裡。我覺得這個問題\n" in traditional
    assert "\n<i>Host: Why?</i>\n" in written[".en.srt"]


@pytest.mark.parametrize("name", FILES)
def test_the_language_that_came_in_comes_out_byte_for_byte(name: str) -> None:
    result = finished(FILES[name], name)
    kind = result.document.format
    assert files(result, kind)[f".zh-Hans.{kind}"] == FILES[name]


def test_where_a_cue_stands_is_said_once() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}谢谢。\n"
    assert files(finished(text), "srt")[".bilingual.srt"] == text.replace("谢谢。", "谢谢。\nThank you.")
    silent = "1\n00:00:01,000 --> 00:00:02,000\n♪\n"
    assert files(finished(silent), "srt")[".bilingual.srt"] == silent


LONG = "大家好，欢迎收听我们的节目，今天也请你坐下来喝一杯茶。"
LONG_ENGLISH = "Welcome to our show; today as well, please sit down and drink tea."


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (f"<i>主持人：{LONG}</i>", f"<i>Host: {LONG_ENGLISH}</i>"),
        (f'<font color="#ff0000">主持人：{LONG}</font>', f'<font color="#ff0000">Host: {LONG_ENGLISH}</font>'),
        (f"<i>{LONG}</i>", f"<i>{LONG_ENGLISH}</i>"),
        (f"{{\\i1}}主持人：{LONG}{{\\i0}}", f"{{\\i1}}Host: {LONG_ENGLISH}{{\\i0}}"),
        (f"主持人：{LONG}", f"Host: {LONG_ENGLISH}"),
        ("<i>主持人：谢谢。</i>", "<i>Host: Thank you.</i>"),
    ],
)
def test_long_english_stands_once_within_its_tags(cue: str, expected: str) -> None:
    written = files(finished(f"1\n00:00:01,000 --> 00:00:09,000\n{cue}\n", english={**ENGLISH, LONG: LONG_ENGLISH}), "srt")
    assert " ".join(written[".en.srt"].split("\n")[2:]).strip() == expected
    assert " ".join(written[".bilingual.srt"].split("\n")[3:]).strip() == expected.removeprefix("{\\i1}"), "said once a cue"


def test_the_columns_asked_for_stand_in_a_cue() -> None:
    written = files(finished(TALK), "srt", ExportOptions(columns=("en", "hant")))
    assert [*written] == [".bilingual.srt", ".en.srt", ".zh-Hant.srt"]
    assert "\nToday Brother Xian is with us,\n今天我們請到了閒哥，\n" in written[".bilingual.srt"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("kind", ["srt", "vtt", "ass"])
def test_every_kind_is_made_of_every_other(name: str, kind: str) -> None:
    result = finished(FILES[name], name)
    if not (said := [cue for cue in result.document.cues if cue.span[0] < cue.span[1]]):
        return
    for text in files(result, kind).values():
        events = pysubs2.SSAFile.from_string(text.removeprefix("\ufeff"), kind)
        times = {(event.start, event.end) for event in events}
        assert {(cue.start, cue.end) for cue in said} <= times


def test_a_post_without_times_makes_no_subtitles() -> None:
    result = Translation(read_document("走吧。\n".encode(), path="a.md"), (), (), Signature("0", "", "", "tw", 0))
    with pytest.raises(ExportError, match=r"a\.md: The post has no times, so no VTT can be made of it"):
        files(result, "vtt")


def test_the_layout_per_language_writes_the_same_files() -> None:
    result, options = finished(TALK), ExportOptions("per-language")
    outputs, refused = registry.write_all(result, ("md", "srt"), options)
    assert refused == ()
    assert {output.suffix for output in outputs} >= {".en.srt", ".bilingual.srt", ".bilingual.md"}


def test_every_document_has_the_times_beside_its_rows() -> None:
    result = finished(TALK)
    assert "\n| 0:03 | 今天我们请到了闲哥，" in files(result, "md")[".bilingual.md"]
    assert 'title="Link to this segment">2<span class="time">0:03</span></a>' in files(result, "html")[".html"]
    assert files(result, "csv")[".csv"].splitlines()[2].endswith(",0:03")
    assert '"time": [3600, 8000]' in files(result, "json")[".json"]
    with ZipFile(BytesIO(registry.write(result, "docx", ExportOptions())[0].data)) as package:
        assert ">0:03<" in package.read("word/document.xml").decode()


def test_sentences_that_begin_together_have_their_time_once() -> None:
    result = finished("1\n00:00:01,000 --> 00:00:02,000\n谢谢。为什么？\n\n2\n00:00:03,000 --> 00:00:04,000\n谢谢。\n")
    assert re.findall(r"^\| (.*?) \| (?=\w)", files(result, "md")[".bilingual.md"], re.MULTILINE)[1:] == ["0:01", "", "0:03"]
    assert re.findall(r'<span class="time">(.*?)<', files(result, "html")[".html"]) == ["0:01", "0:03"]
    assert [line.rpartition(",")[2] for line in files(result, "csv")[".csv"].splitlines()[1:]] == ["0:01", "0:01", "0:03"]


def test_in_word_a_line_stands_where_somebody_else_speaks_and_between_no_sentences() -> None:
    document = Document(BytesIO(registry.write(finished(TALK), "docx", ExportOptions())[0].data))
    (rows,) = (table.rows[1:] for table in document.tables if table.rows[0].cells[0].text == "#")
    ruled = [row.cells[1].text for row in rows if row._tr.find(f".//{qn('w:tcBorders')}/{qn('w:top')}") is not None]
    assert [text[:3] for text in ruled] == ["主持人", "闲哥：", "主持人"]


@pytest.mark.parametrize("kind", ["md", "docx", "csv", "xlsx"])
def test_an_edited_document_comes_back_without_the_times(kind: str) -> None:
    result = finished(TALK)
    (output,) = registry.write(result, kind, ExportOptions())
    comparison = compare_edited(result, registry.read_edited(output.data, f"talk{output.suffix}"), f"talk{output.suffix}")
    assert comparison.differences == ()
    assert [remark for remark in comparison.edited.remarks if remark.kind == "comment"] == []


def test_records_are_read_back_with_their_times() -> None:
    result = finished(TALK)
    (output,) = registry.write(result, "json", ExportOptions())
    again = restored(output.data, "talk.json")
    assert again.document == result.document
    assert files(again, "srt") == files(result, "srt")
