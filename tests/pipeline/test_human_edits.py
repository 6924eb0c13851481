"""What people wrote wins over every engine, in its own place, and is never changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.formats.json.read import restored
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.memory import HumanEntry, open_memory
from bilingual.model import Code, Document, PairedCode, TermSpan, Text, Translation, Unit, join, placed
from bilingual.pipeline.human_edits import FLAG, edges, read_edited_text
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

POST = "主持人: 对。我们用**物理引擎**（Physical Engine）。\n\n老王: 对。软件很好。\n\n主持人: 对。\n\n老王: 再见。\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return open_engine("starter")


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite"


def document(text: str = POST, name: str = "talk") -> Document:
    return parse(text, name=name)


def remember(path: Path, *entries: HumanEntry) -> None:
    with open_memory(path) as store:
        store.write_human(entries, file="talk.docx", who="An editor")


def translated(path: Path, engine: Engine, post: Document | None = None, glossary: Glossary | None = None) -> Translation:
    with open_memory(path) as store:
        return translate([post or document()], engine=engine, memory=store, glossary=glossary)[0]


def rows(result: Translation, source: str) -> list[Unit]:
    return [row for row in result.units if join(row.hans).startswith(source)]


def test_a_persons_sentence_takes_the_place_of_the_engines(memory: Path, engine: Engine) -> None:
    before = translated(memory, engine)
    (row,) = rows(before, "再见")
    remember(memory, HumanEntry("再见。", "en", "So long.", "talk", row.id))
    after = translated(memory, engine)
    assert [join(own.en) for own in rows(after, "再见")] == ["So long."]
    assert [own.origin for own in rows(after, "再见")] == ["human"]
    others = [[own.en for own in result.units if own.id != row.id] for result in (before, after)]
    assert others[0] == others[1]


def test_what_was_written_for_one_row_is_not_put_into_its_twins(memory: Path, engine: Engine) -> None:
    twins = rows(translated(memory, engine), "对")
    assert len(twins) == 3
    remember(memory, HumanEntry("对。", "en", "Indeed.", "talk", twins[1].id))
    assert [join(row.en) == "Indeed." for row in rows(translated(memory, engine), "对")] == [False, True, False]


@pytest.mark.parametrize("segment", ["", "gone"])
def test_what_has_no_row_of_its_own_any_more_serves_all(memory: Path, engine: Engine, segment: str) -> None:
    remember(memory, HumanEntry("对。", "en", "Indeed.", "talk", segment))
    assert [join(row.en) for row in rows(translated(memory, engine), "对")] == ["Indeed."] * 3


def test_another_post_gains_from_it(memory: Path, engine: Engine) -> None:
    (row,) = rows(translated(memory, engine), "再见")
    remember(memory, HumanEntry("再见。", "en", "So long.", "talk", row.id))
    other = translated(memory, engine, document("# 别的\n\n再见。\n", "other"))
    assert join(rows(other, "再见")[0].en) == "So long."


def test_its_terms_are_locked_and_the_missing_ones_flagged(memory: Path, engine: Engine) -> None:
    (row,) = rows(translated(memory, engine), "我们用")
    remember(memory, HumanEntry(join(row.hans), "en", "We use a **Physical Engine**.", "talk", row.id))
    (good,) = rows(translated(memory, engine), "我们用")
    assert [(lock.source, lock.target, lock.span) for lock in good.locks] == [("物理引擎", "Physical Engine", (11, 26))]
    assert FLAG not in good.flags
    remember(memory, HumanEntry(join(row.hans), "en", "We use a physics engine.", "talk", row.id))
    (broken,) = rows(translated(memory, engine), "我们用")
    assert join(broken.en) == "We use a physics engine.", "never changed"
    assert (broken.locks, FLAG in broken.flags, broken.origin) == ((), True, "human")


def test_the_traditional_of_a_person_in_place_of_the_converted(memory: Path, engine: Engine) -> None:
    (row,) = rows(translated(memory, engine), "软件")
    remember(
        memory,
        HumanEntry("软件很好。", "hant", "軟件挺好。", "talk", row.id),
        HumanEntry("软件很好。", "hans", "软件挺好。", "talk", row.id),
    )
    (after,) = rows(translated(memory, engine), "软件")
    assert join(after.hant) == "軟件挺好。"
    assert join(after.hans) == "软件很好。", "the author's own column is never replaced"


def test_the_simplified_of_a_traditional_post(memory: Path, engine: Engine) -> None:
    post = document("軟體很好，我們說。\n")
    remember(memory, HumanEntry("軟體很好，我們說。", "hans", "软件挺好。"), HumanEntry("軟體很好，我們說。", "hant", "別的。"))
    (after,) = translated(memory, engine, post).units
    assert (join(after.hans), join(after.hant)) == ("软件挺好。", "軟體很好，我們說。")


def test_records_keep_who_made_what(memory: Path, engine: Engine) -> None:
    (row,) = rows(translated(memory, engine), "我们用")
    remember(memory, HumanEntry(join(row.hans), "en", "See [a](b.md) **Physical Engine**.", "talk", row.id))
    after = translated(memory, engine)
    assert restored(write(after, "json")[0].data, "a.json").units == after.units


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (("走。",), ("", "")),
        (("  走。 ",), ("  ", " ")),
        ((Code("\n", "break"), " 走。", Code("\n> ", "break"), " "), ("\n ", "\n>  ")),
        ((Code("`x`", "code"), Code("\\\n", "hardbreak")), ("", "\\\n")),
        ((Code("\n", "break"),), ("", "")),
        ((), ("", "")),
    ],
)
def test_edges(segment: Text, expected: tuple[str, str]) -> None:
    assert edges(segment) == expected


def mention(text: str) -> TermSpan:
    return TermSpan(text, text, (0, 1), "plain")


@pytest.mark.parametrize(
    ("written", "terms", "found", "missing"),
    [
        ("OpenAI and AI", ["AI", "OpenAI"], ["OpenAI", "AI"], []),
        ("OpenAI", ["AI"], [], ["AI"]),
        ("AI, AI", ["AI"], ["AI"], []),
        ("AI", ["AI", "AI"], ["AI"], ["AI"]),
        ("ai", ["AI"], [], ["AI"]),
        ("`AI` and [x](AI)", ["AI"], [], ["AI"]),
        ("**AI** in [AI](x)", ["AI", "AI"], ["AI", "AI"], []),
        ("用𠀀的", ["𠀀"], ["𠀀"], []),
        ("", ["AI"], [], ["AI"]),
        ("C++.", ["C++"], ["C++"], []),
    ],
)
def test_terms_in_what_a_person_wrote(written: str, terms: list[str], found: list[str], missing: list[str]) -> None:
    text, lost = read_edited_text(written, ("原文",), [mention(term) for term in terms], glosses=False)
    assert join(text) == written
    assert [own.text for own, _ in placed(text)] == found
    assert [own.text for own in lost] == missing


def test_markup_of_a_person_is_markup() -> None:
    text, _ = read_edited_text("It is **good**.", ("好。",), [], glosses=False)
    assert text == ("It is ", PairedCode("**", ("good",), "**", "emphasis"), ".")
