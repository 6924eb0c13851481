"""Batches hold every source once, alike in slots and in length, within the limit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bilingual.engines.ctranslate.batching import Source, batches
from bilingual.engines.ctranslate.vocabulary import SLOT

TOKENISED = st.dictionaries(
    st.builds(Source, st.text(alphabet="的是0⟦⟧", max_size=12), st.sampled_from([(), (("的", "of"),)])),
    st.lists(st.just("▁a"), min_size=1, max_size=9).map(tuple),
    max_size=30,
)


@given(TOKENISED, st.integers(1, 40))
def test_batches(tokenised: dict[Source, tuple[str, ...]], limit: int) -> None:
    made = list(batches(tokenised, limit))
    assert sorted(source for batch in made for source in batch.sources) == sorted(tokenised)
    for batch in made:
        assert {len(tokens) for tokens in batch.tokens} == {batch.length}, "nothing is padded"
        assert len(batch.sources) == 1 or len(batch.sources) * batch.length <= limit
        assert all(set(SLOT.findall(source.text)) == batch.slots for source in batch.sources)
        assert all(tokenised[source] == tokens for source, tokens in zip(batch.sources, batch.tokens, strict=True))


@given(TOKENISED)
def test_the_order_they_come_in_does_not_matter(tokenised: dict[Source, tuple[str, ...]]) -> None:
    assert list(batches(tokenised)) == list(batches(dict(reversed(tokenised.items()))))
