"""A post as TMX 1.4b: a unit a row with its three languages, for the memory of any CAT tool."""

from __future__ import annotations

from bilingual.exporters.unglossed import source_column, unglossed
from bilingual.formats.languages import TAGS
from bilingual.formats.tmx import Tmx, Tuv, Unit, content, write
from bilingual.model import Bilingual, Column, ExportOptions, Output, Row

POST, SIGNATURE = "x-post", "x-signature"
"""Properties of the header."""


def export(result: Bilingual, options: ExportOptions) -> tuple[Output, ...]:
    """`.tmx`, the same whatever the layout."""
    own = source_column(result)
    columns: tuple[Column, ...] = (own, "hans" if own == "hant" else "hant", "en")
    if result.signature.variant == "none":
        columns = (own, "en")
    tmx = Tmx(
        tuple(_unit(row, columns) for row in result.rows),
        source_language=TAGS[own],
        version=result.signature.version,
        properties=((POST, result.document.name), (SIGNATURE, str(result.signature))),
    )
    return (Output(".tmx", write(tmx)),)


def _unit(row: Row, columns: tuple[Column, ...]) -> Unit:
    facts = (("x-kind", row.kind), ("x-origin", row.origin), ("x-speaker", row.speaker.en if row.speaker else ""))
    texts = tuple(Tuv(TAGS[column], content(unglossed(getattr(row, column)))) for column in columns)
    return Unit(texts, row.id, tuple(fact for fact in facts if fact[1]))
