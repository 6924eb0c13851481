"""A post made ready for the engine: cut into segments, its scripts told, its terms, codes and names masked."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import normalize

from bilingual.engines.base import Capability
from bilingual.extraction.glosses import collect_glosses, make_terms
from bilingual.glossary.matching import Matcher, possible_terms
from bilingual.glossary.speakers import speaker_term
from bilingual.glossary.termbase import Glossary
from bilingual.lang.characters import HANZI, HANZI_RUN
from bilingual.lang.roles import is_role
from bilingual.locking.masking import Masker
from bilingual.locking.placeholders import Masked
from bilingual.locking.sentences import sentences
from bilingual.model import Block, Context, Document, Segment, Term, plain
from bilingual.pipeline.columns import Script, scripts
from bilingual.pipeline.options import Options
from bilingual.sources.segmentation import sentences as cut
from bilingual.sources.segmentation import split
from bilingual.variants import Converter, detect, simplified_characters

SEGMENTS_BEFORE = 2
"""Of the post, as context for a segment."""
NAME_KEYS = frozenset({"speaker", "guest"})
"""Front-matter keys whose values are names of people or shows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A post made ready for the engine."""

    document: Document
    glossary: Glossary
    """Of the files' terms those that may stand in the post, and what it glosses itself."""
    digest: str
    """Of all terms in force, whether they stand in the post or not."""
    locks: tuple[Term, ...]
    """The terms to lock: those of the glossary, and the speakers' names."""
    matcher: Matcher
    segments: dict[str, tuple[Segment, ...]]
    """By block; blocks that are never translated have none."""
    scripts: dict[str, Script]
    """By block."""
    masked: dict[str, Masked]
    """By segment; one that is not here is copied as it stands."""


def planned(
    document: Document, glossary: Glossary, options: Options, *, keeps_names: bool, heeded: Collection[Capability] = ()
) -> Plan:
    """The post cut into segments, its terms and codes masked; names too, for an engine that carries slots well.

    `heeded` is what the engine heeds: what stands before a sentence, who says it.
    """
    glossary = Glossary(document.terms).with_terms(glossary.terms) if document.terms else glossary
    glossary, digest = _glossary(document, glossary, options)
    locks = (*glossary.locks, *_spoken_names(document, glossary))
    matcher = Matcher(locks, simplified_characters())
    converter = Converter(options.variant, glossary.forms)
    segments = {block: tuple(of_block) for block, of_block in groupby(split(document), key=lambda segment: segment.block)}
    blocks = [block for block in document.blocks if block.id in segments]
    found = scripts(blocks)
    simplifiers = {block.id: _simplifier(block, converter) for block in blocks}
    masker = Masker(matcher, keeps_names=keeps_names, corrections=options.corrections)
    maskers = {id_: replace(masker, simplify=simplify) for id_, simplify in simplifiers.items()}
    masked = {
        segment.id: maskers[block.id].mask(segment.parts, segment.span[0])
        for block in blocks
        if not (is_english(block) or is_name(block))
        for segment in segments[block.id]
    }
    if {"before", "speaker"} & set(heeded):
        masked = dict(_in_context(document, segments, masked, simplifiers, heeded))
    return Plan(document, glossary, digest, locks, matcher, segments, found, masked)


def _in_context(
    document: Document,
    segments: Mapping[str, Sequence[Segment]],
    masked: Mapping[str, Masked],
    simplifiers: Mapping[str, Callable[[str], str]],
    heeded: Collection[Capability],
) -> Iterator[tuple[str, Masked]]:
    """Each masked segment, by its id, with the segments before it and its speaker, as far as they are heeded."""
    before: deque[str] = deque(maxlen=SEGMENTS_BEFORE if "before" in heeded else 0)
    for block in document.blocks:
        speaker = block.label.name if block.label and "speaker" in heeded else ""
        for segment in segments.get(block.id, ()):
            if segment.id in masked:
                yield segment.id, replace(masked[segment.id], context=Context("".join(before), speaker))
            before.append(simplifiers[block.id](plain(segment.parts)))


def _glossary(document: Document, glossary: Glossary, options: Options) -> tuple[Glossary, str]:
    """What can count in this post, its own glosses included; and the digest of all that is in force."""
    texts = dict.fromkeys((document.source, options.corrections.source(document)))
    text = "\n".join(dict.fromkeys((*texts, *(normalize("NFC", text) for text in texts))))
    near = Glossary(possible_terms(glossary.terms, text, simplified_characters()))
    full = near.with_terms(make_terms(collect_glosses(document, weak=False), document.path or document.name))
    glossed = full.terms[len(near.terms) :]
    return full, Glossary((*glossary.terms, *glossed)).digest


def _spoken_names(document: Document, glossary: Glossary) -> tuple[Term, ...]:
    """The speakers by name, so that they are called the same where the others speak of them; roles are common words."""
    known = {term.source: term.status for term in glossary.terms}
    names = dict.fromkeys(block.label.name for block in document.blocks if block.label)
    return tuple(
        replace(speaker_term(name, "", glossary), status="accepted", note="")
        for name in names
        if len(name) > 1 and not is_role(name) and known.get(name) not in ("accepted", "rejected")
    )


def _simplifier(block: Block, converter: Converter) -> Callable[[str], str]:
    """Engines are given Simplified whatever the author writes."""
    return (lambda s: converter.string(s, "hans")) if detect(plain(block.parts)) in ("hant", "mixed") else str


def sentences_of(plan: Plan) -> Iterator[Masked]:
    """Everything of a post that is translated on its own."""
    for masked in plan.masked.values():
        yield from sentences(masked, cut)


def is_name(block: Block) -> bool:
    """Whether a block is somebody's name, given in English as a speaker's is: a label alone, a front-matter value; no show's."""
    if block.key not in NAME_KEYS:
        return False
    return block.kind != "front" or all(len(run) <= 4 for run in HANZI_RUN.findall(plain(block.parts)))


def is_english(block: Block) -> bool:
    """Whether a block is English already and stays as it is: no Chinese, or a few words of it quoted in English prose."""
    text = plain(block.parts)
    words = len(re.findall(r"[A-Za-z]{2,}", text))
    chinese_characters = len(HANZI.findall(text))
    if not chinese_characters:
        return re.search(r"[，。！？；：、（）]", text) is None
    return words >= 8 and chinese_characters < words // 4
