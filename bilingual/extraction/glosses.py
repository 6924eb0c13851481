"""Every gloss of a post with its line and its class, and what they come to as glossary terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.extraction.asides import find_asides
from bilingual.extraction.classify import Classified, classify_gloss
from bilingual.extraction.reasons import SENTENCE, TWO_WAYS, UNMARKED
from bilingual.extraction.term_edge import fits, is_instance, propose_term
from bilingual.glossary.places import line_numbers
from bilingual.lang.characters import FORBIDDEN, says_something, script
from bilingual.lang.names import is_english_name
from bilingual.model import Block, Document, Gloss, PairedCode, Term, Text

_LABEL_NOTE = re.compile(r"[（(]\s*(?P<head>[^（）():：]+?)\s*(?:[:：][^（）()]*)?[）)]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place in a post that explains a term."""

    reading: Classified
    """What it says."""
    text: str
    """The gloss as it stands in the post."""
    path: str
    """The post, as the user named it."""
    line: int
    """In the post, from 1."""
    weak: bool = False
    """True for `术语（English）` in plain text, where nothing marks the term's left edge: never accepted unseen."""

    @property
    def where(self) -> str:
        """`file:line`, or the line alone for a text from elsewhere."""
        return f"{self.path}:{self.line}" if self.path else str(self.line)


def collect_glosses(document: Document, *, weak: bool = True) -> tuple[Evidence, ...]:
    """Every gloss of a post, headings and front matter included, in source order.

    `weak` adds `术语（English）` from plain text, which needs a word segmenter (half a second once) and is never
    accepted unseen: a run that only needs the terms in force leaves it out.

    >>> collect_glosses(Document("a", "a.md", "AI", ()))
    ()
    """
    line_of = line_numbers(document.source)
    path = document.path or document.name
    return tuple(
        Evidence(reading, text, path, line_of(offset), is_weak)
        for block in document.blocks
        for reading, text, offset, is_weak in (*_on_label(block, document.source), *_found(block.parts, block.span[0], weak))
    )


def _on_label(block: Block, source: str) -> Iterator[tuple[Classified, str, int, bool]]:
    """A speaker's name with its English, `**罗默少将**（Lieutenant General Rohmer）: `, once for each such label."""
    if block.label is None:
        return
    start, end = block.label.name_span[0], block.label.span[1]
    found = _LABEL_NOTE.search(source, block.label.name_span[1], end)
    if found and script(block.label.name) != "latin" and is_english_name(found["head"]):
        gloss = Gloss("", block.label.name, "", "（", found["head"], "", (), "）")
        yield classify_gloss(gloss), source[start:end], start, False


def _found(text: Text, start: int, weak: bool) -> Iterator[tuple[Classified, str, int, bool]]:
    """What a text says, as `(what, source text, offset, weak)`, in source order."""
    for part in text:
        if isinstance(part, Gloss):
            if reading := _reading(part):
                yield reading, str(part), start + len(part.open), False
            inside = (part.open, part.term, part.close, part.lead, part.head, part.separator)
            yield from _found(part.explanation, start + sum(map(len, inside)), weak)
        elif isinstance(part, PairedCode):
            yield from _found(part.inner, start + len(part.open), weak)
        elif isinstance(part, str) and weak:
            yield from ((aside.reading, aside.text, start + aside.start, True) for aside in find_asides(part))
        start += len(str(part))


def _reading(gloss: Gloss) -> Classified | None:
    """The class of a gloss; a Chinese term that no marks enclose is doubtful and cut where it has more words than its English.

    Nothing where the English is the name of one such thing, or a sentence that the quotation marks before it hold in Chinese.
    """
    reading = classify_gloss(gloss)
    if reading.reason == SENTENCE and "*" not in gloss.open:
        return None
    if gloss.open or gloss.close or not reading.target or reading.confidence != "clear":
        return reading
    if not fits(reading.term, reading.target):
        term = propose_term(reading.term, reading.target)
        reading = replace(reading, term=term or reading.term, confidence="doubtful", reason=UNMARKED)
    return None if is_instance(reading.term, reading.target) else reading


def make_terms(evidence: Sequence[Evidence], path: str = "") -> tuple[Term, ...]:
    """One glossary term for each term explained, in the order of their first place.

    Clear glosses are accepted, doubtful and weak ones are candidates with the reason in `note`. A term glossed in two
    ways is a candidate: the first way stands, and the note shows the other with its place. `path` replaces the posts'
    own in `where`.
    """
    grouped: dict[str, list[Evidence]] = {}
    for gloss in evidence:
        if says_something(gloss.reading.term) and not FORBIDDEN.search(gloss.reading.term):
            grouped.setdefault(gloss.reading.term, []).append(replace(gloss, path=path or gloss.path))
    return _without_shared_aliases([_merged(group) for group in grouped.values()])


def _merged(group: Sequence[Evidence]) -> Term:
    best = min(group, key=_rank)  # the first of the strongest
    reading, others = best.reading, _other_ways(best, group)
    clear = (gloss.reading for gloss in group if gloss.reading.confidence == "clear")
    chinese = dict.fromkeys(other.chinese for other in clear if other.chinese)
    is_clear = reading.confidence == "clear" and not best.weak and not others
    return Term(
        source=reading.term,
        target=reading.target,
        status="accepted" if is_clear else "candidate",
        kind="term" if reading.target or reading.confidence == "doubtful" else "keep",
        aliases=tuple(chinese),
        note=" ".join(filter(None, (reading.reason, *others, _full(reading)))),
        where=best.where,
    )


def _rank(gloss: Evidence) -> tuple[bool, bool, bool]:
    """Parsed glosses before weak ones, clear before doubtful, and those that give English before those that do not."""
    return gloss.weak, gloss.reading.confidence == "doubtful", not gloss.reading.target


def _other_ways(best: Evidence, group: Sequence[Evidence]) -> list[str]:
    """The notes of a conflict: each other English, with its place; a weak place does not contradict a marked one."""
    ways: dict[str, str] = {}
    for gloss in group:
        target = gloss.reading.target
        if target and target.casefold() != best.reading.target.casefold() and (best.weak or not gloss.weak):
            ways.setdefault(target, TWO_WAYS.format(target, gloss.where, best.where))
    return list(ways.values())


def _full(reading: Classified) -> str:
    if not reading.full:
        return ""
    is_longer = len(reading.full) > len(reading.target or reading.term)
    return f"In {'full' if is_longer else 'short'}: {reading.full}."


def _without_shared_aliases(found: Sequence[Term]) -> tuple[Term, ...]:
    """The terms without aliases that are terms of their own or that an earlier term has."""
    taken = {term.source for term in found}
    cleared = []
    for term in found:
        aliases = tuple(alias for alias in term.aliases if alias not in taken)
        taken.update(aliases)
        cleared.append(replace(term, aliases=aliases) if aliases != term.aliases else term)
    return tuple(cleared)
