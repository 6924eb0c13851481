"""Two people edit the same post: what both changed is a conflict, the rest goes in, and no order of imports loses a text."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import docx
import pytest

from bilingual.memory import open_memory
from tests.cli.conftest import Translate, records
from tests.cli.editing import EDITORS, Word, type_into

POST = "# 公园\n\n主持人: 今天天气很好。我们去公园散步。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
MING = {"走吧。": "Off we go!", "再见。": "So long!"}
LI = {"走吧。": "Come on!", "今天天气很好。": "A fine day."}


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q").code == 0
    return project / "talk.md"


@pytest.fixture
def sent(post: Path, translate: Translate) -> Callable[[str, str, dict[str, str]], Path]:
    def send(who: str, kind: str, texts: dict[str, str]) -> Path:
        """A document made now, as that editor sends it back."""
        suffix, edit = EDITORS[kind]
        assert translate("export", "talk.md", "--format", kind, "-o", who, "-q").code == 0
        edit(Path(who) / f"talk{suffix}", texts)
        return Path(who) / f"talk{suffix}"

    return send


Sent = Callable[[str, str, dict[str, str]], Path]


def english(translate: Translate) -> dict[str, str]:
    assert translate("run", "talk.md", "-q").code == 0
    return {row["hans"]: row["en"] for row in records(Path("outputs/talk"))["rows"]}


def test_both_texts_are_shown_and_the_rest_goes_in(translate: Translate, sent: Sent) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    assert translate("import", ming, "--by", "Ming", "-q").code == 0
    result = translate("import", li, "--by", "Li")
    assert (result.code, "two people changed it (left out)" in result.out) == (1, True), result.out
    assert "    + Come on!\n    = Off we go!   (Ming, " in result.out
    assert "import it again with --theirs (+), --mine (=) or --ask" in result.out
    now = english(translate)
    assert (now["走吧。"], now["再见。"], now["今天天气很好。"]) == ("Off we go!", "So long!", "A fine day.")


@pytest.mark.parametrize(("flag", "counts"), [("--theirs", "Come on!"), ("--mine", "Off we go!")])
def test_whose_text_counts(translate: Translate, sent: Sent, flag: str, counts: str) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    translate("import", li, "--by", "Li", "-q")  # undecided at first
    assert translate("import", li, "--by", "Li", flag, "-q").code == 0
    assert english(translate)["走吧。"] == counts
    assert translate("import", li, "--by", "Li", "-q").code == 0, "it is decided"
    history = translate("history", "走吧").out
    assert "Off we go!" in history
    assert "Come on!" in history


@pytest.mark.parametrize(("answer", "counts", "code"), [("t", "Come on!", 0), ("m", "Off we go!", 0), ("l", "Off we go!", 1)])
def test_a_person_is_asked_whose_text_counts(translate: Translate, sent: Sent, answer: str, counts: str, code: int) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    result = translate("import", li, "--by", "Li", "--ask", stdin=f"{answer}\n".encode())
    assert (result.code, "    = Off we go!   (Ming, " in result.err) == (code, True), result.err
    assert english(translate)["走吧。"] == counts


def test_a_text_that_waits_stands_in_the_documents_as_a_comment(translate: Translate, sent: Sent) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    translate("import", li, "--by", "Li", "-q")
    english(translate)
    document = docx.Document("outputs/talk/talk.docx")
    assert [(c.author, c.text) for c in document.comments] == [("Li", "Another text: Come on!")]
    assert "Li: Another text: Come on!" in translate("check", "talk.md").out
    assert translate("import", "outputs/talk/talk.docx").code == 0, "it is no comment of an editor's"
    translate("import", li, "--by", "Li", "--mine", "-q")
    english(translate)
    assert not [*docx.Document("outputs/talk/talk.docx").comments]


SETTLED: dict[str, tuple[dict[str, str], list[str], str, list[str]]] = {
    "theirs": ({"走吧。": "Come on!"}, ["走吧。"], "Come on!", []),
    "mine": ({}, ["走吧。"], "Off we go!", []),
    "a third text": ({"走吧。": "Let us be off!"}, ["走吧。"], "Let us be off!", []),
    "not yet": ({}, [], "Off we go!", ["Come on!"]),
}
"""What a person types, which cells of conflicts they empty, what counts then, and what still waits."""


@pytest.mark.parametrize("through_office", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", ["docx", "csv", "xlsx"])
@pytest.mark.parametrize("case", SETTLED)
def test_conflicts_are_settled_in_a_document(
    translate: Translate, sent: Sent, request: pytest.FixtureRequest, kind: str, case: str, through_office: bool
) -> None:
    texts, emptied, counts, waiting = SETTLED[case]
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    translate("import", li, "--by", "Li", "-q")
    assert translate("export", "talk.md", "--format", kind, "--conflicts", "-o", "settle", "-q").code == 0
    suffix, edit = EDITORS[kind]
    file = Path("settle") / f"talk{suffix}"
    edit(file, texts, emptied)
    if through_office:
        reading = "CSV:44,34,76,1" if kind == "csv" else ""
        saving = "csv:Text - txt - csv (StarCalc):44,34,76,1" if kind == "csv" else kind
        file = request.getfixturevalue("office")(file, saving, Path("saved"), reading=reading)
    result = translate("import", file, "--by", "Wen")
    assert (result.code, "comment" in result.out) == (0, False), result.out
    assert ("settled: 走吧。  “Come on!” is kept" in result.out) == (bool(emptied) and counts != "Come on!")
    assert english(translate)["走吧。"] == counts
    assert [entry.target for entry in open_memory(Path(".bilingual/memory.sqlite")).waiting("talk")] == waiting
    for text in ("Off we go!", "Come on!", *texts.values()):
        assert text in translate("history", "走吧").out
    if emptied:
        translate("undo")
        assert [entry.target for entry in open_memory(Path(".bilingual/memory.sqlite")).waiting("talk")] == ["Come on!"]


EVERY_KIND = """---
title: 公园的故事
summary: 我们去散步。
---

