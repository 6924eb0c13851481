"""Words for the glossary rows that do not count, because a nearer file has the same term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Shadow
    from bilingual.model import Term

MOST = 5
"""Hidden rows that are told one by one."""


def note_shadows(shadows: Sequence[Shadow], *, all_of_them: bool = False) -> None:
    """Notes on stderr which rows a nearer file hides, where that makes a difference."""
    from bilingual.cli.console import note
    from bilingual.cli.printing.summary import counted

    differing = [shadow for shadow in shadows if shadow.differs]
    for shadow in differing if all_of_them else differing[:MOST]:
        note(f"note: {shadow_sentence(shadow)}")
    if len(differing) > MOST and not all_of_them:
        more = counted(len(differing) - MOST, "more row")
        note(f"note: {more} hidden by nearer files: translate glossary list --hidden shows them.")


def shadow_sentence(shadow: Shadow) -> str:
    """Which row counts, and which does not."""
    far, near = shadow.term, shadow.by
    return (
        f"{near.path}:{near.line}: “{far.source}” is {_rendering(near)} here, in the nearer glossary, "
        f"not {_rendering(far)} as in {far.path}:{far.line}."
    )


def _rendering(term: Term) -> str:
    return f"“{term.english}”" if term.status == "accepted" else term.status
