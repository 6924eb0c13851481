"""The rows of a translated post: each segment in three languages, its locks verified, its faults flagged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from types import MappingProxyType

from bilingual.checks.post import flagged
from bilingual.engines.base import EngineInfo
from bilingual.errors import LockBroken
from bilingual.glossary.speakers import english_name
from bilingual.locking import questionable
from bilingual.locking.english import capitalised
from bilingual.locking.masking import mark_terms
from bilingual.locking.placeholders import Masked, NamePlaceholder
from bilingual.locking.rendering import Rendering
from bilingual.locking.unmasking import Unmasker
from bilingual.memory import DOUBTFUL, HumanEntry
from bilingual.model import (
    FALLBACK,
    Block,
    BlockKind,
    Column,
    Lock,
    Origin,
    Signature,
    Speaker,
    TermKind,
    TermSpan,
    Text,
    Translation,
    Unit,
    join,
    placed,
    plain,
    resolved,
)
from bilingual.pipeline import human_edits
from bilingual.pipeline.columns import Chinese, Script, chinese
from bilingual.pipeline.options import Options
from bilingual.pipeline.plan import Plan, is_english, is_name
from bilingual.sources import literal
from bilingual.sources.segmentation import sentences as cut
from bilingual.variants import Converter

CHINESE: tuple[Column, ...] = ("hans", "hant")


def finished(
    plan: Plan,
    render: Callable[[Masked], Rendering],
    engine: EngineInfo,
    options: Options,
    written: human_edits.Written = MappingProxyType({}),
) -> Translation:
    """The post in three languages; `render` gives the rendering of each sentence of the plan.

    `written` is what people wrote, which nothing replaces; those sentences are not asked of `render`. A row that the engine
    left to its fallback, in whole or in part, names that one, and so does the signature.
    """
    converter = Converter(options.variant, plan.glossary.forms)
    speakers = _speakers(plan, converter)
    unmasker = Unmasker(render, cut, options.glosses)
    blocks = [block for block in plan.document.blocks if block.id in plan.segments]
    kinds = {term.source: term.kind for term in plan.locks}
    rows = tuple(row for block in blocks for row in _rows(plan, block, kinds, unmasker, converter, speakers, written))
    used = {mention.source for row in rows for column in (row.hans, row.en) for mention, _ in placed(column)}
    in_force = tuple(term for term in plan.locks if term.source in used)
    rows = tuple(replace(row, engine=engine.fallback) if FALLBACK in row.flags else row for row in rows)
    engines = dict.fromkeys((engine.name, *(row.engine for row in rows if row.engine)))
    signature = Signature(version("bilingual"), " + ".join(engines), plan.digest, options.variant, len(rows))
    rows = flagged(rows, plan.document, options.off)
    return Translation(plan.document, rows, in_force, signature, speakers)


def _rows(
    plan: Plan,
    block: Block,
    kinds: Mapping[str, TermKind],
    unmasker: Unmasker,
    converter: Converter,
    speakers: dict[str, Speaker],
    written: human_edits.Written,
) -> Iterator[Unit]:
    """The rows of one block, a row a segment."""
    segments = plan.segments[block.id]
    speaker = speakers[block.label.name] if block.label else None
    as_written = [resolved(segment.parts) for segment in segments]
    if is_english(block):
        columns = Chinese(tuple(as_written), tuple(as_written))
    else:
        marked = [resolved(mark_terms(segment.parts, plan.matcher, segment.span[0])) for segment in segments]
        columns = chinese(marked, plan.scripts[block.id], converter)
    for segment, source, hans, hant in zip(segments, as_written, columns.hans, columns.hant, strict=True):
        row = Unit(segment.id, block.id, block.kind, speaker, segment.span, hans, hant, source, origin="copy")
        row = _with_chinese(row, source, plan, written)
        if (segment.id, "en") in written:
            row = _with_human(row, plan, kinds, written)
        elif segment.id in plan.masked:
            row = _with_english(row, plan, kinds, unmasker)
        elif is_name(block):
            row = replace(row, en=(english_name(plain(hans).strip(), plan.glossary),))
        yield row


def _with_chinese(row: Unit, source: Text, plan: Plan, written: human_edits.Written) -> Unit:
    """The row with the Chinese that a person wrote in place of the converted; the author's own column is never replaced."""
    entries = [(column, written[row.id, column]) for column in CHINESE if (row.id, column) in written]
    for column, entry in entries:
        if join(getattr(row, column)) != join(source):
            row = with_chinese(row, column, entry.target)
    return row


