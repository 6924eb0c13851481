"""Edits of a glossary file: what changes, what stays byte for byte, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import GlossaryError
from bilingual.glossary.edit import arrange_rows, cells_of, edit_table, rows_of
from bilingual.glossary.table import Table, parse_table

PATH = Path("terms.csv")
HEADER = "source,target,traditional,status,kind,case,aliases,note,where\n"
MESSY = (
    "# ours, 物理引擎\r\nnote,source,target,owner,status,\r\n"
    '  see below , 甲 ,A,Li,accepted\r\n,"乙", "B, or so",,candidate,\r\n\r\n# end, 甲\r\nbad,,x,,\r\n,丁,D,,acepted\r\n'
    '"a note\r\non two lines",戊,E,,\r\n"未完,x\r\n,己'
)


def of(text: str, encoding: str = "utf-8", path: Path = PATH) -> Table:
    return parse_table(text.encode(encoding), path)


def change(before: Table, source: str, /, **cells: str) -> Table:
    (record, *_) = rows_of(before, source)
    return edit_table(before, PATH, {record.line: cells})


def text_of(after: Table) -> str:
    return "".join(after.lines)


@pytest.mark.parametrize(
    ("source", "cells", "old", "new"),
    [
        ("甲", {"status": "rejected"}, "甲 ,A,Li,accepted", "甲 ,A,Li,rejected"),
        ("甲", {"note": "now, this"}, "  see below , 甲", '  "now, this", 甲'),
        ("甲", {"note": ""}, "  see below , 甲", "   , 甲"),
        ("乙", {"source": "亿"}, ',"乙", "B', ',"亿", "B'),
        ("乙", {"target": 'the "B"'}, ', "B, or so",,', ', "the ""B""",,'),
        ("乙", {"target": "B, or so"}, "", ""),
        ("丁", {"status": "accepted"}, "acepted", "accepted"),
        ("戊", {"note": "one line"}, '"a note\r\non two lines"', '"one line"'),
        ("戊", {"status": "rejected"}, "戊,E,,\r\n", "戊,E,,rejected\r\n"),
        ("己", {"target": "G"}, "\r\n,己", "\r\n,己,G"),
    ],
)
def test_a_row_changes_and_nothing_else(source: str, cells: dict[str, str], old: str, new: str) -> None:
    assert MESSY.count(old) == 1 or not old
    assert text_of(change(of(MESSY), source, **cells)) == MESSY.replace(old, new)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_and_its_mark_stay(encoding: str) -> None:
    before = of("source,target\n甲,A\n乙,B\n", encoding)
    assert before.data == "source,target\n甲,A\n乙,B\n".encode(encoding)
    assert change(before, "乙", target="C 𠀀").data == "source,target\n甲,A\n乙,C 𠀀\n".encode(encoding)


def test_a_row_on_two_lines_is_removed_whole() -> None:
    before = of(MESSY)
    (record,) = rows_of(before, "戊")
    assert text_of(edit_table(before, PATH, {record.line: None})) == MESSY.replace('"a note\r\non two lines",戊,E,,\r\n', "")


def test_a_missing_column_is_added_to_the_header_alone() -> None:
    after = change(of('"source","target"\n"甲","A"\n乙,B\n'), "乙", status="rejected", note="why")
    assert text_of(after) == '"source","target","status","note"\n"甲","A"\n乙,B,rejected,why\n'


def test_what_a_missing_column_means_needs_no_column() -> None:
    before = of("甲,A\n")
    assert change(before, "甲", status="accepted", kind="term").lines == before.lines
    added = edit_table(before, PATH, {}, [{"source": "乙", "target": "B", "status": "accepted", "kind": "term"}])
    assert text_of(added) == "甲,A\n乙,B,\n"


def test_rows_are_added_in_the_files_own_way() -> None:
    after = edit_table(of('"source","target"\r\n"甲","A"'), PATH, {}, [{"source": "乙", "target": "B"}])
    assert text_of(after) == '"source","target"\r\n"甲","A"\r\n"乙","B"\r\n'
    empty = edit_table(of("# ours"), PATH, {}, [{"source": "乙", "target": "B", "owner": "Li"}])
    assert text_of(empty) == "# ours\n" + HEADER.replace("\n", ",owner\n") + "乙,B,,,,,,,,Li\n"


@pytest.mark.parametrize(
    ("text", "changes", "fact"),
    [
        ("甲\tA\n", {"status": "rejected"}, "no header"),
        ("source,target\n甲,A\n", {"target": "A\nB"}, "line break"),
        ("source,target\n甲,A\n", {"target": "=1+1"}, "formula"),
        ("source,target\n甲,A\n", {"source": "——"}, "only punctuation"),
        ("source,target\n甲,A\n乙,B\n", {"source": "乙"}, "already in line"),
        ("source,target,aliases\n甲,A\n乙,B\n", {"aliases": "乙"}, "alias “乙” is the source"),
        ("source,target,status\n甲,A\n", {"status": "good"}, "status “good”"),
    ],
)
def test_an_edit_that_makes_a_fault_is_refused(text: str, changes: dict[str, str], fact: str) -> None:
    with pytest.raises(GlossaryError, match=fact):
        change(of(text), "甲", **changes)


