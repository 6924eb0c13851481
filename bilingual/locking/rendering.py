"""What became of one sentence: English with the numbers of its placeholders in it, and how it was come by."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.locking.placeholders import PLACEHOLDER
from bilingual.model import Links, Origin, Strategy

LOCK_VERSION = "2"
"""Changes when the same engine output would be read differently: part of the key of the memory."""

Template = tuple[str | int, ...]
"""English text and, as integers, which placeholder's content stands where, in any order."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The English of one sentence."""

    template: Template
    strategy: Strategy
    origin: Origin
    flags: tuple[str, ...] = ()
    doubts: tuple[tuple[int, str], ...] = ()
    """Flags of single locks: the number of the placeholder, and the flag."""
    links: Links = ()
    """What of `text` comes from what of the masked sentence, where it was asked for."""

    @property
    def text(self) -> str:
        """The English with one `PLACEHOLDER` for what each of them stands for."""
        return "".join(piece if isinstance(piece, str) else PLACEHOLDER for piece in self.template)

    @property
    def words(self) -> str:
        """The words alone, without what the placeholders stand for."""
        return template_words(self.template)


def template_words(template: Template) -> str:
    """The words of a template alone.

    >>> template_words(("I use ", 0, "."))
    'I use  .'
    """
    return " ".join(piece for piece in template if isinstance(piece, str))
