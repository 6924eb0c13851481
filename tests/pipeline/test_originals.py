"""English in a fold below a turn is that turn's, where the settings say so."""

from __future__ import annotations

import pytest

from bilingual.engines import open_engine
from bilingual.formats.markdown.read import read_markdown
from bilingual.formats.markdown.write import write_markdown
from bilingual.glossary.termbase import Glossary
from bilingual.model import ExportOptions, join
from bilingual.pipeline.options import Options
from bilingual.pipeline.originals import aligned, originals
from bilingual.pipeline.plan import planned
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

TALK = (
    "主持人：大家好，今天我们谈谈人工智能。\n\n<details>\n<summary>Original English</summary>\n\n"
    "Hello everyone. Today we talk about artificial intelligence.\n\n</details>\n\n小林：谢谢。你好吗？\n\n"
)
CASES = (
    ("one turn", TALK, ["Hello everyone. Today we talk about artificial intelligence."]),
    ("in one block", "走吧，去公园。\n\n<details><summary>原文</summary>\nLet us go out.\n</details>\n", ["Let us go out."]),
    ("two sentences", "走吧。去公园。\n\n<details>\n\nCome on. To the park.\n\n</details>\n", ["Come on.", "To the park."]),
    ("two paragraphs", "走吧。\n\n去公园。\n\n<details>\n\nCome on.\n\nLet us go.\n\n</details>\n", ["Come on.", "Let us go."]),
    ("fewer sentences than the Chinese has", "走吧。去公园。\n\n<details>\n\nCome on to the park.\n\n</details>\n", []),
    ("much shorter", "今天我们谈谈人工智能和它的历史。\n\n<details>\n\nYes.\n\n</details>\n", []),
    ("Chinese in the fold", "走吧。\n\n<details>\n\n答案是三。\n\n</details>\n", []),
    ("a heading between", "走吧。\n\n# 标题\n\n<details>\n\nCome on.\n\n</details>\n", []),
    ("a fold of its own", "<details>\n\nCome on.\n\n</details>\n", []),
)  # fmt: skip


@pytest.mark.parametrize(("post", "english"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_english_in_a_fold_is_that_of_the_text_before_it(post: str, english: list[str]) -> None:
    plan = planned(parse(post, name="post"), Glossary(()), Options(), keeps_names=False)
    assert [entry.target for entry in originals(plan).values()] == english


def test_nothing_is_aligned_with_nothing() -> None:
    assert aligned([], ["Yes."]) == aligned(["好。"], []) == aligned(["OK."], ["OK."]) == []


def test_a_run_takes_it_and_documents_have_it_once() -> None:
    document = parse(TALK, name="post")
    (result,) = translate([document], engine=open_engine("starter"), options=Options(details="original"))
    assert (result.units[0].origin, join(result.units[0].en)) == ("human", CASES[0][2][0])
    (written,) = write_markdown(result, ExportOptions())
    text = written.data.decode()
    assert text.count("<details>") == text.count("</details>") == text.count("`En` Hello everyone.") == 1
    rows = {row.id: row for row in read_markdown(written.data, "post.bilingual.md").rows}
    assert [rows[unit.id].en for unit in result.units] == [join(unit.en).strip() for unit in result.units]
    (usual,) = translate([document], engine=open_engine("starter"))
    assert usual.units[0].origin == "machine"
