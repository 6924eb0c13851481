"""Records read back: nothing of a finished post is lost, and what is no record is refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from bilingual.errors import ImportFailed
from bilingual.formats.json.cutting import cut_notice
from bilingual.formats.json.read import restored
from bilingual.formats.registry import write
from bilingual.model import PairedCode, TermSpan, Text, Translation, join
from bilingual.model.placing import STAND_IN, hidden, with_mentions
from bilingual.sources.segmentation import segment_id


@pytest.mark.slow
@pytest.mark.parametrize("name", ["city-radio", "house-manual", "repair-cafe"])
def test_every_format_is_the_same_from_the_records(finished: dict[str, Translation], name: str) -> None:
    result = finished[name]
    again = restored(write(result, "json")[0].data, "a.json")
    assert again.document == result.document
    assert again.units == result.units
    assert (again.signature, again.speakers) == (result.signature, result.speakers)
    for kind in ("md", "docx", "json"):
        assert write(again, kind) == write(result, kind)


def test_what_a_person_says_of_a_term_comes_back(finished: dict[str, Translation]) -> None:
    result = finished["repair-cafe"]
    noted = replace(result, terms=tuple(replace(term, note="为什么", aliases=("别名",)) for term in result.terms))
    again = restored(write(noted, "json")[0].data, "a.json")
    assert {(term.note, term.aliases) for term in again.terms} == {("为什么", ("别名",))}


def _span(own: Any) -> None:
    own["rows"][3]["span"][0] += 1


def _far(own: Any) -> None:
    own["rows"][-1]["span"] = [1e99, 2e99]


def _mention_far(own: Any) -> None:
    mention = next(mention for row in own["rows"] for mention in row["mentions"])
    mention["hant"] = [1e99, 2e99]


def _lock(own: Any) -> None:
    lock = next(lock for row in own["rows"] for lock in row["locks"])
    lock["span"] = [span + 1 for span in lock["span"]]


def _mention(own: Any) -> None:
    mention = next(mention for row in own["rows"] for mention in row["mentions"])
    mention["hant"] = [9000, 9002]


BROKEN: dict[str, tuple[Callable[[Any], object], str]] = {
    "another row id": (lambda own: own["rows"][2].update(id="0"), "Row 0 does not stand where"),
    "a row too few": (lambda own: own["rows"].pop(), "a row for each sentence"),
    "rows in another order": (lambda own: own["rows"].reverse(), "a row for each sentence"),
    "a span that is not the row's": (_span, "does not stand where"),
    "a place that is a number with an exponent": (_far, "does not stand where"),
    "such a place of a term": (_mention_far, "terms of row .* do not stand in its Chinese"),
    "a lock that does not stand": (_lock, "locks of row .* do not stand in its English"),
    "a term that does not stand": (_mention, "terms of row .* do not stand in its Chinese"),
    "another post": (lambda own: own.update(source=["# 别的\n"]), "does not stand where"),
    "half a character": (lambda own: own["rows"][1].update(en="\ud800"), "hold half a character"),
    "an earlier version": (lambda own: own.pop("source"), "“source” is missing"),
    "a later version": (lambda own: own.update(more=1), "“more” is not known"),
    "a field of another kind": (lambda own: own["rows"][1].update(en=None), r"rows\[1\].en is no string"),
    "an origin that is none": (lambda own: own["rows"][1].update(origin="guess"), "has a value that it cannot have"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_records_changed_by_hand_are_refused(finished: dict[str, Translation], kind: str) -> None:
    change, fact = BROKEN[kind]
    own = json.loads(write(finished["repair-cafe"], "json")[0].data)
    change(own)
    with pytest.raises(ImportFailed, match=fact) as caught:
        restored(json.dumps(own).encode(), "a.json")
    assert caught.value.path == "a.json"
    assert "translate run" in caught.value.remedy


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "cannot be read"),
        (b"{\n  1", "cannot be read"),
        (b"\xff{}", "not UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"[]", "no object"),
    ],
)
def test_what_is_no_record_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact):
        restored(data, "a.json")


PROSE = ("paragraph", "turn")


def _merged(records: Any) -> None:
    """As an older version would have left them that did not cut the first paragraph of several sentences."""
    rows = records["rows"]
    at = next(n for n, row in enumerate(rows[1:]) if row["block"] == rows[n]["block"] and rows[n]["kind"] in PROSE)
    first, second = rows[at], rows.pop(at + 1)
    offset = {column: len(first[column]) for column in ("hans", "hant", "en")}
    first["span"] = [first["span"][0], second["span"][1]]
    for lock in second["locks"]:
        lock["span"] = [end + offset["en"] for end in lock["span"]]
    for mention in second["mentions"]:
        mention |= {column: [end + offset[column] for end in mention[column]] for column in ("hans", "hant") if column in mention}
    for column in offset:
        first[column] += second[column]
    first["locks"] += second["locks"]
    first["mentions"] += second["mentions"]
    _renumbered(records, first["block"])


def _renumbered(records: Any, *blocks: str) -> None:
    source, rows = "".join(records["source"]), records["rows"]
    for block in blocks:
        for index, row in enumerate(row for row in rows if row["block"] == block):
            row["id"] = segment_id(index, source[slice(*row["span"])])
    before, _, _ = records["signature"].rpartition(":")
    records["signature"] = f"{before}:{len(rows)}"


def _other_block(records: Any) -> None:
    """As a version would have left them that called a block something else."""
    block = next(row["block"] for row in records["rows"] if row["kind"] in PROSE)
    for row in records["rows"]:
        row["block"] = "earlier" if row["block"] == block else row["block"]


def _unseen(records: Any) -> None:
    """As a version that did not translate the last block."""
    block = records["rows"][-1]["block"]
    records["rows"] = [row for row in records["rows"] if row["block"] != block]
    _renumbered(records)


CUT_OTHERWISE: dict[str, Callable[[Any], object]] = {"sentences": _merged, "blocks": _other_block, "fewer blocks": _unseen}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["city-radio", "house-manual", "repair-cafe"])
@pytest.mark.parametrize("change", CUT_OTHERWISE)
def test_records_of_a_version_that_cut_otherwise_stand_by_themselves(
    finished: dict[str, Translation], name: str, change: str
) -> None:
    records = json.loads(write(finished[name], "json")[0].data)
    CUT_OTHERWISE[change](records)
    again = restored(json.dumps(records).encode(), "a.json")
    notice = cut_notice(again.document)
    assert notice is not None
    assert (notice.problem, "translate run" in notice.remedy) == (False, True)
    assert [(row.id, row.block, row.span, join(row.en)) for row in again.units] == [
        (row["id"], row["block"], tuple(row["span"]), row["en"]) for row in records["rows"]
    ]
    assert all(join(block.parts) == again.document.source[slice(*block.span)] for block in again.document.blocks)
    spans = [block.span for block in again.document.blocks]
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "blocks rise and never overlap"
    assert json.loads(write(again, "json")[0].data) == records
    for kind in ("md", "docx", "html", "epub", "xliff", "tmx", "csv", "xlsx"):
        (output,) = write(again, kind)
        assert output.data
    text = write(again, "md")[0].data.decode()
    assert records["rows"][-1]["en"].strip()[:20] in text


def test_what_is_cut_as_before_has_no_notice(finished: dict[str, Translation]) -> None:
    assert cut_notice(restored(write(finished["repair-cafe"], "json")[0].data, "a.json").document) is None


def test_turns_that_are_cut_otherwise_still_have_their_speakers(finished: dict[str, Translation]) -> None:
    result = finished["city-radio"]
    records = json.loads(write(result, "json")[0].data)
    block = next(row["block"] for row in records["rows"] if row["kind"] == "turn" and row["speaker"])
    label = next(own.label for own in result.document.blocks if own.id == block)
    for row in records["rows"]:
        row["block"] = "earlier" if row["block"] == block else row["block"]
    again = restored(json.dumps(records).encode(), "a.json")
    found = next(own.label for own in again.document.blocks if own.id == "earlier")
    assert label is not None
    assert found is not None
    assert (found.name, found.name_span) == (label.name, label.name_span)


def test_a_post_whose_source_is_not_installed_here_is_as_its_records_say(finished: dict[str, Translation]) -> None:
    records = json.loads(write(finished["repair-cafe"], "json")[0].data)
    records["post"]["format"] = "slides"
    again = restored(json.dumps(records).encode(), "a.json")
    assert (again.document.format, cut_notice(again.document)) == ("slides", None)
    assert [(row.id, row.span, join(row.en)) for row in again.units] == [
        (row.id, row.span, join(row.en)) for row in finished["repair-cafe"].units
    ]
    assert json.loads(write(again, "json")[0].data)["rows"] == records["rows"]
    for kind in ("docx", "html", "csv"):
        assert write(again, kind)[0].data


def test_terms_in_codes_without_end_are_marked_in_time_like_their_number() -> None:
    count, use = 15_000, TermSpan("AI", "AI", (0, 2), "plain")
    written = "*AI*, " * count
    places = [(6 * number + 1, use) for number in range(count)]
    text: Text = (PairedCode("*", ("AI",), "*", "emphasis"), ", ") * count
    assert hidden(written, places) == f"*{STAND_IN * 2}*, " * count, "with a square this would not end"
    marked = with_mentions(text, places)
    assert marked == (PairedCode("*", (use,), "*", "emphasis"), ", ") * count