## 门票

主持人: 走吧。[^1]

| 价格 | 时间 |
| --- | --- |
| 免费 | 每天 |

[^1]: 今天下雨。
"""
ELSEWHERE = ("公园的故事", "我们去散步。", "门票", "免费", "今天下雨。")
"""Texts of a title, the front matter, a heading, a cell and a footnote."""


@pytest.mark.parametrize("through_office", [(), pytest.param(("docx",), marks=pytest.mark.slow),
                                            pytest.param(("odt", "docx"), marks=pytest.mark.slow)])  # fmt: skip
@pytest.mark.parametrize("layout", ["side-by-side", "interleaved"])
def test_conflicts_of_texts_in_every_kind_of_place_are_settled_in_word(
    project: Path, translate: Translate, request: pytest.FixtureRequest, layout: str, through_office: tuple[str, ...]
) -> None:
    (project / "bilingual.toml").touch()
    (project / "talk.md").write_text(EVERY_KIND, "utf-8")
    assert translate("run", "talk.md", "-q", "--format", "csv,json").code == 0
    for who in ("Ming", "Li"):
        file = Path(f"{who}.csv")
        file.write_bytes(Path("outputs/talk/talk.csv").read_bytes())
        EDITORS["csv"][1](file, {chinese: f"{who} says {at}." for at, chinese in enumerate(ELSEWHERE)})
        translate("import", file, "--by", who, "-q")
    assert translate("export", "talk.md", "--format", "docx", "--layout", layout, "--conflicts", "-o", "settle").code == 0
    file = Path("settle/talk.docx")
    word = Word(docx.Document(str(file)))
    assert [word.conflict(chinese).text for chinese in ELSEWHERE] == [f"Li: Li says {at}." for at in range(len(ELSEWHERE))]
    *decided, left = ELSEWHERE
    EDITORS["docx"][1](file, {}, decided)
    for step, kind in enumerate(through_office):
        file = request.getfixturevalue("office")(file, kind, Path(f"saved{step}"))
    result = translate("import", file, "--by", "Wen")
    assert (result.code, result.out.count("is kept and does not count")) == (0, len(decided)), result.out + result.err
    assert [entry.source for entry in open_memory(Path(".bilingual/memory.sqlite")).waiting("talk")] == [left]


@pytest.mark.parametrize("kind", ["docx", "csv", "xlsx"])
def test_a_text_that_is_typed_into_the_column_of_conflicts_is_told(translate: Translate, sent: Sent, kind: str) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    translate("import", li, "--by", "Li", "-q")
    translate("export", "talk.md", "--format", kind, "--conflicts", "-o", "settle", "-q")
    file = Path("settle") / f"talk{EDITORS[kind][0]}"
    if kind == "docx":
        word = Word(docx.Document(str(file)))
        word.conflict("走吧。").paragraphs[0].runs[0].text = "Shall we?"
        word.document.save(str(file))
    else:
        type_into(file, "走吧。", "conflict", "Shall we?")
    result = translate("import", file, "--by", "Wen")
    assert (result.code, "“Shall we?” in the column of conflicts (left out)" in result.out) == (1, True), result.out


def test_a_document_to_settle_conflicts_shows_both_texts_and_is_told_without_any(translate: Translate, sent: Sent) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", "docx", LI)
    translate("import", ming, "--by", "Ming", "-q")
    assert "No text waits for a decision" in translate("export", "talk.md", "--format", "docx", "--conflicts", "-o", "none").err
    translate("import", li, "--by", "Li", "-q")
    translate("export", "talk.md", "--format", "docx", "--conflicts", "-o", "settle")
    row = Word(docx.Document("settle/talk.docx")).row("走吧。")
    assert [cell.text for cell in row.cells[3:]] == ["Host: Off we go!", "Li: Come on!"]
    assert translate("import", "settle/talk.docx").code == 0, "nothing is settled yet"
    result = translate("export", "talk.md", "--format", "html", "--conflicts")
    assert (result.code, "There is in docx, csv, xlsx" in result.err) == (2, True)


def test_several_flags_are_refused(translate: Translate, sent: Sent) -> None:
    assert translate("import", "x.docx", "--mine", "--theirs").code == 2


@pytest.mark.parametrize("kind", EDITORS)
def test_who_had_seen_the_others_text_replaces_it(translate: Translate, sent: Sent, kind: str) -> None:
    translate("import", sent("Ming", "docx", MING), "--by", "Ming", "-q")
    english(translate)
    result = translate("import", sent("Li", kind, LI), "--by", "Li")
    assert (result.code, english(translate)["走吧。"]) == (0, "Come on!"), result.out


@pytest.mark.parametrize("has_run", [True, False])
@pytest.mark.parametrize("kind", EDITORS)
def test_a_file_that_is_imported_twice_takes_nothing_of_others_back(
    translate: Translate, sent: Sent, kind: str, has_run: bool
) -> None:
    """What the editor of an old file never touched is no edit, whatever others wrote there since."""
    ming, li = sent("Ming", "docx", {"走吧。": "Off we go!"}), sent("Li", kind, {"再见。": "So long!"})
    translate("import", ming, "--by", "Ming", "-q")
    for _ in range(2):
        if has_run:
            english(translate)
        code = translate("import", li, "--by", "Li").code
        now = english(translate)
        assert (now["走吧。"], now["再见。"]) == ("Off we go!", "So long!")
    assert code == (1 if kind == "csv" else 0), "no CSV says whether its editor had seen what Ming wrote: it is a conflict"


@pytest.mark.parametrize("kind", EDITORS)
def test_a_file_from_before_is_a_conflict_in_every_format(translate: Translate, sent: Sent, kind: str) -> None:
    ming, li = sent("Ming", "docx", MING), sent("Li", kind, LI)
    translate("import", ming, "--by", "Ming", "-q")
    english(translate)
    assert translate("import", li, "--by", "Li", "-q").code == 1
    now = english(translate)
    assert (now["走吧。"], now["再见。"], now["今天天气很好。"]) == ("Off we go!", "So long!", "A fine day.")


def test_a_person_may_correct_their_own_text(translate: Translate, sent: Sent) -> None:
    first, second = sent("Ming", "docx", MING), sent("Ming-again", "docx", MING | {"走吧。": "Let us be off!"})
    translate("import", first, "--by", "Ming", "-q")
    assert translate("import", second, "--by", "Ming", "-q").code == 0
    assert english(translate)["走吧。"] == "Let us be off!"


@pytest.mark.parametrize("order", [*permutations(("Ming", "Li", "Wen"))], ids="-".join)
def test_no_order_of_imports_loses_a_text(translate: Translate, sent: Sent, order: tuple[str, ...]) -> None:
    texts = {"Ming": MING, "Li": LI, "Wen": {"走吧。": "Shall we?", "好。": "Fine."}}
    kinds = {"Ming": "docx", "Li": "csv", "Wen": "xliff"}
    files = {who: sent(who, kinds[who], texts[who]) for who in texts}
    for who in order:
        translate("import", files[who], "--by", who, "-q")
    history = translate("history").out
    for text in (text for written in texts.values() for text in written.values()):
        assert text in history


@pytest.mark.parametrize("kind", EDITORS)
def test_what_was_undone_and_is_imported_again_is_not_lost(translate: Translate, sent: Sent, kind: str) -> None:
    """Whether a run came between or not, and whether the format says what it was made from or not."""
    file = sent("Ming", kind, MING)
    translate("import", file, "--by", "Ming", "-q")
    english(translate)
    translate("undo")
    result = translate("import", file, "--by", "Ming")
    if kind == "csv":
        assert (result.code, "translate redo 1" in result.out) == (1, True), result.out
        translate("redo", "1")
    assert english(translate)["走吧。"] == "Off we go!"
