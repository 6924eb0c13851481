"""What a speaker says twice reaches the engine once; what is doubled for a reason stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines import Request
from bilingual.engines.base import EngineInfo, Search
from bilingual.lang.stutters import fluent
from bilingual.locking.decoding import decode
from bilingual.model import Hypothesis

STUTTERS = [
    ("我我觉得说不是一个东西。", "我觉得说不是一个东西。"),
    ("你觉得你觉得从从算账的角度，你更看好哪个？", "你觉得从算账的角度，你更看好哪个？"),
    ("生成个那个那个那个那个短片。", "生成个那个短片。"),
    ("对，够快，而且要跟，而且要跟你自己有关系。", "对，够快，而且要跟你自己有关系。"),
    ("然后有有有有有好几个这样的。", "然后有好几个这样的。"),
    ("理论上理论上是可以重做一遍的。", "理论上是可以重做一遍的。"),
    ("那些都在在所谓的内容里。", "那些都在所谓的内容里。"),
    ("就就大概三四个人。", "就大概三四个人。"),
    ("但是但是啊，我我们走吧。", "但是啊，我们走吧。"),
]
KEPT = [
    "对对对，好好好。", "看看吧，慢慢来。", "一个一个地数。", "实实在在的是是非非。", "是的是的。", "可以可以。",
    "我现在在澳洲。", "就业机会会很好。", "不以营利为目的的组织", "你是不是不喜欢我？", "会不会不好？", "这个有有效期。",
    "我要要求退款。", "因为为什么？", "你把票给我，我还你钱。", "它需要它的人都不会用它。", "我喜欢这个，这个好。",
    "他在塔那那利佛。", "大大小小的事", "研究研究再说。", "什么什么的味道", "爸爸妈妈都来了。", "国发会会配合。", "有有有。",
]  # fmt: skip


@pytest.mark.parametrize(("text", "once"), STUTTERS)
def test_what_is_stuttered_is_said_once(text: str, once: str) -> None:
    assert fluent(text) == once


@pytest.mark.parametrize("text", KEPT)
def test_what_is_doubled_for_a_reason_stays(text: str) -> None:
    assert fluent(text) == text


@given(st.text("我你那个就是在有的，。⟦0⟧看一A", max_size=40))
def test_nothing_but_what_is_said_again_goes(text: str) -> None:
    once = fluent(text)
    assert [once.count(sign) for sign in "⟦0⟧A。看"] == [text.count(sign) for sign in "⟦0⟧A。看"]
    assert set(text) - set(once) <= {"，"}


class Writer:
    """An engine that answers with what it was asked."""

    info = EngineInfo("writer", "writer 1")

    def translate(self, requests: list[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis(request.text) for request in requests]


def test_the_engine_is_asked_for_the_text_without_stutters() -> None:
    assert [found.text for found in decode(Writer(), [Request("我我想走。")])] == ["我想走。"]
