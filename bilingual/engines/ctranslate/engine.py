"""Runs a CTranslate2 model over many sentences: our own batches, every core, 8-bit integers, no Hanzi in the output."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from bilingual.engines import argos_settings
from bilingual.engines.base import BEAM, EngineInfo, Request, Search
from bilingual.engines.ctranslate import vocabulary
from bilingual.engines.ctranslate.aligning import aligned
from bilingual.engines.ctranslate.batching import Batch, Source, batches
from bilingual.engines.ctranslate.halving import halved, joined
from bilingual.engines.ctranslate.hints import HintedPieces
from bilingual.engines.ctranslate.tokenizer import SentencePieces, Tokenizer
from bilingual.engines.fingerprint import file_ends
from bilingual.errors import EngineError
from bilingual.model import Hypothesis, Links

LIMIT = 240
"""Code points of a source that are one decode, unless most of them are spelled in bytes."""
MOST_TOKENS = 510
"""Tokens of a source or a translation. Many models have 512 positions and stop with an error at the next one; by
itself CTranslate2 would also drop, silently, what stands after a source's 1,024th token."""
TOGETHER = 256
"""Sentences that are asked together: the more there are, the more are of one length and make a batch, the more memory they take
and the more an interrupt loses. With 512 a run of a hundred posts takes as much CPU and 25 MB more."""
LOW_BEAM = 2
"""The width of the search with low effort: `benchmarks/quality.py --effort low` tells what it costs in quality."""
FAILURES = (RuntimeError, ValueError, LookupError, MemoryError)
"""What CTranslate2 raises over files that are no model, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a CTranslate2 model is to be fed."""

    name: str
    folder: Path
    """Holds `model.bin`, `config.json` and the vocabulary."""
    tokenizer: Tokenizer
    files: tuple[Path, ...]
    """What makes the translations what they are, for the digest in the signature."""
    source_prefix: tuple[str, ...] = ()
    source_suffix: tuple[str, ...] = ()
    """An end mark stands here only where the model's configuration does not add it."""
    target_prefix: tuple[str, ...] = ()
    draft: str = ""
    forbids: str = ""
    """What the licence of such models does not allow."""
    limit: int = LIMIT
    """Code points that the model translates well as a whole."""
    doubtful: float = float("-inf")
    """The score below which what it writes is doubtful, where that was measured."""
    length_penalty: float = 1.0
    """CTranslate2's: above 1 for a model that leaves things out."""
    beam: int = BEAM
    """The width of the search for a translation."""
    terms: bool = False
    """Whether it has learnt to write the English of terms that stands beside them."""