def test_a_fault_that_was_there_does_not_stand_in_the_way() -> None:
    assert "terms" not in text_of(change(of(MESSY), "甲", target="AA"))


def test_what_a_file_cannot_hold_is_refused() -> None:
    before = of("甲\tA\n", path=Path("a.tsv"))
    with pytest.raises(GlossaryError, match="cannot be written"):
        edit_table(before, Path("a.tsv"), {}, [{"source": "#标签", "target": "Tag"}])


def test_rows_are_sorted_between_comments() -> None:
    text = 'source,target\n丙,C\n甲,A\n\n# b\n丁,D\n乙,"B\nB"\n"bad\n己,F\n戊,E'
    after = arrange_rows(of(text), PATH, lambda cells: cells["target"])
    assert text_of(after) == 'source,target\n甲,A\n丙,C\n\n# b\n乙,"B\nB"\n丁,D\n"bad\n戊,E\n己,F\n'
    once = of("source,target\n甲,A\n乙,B")
    assert arrange_rows(once, PATH, lambda cells: cells["target"]).lines == once.lines


# --- Any edits, as on a plain list ----------------------------------------------------------------

NAMES = ("source", "target", "status", "owner", "note")
SOURCES = st.text('甲乙丙丁," #A', min_size=1, max_size=3).map(lambda text: "词" + text.strip())
TEXTS = st.text("ab ,\"#'é中", max_size=5).map(str.strip)
ROWS = st.fixed_dictionaries(
    {"source": SOURCES, "target": TEXTS, "status": st.sampled_from(["accepted", "candidate"]), "owner": TEXTS, "note": TEXTS}
)
SHAPES = st.fixed_dictionaries({
    "delimiter": st.sampled_from(",\t;"), "newline": st.sampled_from(["\n", "\r\n", "\r"]), "quoted": st.booleans(),
    "encoding": st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]), "order": st.permutations(NAMES),
    "asides": st.lists(st.sampled_from(["", "# 甲", "  ", '# "not closed']), max_size=3), "ends": st.booleans(),
})  # fmt: skip


def written(rows: list[dict[str, str]], shape: dict[str, Any]) -> bytes:
    """A file in a style of its own."""

    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if shape["quoted"] or set(text) & set(',;\t"#') else text

    lines = [shape["delimiter"].join(map(cell, [row[name] for name in shape["order"]])) for row in rows]
    lines = [*shape["asides"], shape["delimiter"].join(shape["order"]), *lines]
    for number, aside in enumerate(shape["asides"]):
        lines.insert(len(shape["asides"]) + 1 + 2 * number, aside)
    text: str = shape["newline"].join(lines) + (shape["newline"] if shape["ends"] else "")
    return text.encode(shape["encoding"])


def held(found: Table) -> list[dict[str, str]]:
    return [cells_of(found, record) for record in found.records]


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 9), st.sampled_from(NAMES[1:]), TEXTS),
        st.tuples(st.just("status"), st.integers(0, 9), st.just("status"), st.sampled_from(["rejected", "accepted"])),
        st.tuples(st.just("remove"), st.integers(0, 9), st.just(""), st.just("")),
        st.tuples(st.just("add"), st.just(0), SOURCES, TEXTS),
    ),
    max_size=6,
)


@pytest.mark.slow
@given(st.lists(ROWS, max_size=5, unique_by=lambda row: row["source"]), SHAPES, EDITS)
def test_edits_of_a_file_equal_edits_of_a_list(rows: list[dict[str, str]], shape: dict[str, Any], edits: list[Any]) -> None:
    found, model = parse_table(written(rows, shape), PATH), [dict(row) for row in rows]
    assert found.data == written(rows, shape)
    assert held(found) == model
    for kind, number, name, text in edits:
        if kind == "add":
            if any(row["source"] == name for row in model):
                continue
            row = dict.fromkeys(NAMES, "") | {"source": name, "target": text}
            after = edit_table(found, PATH, {}, [row])
            model.append(row)
            assert len(after.lines) == len(found.lines) + 1
        elif not model:
            continue
        else:
            place = number % len(model)
            record = found.records[place]
            value = text if name != "status" or kind == "status" else "candidate"
            after = edit_table(found, PATH, {record.line: None if kind == "remove" else {name: value}})
            if kind == "remove":
                del model[place]
                assert after.lines == found.lines[: record.line - 1] + found.lines[record.line :]
            else:
                model[place][name] = value
                pairs = zip(found.lines, after.lines, strict=True)
                assert sum(one != other for one, other in pairs) <= 1
        found = after
        assert held(found) == model
        assert parse_table(found.data, PATH).records == found.records
