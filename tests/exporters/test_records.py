"""The JSON records: valid by their schema, exact in their spans."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from bilingual.errors import LockBroken
from bilingual.exporters import export
from bilingual.exporters.records import schema
from bilingual.model import Bilingual


@pytest.fixture(scope="module")
def records(post: Bilingual) -> Any:
    return json.loads(export(post, "json")[0].data)


def test_valid_by_the_schema(records: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(records, schema())


def test_the_schema_refuses_what_is_not_a_record(records: Any) -> None:
    broken = json.loads(json.dumps(records))
    broken["rows"][0]["span"] = [1]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_spans_count_code_points_of_the_post(post: Bilingual, records: Any) -> None:
    for row in records["rows"]:
        assert post.document.source[slice(*row["span"])] == row["hans"]


def test_locks_index_the_english(post: Bilingual, records: Any) -> None:
    locks = [(row, lock) for row in records["rows"] for lock in row["locks"]]
    assert len(locks) == 2
    for row, lock in locks:
        assert row["en"][slice(*lock["span"])] == lock["target"]
        assert post.document.source[slice(*lock["source_span"])] == lock["source"]


def test_a_lock_that_is_not_there_is_never_written(post: Bilingual) -> None:
    at = next(index for index, row in enumerate(post.rows) if row.locks)
    lock = replace(post.rows[at].locks[0], target="other")
    rows = (*post.rows[:at], replace(post.rows[at], locks=(lock,)), *post.rows[at + 1 :])
    with pytest.raises(LockBroken, match="other"):
        export(replace(post, rows=rows), "json")


def test_one_row_to_a_line_in_readable_characters(post: Bilingual) -> None:
    lines = export(post, "json")[0].data.decode("utf-8").splitlines()
    assert sum(line.startswith('  {"id"') for line in lines) == len(post.rows)
    assert any("开头的话。" in line for line in lines)


def test_what_is_recorded_of_post_and_glossary(records: Any) -> None:
    assert records["signature"].startswith("bilingual 0.1|engine:engine 1|")
    assert records["post"] == {"name": "post", "path": "posts/post.md"}
    assert [term["source"] for term in records["glossary"]] == ["物理引擎", "AI", "结构洞"]
    assert records["glossary"][0]["where"] == "posts/post.md:9"
