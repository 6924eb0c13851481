"""The glossary through the server: rows, what a change would change, a change of one line, and the posts done again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from bilingual.project import Project
from tests.web.conftest import Client

FILE = "glossaries/terms.csv"
TEXT = "# ours\nsource,target,status,kind,mine\n公园,park,candidate,term,kept\n树,,candidate,term,\n天气,weather,accepted,term,\n"


@pytest.fixture
def terms(client: Client) -> Client:
    Path("glossaries").mkdir()
    Path(FILE).write_text(TEXT, "utf-8")
    return client


def change(client: Client, source: str, **cells: str) -> Any:
    return client.ask("/api/terms", {"file": FILE, "source": source, "cells": cells})


def done_again(client: Client) -> dict[str, Any]:
    client.ask("/api/translation", {})
    for _ in range(600):
        state: dict[str, Any] = client.ask("/api/translation").content
        if not state["running"]:
            return state
        time.sleep(0.1)
    raise AssertionError("the translation does not end")


def test_without_a_glossary_there_are_no_rows(client: Client) -> None:
    assert client.ask("/api/terms").content["terms"] == []


def test_rows_are_sent_again_only_when_a_file_is_another(terms: Client) -> None:
    def look(state: str) -> Any:
        return terms.ask(f"/api/terms?known={state}").content

    state = look("")["state"]
    assert look(state) == {"state": state, "terms": None}
    Path(FILE).write_text(TEXT.replace("weather", "climate"), "utf-8")
    assert [row["cells"]["target"] for row in look(state)["terms"]] == ["park", "", "climate"]
    state = look("")["state"]
    Path("glossaries/more.csv").write_text("source,target\n地图,map\n", "utf-8")
    assert len(look(state)["terms"]) == 4


def test_a_change_changes_one_line_and_is_undone(terms: Client) -> None:
    assert [row["cells"]["source"] for row in terms.ask("/api/terms").content["terms"]] == ["公园", "树", "天气"]
    assert change(terms, "公园", status="accepted", target="Park").status == 200
    assert Path(FILE).read_text("utf-8") == TEXT.replace("公园,park,candidate", "公园,Park,accepted")
    Project().undo()
    assert Path(FILE).read_text("utf-8") == TEXT


def test_what_cannot_be_accepted_is_told_and_nothing_is_written(terms: Client) -> None:
    refused = change(terms, "树", status="accepted")
    assert refused.status == 400
    assert "no English" in refused.error
    assert change(terms, "没有", status="accepted").status == 400
    assert terms.ask("/api/terms", {"file": "/etc/passwd", "source": "root", "cells": {}}).status == 400
    assert Path(FILE).read_text("utf-8") == TEXT


def test_a_term_is_added_accepted_as_one_step(terms: Client) -> None:
    added = terms.ask("/api/terms/new", {"source": " 电台 ", "target": "Radio"})
    assert [row["cells"]["source"] for row in added.content["terms"]][-1] == "电台"
    assert Path(FILE).read_text("utf-8") == f"{TEXT}电台,Radio,accepted,term,\n"
    Project().undo()
    assert Path(FILE).read_text("utf-8") == TEXT
    for source, target, fact in (("天气", "Wetter", "stands already"), ("电台", "", "no English"), ("", "Radio", "no English")):
        refused = terms.ask("/api/terms/new", {"source": source, "target": target})
        assert (refused.status, fact in refused.error) == (400, True)
    assert terms.ask("/api/terms/new", {"source": "电台"}).status == 400
    assert Path(FILE).read_text("utf-8") == TEXT


def test_the_first_term_makes_the_glossary(client: Client) -> None:
    client.ask("/api/terms/new", {"source": "电台", "target": "Radio"})
    assert "电台,Radio,,accepted" in Path(FILE).read_text("utf-8")


def test_the_impact_of_a_change_is_told_before_it_is_made(terms: Client) -> None:
    impact = terms.ask("/api/impact?term=%E5%85%AC%E5%9B%AD&english=Green").content
    assert (len(impact["sentences"]), impact["touched"], impact["posts"]) == (3, 1, 1)
    assert all("公园" in sentence["text"] for sentence in impact["sentences"])
    assert Path(FILE).read_text("utf-8") == TEXT


def test_what_a_term_changes_nothing_in_has_its_english_already(terms: Client) -> None:
    impact = terms.ask("/api/impact?term=%E5%A4%A9%E6%B0%94&english=weather").content
    assert (impact["sentences"], impact["same"], impact["labels"]) == ([], 1, 0)
    impact = terms.ask("/api/impact?term=%E4%B8%BB%E6%8C%81%E4%BA%BA&english=Host").content
    assert (impact["same"], impact["labels"]) == (0, 2)


def test_an_accepted_term_stands_in_its_rows_after_they_are_translated_again(terms: Client) -> None:
    row = terms.row("天气")
    terms.save(row, "A person wrote this.")
    change(terms, "公园", status="accepted", target="Green Park")
    assert "Green Park" not in terms.row("我们去")["text"]["en"]
    state = done_again(terms)
    assert (state["errors"], state["changed"]) == ([], 2), "of more that the memory knows"
    assert state["sentences"] > 2
    assert "Green Park" in terms.row("我们去")["text"]["en"]
    assert terms.row("天气")["text"]["en"] == "A person wrote this."


def test_lint_findings_have_their_rows(terms: Client) -> None:
    findings = terms.ask("/api/lint").content["findings"]
    assert {finding["name"] for finding in findings if finding["file"] == FILE}
    assert terms.ask("/api/translation", {"posts": ["/etc/passwd"]}).status == 400


def test_of_two_rows_of_a_term_the_one_that_is_meant_is_changed_and_removed(terms: Client) -> None:
    Path(FILE).write_text("# ours\nsource,target,status,mine\n公园,Park,,a\n天气,weather,,b\n公园,Garden,,c\n", "utf-8")
    (found,) = [one for one in terms.ask("/api/lint").content["findings"] if one["name"] == "row"]
    assert (found["line"], found["severity"], found["remedy"]) == (5, "problem", "Keep one of the two rows.")
    second = {"file": FILE, "source": "公园", "line": 5}
    before = Path(FILE).read_text("utf-8")
    assert "Keep one of the two rows" in terms.ask("/api/terms", {**second, "cells": {"target": "Yard"}}).error
    assert Path(FILE).read_text("utf-8") == before, "not the first of them either"
    assert terms.ask("/api/terms/remove", {**second, "line": 4}).status == 400
    assert len(terms.ask("/api/terms/remove", second).content["terms"]) == 2
    assert Path(FILE).read_text("utf-8") == "# ours\nsource,target,status,mine\n公园,Park,,a\n天气,weather,,b\n"
    assert all(one["name"] != "row" for one in terms.ask("/api/lint").content["findings"])
