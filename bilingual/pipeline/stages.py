"""From posts to posts in three languages: the one place that knows the order of the stages.

parse → segments → masked → what people wrote → locked translation (memory, engine) → unmasked → columns → units
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.glossary.termbase import Glossary
from bilingual.locking.locked_translation import LockedTranslator, Progress
from bilingual.memory import Memory, NullMemory
from bilingual.model import Document, Translation
from bilingual.pipeline import human_edits
from bilingual.pipeline.plan import Options, planned, sentences_of
from bilingual.pipeline.units import finished


def translate(
    documents: Sequence[Document],
    *,
    glossary: Glossary | None = None,
    engine: Engine | None = None,
    memory: Memory | None = None,
    options: Options = Options(),  # noqa: B008 - frozen
    progress: Progress = lambda done: None,
    expect: Callable[[int], None] = lambda total: None,
) -> list[Translation]:
    """Each document in three languages, in order.

    `glossary` defaults to what the posts themselves gloss, `engine` to the installed or the embedded one, `memory` to
    none. `expect` is told the number of sentences of all posts before `progress` is told of those done.
    """
    engine = engine or open_engine()
    keeps_names, with_context = bool(engine.info.slots), "context" in engine.info.capabilities
    plans = [
        planned(document, glossary or Glossary(()), options, keeps_names=keeps_names, with_context=with_context)
        for document in documents
    ]
    store = memory or NullMemory()
    written = human_edits.written(plans, store)
    pairs = list(zip(plans, written, strict=True))
    wanted = [sentence for plan, entries in pairs for sentence in sentences_of(human_edits.without(plan, entries))]
    translator = LockedTranslator(engine, store, progress)
    expect(len({translator.key(sentence) for sentence in wanted}))
    renderings = translator.translate(wanted)
    return [finished(plan, lambda s: renderings[translator.key(s)], engine.info, options, entries) for plan, entries in pairs]
