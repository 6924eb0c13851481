"""What a probe concludes, with engines of which it is known what they carry over."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from bilingual.engines import EngineInfo, Request, Search, probing
from bilingual.engines.surrogates import FORMS, MISLEADING, SLOTS
from bilingual.model import Hypothesis

SLOT_NAMES = tuple(f"⟦{n}⟧" for n in range(10))


class Carrying:
    """Carries over the words that match a pattern, up to so many in a sentence; any others are lost."""

    def __init__(self, pattern: str, most: int, slots: tuple[str, ...] = ()) -> None:
        self.info = EngineInfo("carrying", f"carrying {pattern} {most}", slots)
        self.pattern, self.most = re.compile(pattern), most

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        if search.progress:
            search.progress(len(requests))
        return [Hypothesis(" ".join(["We saw", *self.pattern.findall(request.text)[: self.most]])) for request in requests]


@pytest.mark.parametrize("most", [1, 2, 4, 8])
def test_names_in_latin_letters(most: int) -> None:
    found = probing.probe(Carrying("[A-Z][a-z]+", most))
    assert set(found.forms) <= {"latin", "nonces"}
    assert found.most == most
    assert found.engine == f"carrying [A-Z][a-z]+ {most}"
    assert set(found.carriers) == set(found.forms)
    assert probing.share(found.cells, found.forms[0], most) == 1


def test_slots_count_before_anything_else() -> None:
    found = probing.probe(Carrying("⟦[0-9]⟧|[A-Z][a-z]+", 4, SLOT_NAMES))
    assert found.most == 4
    assert probing.share(found.cells, SLOTS, 4) == 1
    assert probing.share(found.cells, SLOTS, 8) == 0


def test_what_carries_nothing_over_has_no_forms() -> None:
    found = probing.probe(Carrying("(?!)", 8))
    assert (found.forms, found.most) == ((), 1)


def test_numbers_are_measured_and_never_used() -> None:
    found = probing.probe(Carrying("[0-9]{4}", 8))
    assert found.forms == ()
    assert {cell.form for cell in found.cells} == set(FORMS)
    assert all(probing.share(found.cells, form, 1) == 1 for form in MISLEADING)


def test_progress_counts_every_sentence() -> None:
    engine, done = Carrying("[A-Z][a-z]+", 8), [0]
    probing.probe(engine, done.append)
    assert done == sorted(done)
    assert 0 < done[-1] <= probing.trials(engine)


def test_a_share_of_nothing_is_none() -> None:
    assert probing.share((), "latin", 1) == 0
