"""Subtitles read as posts and written in another language: nothing but words is ever another."""

from __future__ import annotations

import json
import re
import time
from pathlib import PurePath

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import DocumentError
from bilingual.model import Code, Document, PairedCode, join, leaves, resolved
from bilingual.sources import read_document, source_named
from bilingual.sources.subtitles.division import divided, in_lines
from tests.sources.subtitles.kinds import FILES, TALK, long_file


def read(text: str, name: str = "talk.srt") -> Document:
    return read_document(text.encode(), name=PurePath(name).stem, path=name)


def sentences(document: Document) -> list[str]:
    return [join(resolved(block.parts)) for block in document.blocks]


def written(document: Document, texts: dict[str, str], names: dict[str, str] | None = None, language: str = "en") -> str:
    return source_named(document.format).in_language(document, texts, names or {}, language)


@pytest.mark.parametrize("name", FILES)
def test_what_is_not_translated_stays_byte_for_byte(name: str) -> None:
    document = read(FILES[name], name)
    as_it_is = {block.id: join(resolved(block.parts)) for block in document.blocks}
    for language in ("en", "zh-Hans", "zh-Hant"):
        assert written(document, {}, language=language) == FILES[name]
        assert written(document, as_it_is, language=language) == FILES[name]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("请看 https://example.com/路径 这页。", "https://example.com/路径"),
        ("打开https://example.com/docs就能看到。", "https://example.com/docs"),
        ("<i>见www.a.cn</i>", "www.a.cn"),
        (r"写成 ^\d{3}-\d+$ 就行。", r"^\d{3}-\d+$"),
    ],
)
def test_addresses_and_regular_expressions_are_no_words(words: str, code: str) -> None:
    document = read(f"1\n00:00:01,000 --> 00:00:03,000\n{words}\n")
    codes = [part.text for part in leaves(document.blocks[0].parts) if isinstance(part, Code) and part.kind != "escape"]
    assert codes == [code]


SPOKEN = {
    "talk.srt": "1\n00:00:01,000 --> 00:00:02,000\n{words}\n",
    "talk.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>{words}\n",
    "talk.ass": "[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:01.00,0:00:02.00,{name},{words}\n",
    "talk.txt": "甲 00:00:01\n好。\n\n{name} 00:00:02\n{words}\n",
    "talk.json": '{{"segments": [{{"start": 0, "end": 1, "text": "{words}", "speaker": "{name}"}}]}}',
}
"""A cue of each kind, with a name where the kind has a place for it."""


@pytest.mark.parametrize("name", SPOKEN)
@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("天" * 1_000_001, "characters, more than 1,000,000"),
        ("天\0气", "NUL character"),
        ("天\ue000气", r"U\+E000 stands in the post"),
    ],
    ids=["long", "nul", "private use"],
)
def test_words_that_cannot_be_read_rightly_are_told_with_their_line(name: str, words: str, fact: str) -> None:
    written = json.dumps(words)[1:-1] if name.endswith(".json") else words
    with pytest.raises(DocumentError, match=fact) as raised:
        read(SPOKEN[name].format(name="乙", words=written), name)
    assert raised.value.path == name


def test_half_a_character_in_json_is_told() -> None:
    with pytest.raises(DocumentError, match=r"U\+D800 stands in the post"):
        read(SPOKEN["talk.json"].format(name="乙", words=json.dumps("天\ud800气")[1:-1]), "talk.json")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("talk.srt", "1\n00:00:01,000 --> 00:00:02,000\n好。\n\n2\n00:00:03 -> 00:00:04\n走。\n", 6),
        ("talk.srt", "1\n00:00 -->\n好。\n\n2\n00:00:03,000 --> 00:00:04,000\n走。\n", 2),
        ("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n好。\n\n00:03 --> 00:04\n走。\n", 6),
        ("talk.ass", "[Events]\nFormat: Start, End, Text\nDialogue: soon,0:2.0,好。\nDialogue: 0:03.0,0:04.0,走。\n", 3),
    ],
)  # fmt: skip
def test_a_line_that_opens_no_cue_is_told(name: str, text: str, line: int) -> None:
    ((told, problem, at),) = [(notice.name, notice.problem, notice.line) for notice in read(text, name).notices]
    assert (told, problem, at) == ("unread", True, line)


@pytest.mark.parametrize("name", SPOKEN)
@pytest.mark.parametrize("words", ["3 → 5", "3:2 > 2:1", "-->", "Dialogue: 好", "好\n\n"])
def test_words_with_arrows_open_no_cue(name: str, words: str) -> None:
    written = json.dumps(words)[1:-1] if name.endswith(".json") else words
    assert not [notice for notice in read(SPOKEN[name].format(name="乙", words=written), name).notices if notice.problem]


@pytest.mark.parametrize("field", ["Start", "End", "Text"])
def test_lines_without_a_time_or_a_text_are_no_subtitles(field: str) -> None:
    with pytest.raises(DocumentError, match="nothing with a time"):
        read(SPOKEN["talk.ass"].format(name="乙", words="好。").replace(field, "Layer", 1), "talk.ass")


