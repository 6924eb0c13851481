"""Transcripts as tools export them: recognised by their structure, read with speakers and times, written back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bilingual.errors import DocumentError, UnknownKind
from bilingual.model import Document, join, resolved
from bilingual.sources import read_document, source_named

FEISHU = """产品例会
2026年3月2日 14:30|30分钟

说话人 1 00:00:03
大家好，今天我们讨论新的产品。先看一下数据。

说话人 2 00:01:12
数据不错。

说话人 1 01:03:12
对。
"""
TINGWU = "发言人1  00:03\r\n大家好。\r\n\r\n发言人2  01:12\r\n你好。\r\n"
NAMED = "张三(00:00:03):\n大家好。\n\nSam Altman [00:01:12]\n你好。\n"
SEGMENTS: list[dict[str, Any]] = [
    {"id": 0, "start": 0.0, "end": 2.5, "text": " 你好，今天"},
    {"id": 1, "start": 2.5, "end": 4.04, "text": "天气 <好> & 热。"},
]
WHISPER = json.dumps({"text": "…", "segments": SEGMENTS, "language": "zh"})
WHISPERX = json.dumps({"segments": [segment | {"speaker": f"SPEAKER_0{n}", "words": []} for n, segment in enumerate(SEGMENTS)]})
WHISPER_CPP = json.dumps(
    {"transcription": [{"timestamps": {"from": "00:00:01,000", "to": "00:00:02,500"}, "offsets": {}, "text": " 你好。"}]}
)
FUNASR = json.dumps([{"key": "a", "text": "你好。", "sentence_info": [{"start": 1000, "end": 2500, "text": "你好。", "spk": 1}]}])
PARAFORMER = json.dumps(
    {
        "file_url": "https://a.example/a.wav",
        "properties": {"channels": [0], "original_duration_in_milliseconds": 3834},
        "transcripts": [
            {
                "channel_id": 0,
                "text": "你好。走吧。",
                "sentences": [
                    {"begin_time": 760, "end_time": 1500, "text": "你好。", "sentence_id": 1, "speaker_id": 0, "words": []},
                    {"begin_time": 1500, "end_time": 3240, "text": "走吧。", "sentence_id": 2, "speaker_id": 1, "words": []},
                ],
            }
        ],
    }
)

KINDS = {
    "feishu": (
        FEISHU,
        ["产品例会", "2026年3月2日 14:30|30分钟", "大家好，今天我们讨论新的产品。", "先看一下数据。", "数据不错。", "对。"],
    ),
    "tingwu": (TINGWU, ["大家好。", "你好。"]),
    "transcript": (NAMED, ["大家好。", "你好。"]),
    "whisper": (WHISPER, ["你好，今天天气 &lt;好&gt; &amp; 热。"]),
    "whisperx": (WHISPERX, ["你好，今天", "天气 &lt;好&gt; &amp; 热。"]),
    "funasr": (FUNASR, ["你好。"]),
    "paraformer": (PARAFORMER, ["你好。", "走吧。"]),
}


def read(text: str, path: str = "a.txt", kind: str = "") -> Document:
    return read_document(text.encode(), name="a", path=path, format=kind)


def sentences(document: Document) -> list[str]:
    return [join(resolved(block.parts)) for block in document.blocks]


@pytest.mark.parametrize("kind", KINDS)
def test_a_transcript_is_known_by_its_structure_and_named(kind: str) -> None:
    text, expected = KINDS[kind]
    for path in ("a.txt", "a.json", "-"):
        document = read(text, path)
        assert (document.format, sentences(document)) == (kind, expected)
        (notice,) = document.notices
        assert notice.fact == f"It was read as {source_named(kind).title}."
    said = read(text, "a.txt", kind)
    assert (said.blocks, said.notices) == (document.blocks, ())


def test_who_speaks_and_when() -> None:
    document = read(FEISHU)
    assert [(cue.start, cue.end) for cue in document.cues] == [(3000, 72_000), (72_000, 3_792_000), (3_792_000, None)]
    assert [block.label and block.label.name for block in document.blocks if block.kind == "turn"] == [
        "说话人 1",
        "说话人 2",
        "说话人 1",
    ]
    assert [block.kind for block in document.blocks[:2]] == ["heading", "paragraph"]
    labels = [block.label.name for block in read(NAMED).blocks if block.label]
    assert labels == ["张三", "Sam Altman"]
    assert [block.label.name for block in read(WHISPERX).blocks if block.label] == ["SPEAKER_00", "SPEAKER_01"]
    assert [(cue.start, cue.end) for cue in read(WHISPER).cues] == [(0, 2500), (2500, 4040)]
    assert [(cue.start, cue.end) for cue in read(WHISPER_CPP).cues] == [(1000, 2500)]
    assert [(cue.start, cue.end) for cue in read(FUNASR).cues] == [(1000, 2500)]


PIECE = {"begin_time": 1, "end_time": 9, "text": "好。"}
TOOLS: dict[str, tuple[str, str, list[tuple[int, int | None]], list[str]]] = {
    "one paragraph of a tool": ("说话人 1 00:00:01\n好。\n", "feishu", [(1000, None)], ["说话人 1"]),
    "a name without a number": (
        "发言人 00:00:01\n好。\n\n发言人 00:00:09\n走。\n",
        "tingwu",
        [(1000, 9000), (9000, None)],
        ["发言人"],
    ),
    "nobody is named": ("00:00:01\n好。\n\n[00:00:09]\n走。\n", "transcript", [(1000, 9000), (9000, None)], []),
    "some are named": ("00:00:01\n好。\n\n说话人 2 00:00:09\n走。\n", "feishu", [(1000, 9000), (9000, None)], ["说话人 2"]),
    "nothing is said": ("说话人 1 00:00:01\n\n说话人 2 00:00:05\n好。\n", "feishu", [(1000, 5000), (5000, None)], ["说话人 2"]),
    "days": (
        "发言人1  00:03\n好。\n\n发言人2  25:10:33\n走。\n",
        "tingwu",
        [(3000, 90_633_000), (90_633_000, None)],
        ["发言人1", "发言人2"],
    ),
    "a list of segments": (json.dumps(SEGMENTS), "whisper", [(0, 2500), (2500, 4040)], []),
    "before the beginning": ('[{"start": -0.5, "end": 1, "text": "好。"}]', "whisper", [(0, 1000)], []),
    "a hundred hours": (
        '{"segments": [{"start": 360000, "end": 360001, "text": "好。"}]}',
        "whisper",
        [(360_000_000, 360_001_000)],
        [],
    ),
    "nobody known": ('{"segments": [{"start": 0, "end": 1, "text": "好。", "speaker": null}]}', "whisperx", [(0, 1000)], []),
    "FunASR by names": (
        '[{"sentence_info": [{"start": 0, "end": 1, "text": "好。", "spk": "张三"}]}]',
        "funasr",
        [(0, 1)],
        ["张三"],
    ),
    "FunASR, nobody known": (
        '[{"sentence_info": [{"start": 0, "end": 1, "text": "好。", "spk": null}]}]',
        "funasr",
        [(0, 1)],
        [],
    ),
    "FunASR without sentences": (
        '[{"key": "a", "text": "好。走。", "timestamp": [[430, 670], [670, 900]]}]',
        "funasr",
        [(430, 900)],
        [],
    ),
    "Paraformer, who speaks": (PARAFORMER, "paraformer", [(760, 1500), (1500, 3240)], ["SPEAKER_00", "SPEAKER_01"]),
    "Paraformer, a channel each": (
        json.dumps({"transcripts": [{"sentences": [PIECE | {"begin_time": 5}]}, {"sentences": [PIECE]}, {"text": ""}]}),
        "paraformer",
        [(1, 9), (5, 9)],
        [],
    ),
    "a time in brackets, a name": (
        "[00:00:01] 张三：大家好。\n[00:00:05] 李四：好的。\n",
        "transcript",
        [(1000, 5000), (5000, None)],
        ["张三", "李四"],
    ),
    "a time, a name, several lines": (
        "访谈\n\n00:00:01 张三: 大家好。\n\n00:00:05 李四: 好的。\n那就走。\n\n00:00:09 张三: 走。\n\n00:00:10 李四: 好。\n",
        "transcript",
        [(1000, 5000), (5000, 9000), (9000, 10_000), (10_000, None)],
        ["张三", "李四", "张三", "李四"],
    ),
    "a name, a time, a colon": (
        "张三 [00:01]: 大家好。\n李四 [00:05]: 好的。\n",
        "transcript",
        [(1000, 5000), (5000, None)],
        ["张三", "李四"],
    ),
    "a name, a time in wide brackets": (
        "说话人 1（00:01）：大家好。\r\n说话人 2（00:05）：好。\r\n",
        "feishu",
        [(1000, 5000), (5000, None)],
        ["说话人 1", "说话人 2"],
    ),
    "a time, a name, the words below": (
        "[00:01.10] - Speaker 1\n大家好。\n\n[00:05.20] - Speaker 2\n走。\n",
        "transcript",
        [(1100, 5200), (5200, None)],
        ["Speaker 1", "Speaker 2"],
    ),
    "Whisper on a terminal": (
        "[00:00.000 --> 00:02.500]  大家好。\n[00:02.700 --> 00:04.000]  走吧。\n",
        "transcript",
        [(0, 2500), (2700, 4000)],
        [],
    ),
}
"""As tools write them: the text, its kind, the times of its cues in milliseconds, and who speaks."""


@pytest.mark.parametrize("name", TOOLS)
def test_as_tools_write_them(name: str) -> None:
    text, kind, times, labels = TOOLS[name]
    document = read(text)
    assert (document.format, [(cue.start, cue.end) for cue in document.cues]) == (kind, times)
    assert [block.label.name for block in document.blocks if block.label] == labels
    assert source_named(kind).in_language(document, {}, {}, "en") == document.source


@pytest.mark.parametrize(
    "segment", [{"start": None, "end": 1, "text": "好。"}, {"start": 0, "end": 1}, {"start": 0, "end": 1e999, "text": ""}]
)
def test_words_without_times_are_told_by_their_place(segment: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match=r"Entry 3 of 3 in the JSON has no words with a start and an end\."):
        read(json.dumps({"segments": [*SEGMENTS, segment]}))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_written_back_with_nothing_changed_but_words(kind: str) -> None:
    document = read(KINDS[kind][0])
    source = source_named(kind)
    assert source.in_language(document, {}, {}, "en") == document.source
    again = read_document(document.source.encode(), name="a", path="a.txt", format=kind)
    assert again == read(KINDS[kind][0], kind=kind)


def test_names_are_translated_where_they_stand() -> None:
    document = read(FEISHU)
    english = source_named("feishu").in_language(document, {document.blocks[0].id: "Meeting"}, {"说话人 1": "Speaker 1"}, "en")
    assert english == FEISHU.replace("产品例会", "Meeting").replace("说话人 1", "Speaker 1")


@pytest.mark.parametrize("form", ["[00:0{n}] {name}{colon}{words}\n", "{name}（00:0{n}）{colon}{words}\n"])
def test_a_name_with_its_words_behind_it_has_the_colon_of_its_language(form: str) -> None:
    chinese, english = (
        "".join(form.format(n=n, name=name, colon=colon, words=words) for n, (name, words) in enumerate(said))
        for colon, said in {
            "：": [("张三", "大家好。"), ("李四", "走吧。")],
            ": ": [("Zhang San", "Hello."), ("Li Si", "Let's go.")],
        }.items()
    )
    document = read(chinese)
    texts = dict(zip([block.id for block in document.blocks], ["Hello.", "Let's go."], strict=True))
    names = {"张三": "Zhang San", "李四": "Li Si"}
    assert source_named("transcript").in_language(document, texts, names, "en") == english


@pytest.mark.parametrize(
    "text",
    [
        "今天走了很远。\n\n明天 08:30\n出发。\n",
        "# 日程\n\n上午 09:00\n开会。\n\n下午 14:00\n" + "散步。\n" * 12,
        "下午 14:00\n休息。\n\n上午 09:00\n开会。\n",
        "{{< note >}}\n好。\n",
        "我抄了一段。\n\n[00:00:01] 张三：大家好。\n\n后来就没有了。\n",
        "说话人 1 [00:00:01]：大家好。\n\n我只抄了这一段。\n\n后来就没有了。\n",
        "# 日程\n\n09:00 张三：开场\n10:00 李四：演讲\n11:00 王五：茶歇\n",
        "节目介绍\n\n我们谈了很多。\n\n[00:00:01] 开场\n[00:03:20] 为什么写作\n\n谢谢大家。\n",
        "[00:00:01] 开场白\n我们问好。\n\n[00:03:20] 为什么写作\n我们谈写作。\n\n[00:09:20] 尾声\n我们道别。\n",
        "**张三** [00:01]：大家好。\n\n**李四** [00:05]：好的。\n",
    ],
    ids=[
        "one time",
        "much besides",
        "times that fall",
        "a shortcode",
        "one time before a name",
        "one name of a tool",
        "a timetable",
        "chapters among prose",
        "titles with times",
        "names in Markdown",
    ],
)
def test_prose_is_markdown(text: str) -> None:
    document = read(text)
    assert document.format == "markdown"
    assert [notice.fact for notice in document.notices] == ["It was read as Markdown."]


def test_standard_input_says_what_it_was_taken_for() -> None:
    (notice,) = read("# 标题\n", "-").notices
    assert notice.fact == "It was read as Markdown."
    assert read("1\n00:00:01,000 --> 00:00:02,000\n走。\n", "-").format == "srt"


@pytest.mark.parametrize(
    ("path", "text", "fact"),
    [
        ("a.odt", "x", "A file that ends in “.odt” is no kind of post that is read."),
        ("a.pdf", "x", "A file that ends in “.pdf” is no kind of post that is read."),
        ("a.xyz", "# 标题\n", "A file that ends in “.xyz” is no kind of post that is read."),
        ("a.json", '{"a": 1}', "The JSON is no transcript that is known."),
        ("a.json", '{"sentences": [{"text": "好。"}]}', "The JSON is no transcript that is known."),
    ],
)
def test_another_kind_of_file_is_refused_by_name(path: str, text: str, fact: str) -> None:
    with pytest.raises(UnknownKind) as refused:
        read(text, path)
    assert (refused.value.fact, refused.value.path, refused.value.exit_code) == (fact, path, 2)
    assert "--from" in refused.value.remedy
    assert read("# 标题\n", path, "markdown").format == "markdown"


def test_what_is_said_to_be_a_transcript_and_is_none_is_refused() -> None:
    for kind, text in [("whisper", '{"segments": 1}'), ("whisper", "{"), ("feishu", "走吧。\n")]:
        with pytest.raises(DocumentError):
            read(text, "a.json", kind)
