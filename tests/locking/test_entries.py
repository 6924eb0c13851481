"""What a model writes in the style of a dictionary does not come through."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bilingual.engines import EngineInfo, Request, Search, open_engine
from bilingual.lang.dictionary_style import reads_like_entry
from bilingual.locking.decoding import decode
from bilingual.model import Hypothesis


class Dictionary:
    """An engine that writes entries for what is no sentence."""

    info = EngineInfo("dictionary", "dictionary")

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis("A sentence.") if r.text.endswith("。") else Hypothesis("Wu county in Hebei, Hebei") for r in requests]


def test_an_entry_is_asked_for_again_as_a_sentence() -> None:
    found = decode(Dictionary(), [Request("很好的东西"), Request("他走了。")])
    assert [hypothesis.text for hypothesis in found] == ["A sentence", "A sentence."]


def test_a_lone_name_is_read() -> None:
    found = decode(Dictionary(), [Request("黄仁勋"), Request("临汾"), Request("武邑县")])
    assert [hypothesis.text for hypothesis in found] == ["Huang Renxun", "Linfen", "Wuyi County"]


@pytest.mark.slow
def test_nothing_of_the_kind_comes_from_the_model_that_comes_along() -> None:
    names = "台北市 临汾 兴宁 华莱士 青山 九宫山 马市 杨摩西 南纬 兴安县 咸阳 圭亚那 云母 韩非"
    words = [
        *names.split(),
        *"袁隆平 南京 吉林 千里迢迢 牢房 竹园 无极 武邑县 獐头鼠目 南征北讨 纵横交错 离乡背井 萤火虫 辅佐".split(),
    ]
    found = decode(open_engine(), [Request(word) for word in words])
    assert [(word, h.text) for word, h in zip(words, found, strict=True) if reads_like_entry(word, h.text) or not h.text] == []
