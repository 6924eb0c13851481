"""Whatever signs an engine writes, no post is refused for them: what the source does not call for goes, the rest is escaped."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.engines import EngineInfo, Request, Search
from bilingual.formats.markdown.per_language import write_posts
from bilingual.formats.markdown.write import write_markdown
from bilingual.model import ExportOptions, Hypothesis, PairedCode, join, joined, plain
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

SIGNS = r"| [ ] ](x) $ * ** < <b> ` {{ { } \ _ ~~ == # %% 😀 ::: - 1. {{x}} {%x%} https://a.cn ![".split()
POSTS = (
    "{}一句话。\n",
    "# {}标题\n",
    "- {}甲**很重要**的事\n",
    "| {}头 |\n|---|\n| 格 |\n",
    '!!! note "{}题"\n    正文。\n',
    ":::tip[{}题]\n\n正文。\n\n:::\n",
    "> {}引文[链接](https://example.org)后。\n",
    "主持人：{}你好吗？\n\n小林：好。\n\n主持人：好的呢。\n",
)


class Inventing:
    """An engine that writes the same, whatever it is asked."""

    info = EngineInfo("inventing", "inventing", slots=tuple(f"⟦{n}⟧" for n in range(10)))

    def __init__(self, english: str) -> None:
        self.english = english

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis(self.english + "".join(slot for slot in self.info.slots if slot in r.text)) for r in requests]


@settings(deadline=None, max_examples=60)
@given(
    post=st.sampled_from(POSTS),
    english=st.lists(st.sampled_from([*SIGNS, "word", " "]), min_size=1, max_size=8).map("".join),
    warrant=st.sampled_from(["", "｜［］｛｝＜＞＊｀＾～＄＃＝", "＄"]),
)
def test_no_post_is_refused(post: str, english: str, warrant: str) -> None:
    (result,) = translate([parse(post.format(warrant), name="post")], engine=Inventing(f"word {english}"))
    assert len(write_posts(result, ExportOptions())) == 3
    assert write_markdown(result, ExportOptions())


@pytest.mark.parametrize(
    ("source", "english", "found"),
    [
        ("他今天付五美元。", "He *pays | $5 [today] 😀.", "He pays $5 today."),
        ("价格是3*4。", "The price is *3*4*.", "The price is 3*4."),
        ("看【注】。", "See [note](x).", "See [note](x)."),
        ("今天👍。", "Today 👍.", "Today 👍."),
    ],
)  # fmt: skip
def test_what_the_source_calls_for_stays(source: str, english: str, found: str) -> None:
    (result,) = translate([parse(source)], engine=Inventing(english))
    text = joined(result.units, "en")
    assert plain(text).replace("\\", "") == found.replace("\\", "")
    assert not any(isinstance(part, PairedCode) for part in text), join(text)
