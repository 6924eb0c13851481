"""The glossary file: what is read, what is reported, what a merge leaves alone; and which terms are in force."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import GlossaryError
from bilingual.glossary.entries import read_glossary
from bilingual.glossary.termbase import Glossary, merge_terms_into
from bilingual.model import Term

HEADER = "source,target,traditional,status,kind,case,aliases,note,where\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "terms.csv"


def pairs(path: Path) -> list[tuple[str, str]]:
    terms, problems = read_glossary(path)
    assert not problems
    return [(term.source, term.target) for term in terms]


# --- Reading ------------------------------------------------------------------------------------


def test_all_columns_in_any_order(file: Path) -> None:
    file.write_text(
        "# our terms\nowner,Target,SOURCE,status,kind,case,aliases,note,where,traditional\n"
        'Li, Open Source Community ,开源社区,Accepted,org,no,开源圈 | 社区,"seen, twice",a.md:3,開源社群\n',
        "utf-8",
    )
    (term,), problems = read_glossary(file)
    assert not problems
    assert term == Term(
        "开源社区", "Open Source Community", "開源社群", "accepted", "org", False, ("开源圈", "社区"), "seen, twice", "a.md:3",
        (("owner", "Li"),), str(file), 3,
    )  # fmt: skip


def test_an_empty_target_keeps_and_short_rows_are_fine(file: Path) -> None:
    file.write_text(HEADER + "UI,\n\n  \n物理引擎,Physics Engine,,candidate\n", "utf-8")
    terms, problems = read_glossary(file)
    assert not problems
    assert [(t.english, t.status) for t in terms] == [("UI", "accepted"), ("Physics Engine", "candidate")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "物理引擎,Physics Engine\n结构洞,Structural Hole\n"),
        ("a.csv", "物理引擎,Physics Engine,a note\n结构洞,Structural Hole\n"),
        ("a.tsv", "# OmegaT\n物理引擎\tPhysics Engine\n结构洞\tStructural Hole\ta note\n"),
        ("a.txt", "物理引擎\tPhysics Engine\r\n结构洞\tStructural Hole"),
        ("a.csv", "source;target\n物理引擎;Physics Engine\n结构洞;Structural Hole\n"),
        ("a.csv", "source,target,tgt_lng\n物理引擎,Physics Engine,en\n结构洞,x,de\n结构洞,Structural Hole,en-US\n"),
        ("deepl.csv", "物理引擎,Physics Engine,zh,en\n物理引擎,x,ZH,DE\n结构洞,Structural Hole,ZH,EN-US\n"),
        ("deepl.csv", "Physics Engine,物理引擎,EN,ZH,1\nStructural Hole,结构洞,en,zh-hans,0.5\n"),
        ("google.csv", "en,zh-CN,pos,description\nPhysics Engine,物理引擎,noun,a\nStructural Hole,结构洞,,\n"),
        ("excel.csv", "sep=;\n物理引擎;Physics Engine\n结构洞;Structural Hole\n"),
        ("excel.csv", "sep=,\nsource,target\n物理引擎,Physics Engine\n结构洞,Structural Hole\n"),
        ("table.csv", "中文,英文,备注\n物理引擎,Physics Engine,甲\n结构洞,Structural Hole,\n"),
    ],
)
def test_files_of_other_programs(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_bytes(content.encode())
    assert pairs(tmp_path / name) == [("物理引擎", "Physics Engine"), ("结构洞", "Structural Hole")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_endings(file: Path, encoding: str, newline: str) -> None:
    file.write_bytes("source,target\n物理引擎,Physics Engine\n结构洞,Structural Hole\n".replace("\n", newline).encode(encoding))
    assert pairs(file) == [("物理引擎", "Physics Engine"), ("结构洞", "Structural Hole")]


def test_quoted_fields_may_hold_anything(file: Path) -> None:
    rows = '"#标签","Tags, ""so-called""","two\nlines"\n甲,@foo,+1\n5" 屏,5-inch Screen,\n'
    file.write_text(f"source,target,note\n{rows}", "utf-8")
    terms, problems = read_glossary(file)
    assert not problems
    assert [(t.source, t.target, t.note, t.line) for t in terms] == [
        ("#标签", 'Tags, "so-called"', "two\nlines", 2), ("甲", "@foo", "+1", 4), ('5" 屏', "5-inch Screen", "", 5),
    ]  # fmt: skip


