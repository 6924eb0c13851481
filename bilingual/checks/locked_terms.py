"""What a person might call wrong about a locked term, in words that quote its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bilingual.checks.checked_post import quoted, visible_text
from bilingual.model import Lock, Unit, join

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


def missing_fact(unit: Unit, lock: Lock) -> str:
    """What is so where a sentence lacks the English of a term."""
    return f"“{lock.source}” should be “{lock.target}” here, as in the glossary: {quoted(visible_text(unit))} does not have it."


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