@pytest.mark.parametrize("name", ["talk.vtt", "talk.ass", "talk.json"])
def test_a_name_as_long_as_a_book_is_told(name: str) -> None:
    assert read(SPOKEN[name].format(name="乙" * 1_000, words="好。"), name).blocks
    with pytest.raises(DocumentError, match="The name of who speaks has 1,001 characters, more than 1,000") as raised:
        read(SPOKEN[name].format(name="乙" * 1_001, words="好。"), name)
    assert raised.value.line


@pytest.mark.parametrize("name", FILES)
def test_times_and_cues_are_what_pysubs2_reads(name: str) -> None:
    suffix = PurePath(name).suffix[1:]
    events = [event for event in pysubs2.SSAFile.from_string(FILES[name].removeprefix("\ufeff"), suffix) if not event.is_comment]
    cues = read(FILES[name], name).cues
    assert [(cue.start, cue.end) for cue in cues] == [(event.start, event.end) for event in events]


@pytest.mark.parametrize("name", FILES)
def test_a_translation_changes_words_alone(name: str) -> None:
    document = read(FILES[name], name)
    english = written(document, {block.id: "And then, so they say, all of them went home & slept." for block in document.blocks})
    again = read(english, name)
    assert [(cue.start, cue.end) for cue in again.cues] == [(cue.start, cue.end) for cue in document.cues]

    def around(text: str, found: Document) -> list[str]:
        edges = [0, *(place for cue in found.cues for place in cue.span), len(text)]
        return [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    assert around(english, again) == around(FILES[name], document)
    for position in re.findall(r"\{\\(?:pos|an8)[^}]*\}", FILES[name]):
        assert position in english
    assert not re.search("[\u4e00-\u9fff]", "".join(sentences(again)))


def test_a_sentence_over_several_cues_is_one_and_is_divided_again_at_a_clause() -> None:
    document = read(TALK)
    assert sentences(document) == [
        "大家好，欢迎收听我们的节目。",
        "今天我们请到了闲哥，来谈谈人工智能和我们的生活。",
        "谢谢。",
        "很高兴来到这里。",
        "我觉得这个问题其实很简单，但是大家都想得太复杂了。",
        "为什么？",
    ]
    second, fifth = document.blocks[1].id, document.blocks[4].id
    texts = {
        second: "Today Brother Xian is with us, to talk about our life and AI.",
        fifth: "I think it is quite simple, but people make too much of it.",
    }
    cues = written(document, texts).split("\n\n")
    assert cues[1].endswith("\nToday Brother Xian is with us,")
    assert cues[2].endswith("\nto talk about our life and AI.")
    assert cues[3].endswith("I think it is quite simple,")
    assert cues[4].endswith("\nbut people make too much of it.")


def test_who_speaks_is_known_where_a_cue_names_them() -> None:
    def speakers(name: str, text: str) -> list[str]:
        return [block.label.name if block.label else "" for block in read(text, name).blocks]

    assert speakers("a.srt", TALK) == ["主持人", "", "闲哥", "", "", "主持人"]
    assert speakers("a.vtt", FILES["plain.vtt"]) == ["主持人", "闲哥"]
    assert speakers("a.ass", FILES["styles.ass"]) == ["主持人", "闲哥"]
    changes = "1\n00:00:01,000 --> 00:00:02,000\n>> 你好，\n\n2\n00:00:02,000 --> 00:00:03,000\n>> 张三：再见。\n"
    assert (speakers("a.srt", changes), sentences(read(changes))) == (["", "张三"], ["你好，", "再见。"])
    assert speakers("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n问题是：走还是不走？\n") == [""]


def test_names_are_translated_with_their_marks() -> None:
    names = {"主持人": "Host", "闲哥": "Brother Xian"}
    english = written(read(TALK), {}, names)
    assert "\nHost: 大家好" in english
    assert "\nBrother Xian: 谢谢。" in english
    assert "<i>Host: 为什么？</i>" in english
    assert "<v Host>大家好" in written(read(FILES["plain.vtt"], "a.vtt"), {}, names)


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ("这<i>真的</i>好。", "This is <i>really</i> good.", "This is <i>really</i> good."),
        ("<i>真的</i>好。", "It is good.", "It is good."),
        ("<i>真的</i>好。", "It is <i>really</i> good.", "It is <i>really</i> good."),
        ("<i>真的好。</i>", "It is good.", "<i>It is good.</i>"),
        ("真的<b>好。</b>", "It is <b>good.</b>", "It is <b>good.</b>"),
        ('<font color="red">真的<font color="blue">很</font>好。</font>', "It is good.", '<font color="red">It is good.</font>'),
    ],
)
def test_tags_have_their_partners(chinese: str, english: str, expected: str) -> None:
    head = "1\n00:00:01,000 --> 00:00:02,000\n"
    document = read(head + chinese)
    (block,) = document.blocks
    assert written(document, {block.id: english}) == head + expected
    assert written(document, {block.id: join(resolved(block.parts))}) == head + chinese


