"""What is wrong, or what a person might call wrong, about a locked term, in words that quote its sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bilingual.checks.checked_post import quoted, visible_text
from bilingual.model import Gloss, Lock, Unit, join, placed

_FACTS: Mapping[str, str] = {
    "inside": "“{source}” may be part of a longer word in {chinese}; its English here is “{target}”.",
    "doubled": "A name is said twice in {english}.",
    "article": "The article before “{target}” does not fit in {english}.",
    "heading": "“{target}” makes the heading {english} begin with a small letter, or end like a sentence.",
    "degraded": "The words around “{target}” may be lost in {english}; the Chinese is {chinese}.",
}
"""By the flag of the lock; a flag of another version is told by its name."""
_AROUND = 3
"""Characters of Chinese, or words of English, that are quoted on each side of a term."""
_FAR = 200
"""Characters in which those words are looked for."""
_WORD = re.compile(r"\S+\s*|^\s+")


def missing_facts(unit: Unit) -> Iterator[str]:
    """What is so of each term whose English a sentence lacks."""
    lost = list(_lost_locks(unit))
    text = quoted(visible_text(unit)) if lost else ""
    for lock in lost:
        yield f"“{lock.source}” should be “{lock.target}” here, as in the glossary: {text} does not have it."
    if not lost and "locks" in unit.flags:  # known when the run looked for the terms in what a person wrote
        unplaced = _unplaced(unit)
        yield from (f"The English does not have “{source}” as the glossary has it." for source in unplaced)
        if not unplaced:
            yield "The English does not have a term as the glossary has it."


def _lost_locks(unit: Unit) -> Iterator[Lock]:
    english = join(unit.en)
    wanted = Counter[str]()
    for lock in unit.locks:
        wanted[lock.target] += 1
        if english[slice(*lock.span)] != lock.target and english.count(lock.target) < wanted[lock.target]:
            yield lock


def _unplaced(unit: Unit) -> tuple[str, ...]:
    """The terms of the Chinese whose English stands nowhere; where none such is known, those that it explains itself."""
    there = Counter(lock.source for lock in unit.locks)
    mentioned = Counter(mention.source for mention, _ in placed(unit.hans))
    explained = Counter(part.term for part in unit.hans if isinstance(part, Gloss))
    return tuple(mentioned - there or explained - there)


def doubt_facts(unit: Unit, flag: str) -> Iterator[str]:
    """What is so of each term of a sentence that has its English and reads wrong all the same."""
    locks = [lock for lock in unit.locks if flag in lock.flags]
    fact = _FACTS.get(flag, f"“{{source}}” → “{{target}}” in {{english}} ({flag}).")
    chinese, english = (visible_text(unit, "hans"), join(unit.en)) if locks else ("", "")
    for lock in locks:
        around = {"chinese": _chinese(chinese, lock), "english": _english(english, lock)}
        yield fact.format(source=lock.source, target=lock.target, **around)


def _chinese(text: str, lock: Lock) -> str:
    """The term with the characters beside it."""
    start = max(text.find(lock.source), 0)
    first, last = max(start - _AROUND, 0), start + len(lock.source) + _AROUND
    return f"“{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}”"


def _english(text: str, lock: Lock) -> str:
    """The target with the words beside it, without markup."""
    start, end = lock.span
    before = _WORD.findall(_words(text[max(start - _FAR, 0) : start]))[-_AROUND:]
    after = _words(text[end : end + _FAR])
    last = re.match(rf"(?:\s*\S++){{0,{_AROUND}}}", after)
    return f"“{''.join(before)}{lock.target}{last[0] if last else ''}”"


def _words(markdown: str) -> str:
    return re.sub(r"[*_`]+|<[^<>]*>|\]\([^()]*\)", "", markdown)
