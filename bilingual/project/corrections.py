"""The project's list of corrections, `corrections.csv` beside `bilingual.toml`: found and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from bilingual.files import from_here, is_there
from bilingual.runners import Corrected

if TYPE_CHECKING:
    from bilingual.errors import GlossaryError
    from bilingual.glossary.corrections import Corrections
    from bilingual.model import Term
    from bilingual.project.settings import Settings

FILE = "corrections.csv"
WHERE: tuple[str, ...] = get_args(Corrected)
"""What corrections may be applied to."""


def corrections_path(settings: Settings) -> Path:
    """Where the list stands, as it is named from here; it need not exist."""
    return from_here(settings.root / FILE)


def correction_rows(settings: Settings) -> tuple[tuple[Term, ...], tuple[GlossaryError, ...]]:
    """The rows of the project's list, none where there is no list, and what is wrong with the others.

    Raises `GlossaryError` where the list cannot be read at all: what it puts right would come back in silence.
    """
    from bilingual.glossary.entries import read_glossary

    path = corrections_path(settings)
    return read_glossary(path) if is_there(path) else ((), ())


def load_corrections(settings: Settings) -> tuple[Corrections, tuple[GlossaryError, ...]]:
    """The corrections of the project, none where there is no list, and what is wrong with its rows."""
    from bilingual.glossary.corrections import Corrections
    from bilingual.variants import simplified_characters

    rows, problems = correction_rows(settings)
    return Corrections(rows, simplified_characters()) if rows else Corrections(), problems