class CTranslateEngine:
    """A CTranslate2 model with its tokenizer. Opening it reads the vocabulary; the model is loaded when first used."""

    def __init__(self, recipe: Recipe) -> None:
        if not (recipe.folder / "model.bin").is_file():
            raise EngineError("The model has no model.bin.", "Install or convert the model again.", path=str(recipe.folder))
        self._recipe = recipe
        pieces = vocabulary.pieces(recipe.folder)
        forbidden = vocabulary.forbidden(pieces)
        self._map = vocabulary.writable(pieces, frozenset(forbidden))
        self._forbidden = [sequence for sequence in forbidden if len(sequence) > 1 or not self._map]
        signature, slots = f"{recipe.name} {_digest(recipe)}", vocabulary.slots(pieces)
        self.info = EngineInfo(
            recipe.name if recipe.beam == BEAM else f"{recipe.name} low effort",
            signature,
            slots,
            recipe.limit,
            recipe.folder,
            recipe.draft,
            recipe.forbids,
            capabilities=frozenset({"terms"} if recipe.terms else ()),
            told_second=recipe.terms,
            doubtful=recipe.doubtful,
            beam=recipe.beam,
            batch=TOGETHER,
        )

    def with_low_effort(self) -> CTranslateEngine:
        """The same model with a narrower search; its name says so, and so the signature of what it writes."""
        return CTranslateEngine(replace(self._recipe, beam=LOW_BEAM))

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        """One hypothesis for each request, in order: see `Engine.translate`. Equal ones are translated once."""
        sources = [Source(request.text, request.terms if self._recipe.terms else ()) for request in requests]
        counts = Counter(sources)
        found: dict[Source, Hypothesis] = {}
        done = 0
        for source, hypothesis in self._each(tuple(counts), search):
            found[source] = hypothesis
            done += counts[source]
            if search.progress:
                search.progress(done)
        return [found[source] for source in sources]

    def align(self, pairs: Sequence[tuple[str, str]]) -> list[Links]:
        """The links of sources and their English, by the model's attention: see `Aligner.align`."""
        recipe = self._recipe
        tokenizer = recipe.tokenizer.pieces if isinstance(recipe.tokenizer, HintedPieces) else recipe.tokenizer
        if not isinstance(tokenizer, SentencePieces):
            return [()] * len(pairs)
        prefixes = recipe.source_prefix, recipe.source_suffix, recipe.target_prefix
        return aligned(self._translator, tokenizer, pairs, prefixes, MOST_TOKENS - 2)

    def _each(self, sources: Sequence[Source], search: Search) -> Iterator[tuple[Source, Hypothesis]]:
        """Every source with its hypothesis: the blank ones, then batch by batch, then those too long for one decode."""
        yield from ((source, Hypothesis("")) for source in sources if not source.text.strip())
        tokenised = {source: self._tokens(source) for source in sources if source.text.strip()}
        fitting = {source: tokens for source, tokens in tokenised.items() if len(tokens) <= MOST_TOKENS}
        for batch, hypotheses in self._decoded(batches(fitting), search):
            yield from zip(batch.sources, hypotheses, strict=True)
        for source in (source for source in tokenised if source not in fitting):
            halves = [source._replace(text=half) for half in halved(source.text)]
            found = dict(self._each(halves, search))
            yield source, joined([found[half] for half in halves])

    def _tokens(self, source: Source) -> tuple[str, ...]:
        recipe = self._recipe
        tokenizer = recipe.tokenizer
        pieces = tokenizer.encode(*source) if isinstance(tokenizer, HintedPieces) else tokenizer.encode(source.text)
        return (*recipe.source_prefix, *pieces, *recipe.source_suffix)

    def _decoded(self, work: Iterator[Batch], search: Search) -> Iterator[tuple[Batch, list[Hypothesis]]]:
        """Each batch with its hypotheses, in order. A few are queued ahead, so that an interrupt need not wait long."""
        queued: deque[tuple[Batch, list[Any]]] = deque()
        for batch in work:
            queued.append((batch, self._submitted(batch, search)))
            if len(queued) > self._ahead:
                yield self._collected(*queued.popleft())
        while queued:
            yield self._collected(*queued.popleft())

    def _submitted(self, batch: Batch, search: Search) -> list[Any]:
        """The batch, given to CTranslate2. Decoding ends at thrice the source's length: only a loop is longer."""
        absent = [[slot] for slot in self.info.slots if slot not in batch.slots]
        prefix = list(self._recipe.target_prefix)
        results: list[Any] = self._translator.translate_batch(
            [list(tokens) for tokens in batch.tokens],
            target_prefix=[prefix] * len(batch.tokens) if prefix else None,
            suppress_sequences=[*map(list, self._forbidden), *absent],
            max_input_length=0,
            max_decoding_length=min(3 * batch.length + 24, MOST_TOKENS),
            disable_unk=True,
            return_scores=True,
            asynchronous=True,
            use_vmap=bool(self._map),
            length_penalty=self._recipe.length_penalty,
            beam_size=max(search.beam, search.alternatives),
            num_hypotheses=search.alternatives,
            no_repeat_ngram_size=search.no_repeat_ngram,
        )
        return results

    def _collected(self, batch: Batch, pending: list[Any]) -> tuple[Batch, list[Hypothesis]]:
        try:
            results = [item.result() for item in pending]
        except FAILURES as error:
            raise EngineError(
                f"The translation model {self.info.name} failed: {error}.",
                "Install it again or choose another one with --engine.",
                path=str(self._recipe.folder),
            ) from error
        if len(results) != len(batch.sources):
            raise EngineError(
                f"{self.info.name} gave {len(results)} translations for {len(batch.sources)} sentences.",
                "Choose another model with --engine.",
            )
        return batch, [self._hypothesis(result) for result in results]

    def _hypothesis(self, result: Any) -> Hypothesis:
        skip = len(self._recipe.target_prefix)
        texts = [self._recipe.tokenizer.decode(pieces[skip:]).strip() for pieces in result.hypotheses]
        # CTranslate2 divides by length ** penalty, its end mark counted: with a penalty above 1, short texts would score low.
        per_piece = (len(result.hypotheses[0]) + 1) ** (self._recipe.length_penalty - 1)
        return Hypothesis(texts[0], float(result.scores[0]) * per_piece, tuple(texts[1:]))

    @cached_property
    def _ahead(self) -> int:
        """How many batches wait, besides the one whose answer is wanted next."""
        return 3 * argos_settings.threads()[0]

    @cached_property
    def _translator(self) -> Any:
        folder = self._recipe.folder
        try:
            if not self._map:
                return loaded(folder)
            with vocabulary.with_map(folder, self._map) as place:
                return loaded(place)
        except (*FAILURES, OSError) as error:
            raise EngineError(
                f"The translation model cannot be loaded: {error}.",
                "Install it again (`translate models install`) or choose another one with --engine.",
                path=str(folder),
            ) from error


def loaded(folder: Path) -> Any:
    """The model of a folder, as Argos Translate's settings say."""
    import ctranslate2

    inter, intra = argos_settings.threads()
    return ctranslate2.Translator(
        str(folder),
        device=argos_settings.device(),
        compute_type=argos_settings.compute_type(),
        inter_threads=inter,
        intra_threads=intra,
        max_queued_batches=-1,
    )


def _digest(recipe: Recipe) -> str:
    """Eight hexadecimal digits that change with the model: each file's size and both its ends, the prefixes, the penalty."""
    digest = hashlib.sha256()
    penalty = () if recipe.length_penalty == 1 else ("|", str(recipe.length_penalty))
    for text in chain(recipe.source_prefix, ["|"], recipe.source_suffix, ["|"], recipe.target_prefix, penalty):
        digest.update(text.encode() + b"\0")
    for path in (recipe.folder / "model.bin", *recipe.files):
        digest.update(file_ends(path))
    return digest.hexdigest()[:8]
