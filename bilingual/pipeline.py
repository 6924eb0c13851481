"""From posts to documents in three languages: the one place that knows the order of the stages.

parse → segments → terms masked → ladder (memory, engine) → terms put back → columns → rows → exporters
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

from bilingual import documents as documents_stage
from bilingual import exporters, quality
from bilingual.columns import Chinese, Script, chinese, scripts
from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.errors import LockBroken
from bilingual.ladder import Ladder, Progress
from bilingual.memory import Memory, NullMemory
from bilingual.model import (
    Bilingual,
    Block,
    Column,
    Document,
    ExportOptions,
    GlossMode,
    Lock,
    Mention,
    Origin,
    Output,
    Pair,
    Row,
    Segment,
    Signature,
    Speaker,
    Text,
    Variant,
    join,
    joined,
    plain,
)
from bilingual.segments import sentences as cut
from bilingual.segments import split
from bilingual.terms import unmasking
from bilingual.terms.glossary import Glossary
from bilingual.terms.glosses import collect, terms
from bilingual.terms.locking import Rendered
from bilingual.terms.masking import Masked, Masker, mentions
from bilingual.terms.matching import Matcher
from bilingual.terms.names import english_name
from bilingual.variants import Converter, simplified_characters

LANGUAGES: dict[Column, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
"""What a translated post is called: its suffix and its `lang`."""

NAME_KEYS = frozenset({"speaker", "guest"})
"""Front-matter keys whose values are names of people or shows."""


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of a translation."""

    variant: Variant = "tw"
    glosses: GlossMode = "inline"


@dataclass(frozen=True, slots=True)
class Plan:
    """A post made ready for the engine."""

    document: Document
    glossary: Glossary
    """The files' terms and what the post itself glosses."""
    matcher: Matcher
    segments: dict[str, tuple[Segment, ...]]
    """By block; blocks that are never translated have none."""
    scripts: dict[str, Script]
    """By block."""
    masked: dict[str, Masked]
    """By segment; one that is not here is copied as it stands."""


def translate(
    documents: Sequence[Document],
    *,
    glossary: Glossary | None = None,
    engine: Engine | None = None,
    memory: Memory | None = None,
    options: Options = Options(),
    progress: Progress = lambda done: None,
    expect: Callable[[int], None] = lambda total: None,
) -> list[Bilingual]:
    """Each document in three languages, in order.

    `glossary` defaults to what the posts themselves gloss, `engine` to the installed or the embedded one, `memory` to
    none. `expect` is told the number of sentences of all posts before `progress` is told of those done.
    """
    engine = engine or open_engine()
    plans = [planned(document, glossary or Glossary(()), options, keeps_names=bool(engine.slots)) for document in documents]
    wanted = [sentence for plan in plans for sentence in sentences_of(plan)]
    ladder = Ladder(engine, memory or NullMemory(), progress)
    expect(len({ladder.key(sentence) for sentence in wanted}))
    rendered = ladder.translate(wanted)
    return [_finished(plan, lambda s: rendered[ladder.key(s)], engine.name, options) for plan in plans]


def planned(document: Document, glossary: Glossary, options: Options, *, keeps_names: bool) -> Plan:
    """The post cut into segments, its terms and codes held; names too, for an engine that carries slots well."""
    glossary = glossary.with_terms(terms(collect(document), document.path or document.name))
    matcher = Matcher(glossary.locks, simplified_characters())
    converter = Converter(options.variant, glossary.forms)
    segments: dict[str, tuple[Segment, ...]] = {}
    for segment in split(document):
        segments[segment.block] = (*segments.get(segment.block, ()), segment)
    blocks = [block for block in document.blocks if block.id in segments]
    found = scripts(blocks)
    masker = Masker(matcher, keeps_names=keeps_names)
    masked = {
        segment.id: _masker(masker, found[block.id], converter).mask(segment.parts, segment.span[0])
        for block in blocks
        if not (is_english(block) or block.key in NAME_KEYS)
        for segment in segments[block.id]
    }
    return Plan(document, glossary, matcher, segments, found, masked)


def _masker(masker: Masker, script: Script, converter: Converter) -> Masker:
    """The masker for a block: engines are given Simplified whatever the author writes."""
    if script not in ("hant", "mixed"):
        return masker
    return replace(masker, simplify=lambda s: converter.string(s, "hans"))


def sentences_of(plan: Plan) -> Iterator[Masked]:
    """Everything of a post that is translated on its own."""
    for masked in plan.masked.values():
        yield from unmasking.sentences(masked, cut)


def is_english(block: Block) -> bool:
    """Whether a block is English already and stays as it is: no Chinese, or a few words of it quoted in English prose."""
    shown = plain(block.parts)
    words = len(re.findall(r"[A-Za-z]{2,}", shown))
    chinese_characters = len(re.findall(r"[\u3400-\u9FFF\uF900-\uFAFF\U00020000-\U000323AF]", shown))
    if not chinese_characters:
        return re.search(r"[，。！？；：、（）]", shown) is None
    return words >= 8 and chinese_characters < words // 4