def with_chinese(row: Unit, column: Column, written: str) -> Unit:
    """The row with the Chinese that a person wrote in a column."""
    machine: Text = getattr(row, column)
    text, _ = human_edits.read_edited_text(written, row.hans, [mention for mention, _ in placed(machine)], glosses=True)
    return replace(row, hans=text) if column == "hans" else replace(row, hant=text)


def _with_human(row: Unit, plan: Plan, kinds: Mapping[str, TermKind], written: human_edits.Written) -> Unit:
    masked = plan.masked.get(row.id)
    wanted = human_edits.required_terms(masked) if masked else ()
    return with_english(row, written[row.id, "en"], wanted, kinds, plan.document.source)


def with_english(row: Unit, entry: HumanEntry, wanted: Sequence[TermSpan], kinds: Mapping[str, TermKind], post: str) -> Unit:
    """The row with the English that a person wrote; one of the `wanted` terms that does not stand in it is flagged."""
    english, missing = human_edits.read_edited_text(entry.target, row.hans, wanted, glosses=False)
    flags = (*([human_edits.FLAG] if missing else []), *(["doubtful"] if entry.draft == DOUBTFUL else []))
    return replace(_locked(row, english, kinds, post), origin=origin_of(entry), flags=flags)


def _names(masked: Masked) -> Iterator[str]:
    """The names of a text as English has them, those within its emphasis and links, too."""
    for placeholder in masked.placeholders:
        if isinstance(placeholder, NamePlaceholder):
            yield placeholder.english
    for inner in masked.within:
        yield from _names(inner)


def origin_of(entry: HumanEntry) -> Origin:
    """Whose English is that a person wrote: confirmed, or not yet."""
    return "edited" if entry.draft else "human"


def _with_english(row: Unit, plan: Plan, kinds: Mapping[str, TermKind], unmasker: Unmasker) -> Unit:
    english, used = unmasker.english(plan.masked[row.id])
    names = dict.fromkeys(_names(plan.masked[row.id]))
    chinese = plain(row.hans)
    tokens = [name for name in names if name in chinese]  # the others are English words, as “millions of” for 几百万
    flags = dict.fromkeys(flag for rendering in used for flag in rendering.flags)
    english = literal(capitalised(english, tokens), row.hans)
    return replace(_locked(row, english, kinds, plan.document.source), origin=_origin(used), flags=tuple(flags))


def _locked(row: Unit, english: Text, kinds: Mapping[str, TermKind], post: str) -> Unit:
    """The row with this English and its locks."""
    return replace(row, en=english, locks=locks_of(english, post, kinds, row.kind))


def _origin(used: Sequence[Rendering]) -> Origin:
    """A row is the machine's if any sentence of it is; remembered if all that needed work were remembered."""
    origins = {rendering.origin for rendering in used}
    return "machine" if "machine" in origins else "memory" if "memory" in origins else "copy"


def locks_of(
    english: Text, source: str, kinds: Mapping[str, TermKind] = MappingProxyType({}), block: BlockKind = "paragraph"
) -> tuple[Lock, ...]:
    """The lock events of a finished row, verified: each target stands at its span, byte for byte.

    `kinds` tells what each term is, by its source: what a person may be called is not what a thing may be.
    """
    written = join(english)
    locks = []
    for mention, start in placed(english):
        span = (start, start + len(mention.text))
        if written[span[0] : span[1]] != mention.text:
            raise LockBroken(f"“{mention.text}” does not stand where it should in “{written}”.", "Please report this.")
        kind, words = kinds.get(mention.source, "term"), source[slice(*mention.source_span)]
        before, after = written[max(0, span[0] - questionable.NEAR) : span[0]], written[span[1] : span[1] + questionable.NEAR]
        doubts = questionable.lock_flags(before, mention.text, after, kind, block)
        locks.append(Lock(words, mention.text, mention.source_span, span, mention.strategy, (*mention.flags, *doubts)))
    return tuple(locks)


def _speakers(plan: Plan, converter: Converter) -> dict[str, Speaker]:
    """The speakers by the name on their labels, which is the author's own in the author's column."""
    scripts: dict[str, Script] = {}
    for block in plan.document.blocks:
        if block.label and scripts.get(block.label.name, "none") == "none":
            scripts[block.label.name] = plan.scripts.get(block.id, "none")
    return {name: _speaker(name, script, plan, converter) for name, script in scripts.items()}


def _speaker(name: str, script: Script, plan: Plan, converter: Converter) -> Speaker:
    hans = name if script in ("hans", "both") else converter.string(name, "hans")
    hant = name if script in ("hant", "both") else converter.string(name, "hant")
    return Speaker(hans, hant, english_name(name, plan.glossary))
