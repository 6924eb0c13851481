"""Which rows are not accepted unseen: those whose English would be Chinese, and those of one character."""

from __future__ import annotations

from typing import Literal

from bilingual.glossary.edit import Cells
from bilingual.lang.characters import has_chinese, script

Doubt = Literal["no-english", "chinese-english", "one-character"]
WHY: dict[Doubt, str] = {
    "no-english": "it has no English, and its Chinese would stand in the English",
    "chinese-english": "its English is Chinese",
    "one-character": "a term of one character stands inside many words and is not looked for",
}
"""What each doubt means, as the rest of a sentence that begins with the term."""
IN_CHINESE = frozenset[Doubt]({"no-english", "chinese-english"})
"""Those in which the English of a row would be Chinese."""


def doubt_of(cells: Cells) -> Doubt | None:
    """Why a row is not accepted unless a person knows; none for one that may be. Chinese that is to be kept says so (`keep`).

    >>> doubt_of({"source": "坏"}), doubt_of({"source": "坏", "target": "bad"}), doubt_of({"source": "OpenAI"})
    ('no-english', 'one-character', None)
    """
    source, target = cells.get("source", ""), cells.get("target", "")
    if has_chinese(source) and cells.get("kind") != "keep":
        if not target:
            return "no-english"
        if script(target) == "han":
            return "chinese-english"
    return "one-character" if len(source) == 1 else None
