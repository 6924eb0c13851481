"""What a row said in earlier runs is remembered as digests, and forgotten where a person took it back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from bilingual.engines import EngineInfo, Request, Search
from bilingual.model import Hypothesis, Translation, join
from bilingual.pipeline.earlier import MOST, digest, with_earlier
from bilingual.pipeline.stages import translate
from bilingual.sources import parse


class Saying:
    """An engine that says one thing."""

    info = EngineInfo("saying", "saying")

    def translate(self, requests: list[Request], search: Search) -> list[Hypothesis]:
        return [Hypothesis("We walk.") for _ in requests]


@pytest.fixture(scope="module")
def result() -> Translation:
    (made,) = translate([parse("我们走路。\n", name="post")], engine=Saying())
    return made


def records(result: Translation, **changed: Any) -> bytes:
    row = result.units[0]
    texts = {column: join(getattr(row, column)) for column in ("hans", "hant", "en")}
    return json.dumps({"rows": [{"id": row.id, "origin": row.origin, **texts, **changed}]}).encode()


def earlier(result: Translation, data: bytes) -> tuple[str, ...]:
    return with_earlier(result, data).units[0].earlier


def test_what_says_the_same_leaves_nothing(result: Translation) -> None:
    assert with_earlier(result, records(result)) == result


def test_what_said_something_else_is_remembered_by_column(result: Translation) -> None:
    assert earlier(result, records(result, en="We stroll.")) == (digest("We stroll.", "en"),)
    assert earlier(result, records(result, hant="我們散步。")) == (digest("我們散步。", "hant"),)


def test_the_latest_are_remembered(result: Translation) -> None:
    old = [f"{n:010x}" for n in range(MOST)]
    assert earlier(result, records(result, en="We stroll.", earlier=old)) == (*old[1:], digest("We stroll.", "en"))


def test_a_persons_sentence_that_was_taken_back_is_no_earlier_one(result: Translation) -> None:
    assert earlier(result, records(result, en="We stroll.", origin="human", earlier=["0123456789"])) == ("0123456789",)
    assert earlier(result, records(result, en="We stroll.", origin="human")) == ()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b'{"rows": 3}', b'{"rows": [{}]}', b"[" * 100_000, b"\xff"])
def test_records_that_cannot_be_read_say_nothing(result: Translation, data: bytes) -> None:
    assert with_earlier(result, data) == result


def test_rows_that_were_not_there_remember_nothing(result: Translation) -> None:
    assert earlier(result, records(result, id="another", en="We stroll.")) == ()
    assert replace(result.units[0], earlier=()) == result.units[0]
