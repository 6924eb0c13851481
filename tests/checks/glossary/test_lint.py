"""What lint finds in a glossary and in how posts use it, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bilingual.checks.glossary import lint_glossary
from bilingual.glossary.corrections import Corrections
from bilingual.glossary.entries import read_glossary
from bilingual.model import Term
from bilingual.sources import parse
from bilingual.variants import Converter, simplified_characters

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[2] / "cases/checks/glossary.json").read_text("utf-8"))
CONVERTERS = [Converter("tw"), Converter("twp"), Converter("hk")]


def forms(word: str) -> frozenset[str]:
    return frozenset(converter.string(word, "hant") for converter in CONVERTERS)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_findings(case: dict[str, Any], tmp_path: Path) -> None:
    given, path = case["input"], tmp_path / "g.csv"
    path.write_text(given["glossary"], "utf-8")
    rows, problems = read_glossary(path)
    documents = (parse(given["post"], name="a", path="a.md"),) if given["post"] else ()
    listed = tuple(Term(wrong, right, status=status) for wrong, right, status in given.get("corrections", ()))
    fold = simplified_characters()
    found = lint_glossary([rows], problems, documents, forms=forms, fold=fold, corrections=Corrections(listed, fold))
    assert [[one.name, "problem" if one.problem else "news", one.line] for one in found] == case["expected"], found
    assert all(one.fact.endswith(".") and one.remedy.endswith(".") for one in found)


def test_rows_of_files_side_by_side_contradict_but_a_nearer_glossary_may_differ() -> None:
    here, beside = Term("AI", "AI", path="posts/glossary.csv", line=2), Term("AI", "A.I.", path="glossaries/b.csv", line=3)
    twin = Term("AI", "artificial intelligence", path="glossaries/a.csv", line=5)
    assert [one.severity for one in lint_glossary([(here,), (beside,)])] == ["note"]
    assert [(one.severity, one.where) for one in lint_glossary([(twin,), (beside,)])] == [("problem", "glossaries/b.csv:3")]


def test_clean_text_has_next_to_no_slips(sample: Path) -> None:
    """The development sets are clean: what is called a slip there is a false alarm."""
    files = sorted((sample.parents[1] / "eval").glob("*.tsv"))
    texts = [line.split("\t")[0] for path in files for line in path.read_text("utf-8").splitlines()]
    names = "特朗普 奥巴马 默克尔 普京 马克龙 联合国 谷歌 微软 脸书 北约 李显龙 安倍晋三".split()
    latin = "NATO NASA Google Facebook Twitter Brexit GDP COVID Clinton Merkel".split()
    rows = (*(Term(name, "x", kind="person") for name in names), *(Term(name, "", kind="keep") for name in latin))
    post = parse("\n\n".join(texts), name="all", path="all.md")
    found = [one for one in lint_glossary([rows], (), (post,), fold=simplified_characters()) if one.name == "slip"]
    assert len(found) <= 4, found
