"""From posts to documents in three languages: the one place that knows the order of the stages.

parse → segments → masked → what people wrote → locked translation (memory, engine) → unmasked → columns → units → writers
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bilingual import sources as documents_stage
from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.formats import writers
from bilingual.glossary.termbase import Glossary
from bilingual.locking.locked_translation import LockedTranslator, Progress
from bilingual.memory import Memory, NullMemory
from bilingual.model import Column, Document, ExportOptions, Output, Translation, Unit, join, joined
from bilingual.pipeline import human_edits
from bilingual.pipeline.plan import Options, planned, sentences_of
from bilingual.pipeline.units import finished

LANGUAGES: dict[Column, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
"""What a translated post is called: its suffix and its `lang`."""


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
    plans = [planned(document, glossary or Glossary(()), options, keeps_names=bool(engine.info.slots)) for document in documents]
    store = memory or NullMemory()
    written = human_edits.written(plans, store)
    pairs = list(zip(plans, written, strict=True))
    wanted = [sentence for plan, entries in pairs for sentence in sentences_of(human_edits.without(plan, entries))]
    translator = LockedTranslator(engine, store, progress)
    expect(len({translator.key(sentence) for sentence in wanted}))
    renderings = translator.translate(wanted)
    return [
        finished(plan, lambda s: renderings[translator.key(s)], engine.info.name, options, entries) for plan, entries in pairs
    ]


def export(result: Translation, kind: str, options: ExportOptions = ExportOptions()) -> tuple[Output, ...]:  # noqa: B008
    """The finished files of one post in one format; one post per language comes besides the side-by-side Markdown."""
    if kind == "md" and options.layout == "per-language":
        return (*writers.export(result, kind, replace(options, layout="side-by-side")), *posts(result))
    return writers.export(result, kind, options)


def posts(result: Translation) -> tuple[Output, ...]:
    """The post once in each language, as the site generator takes it, each with links to the others."""
    columns = [column for column in LANGUAGES if column != "hant" or result.signature.variant != "none"]
    files = {LANGUAGES[column]: f"{result.document.name}.{LANGUAGES[column]}.md" for column in columns}
    return tuple(
        Output(
            f".{LANGUAGES[column]}.md",
            documents_stage.with_siblings(_post(result, column), LANGUAGES[column], files).encode("utf-8"),
        )
        for column in columns
    )


def _post(result: Translation, column: Column) -> str:
    rows: dict[str, list[Unit]] = {}
    for row in result.rows:
        rows.setdefault(row.block, []).append(row)
    texts = {block: join(joined(units, column)) for block, units in rows.items()}
    names = {name: getattr(speaker, column) for name, speaker in result.speakers.items()}
    return documents_stage.translated(result.document, texts, names, LANGUAGES[column])
