"""What a person might call wrong about a locked term, in words that quote its sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

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


def missing_fact(unit: Unit, lock: Lock) -> str:
    """What is so where a sentence lacks the English of a term."""
    return f"“{lock.source}” should be “{lock.target}” here, as in the glossary: {quoted(visible_text(unit))} does not have it."


def doubt_fact(unit: Unit, lock: Lock, flag: str) -> str:
    """What is so where a term has its English and reads wrong all the same."""
    facts = {"source": lock.source, "target": lock.target, "chinese": _chinese(unit, lock), "english": _english(unit, lock)}
    return _FACTS.get(flag, f"“{{source}}” → “{{target}}” in {{english}} ({flag}).").format(**facts)


def _chinese(unit: Unit, lock: Lock) -> str:
    """The term with the characters beside it."""
    text = visible_text(unit, "hans")
    start = max(text.find(lock.source), 0)
    first, last = max(start - _AROUND, 0), start + len(lock.source) + _AROUND
    return f"“{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}”"


def _english(unit: Unit, lock: Lock) -> str:
    """The target with the words beside it, without markup."""
    text = join(unit.en)
    before, after = _words(text[: lock.span[0]]), _words(text[lock.span[1] :])
    first = re.search(rf"(?:\S+\s*){{0,{_AROUND}}}$", before)
    last = re.match(rf"(?:\s*\S+){{0,{_AROUND}}}", after)
    return f"“{first[0] if first else ''}{lock.target}{last[0] if last else ''}”"


def _words(markdown: str) -> str:
    return re.sub(r"[*_`]+|<[^<>]*>|\]\([^()]*\)", "", markdown)
