"""Which words of a translation come from which of its source, by the model's attention."""

from __future__ import annotations

from bilingual.engines import open_engine
from bilingual.engines.base import Aligner
from bilingual.model import Links


def words(source: str, english: str, links: Links) -> set[tuple[str, str]]:
    return {(english[start:end], source[first:last]) for start, end, first, last in links}


def test_the_starter_tells_which_words_come_from_which() -> None:
    engine = open_engine("starter")
    assert isinstance(engine, Aligner)
    pairs = [("我们喜欢电脑。", "We like computers."), ("我用X写邮件。", "I write email with X."), ("", "")]
    first, second, none = engine.align(pairs)
    assert {("computer", "电脑"), ("We", "我们")} <= words(*pairs[0], first)
    assert ("email", "邮件") in words(*pairs[1], second)
    assert none == ()


def test_what_is_longer_than_the_model_has_no_links() -> None:
    engine = open_engine("starter")
    assert isinstance(engine, Aligner)
    assert engine.align([("很好。" * 300, "Good." * 300)]) == [()]
