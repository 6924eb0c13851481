"""From posts to posts in three languages: the one place that knows the order of the stages.

parse → segments → masked → what people wrote → locked translation (memory, engine; again where emphasis lost its words)
→ unmasked → columns → units
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.glossary.termbase import Glossary
from bilingual.locking.locked_translation import LockedTranslator, Progress
from bilingual.locking.placeholders import Masked
from bilingual.locking.rendering import Rendering
from bilingual.locking.sentences import sentences
from bilingual.locking.strategies import without_engine
from bilingual.locking.unmasking import Unmasker
from bilingual.memory import Memory, MemoryKey, NullMemory
from bilingual.model import Document, SegmentId, Translation, Unit
from bilingual.pipeline import human_edits
from bilingual.pipeline.options import Options
from bilingual.pipeline.originals import originals
from bilingual.pipeline.plan import Plan, planned, sentences_of
from bilingual.pipeline.units import finished
from bilingual.sources.segmentation import sentences as cut


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
    keeps_names, heeded = bool(engine.info.slots), engine.info.capabilities
    plans = [
        planned(document, glossary or Glossary(()), options, keeps_names=keeps_names, heeded=heeded) for document in documents
    ]
    store = memory or NullMemory()
    written = human_edits.written(plans, store)
    if options.details == "original":
        written = [{**originals(plan), **entries} for plan, entries in zip(plans, written, strict=True)]
    translator = LockedTranslator(engine, store, progress)
    pairs = list(zip(plans, written, strict=True))
    render = rendered([human_edits.without(plan, entries) for plan, entries in pairs], translator, expect)
    posts = (finished(plan, render, engine.info, options, entries) for plan, entries in pairs)
    return [human_edits.with_people(post, store) for post in posts]


def translate_segment(document: Document, id_: SegmentId, *, glossary: Glossary, engine: Engine, options: Options) -> Unit | None:
    """One segment of a post as this engine would have it, its terms locked as in a run; None where no engine is asked for it.

    Nothing is remembered, and nothing that people wrote is looked for.
    """
    info = engine.info
    plan = planned(document, glossary, options, keeps_names=bool(info.slots), heeded=info.capabilities)
    if id_ not in plan.masked:
        return None
    return _units_of(plan, {id_}, engine, NullMemory(), options)[id_]


def remembered(
    document: Document, ids: Collection[SegmentId], *, glossary: Glossary, engine: Engine, memory: Memory, options: Options
) -> dict[SegmentId, Unit]:
    """Segments of a post as a run would have them had nobody written anything for them; those that the memory has whole."""
    info = engine.info
    plan = planned(document, glossary, options, keeps_names=bool(info.slots), heeded=info.capabilities)
    translator = LockedTranslator(engine, memory)
    keys = {
        id_: [translator.key(one) for one in sentences(masked, cut) if not without_engine(one).template]
        for id_, masked in plan.masked.items()
        if id_ in ids
    }
    known = memory.get_many([key for of_segment in keys.values() for key in of_segment])
    whole = {id_ for id_ in ids if all(key in known for key in keys.get(id_, ()))}
    return _units_of(plan, whole, engine, memory, options) if whole else {}


def _units_of(plan: Plan, ids: Collection[SegmentId], engine: Engine, memory: Memory, options: Options) -> dict[SegmentId, Unit]:
    """Some segments of a plan, through the engine, without what people wrote."""
    near = {block: of_block for block, of_block in plan.segments.items() if any(segment.id in ids for segment in of_block)}
    plan = replace(plan, segments=near, masked={id_: masked for id_, masked in plan.masked.items() if id_ in ids})
    render = rendered([plan], LockedTranslator(engine, memory))
    return {unit.id: unit for unit in finished(plan, render, engine.info, options).units if unit.id in ids}


def rendered(
    plans: Sequence[Plan], translator: LockedTranslator, expect: Callable[[int], None] = lambda total: None
) -> Callable[[Masked], Rendering]:
    """What gives the rendering of each sentence of the plans: all of them, then those whose emphasis lost its words again."""
    renderings: dict[MemoryKey, Rendering] = {}

    def render(sentence: Masked) -> Rendering:
        return renderings[translator.key(sentence)]

    def translated(sentences: Sequence[Masked]) -> None:
        expect(len({translator.key(sentence) for sentence in sentences}))
        renderings.update(translator.translate(sentences))

    translated([sentence for plan in plans for sentence in sentences_of(plan)])
    unplaced = Unmasker(render, cut).unplaced
    if again := [sentence for plan in plans for masked in plan.masked.values() for sentence in unplaced(masked)]:
        translated(again)
    return render
