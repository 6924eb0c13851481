"""What people wrote, in a finished post: found in the memory, read as Markdown, its terms found again.

A person's sentence wins over every engine. It is never changed: a term that does not stand in it as the glossary has it is
flagged, not put in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bilingual.locking.placeholders import Masked, locked_terms
from bilingual.memory import HumanEntry, Memory, chosen
from bilingual.model import Code, Column, PairedCode, Part, Segment, SegmentId, TermSpan, Text, Translation, as_read, join
from bilingual.model.placing import Place, with_mentions
from bilingual.pipeline.plan import Plan
from bilingual.sources import read_text

FLAG = "locks"
"""The flag of a row whose English, by a person, lacks a term of the glossary."""

Written = Mapping[tuple[SegmentId, Column], HumanEntry]
"""What people wrote for a post."""


def written(plans: Sequence[Plan], memory: Memory) -> list[Written]:
    """For each post what people wrote for its segments, as the memory has it."""
    posts = [{segment.id: source(segment) for of_block in plan.segments.values() for segment in of_block} for plan in plans]
    entries = _by_source(memory, [text for post in posts for text in post.values()])
    return [_of_post(plan.document.name, post, entries) for plan, post in zip(plans, posts, strict=True)]


def written_since(result: Translation, memory: Memory) -> Written:
    """What people wrote for the units of a finished post, as the memory has it now."""
    sources = {unit.id: _remembered_by(result.document.words(unit.span)) for unit in result.units}
    return _of_post(result.document.name, sources, _by_source(memory, [*sources.values()]))


def _by_source(memory: Memory, sources: Sequence[str]) -> Mapping[str, Sequence[HumanEntry]]:
    entries: dict[str, list[HumanEntry]] = {}
    for entry in memory.human(list(dict.fromkeys(sources))):
        entries.setdefault(entry.source, []).append(entry)
    return entries


def with_people(result: Translation, memory: Memory) -> Translation:
    """The post with what people wrote about its units, and with the numbers of their latest change and of those taken back."""
    post = result.document.name
    comments = memory.comments(post)
    units = tuple(replace(unit, comments=comments.get(unit.id, ())) for unit in result.units)
    latest = max((change.number for change in memory.changes()), default=0)
    return replace(result, units=units, signature=replace(result.signature, people=latest, undone=memory.undone(post)))


def without(plan: Plan, entries: Written) -> Plan:
    """The plan without the segments whose English a person wrote: the engine has nothing to do there."""
    if not entries:
        return plan
    return replace(plan, masked={id_: masked for id_, masked in plan.masked.items() if (id_, "en") not in entries})


def source(segment: Segment) -> str:
    """What a segment is remembered by: its Markdown, in NFC and without outer blanks."""
    return _remembered_by(as_read(segment.parts))


def _remembered_by(markdown: str) -> str:
    return unicodedata.normalize("NFC", markdown.strip())


def _of_post(post: str, sources: Mapping[SegmentId, str], entries: Mapping[str, Sequence[HumanEntry]]) -> Written:
    found: dict[tuple[SegmentId, Column], HumanEntry] = {}
    for id_, text in sources.items() if entries else ():
        known = entries.get(text, ())
        columns = dict.fromkeys(entry.language for entry in known)
        for column in columns:
            # what was written for another row of this post is that row's alone: its editor saw this one and let it be
            fit = [e for e in known if e.language == column and (e.post != post or e.segment == id_ or e.segment not in sources)]
            entry = chosen(fit, post, id_)
            if entry:
                found[id_, column] = entry
    return found


def edges(segment: Text) -> tuple[str, str]:
    r"""The blanks and line breaks before and after what a segment says: not a translator's business.

    >>> edges((" 走。", Code("\n> ", "break")))
    (' ', '\n> ')
    """
    whole = join(segment)
    last = len(segment)
    while last and _is_blank(segment[last - 1]):
        last -= 1
    first = next((index for index, part in enumerate(segment) if not _is_blank(part)), last)
    before, core = join(segment[:first]), join(segment[first:last])
    lead = before + core[: len(core) - len(core.lstrip())]
    return lead, whole[len(before) + len(core.rstrip()) :] if core.strip() else ""


def _is_blank(part: Part) -> bool:
    return (isinstance(part, Code) and part.kind in ("break", "hardbreak")) or not str(part).strip()


def required_terms(masked: Masked) -> tuple[TermSpan, ...]:
    """What must stand in the English of a segment, byte for byte."""
    return tuple(TermSpan(lock.term.english, lock.term.source, lock.span, "plain") for lock in locked_terms(masked))


def read_edited_text(
    markdown: str, segment: Text, mentions: Sequence[TermSpan], *, glosses: bool
) -> tuple[Text, tuple[TermSpan, ...]]:
    """What a person wrote as a text with its terms marked, and the terms that do not stand in it.

    `segment` is the source, whose outer blanks and line breaks the text gets; each of `mentions` is looked for once.

    >>> use = TermSpan("AI", "AI", (1, 3), "plain")
    >>> read_edited_text("I use **AI**.", ("用AI。",), [use, use], glosses=False)[1] == (use,)
    True
    """
    before, after = edges(segment)
    text = read_text(f"{before}{markdown.strip()}{after}", segment, glosses=glosses)
    places, missing = _found(text, mentions)
    return with_mentions(text, places), missing


def _found(text: Text, mentions: Sequence[TermSpan]) -> tuple[list[Place], tuple[TermSpan, ...]]:
    """Where each mention stands in the words of a text; longer ones first, so that AI is not found in OpenAI's place."""
    waiting: dict[str, list[int]] = {}
    for index, mention in enumerate(mentions):
        waiting.setdefault(mention.text, []).append(index)
    pattern = re.compile("|".join(_whole(word) for word in sorted(filter(None, waiting), key=len, reverse=True)) or "(?!)")
    found = [(start + match.start(), match[0]) for start, words in _words(text, 0) for match in pattern.finditer(words)]
    places = [(start, mentions[waiting[word].pop(0)]) for start, word in found if waiting[word]]
    missing = sorted(index for indices in waiting.values() for index in indices)
    return places, tuple(mentions[index] for index in missing)


def _whole(word: str) -> str:
    """A pattern for the word where it is no part of a longer Latin one; Hanzi have no such edges."""
    before = "(?<![A-Za-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    after = "(?![A-Za-z0-9])" if word[-1:].isascii() and word[-1:].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


def _words(text: Text, start: int) -> Iterable[tuple[int, str]]:
    for part in text:
        if isinstance(part, str):
            yield start, part
        elif isinstance(part, PairedCode):
            yield from _words(part.inner, start + len(part.open))
        start += len(str(part))
