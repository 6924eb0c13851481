"""Whatever a post holds, it comes out in every format with its locks exact, or is refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from bilingual.engines import EngineInfo, Request, Search
from bilingual.errors import BilingualError, LockBroken, StructureChanged
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.model import ExportOptions, Hypothesis, Term, join
from bilingual.pipeline import stages
from bilingual.sources import parse
from tests.sources.markdown.posts import nasty

GLOSSARY = Glossary((Term("中文", "Chinese"), Term("AI", ""), Term("很好", "*very* | good")))


class Plain:
    """An engine that keeps its slots and answers every sentence with the same words."""

    info = EngineInfo("plain", "plain", slots=tuple(f"⟦{n}⟧" for n in range(10)), limit=200)

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        sources = [request.text for request in requests]
        return [Hypothesis("Words " + " ".join(slot for slot in self.info.slots if slot in source)) for source in sources]


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(nasty)
def test_every_post_comes_out_whole_or_is_refused_with_a_reason(text: str) -> None:
    try:
        document = parse(text, name="post")
    except BilingualError:
        return
    (result,) = stages.translate([document], glossary=GLOSSARY, engine=Plain())
    for row in result.units:
        assert all(join(row.en)[slice(*lock.span)] == lock.target for lock in row.locks)
        assert all(text[slice(*lock.source_span)] == lock.source for lock in row.locks)
    records = json.loads(write(result, "json", ExportOptions())[0].data)
    assert len(records["rows"]) == len(result.units)
    assert write(result, "docx", ExportOptions())[0].data
    try:
        assert write(result, "md", ExportOptions("per-language"))
    except StructureChanged:
        pass  # said in prose and nothing written: better than a mangled post
    except LockBroken as error:
        raise AssertionError(error) from error


@pytest.mark.parametrize("text", ["******好***好***", "甲**乙*丙*丁*丙***戊", "这**很*很***好"])
def test_emphasis_in_emphasis_of_the_same_words_comes_out(text: str) -> None:
    (result,) = stages.translate([parse(text, name="post")], engine=Plain())
    assert join(result.units[0].en)