def _finished(plan: Plan, render: Callable[[Masked], Rendered], engine: str, options: Options) -> Bilingual:
    converter = Converter(options.variant, plan.glossary.forms)
    speakers = _speakers(plan, converter)
    unmasker = unmasking.Unmasker(render, cut, options.glosses)
    blocks = [block for block in plan.document.blocks if block.id in plan.segments]
    rows = tuple(row for block in blocks for row in _rows(plan, block, unmasker, converter, speakers))
    used = {mention.source for row in rows for column in (row.hans, row.en) for mention, _ in _placed(column, 0)}
    in_force = tuple(term for term in plan.glossary.locks if term.source in used)
    signature = Signature(version("bilingual"), engine, plan.glossary.digest, options.variant, len(rows))
    return Bilingual(plan.document, rows, in_force, signature, speakers)


def _rows(
    plan: Plan, block: Block, unmasker: unmasking.Unmasker, converter: Converter, speakers: dict[str, Speaker]
) -> Iterator[Row]:
    """The rows of one block, a row a segment."""
    segments = plan.segments[block.id]
    speaker = speakers[block.label.name] if block.label else None
    as_written = [segment.parts for segment in segments]
    if is_english(block):
        columns = Chinese(tuple(as_written), tuple(as_written))
    else:
        marked = [mentions(segment.parts, plan.matcher, segment.span[0]) for segment in segments]
        columns = chinese(marked, plan.scripts[block.id], converter)
    for segment, hans, hant in zip(segments, columns.hans, columns.hant, strict=True):
        row = Row(segment.id, block.id, block.kind, speaker, segment.span, hans, hant, segment.parts, origin="copy")
        if segment.id in plan.masked:
            row = _with_english(row, plan, unmasker)
        elif block.key in NAME_KEYS:  # somebody's name: named as the speakers are, not translated
            row = replace(row, en=(english_name(plain(hans).strip(), plan.glossary),))
        yield row


def _with_english(row: Row, plan: Plan, unmasker: unmasking.Unmasker) -> Row:
    english, used = unmasker.english(plan.masked[row.id])
    locks = locks_of(english, plan.document.source)
    flags = dict.fromkeys(flag for own in used for flag in own.flags)
    found = quality.check(plain(row.hans), plain(english), tuple(lock.target for lock in locks))
    return replace(row, en=english, locks=locks, origin=_origin(used), flags=(*flags, *found))


def _origin(used: Sequence[Rendered]) -> Origin:
    """A row is the machine's if any sentence of it is; remembered if all that needed work were remembered."""
    origins = {own.origin for own in used}
    return "machine" if "machine" in origins else "memory" if "memory" in origins else "copy"


def locks_of(english: Text, source: str) -> tuple[Lock, ...]:
    """The lock events of a finished row, verified: each target stands at its span, byte for byte."""
    written = join(english)
    locks = []
    for mention, start in _placed(english, 0):
        span = (start, start + len(mention.text))
        if written[span[0] : span[1]] != mention.text:
            raise LockBroken(f"“{mention.text}” does not stand where it should in “{written}”.", "Please report this.")
        locks.append(Lock(source[slice(*mention.source_span)], mention.text, mention.source_span, span, mention.rung))
    return tuple(locks)


def _placed(text: Text, start: int) -> list[tuple[Mention, int]]:
    found = []
    for part in text:
        if isinstance(part, Mention):
            found.append((part, start))
        elif isinstance(part, Pair):
            found += _placed(part.inner, start + len(part.open))
        start += len(str(part))
    return found


def _speakers(plan: Plan, converter: Converter) -> dict[str, Speaker]:
    names = dict.fromkeys(block.label.name for block in plan.document.blocks if block.label)
    return {
        name: Speaker(
            converter.string(name, "hans"), converter.string(name, "hant"), english_name(name, plan.glossary)
        )
        for name in names
    }


def export(result: Bilingual, kind: str, options: ExportOptions = ExportOptions()) -> tuple[Output, ...]:  # noqa: B008
    """The finished files of one post in one format; one post per language comes besides the side-by-side Markdown."""
    if kind == "md" and options.layout == "per-language":
        return (*exporters.export(result, kind, replace(options, layout="side-by-side")), *posts(result))
    return exporters.export(result, kind, options)


def posts(result: Bilingual) -> tuple[Output, ...]:
    """The post once in each language, as the site generator takes it."""
    columns = [column for column in LANGUAGES if column != "hant" or result.signature.variant != "none"]
    return tuple(
        Output(f".{LANGUAGES[column]}.md", _post(result, column).encode("utf-8")) for column in columns
    )


def _post(result: Bilingual, column: Column) -> str:
    rows: dict[str, list[Row]] = {}
    for row in result.rows:
        rows.setdefault(row.block, []).append(row)
    texts = {block: join(joined(own, column)) for block, own in rows.items()}
    names = {name: getattr(speaker, column) for name, speaker in result.speakers.items()}
    return documents_stage.translated(result.document, texts, names, LANGUAGES[column])

