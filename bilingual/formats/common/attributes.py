"""What the program says of a row beside its texts, where an editor reads it: in the columns of sheets, in the notes of XLIFF."""

from __future__ import annotations

from bilingual.model import Unit

ATTRIBUTES = ("origin", "flags", "terms")
"""By the names of the columns."""
IS = " = "
"""Between a term and its English."""


def attributes_of(row: Unit) -> dict[str, str]:
    """Where its English comes from, what was found in it, and its locked terms: each as one line."""
    terms = dict.fromkeys(f"{lock.source}{IS}{lock.target}" for lock in row.locks)
    return dict(zip(ATTRIBUTES, (row.origin, ", ".join(row.flags), "; ".join(terms)), strict=True))


def term_pairs(text: str) -> dict[str, str]:
    """The terms of a line with the English that it gives them; those that stay as they are need not stand in it.

    >>> term_pairs("公园 = Park; AI = AI")
    {'公园': 'Park'}
    """
    pairs = (pair.strip().partition(IS) for pair in text.split(";"))
    return {source: target for source, _, target in pairs if source != target}