def test_emphasised_words_are_a_pair_and_never_parted() -> None:
    (block,) = read("1\n00:00:01,000 --> 00:00:02,000\n这<i>真的</i>好。").blocks
    assert block.parts == ("这", PairedCode("<i>", ("真的",), "</i>", "html"), "好。")
    assert divided("We saw <i>the old house</i> there.", (3, 3)) == ("We saw", "<i>the old house</i> there.")


def test_talk_without_full_stops_is_read_cue_by_cue() -> None:
    texts = enumerate(["我们出发", "走了很久\n天黑了", "到了"], 1)
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n{text}\n" for n, text in texts]
    assert sentences(read("\n".join(cues))) == ["我们出发", "走了很久 天黑了", "到了"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("00:00:02,100 --> 00:00:03,000", ["他来了，后来走了。"]),
        ("00:00:09,000 --> 00:00:10,000", ["他来了，", "后来走了。"]),
        ("00:00:00,500 --> 00:00:03,000", ["他来了，", "后来走了。"]),
    ],
    ids=["at once", "after a pause", "at the same time"],
)
def test_a_sentence_goes_on_only_in_the_next_moment(second: str, expected: list[str]) -> None:
    assert sentences(read(f"1\n00:00:01,000 --> 00:00:02,000\n他来了，\n\n2\n{second}\n后来走了。\n")) == expected


def test_ids_are_of_the_words_and_not_of_their_times() -> None:
    later = read(TALK.replace("00:00:", "01:00:"))
    assert [block.id for block in later.blocks] == [block.id for block in read(TALK).blocks]
    (block,) = (block for block in later.blocks if block.id == read(TALK).blocks[1].id)
    assert later.words(block.span) == "今天我们请到了闲哥，来谈谈人工智能和我们的生活。"


def test_a_file_without_cues_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"There is nothing with a time in the file: it is no srt"):
        read("Hello.\n")


@pytest.mark.slow
def test_ten_thousand_cues() -> None:
    text = long_file(10_000)
    started = time.process_time()
    document = read(text)
    assert (len(document.cues), len(document.blocks)) == (10_000, 5_000)
    assert written(document, {}) == text
    english = written(document, {block.id: "He walked long, and at last he saw it." for block in document.blocks})
    assert len(read(english).cues) == 10_000
    assert time.process_time() - started < 20


WORDS = st.lists(st.sampled_from("and tea, house walked. the a mountains, because; long -- x".split()), min_size=1, max_size=30)


@given(WORDS, st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_division_loses_no_word(words: list[str], weights: list[int]) -> None:
    parts = divided(" ".join(words), weights)
    assert len(parts) == len(weights)
    if len(words) >= len(weights):
        assert " ".join(parts).split() == words
        assert all(parts)
    assert " ".join(in_lines(" ".join(words))).split() == words


@given(st.text("他她山水，。！走 ", min_size=1, max_size=40), st.lists(st.integers(1, 9), min_size=1, max_size=5))
def test_division_of_chinese_loses_no_character(text: str, weights: list[int]) -> None:
    parts = divided(text, weights)
    assert len(parts) == len(weights)
    if len("".join(text.split())) >= 2 * len(weights) and len(set(parts)) == len(parts):
        assert "".join("".join(parts).split()) == "".join(text.split())


SRT_LINES = st.lists(st.text("他走了。，\n <i>/{}\\an8-：主持人1A♪", max_size=20), max_size=6)


@given(SRT_LINES)
def test_any_file_comes_back(texts: list[str]) -> None:
    source = "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}" for n, text in enumerate(texts, 1))
    if texts:
        document = read(source)
        assert written(document, {block.id: join(resolved(block.parts)) for block in document.blocks}) == source
        english = written(document, {block.id: "Words of another language" for block in document.blocks})
        assert len(read(english).cues) == len(document.cues)


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("主持人：<i>普洱茶</i>最好。", "<i>普洱茶</i>最好。"),
        ("主持人：我喜欢<b>绿茶</b>", "我喜欢<b>绿茶</b>"),
        ("<i>主持人：</i>谢谢。", "谢谢。"),
        ("<i>主持人：谢谢。</i>", "谢谢。"),
        ("主持人：<i>谢谢。</i>再见。", "谢谢。"),
    ],
)
def test_a_label_with_tags_names_who_speaks_and_tags_stay_around_their_words(cue: str, words: str) -> None:
    document = read(f"1\n00:00:01,000 --> 00:00:02,000\n小林：我来了。\n\n2\n00:00:02,100 --> 00:00:04,000\n{cue}\n")
    block = document.blocks[1]
    assert block.label is not None
    assert (block.label.name, join(resolved(block.parts))) == ("主持人", words)