def test_quotes_are_plain_in_tables_of_tabs_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('"引号\t"quote\n', "utf-8")
    assert pairs(path) == [('"引号', '"quote')]


def test_sources_are_nfc_and_never_nfkc(file: Path) -> None:
    file.write_text("source,target\nCafe\u0301文化,Café\nＡＩ，,x\n", "utf-8")
    assert [source for source, _ in pairs(file)] == ["Caf\u00e9文化", "ＡＩ，"]


# --- Problems -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        (",Moat", "no source"),
        ("护城河", "no target"),
        ("护城河,Moat,,acepted", "status “acepted”"),
        ("护城河,Moat,,,words", "kind “words”"),
        ("护城河,Moat,,,,perhaps", "case “perhaps”"),
        ("护城河,Moat,,,,,,,a,b", "10 cells"),
        ('护城河,"Mo\nat"', "target holds a line break"),
        ("护城河,\u27e60\u27e7", "U+27E6"),
        ("护城河,Mo\x07at", "U+0007"),
        ("护\ue000河,Moat", "U+E000"),
        ("护城河,Moat,護\ue000河", "traditional form holds"),
        ("护城河,Moat,,,,,护\x00", "U+0000"),
        ("护城河,Moat,,,,,,a\x00b", "note holds U+0000"),
        ("——,Dash", "only punctuation"),
        ("甲,A", "“甲” stands already in line 2."),
        ("甲,B", "already in line 2, with another target: “A”, here “B”"),
        ("护城河,=SUM(A1:A9)", "formula"),
        ('护城河,"=HYPERLINK(""http://a.example"",""Moat"")"', "formula"),
        ("护城河,+A1", "formula"),
        ("护城河,-2+3", "formula"),
        ("护城河,@SUM(1)", "formula"),
        ("护城河,#NAME?", "formula"),
        ("=A1,Moat", "formula"),
        ("护城河,Moat|Ditch", "looks like two"),
        ("护城河,Moat; Ditch", "looks like two"),
        ("护城河,Moat；Ditch", "looks like two"),
        ("护城河,Moat,,,,,丙|亚", "alias “丙” is the source of line 4"),
        ("护城河,Moat,,,,,甲", "alias “甲” is the source of line 2"),
        (f"{'护' * 1001},Moat", "The source has 1,001 characters; a term may have 1,000."),
        (f"护城河,{'x' * 5_000_000}", "The target has 5,000,000 characters"),
        (f"护城河,Moat,{'護' * 1001}", "traditional form has 1,001"),
        (f"护城河,Moat,,{'x' * 32_768}", "status has 32,768 characters; a cell may have 32,767."),
        (f"护城河,Moat,,,,,护河|{'护' * 1001}", "alias has 1,001"),
        (f"护城河,Moat,,,,,{'护|' * 16_384}", "list of aliases has 32,768"),
        (f"护城河,Moat,,,,,,{'x' * 32_768}", "note has 32,768"),
        (f"护城河,Moat,,,,,,,,{'x' * 32_768}", "cell has 32,768"),
        ("x" * 32_768, "source has 32,768"),
        (f'护城河,"{"x" * 200_000}"', "line has 200,006 characters"),
        ('"护城河,Moat', "quotation mark"),
        ('"护城"河,Moat', "quotation mark"),
    ],
)
def test_a_bad_row_is_reported_and_the_others_are_used(file: Path, row: str, fact: str) -> None:
    file.write_text(f"{HEADER}甲,A\n{row}\n丙,C\n", "utf-8")
    terms, (problem,) = read_glossary(file)
    assert {"甲", "丙"} <= {term.source for term in terms}
    assert fact in problem.fact
    assert problem.remedy
    assert (problem.path, problem.line) == (str(file), 3)


