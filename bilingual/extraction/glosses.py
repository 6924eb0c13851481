"""Every gloss of a post with its line and its class, and what they come to as glossary terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.extraction.asides import asides, fits, proposed
from bilingual.extraction.classify import Classified, classify
from bilingual.glossary.places import line_numbers
from bilingual.lang.characters import FORBIDDEN, says_something, script
from bilingual.lang.names import is_english_name
from bilingual.model import Block, Document, Gloss, PairedCode, Term, Text

_LABEL_NOTE = re.compile(r"[（(]\s*(?P<head>[^（）():：]+?)\s*(?:[:：][^（）()]*)?[）)]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place in a post that explains a term."""

    said: Classified
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


def collect(document: Document, *, weak: bool = True) -> tuple[Evidence, ...]:
    """Every gloss of a post, headings and front matter included, in source order.

    `weak` adds `术语（English）` from plain text, which needs a word segmenter (half a second once) and is never
    accepted unseen: a run that only needs the terms in force leaves it out.

    >>> collect(Document("a", "a.md", "AI", ()))
    ()
    """
    line_of = line_numbers(document.source)
    path = document.path or document.name
    return tuple(
        Evidence(said, text, path, line_of(offset), is_weak)
        for block in document.blocks
        for said, text, offset, is_weak in (*_on_label(block, document.source), *_found(block.parts, block.span[0], weak))
    )


def _on_label(block: Block, source: str) -> Iterator[tuple[Classified, str, int, bool]]:
    """A speaker's name with its English, `**罗默少将**（Lieutenant General Rohmer）: `, once for each such label."""
    if block.label is None:
        return
    start, end = block.label.name_span[0], block.label.span[1]
    found = _LABEL_NOTE.search(source, block.label.name_span[1], end)
    if found and script(block.label.name) != "latin" and is_english_name(found["head"]):
        gloss = Gloss("", block.label.name, "", "（", found["head"], "", (), "）")
        yield classify(gloss), source[start:end], start, False


def _found(text: Text, start: int, weak: bool) -> Iterator[tuple[Classified, str, int, bool]]:
    """What a text says, as `(what, source text, offset, weak)`, in source order."""
    for part in text:
        if isinstance(part, Gloss):
            yield _said(part), str(part), start + len(part.open), False
            inside = (part.open, part.term, part.close, part.lead, part.head, part.separator)
            yield from _found(part.explanation, start + sum(map(len, inside)), weak)
        elif isinstance(part, PairedCode):
            yield from _found(part.inner, start + len(part.open), weak)
        elif isinstance(part, str) and weak:
            yield from ((aside.said, aside.text, start + aside.start, True) for aside in asides(part))
        start += len(str(part))


def _said(gloss: Gloss) -> Classified:
    """The class of a gloss; a Chinese term that no marks enclose is doubtful and cut where it has more words than its English."""
    said = classify(gloss)
    is_bare = not (gloss.open or gloss.close) and said.target and said.confidence == "clear"
    if is_bare and not fits(said.term, said.target):
        term = proposed(said.term, said.target)
        return replace(said, term=term or said.term, confidence="doubtful", reason="Nothing marks where the term begins.")
    return said


def terms(evidence: Sequence[Evidence], path: str = "") -> tuple[Term, ...]:
    """One glossary term for each term explained, in the order of their first place.

    Clear glosses are accepted, doubtful and weak ones are candidates with the reason in `note`. A term glossed in two
    ways is a candidate: the first way stands, and the note shows the other with its place. `path` replaces the posts'
    own in `where`.
    """
    grouped: dict[str, list[Evidence]] = {}
    for one in evidence:
        if says_something(one.said.term) and not FORBIDDEN.search(one.said.term):
            grouped.setdefault(one.said.term, []).append(replace(one, path=path or one.path))
    return _without_shared_aliases([_merged(group) for group in grouped.values()])


def _merged(group: Sequence[Evidence]) -> Term:
    best = min(group, key=_rank)  # the first of the strongest
    said, others = best.said, _other_ways(best, group)
    chinese = dict.fromkeys(one.said.chinese for one in group if one.said.chinese and one.said.confidence == "clear")
    is_clear = said.confidence == "clear" and not best.weak and not others
    return Term(
        source=said.term,
        target=said.target,
        status="accepted" if is_clear else "candidate",
        kind="term" if said.target or said.confidence == "doubtful" else "keep",
        aliases=tuple(chinese),
        note=" ".join(filter(None, (said.reason, *others, _full(said)))),
        where=best.where,
    )


def _rank(one: Evidence) -> tuple[bool, bool, bool]:
    """Parsed glosses before weak ones, clear before doubtful, and those that give English before those that do not."""
    return one.weak, one.said.confidence == "doubtful", not one.said.target


def _other_ways(best: Evidence, group: Sequence[Evidence]) -> list[str]:
    """The notes of a conflict: each other English, with its place; a weak place does not contradict a marked one."""
    ways: dict[str, str] = {}
    for one in group:
        target = one.said.target
        if target and target.casefold() != best.said.target.casefold() and (best.weak or not one.weak):
            ways.setdefault(target, f"Glossed in two ways: “{target}” at {one.where}, this one at {best.where}.")
    return list(ways.values())


def _full(said: Classified) -> str:
    if not said.full:
        return ""
    return f"In full: {said.full}." if len(said.full) > len(said.target or said.term) else f"In short: {said.full}."


def _without_shared_aliases(found: Sequence[Term]) -> tuple[Term, ...]:
    """The terms without aliases that are terms of their own or that an earlier term has."""
    taken = {term.source for term in found}
    cleared = []
    for term in found:
        aliases = tuple(alias for alias in term.aliases if alias not in taken)
        taken.update(aliases)
        cleared.append(replace(term, aliases=aliases) if aliases != term.aliases else term)
    return tuple(cleared)
