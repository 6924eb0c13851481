"""What may be asked of a translation, besides its engine and its terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from bilingual.glossary.corrections import Corrections
from bilingual.model import DetailsMode, GlossMode, Variant


@dataclass(frozen=True, slots=True)
class Options:
    """What may be asked of a translation."""

    variant: Variant = "tw"
    glosses: GlossMode = "inline"
    corrections: Corrections = field(default_factory=Corrections)
    """Slips of transcription to put right for the translator."""
    off: frozenset[str] = frozenset()
    """The checks that are left out of the rows' flags."""
    details: DetailsMode = "text"