def test_what_looks_like_a_fault_and_is_none(file: Path) -> None:
    targets = ["@OpenAI", "-", "A/B Test", "Steins;Gate", "==", "-ism", "+1", "#1 Fan", "-5 °C", "C++"]
    file.write_text(HEADER + "".join(f"甲{i},{target}\n" for i, target in enumerate(targets)), "utf-8")
    terms, problems = read_glossary(file)
    assert not problems
    assert [term.target for term in terms] == targets


def test_a_cell_as_long_as_it_may_be_is_read(file: Path) -> None:
    file.write_text(f"{HEADER}{'护' * 1000},{'x' * 1000},,,,,{'城' * 1000},{'x' * 32_767}\n", "utf-8")
    assert len(pairs(file)) == 1


@pytest.mark.parametrize("first", ["护城河,{}", "护城河\t{}", "source,target\n护城河,{}", "护城河,Moat,zh,en,{}"])
def test_a_long_cell_in_the_first_line_stops_no_other_row(file: Path, first: str) -> None:
    between = "\t" if "\t" in first else ","
    file.write_text(first.format("x" * 200_000) + f"\n丙{between}C\n", "utf-8")
    terms, (problem,) = read_glossary(file)
    assert [term.source for term in terms] == ["丙"]
    assert "200,000 characters" in problem.fact


def test_looking_for_the_end_of_quotes_ends(file: Path) -> None:
    file.write_text(HEADER + 'x","abc\n' * 20_000, "utf-8")  # each line could be the beginning of a field over many lines
    started = process_time()
    assert len(read_glossary(file)[1]) == 20_000
    assert process_time() - started < 1


def test_an_alias_of_two_rows_belongs_to_the_first(file: Path) -> None:
    file.write_text(HEADER + "甲,A,,,,,丙|甲|丙\n乙,B,,,,,丙|丁\n", "utf-8")
    terms, (problem,) = read_glossary(file)
    assert [term.aliases for term in terms] == [("丙",), ("丁",)]
    assert "an alias of line 2" in problem.fact
    assert problem.line == 3


def test_a_broken_quote_swallows_one_line_only(file: Path) -> None:
    file.write_text(HEADER + '"甲,A\n乙,B\n丙,"C, D"\n丁,""\n戊,E\n"己,F\n', "utf-8")
    terms, problems = read_glossary(file)
    assert [t.source for t in terms] == ["乙", "丙", "丁", "戊"]
    assert [p.line for p in problems] == [2, 7]


def test_loading_raises_once_with_everything(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("source,target\n,x\n甲,A\n乙\n", "utf-8")
    (tmp_path / "b.csv").write_text("source,target\n——,x\n", "utf-8")
    paths = [tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"]
    with pytest.raises(GlossaryError, match=r"a\.csv:2: .*\n.*a\.csv:4: .*\n.*b\.csv:2: .*\n.*c\.csv: ") as raised:
        Glossary.load(paths)
    assert len(raised.value.problems) == 4
    glossary, problems = Glossary.lenient(paths)
    assert [t.source for t in glossary.terms] == ["甲"]
    assert len(problems) == 4


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (b"PK\x03\x04\x14\x00\x00\x00", "not text"),
        ("甲,A\n".encode("utf-16-le"), "not text"),
        (b"\xff\xff\xff", "not text"),
        (b"source,target,target\n", "twice"),
        (b"source,target," + b"x" * 5_000_000, "a column whose name has more than 1,000 characters"),
    ],
)
def test_files_that_cannot_be_read_at_all(file: Path, content: bytes, fact: str) -> None:
    file.write_bytes(content)
    with pytest.raises(GlossaryError, match=fact):
        read_glossary(file)


def test_an_empty_file_is_an_empty_glossary(file: Path) -> None:
    file.write_text("# nothing yet\n", "utf-8")
    assert read_glossary(file) == ((), ())


