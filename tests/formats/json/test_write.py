"""The JSON records: valid by their schema, exact in their spans."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import LockBroken
from bilingual.formats.json.write import schema
from bilingual.formats.registry import write
from bilingual.model import ExportOptions, Layout, Speaker, Translation
from tests.formats.build import Builder, term, three


@pytest.fixture(scope="module")
def records(post: Translation) -> Any:
    return json.loads(write(post, "json")[0].data)


def test_valid_by_the_schema(records: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(records, schema())


def _without_rows(records: Any) -> None:
    del records["rows"]


def _without_english(records: Any) -> None:
    del records["rows"][0]["en"]


BROKEN: dict[str, Callable[[Any], object]] = {
    "no rows": _without_rows,
    "a row without English": _without_english,
    "a span of one number": lambda own: own["rows"][0].update(span=[1]),
    "a span of three": lambda own: own["rows"][0].update(span=[1, 2, 3]),
    "a span of words": lambda own: own["rows"][0].update(span=["1", "2"]),
    "a negative span": lambda own: own["rows"][0].update(span=[-1, 2]),
    "a kind that is none": lambda own: own["rows"][0].update(kind="chapter"),
    "an opaque kind": lambda own: own["rows"][0].update(kind="rule"),
    "an origin that is none": lambda own: own["rows"][0].update(origin="guess"),
    "a row without an id": lambda own: own["rows"][0].update(id=""),
    "no text": lambda own: own["rows"][0].update(hans=None),
    "a speaker of one name": lambda own: own["rows"][0].update(speaker={"hans": "甲"}),
    "a flag that is no name": lambda own: own["rows"][0].update(flags=[1]),
    "a lock without its place": lambda own: own["rows"][0].update(locks=[{"source": "甲", "target": "A"}]),
    "a term without a source": lambda own: own["glossary"][0].update(source=""),
    "a status that is none": lambda own: own["glossary"][0].update(status="maybe"),
    "a field that nobody knows": lambda own: own.update(more=1),
    "a row's field that nobody knows": lambda own: own["rows"][0].update(more=1),
    "a signature that is none": lambda own: own.update(signature=1),
    "a post without a name": lambda own: own.update(post={"path": "a.md"}),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_the_schema_refuses_what_is_not_a_record(records: Any, kind: str) -> None:
    broken = json.loads(json.dumps(records))
    BROKEN[kind](broken)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_the_post_itself_is_in_the_records(post: Translation, records: Any) -> None:
    assert "".join(records["source"]) == post.document.source
    assert all(line.endswith("\n") for line in records["source"][:-1])


def test_mentions_index_the_chinese_columns(records: Any) -> None:
    mentions = [(row, own) for row in records["rows"] for own in row["mentions"]]
    assert [own["term"] for _, own in mentions] == ["AI", "结构洞"]
    for row, own in mentions:
        assert row["hans"][slice(*own["hans"])] in (own["term"], "结构洞")
        assert row["hant"][slice(*own["hant"])] in (own["term"], "結構洞")


def test_spans_count_code_points_of_the_post(post: Translation, records: Any) -> None:
    for row in records["rows"]:
        assert post.document.source[slice(*row["span"])] == row["hans"]


def test_locks_index_the_english(post: Translation, records: Any) -> None:
    locks = [(row, lock) for row in records["rows"] for lock in row["locks"]]
    assert len(locks) == 2
    for row, lock in locks:
        assert row["en"][slice(*lock["span"])] == lock["target"]
        assert post.document.source[slice(*lock["source_span"])] == lock["source"]


def with_lock(post: Translation, **changes: Any) -> Translation:
    """The post with its first lock changed."""
    at = next(index for index, row in enumerate(post.units) if row.locks)
    lock = replace(post.units[at].locks[0], **changes)
    return replace(post, units=(*post.units[:at], replace(post.units[at], locks=(lock,)), *post.units[at + 1 :]))


@pytest.mark.parametrize(
    "changes",
    [{"target": "other"}, {"target": "ai"}, {"span": (0, 1)}, {"span": (1, 3)}, {"span": (900, 902)}, {"span": (2, 0)}],
    ids=str,
)
def test_a_lock_that_does_not_stand_is_never_written(post: Translation, changes: dict[str, Any]) -> None:
    with pytest.raises(LockBroken, match="should stand at") as caught:
        write(with_lock(post, **changes), "json")
    assert caught.value.path == "posts/post.md"


def test_a_lock_that_stands_is_written(post: Translation) -> None:
    assert write(with_lock(post, strategy="slot"), "json")


def test_spans_count_what_lies_beyond_the_basic_plane_once() -> None:
    post = Builder()
    post.add(
        "paragraph",
        three("\U00020000👍🏽。", "\U00020000👍🏽。", "\U00020000."),
        (("见", term("甲")),) * 2 + (("\U00020000 ", term("A", "甲")),),
    )
    built = post.built()
    rows = json.loads(write(built, "json")[0].data)["rows"]
    assert [row["span"] for row in rows] == [[0, 4], [4, 6]]
    assert rows[1]["locks"][0] | {"rung": ""} == {
        "source": "甲",
        "target": "A",
        "source_span": [5, 6],
        "span": [2, 3],
        "rung": "",
        "term": "甲",
    }


@pytest.mark.parametrize("layout", ["side-by-side", "interleaved", "per-language"])
def test_the_same_whatever_the_layout(post: Translation, layout: Layout) -> None:
    assert write(post, "json", ExportOptions(layout)) == write(post, "json")


def test_a_post_without_rows_is_valid() -> None:
    records = json.loads(write(Builder().built(), "json")[0].data)
    jsonschema.validate(records, schema())
    assert (records["rows"], records["glossary"]) == ([], [])


@pytest.mark.slow
@given(st.text(), st.text())
@settings(max_examples=40, deadline=None)
def test_any_text_comes_back(hans: str, en: str) -> None:
    post = Builder()
    post.add("turn", three(hans, hans, en), speaker=Speaker(hans, hans, en))
    (output,) = write(post.built(), "json")
    (row,) = json.loads(output.data)["rows"]
    assert (row["hans"], row["hant"], row["en"]) == (hans, hans, en)
    assert row["speaker"] == {"hans": hans, "hant": hans, "en": en}
    jsonschema.validate(json.loads(output.data), schema())


def test_one_row_to_a_line_in_readable_characters(post: Translation) -> None:
    lines = write(post, "json")[0].data.decode("utf-8").splitlines()
    assert sum(line.startswith('  {"id"') for line in lines) == len(post.units)
    assert any("开头的话。" in line for line in lines)


def test_what_is_recorded_of_post_and_glossary(records: Any) -> None:
    assert records["signature"].startswith("bilingual 0.1|engine:engine 1|")
    assert records["post"] == {"name": "post", "path": "posts/post.md", "front_matter": ["title", "speaker"], "speakers": {}}
    assert [term["source"] for term in records["glossary"]] == ["物理引擎", "AI", "结构洞"]
    assert records["glossary"][0]["where"] == "posts/post.md:9"
