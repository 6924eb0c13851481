"""Terms added, changed, judged, renamed, removed, merged and sorted."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import GlossaryError, UsageError
from bilingual.project.glossary.book import GlossaryBook, open_book, open_book_to_add, row_in_words
from bilingual.project.glossary.editing import (
    add_term,
    candidates,
    judge_terms,
    merge_terms,
    remove_terms,
    rename_term,
    set_cells,
    sort_files,
)
from bilingual.project.settings import Settings


@pytest.fixture
def book(settings: Settings) -> GlossaryBook:
    return open_book([], settings)


def lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def test_edits_are_told_row_by_row_and_change_no_other_line(book: GlossaryBook, settings: Settings, file: Path) -> None:
    before = lines(file)
    add_term(book, Path("glossaries/terms.csv"), "护城河", "Moat", {"note": "a castle's"})
    judge_terms(book, [*candidates(book)], "accepted", "seen")
    edits = book.apply(dry_run=False)
    judged, added = edits
    assert (judged.line, judged.before and judged.before["source"]) == (4, "引擎")
    assert judged.after == {"status": "accepted", "note": "seen"}
    assert (added.line, row_in_words(added.after or {})) == (6, "护城河 → Moat")
    after = lines(file)
    assert (after[:3], after[4], len(after)) == (before[:3], before[4], len(before) + 1)
    assert after[3] == "引擎,Engine,accepted,,seen"


def test_a_dry_run_says_the_same_and_writes_nothing(book: GlossaryBook, file: Path) -> None:
    before = file.read_bytes()
    rename_term(book, "引擎", "物理引擎")
    assert [(edit.after or {}).get("source") for edit in book.apply(dry_run=True)] == ["物理引擎"]
    assert file.read_bytes() == before


def test_a_term_that_stands_is_not_added_again(book: GlossaryBook) -> None:
    with pytest.raises(GlossaryError, match=r"stands already: 引擎 → Engine \(candidate\)") as caught:
        add_term(book, Path("glossaries/terms.csv"), "引擎", "Motor", {})
    assert caught.value.line == 4


@pytest.mark.parametrize(("there", "term", "is_there"), [("老闆", "老板", True), ("老板", "老闆", True), ("頭髮", "頭發", False)])
def test_a_row_counts_for_both_kinds_of_chinese(
    there: str, term: str, is_there: bool, book: GlossaryBook, settings: Settings
) -> None:
    path = Path("glossaries/terms.csv")
    add_term(book, path, there, "Boss", {})
    book.apply(dry_run=False)
    again = open_book([], settings)
    if is_there:
        with pytest.raises(GlossaryError, match=f"translate glossary set {there} target="):
            add_term(again, path, term, "Owner", {})
    else:
        add_term(again, path, term, "Owner", {})


def test_an_alias_is_renamed_and_removed_by_itself(book: GlossaryBook, settings: Settings, file: Path) -> None:
    rename_term(book, "谷哥", "古歌")
    book.apply(dry_run=False)
    assert lines(file)[1] == "谷歌,Google,,古歌,"
    book = open_book([], settings)
    remove_terms(book, ["古歌", "界面"])
    book.apply(dry_run=False)
    assert lines(file) == ["source,target,status,aliases,note", "谷歌,Google,,,", "# a comment", "引擎,Engine,candidate,,"]


def test_terms_become_aliases_of_another(book: GlossaryBook, file: Path) -> None:
    merge_terms(book, ["引擎", "界面"], "谷哥")
    book.apply(dry_run=False)
    assert lines(file)[1:] == ["谷歌,Google,,谷哥|引擎|界面,", "# a comment"]
    with pytest.raises(UsageError, match="is “谷歌” already"):
        merge_terms(book, ["谷哥"], "谷歌")


def test_files_are_sorted_between_their_comments(book: GlossaryBook, settings: Settings, file: Path) -> None:
    assert [(found.moved, found.rows) for found in sort_files(book, "source")] == [(2, 3)]
    assert [line.split(",")[0] for line in lines(file)[1:]] == ["谷歌", "# a comment", "界面", "引擎"]
    assert [found.moved for found in sort_files(open_book([], settings), "source")] == [0]
    with pytest.raises(UsageError, match="no column “age”"):
        list(sort_files(book, "age"))


def test_a_new_term_goes_into_the_only_file_or_the_usual_one(folder: Path, settings: Settings) -> None:
    assert open_book_to_add([], settings)[1] == Path("glossaries/terms.csv")
    (folder / "glossaries/names.csv").write_text("source,target\n甲,A\n", "utf-8")
    assert open_book_to_add([], settings)[1] == Path("glossaries/terms.csv"), "terms.csv is the usual one"
    (folder / "glossaries/terms.csv").rename(folder / "glossaries/more.csv")
    with pytest.raises(UsageError, match="several glossaries"):
        open_book_to_add([], settings)
    book, path = open_book_to_add([Path("new.csv")], settings)
    add_term(book, path, "甲", "A", {})
    book.apply(dry_run=False)
    assert (folder / "new.csv").read_text("utf-8").splitlines()[1].startswith("甲,A")


def test_without_a_glossary_there_is_nothing_to_edit(file: Path, settings: Settings) -> None:
    file.unlink()
    with pytest.raises(GlossaryError, match="no glossary here"):
        open_book([], settings)


def test_a_row_whose_english_would_be_chinese_stays_a_candidate(book: GlossaryBook, file: Path) -> None:
    path = Path("glossaries/terms.csv")
    assert add_term(book, path, "算力", "", {}) == "no-english"
    assert add_term(book, path, "云端", "云", {"status": "accepted"}) == "chinese-english"
    assert add_term(book, path, "坏", "bad", {}) == "one-character"
    assert add_term(book, path, "好", "good", {"status": "accepted"}) is None, "the person knows"
    assert add_term(book, path, "道", "", {"kind": "keep", "status": "accepted"}) is None, "the person knows"
    assert add_term(book, path, "OpenAI", "", {}) is None
    book.apply(dry_run=False)
    statuses = {line.split(",")[0]: line.split(",")[2] for line in lines(file)[5:]}
    assert statuses == {
        "算力": "candidate", "云端": "candidate", "坏": "candidate", "好": "accepted", "道": "accepted", "OpenAI": "accepted",
    }  # fmt: skip


def test_of_all_candidates_those_in_doubt_are_left(book: GlossaryBook, settings: Settings, file: Path) -> None:
    file.write_text("source,target,status\n算力,,candidate\n坏,bad,candidate\n引擎,Engine,candidate\n", "utf-8")
    book = open_book([], settings)
    left = judge_terms(book, [*candidates(book)], "accepted", unseen=True)
    assert [(place.source, doubt) for place, doubt in left] == [("算力", "no-english"), ("坏", "one-character")]
    assert [edit.before and edit.before["source"] for edit in book.apply(dry_run=False)] == ["引擎"]
    book = open_book([], settings)
    assert [place.source for place, _ in judge_terms(book, [*candidates(book)], "accepted")] == ["算力"], "坏 by name"


def test_an_emptied_english_makes_a_candidate(book: GlossaryBook, file: Path) -> None:
    assert set_cells(book, book.find("谷歌"), {"note": "seen"}) is None
    assert set_cells(book, book.find("谷歌"), {"target": ""}) == "no-english"
    book.apply(dry_run=False)
    assert lines(file)[1] == "谷歌,,candidate,谷哥,seen"


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("The gloss may give more than one English name. In short: SSI.", "In short: SSI."),
        ("Pinyin: is the name read so?", ""),
        (
            "Glossed in two ways: “A. B” at a.md:3, this one at b.md:4. Glossed in two ways: “C” at c.md:1, this one at b.md:4.",
            "",
        ),
        ("Ask Wang: is the name read so?", "Ask Wang: is the name read so?"),
    ],
)
@pytest.mark.parametrize("cells", [{"target": "Motor"}, {"status": "accepted"}, {"owner": "Li"}])
def test_why_a_person_should_look_goes_when_a_person_has_decided(
    note: str, left: str, cells: dict[str, str], book: GlossaryBook
) -> None:
    place = book.find("引擎")
    book.change(place, {"note": note})
    set_cells(book, place, cells)
    assert book.cells(place)["note"] == (note if "owner" in cells else left)
    book.change(place, {"note": note})
    judge_terms(book, [place], "accepted")
    assert book.cells(place)["note"] == left
    judge_terms(book, [place], "accepted", "seen")
    assert book.cells(place)["note"] == "seen"