@pytest.mark.slow
def test_a_hundred_thousand_rows(file: Path) -> None:
    file.write_text(HEADER + "".join(f'术语{i},"Term {i}",,accepted,term,,,,\n' for i in range(100_000)), "utf-8")
    terms, problems = read_glossary(file)
    assert (len(terms), problems) == (100_000, ())


# --- Writing ------------------------------------------------------------------------------------

MESSY = (
    "# ours\r\nnote,source,target,owner,status\r\n"
    "  see below , 甲 ,A,Li,accepted\r\n,乙,B\r\n\r\n# end\r\nbad,,x,,\r\n,丁,D,,acepted\r\n"
).encode()


def test_a_merge_appends_and_touches_nothing_else(file: Path) -> None:
    file.write_bytes(MESSY)
    terms = [Term("甲", "other"), Term("丁", "D"), Term("护城河", "Moat, Wide", status="candidate", note="why", kind="term")]
    assert merge_terms_into(file, terms) == (terms[2],)
    assert file.read_bytes() == MESSY + 'why,护城河,"Moat, Wide",,candidate\r\n'.encode()
    assert merge_terms_into(file, terms) == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_merge_keeps_the_encoding(file: Path, encoding: str) -> None:
    before = "source,target,status\n物理引擎,Physics Engine,".encode(encoding)  # without a final line ending
    file.write_bytes(before)
    merge_terms_into(file, [Term("结构洞", "Structural Hole")])
    assert file.read_bytes().startswith(before)
    rows = ["source,target,status", "物理引擎,Physics Engine,", "结构洞,Structural Hole,accepted", ""]
    assert file.read_bytes().decode(encoding) == "\n".join(rows)


def test_a_merge_into_nothing_and_into_an_empty_file(tmp_path: Path) -> None:
    terms = [Term("甲乙", "A", case=False, aliases=("丙", "丁"), extra=(("owner", "Li"),))]
    expected = HEADER + "甲乙,A,,accepted,term,no,丙|丁,,\n"
    (tmp_path / "empty.csv").touch()
    (tmp_path / "comment.csv").write_text("# ours", "utf-8")
    for name, start in (("new/new.csv", ""), ("empty.csv", ""), ("comment.csv", "# ours\n")):
        merge_terms_into(tmp_path / name, terms)
        assert (tmp_path / name).read_text("utf-8") == start + expected


def test_without_a_status_only_accepted_terms_are_added(file: Path) -> None:
    file.write_text("甲\tA\n", "utf-8")
    added = merge_terms_into(file, [Term("乙", "B"), Term("丙", "C", status="candidate")])
    assert [t.source for t in added] == ["乙"]
    assert file.read_text("utf-8") == "甲\tA\n乙\tB\t\n"


def test_a_dry_run_writes_nothing(file: Path) -> None:
    assert merge_terms_into(file, [Term("乙", "B")], dry_run=True)
    assert not file.exists()


def test_saving_never_replaces(file: Path) -> None:
    Glossary((Term("乙", "B"),)).save(file)
    before = file.read_bytes()
    with pytest.raises(GlossaryError, match="exists already"):
        Glossary().save(file)
    assert file.read_bytes() == before
    assert os.listdir(file.parent) == [file.name]


def test_a_failed_write_leaves_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_bytes(MESSY)
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(GlossaryError, match="No space left"):
        merge_terms_into(file, [Term("护城河", "Moat")])
    assert file.read_bytes() == MESSY
    assert os.listdir(file.parent) == [file.name]


def test_a_write_keeps_the_mode_and_follows_links(file: Path, tmp_path: Path) -> None:
    file.write_text("source,target\n", "utf-8")
    file.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    merge_terms_into(link, [Term("乙", "B")])
    assert link.is_symlink()
    assert pairs(file) == [("乙", "B")]
    assert file.stat().st_mode & 0o777 == 0o640


_WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="⟦⟧\ufffc|"), max_size=6)
_SOURCES = _WORDS.map(lambda words: unicodedata.normalize("NFC", "甲" + words))
_TARGETS = _WORDS.filter(lambda text: not set("=+-@#;；、") & set(text))
_TERMS = st.builds(Term, _SOURCES, _TARGETS, note=_WORDS, status=st.sampled_from(["accepted", "candidate", "rejected"]))


@given(st.lists(_TERMS, max_size=8, unique_by=lambda term: term.source))
def test_what_is_saved_is_read(tmp_path_factory: pytest.TempPathFactory, terms: list[Term]) -> None:
    file = tmp_path_factory.mktemp("saved") / "terms.csv"
    Glossary(tuple(terms)).save(file)
    found, problems = read_glossary(file)
    assert problems == ()
    assert [replace(term, path="", line=0) for term in found] == terms


# --- What is in force ---------------------------------------------------------------------------


def test_only_accepted_terms_are_in_force() -> None:
    glossary = Glossary((Term("甲", "A"), Term("乙", "B", status="candidate"), Term("丙", "C", status="rejected")))
    assert [t.source for t in glossary.active] == ["甲"]


def test_the_nearer_layer_wins() -> None:
    file = Glossary((
        Term("甲", "A", aliases=("亚马逊",)), Term("乙", "B", status="rejected"),
        Term("丙", "C", status="candidate", aliases=("戊",)),
        Term("github", "GitHub", case=False),
    ))  # fmt: skip
    post = [
        Term("甲", "x"), Term("乙", "x"), Term("丙", "x"), Term("亚马逊", "x"), Term("GitHub", ""),
        Term("丁", "D", aliases=("甲", "己")), Term("丁", "again"),
        Term("戊", "E"),
    ]  # fmt: skip
    merged = file.with_terms(post)
    assert merged.terms[:4] == file.terms
    assert merged.terms[4:] == (Term("丁", "D", aliases=("己",)), Term("戊", "E"))


def test_the_first_file_wins(tmp_path: Path) -> None:
    for name, target in (("near.csv", "Near"), ("far.csv", "Far")):
        (tmp_path / name).write_text(f"source,target\n甲,{target}\n", "utf-8")
    assert [t.target for t in Glossary.load([tmp_path / "near.csv", tmp_path / "far.csv"]).terms] == ["Near"]


def test_the_digest_follows_the_terms_in_force() -> None:
    one, two = Term("甲", "A"), Term("乙", "B")
    digest = Glossary((one, two)).digest
    assert len(digest) == 6
    assert int(digest, 16) >= 0
    assert Glossary((two, one)).digest == digest
    assert Glossary((one, two, Term("丙", "C", status="candidate"))).digest == digest
    assert Glossary((one,)).digest != digest
    assert Glossary((one, Term("乙", "b"))).digest != digest
    assert Glossary((one, Term("乙", "B", traditional="乙"))).digest != digest


def test_forms_speakers_and_locks() -> None:
    glossary = Glossary((
        Term("算法", "algorithm", traditional="演算法"), Term("老修", "Lao Xiu", kind="speaker", aliases=("老朽",)),
        Term("主持人", "Host", kind="speaker"), Term("奥特曼", "Altman", kind="person"),
        Term("甲", "x", kind="speaker", status="rejected"),
    ))  # fmt: skip
    assert glossary.forms == {"算法": "演算法"}
    assert glossary.speakers() == {"老修", "老朽", "主持人", "奥特曼"}
    assert [t.source for t in glossary.locks] == ["算法", "老修", "奥特曼"]


def test_a_file_full_of_bad_rows_fills_no_message(file: Path) -> None:
    file.write_text(HEADER + "".join(f"术语{number},,,accepted,nonsense,,,,\n" for number in range(250)), "utf-8")
    with pytest.raises(GlossaryError) as raised:
        Glossary.load([file])
    assert len(raised.value.problems) == 250
    first, *told = str(raised.value).splitlines()
    assert first.startswith("250 rows of the glossary cannot be used.")
    assert (len(told), told[-1]) == (101, "  150 more were found. Correct these first, and run the same command again.")
