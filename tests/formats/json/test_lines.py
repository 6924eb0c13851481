"""A post as JSON Lines: each line is a row of the records and says what it is."""

from __future__ import annotations

import json

from bilingual.formats.json.lines import VERSION, line_schema
from bilingual.formats.json.schema import fault, validator
from bilingual.formats.json.write import records
from bilingual.formats.registry import write
from bilingual.model import Translation


def test_a_line_is_a_row_of_the_records_with_its_version_and_post(post: Translation) -> None:
    (output,) = write(post, "jsonl")
    assert output.suffix == ".jsonl"
    lines = [json.loads(line) for line in output.data.decode().splitlines()]
    assert [{k: v for k, v in line.items() if k not in ("version", "post")} for line in lines] == records(post)["rows"]
    assert {(line["version"], line["post"]) for line in lines} == {(VERSION, post.document.name)}
    check = validator(line_schema())
    assert [fault(line, check) for line in lines if fault(line, check)] == []
    assert fault(lines[0] | {"version": 2}, check)
    assert fault({k: v for k, v in lines[0].items() if k != "post"}, check) == "“post” is missing"
