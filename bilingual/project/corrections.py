"""The project's list of corrections, `corrections.csv` beside `bilingual.toml`: found and read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.errors import GlossaryError
    from bilingual.glossary.corrections import Corrections
    from bilingual.project.settings import Settings

FILE = "corrections.csv"
WHERE = ("translator", "text", "none")
"""What corrections may be applied to."""


def corrections_path(settings: Settings) -> Path:
    """Where the list stands, as it is named from here; it need not exist."""
    from bilingual.project.glossaries import from_here

    return from_here(settings.root / FILE)


def load_corrections(settings: Settings) -> tuple[Corrections, tuple[GlossaryError, ...]]:
    """The corrections of the project, none where there is no list, and what is wrong with its rows."""
    from bilingual.errors import GlossaryError
    from bilingual.glossary.corrections import Corrections
    from bilingual.glossary.entries import read
    from bilingual.variants import simplified_characters

    path = corrections_path(settings)
    if not path.is_file():
        return Corrections(), ()
    try:
        rows, problems = read(path)
    except GlossaryError as error:
        return Corrections(), (error,)
    return Corrections(rows, simplified_characters()), problems
