"""A post as TMX 1.4b: a unit a row with its three languages, for the memory of any CAT tool."""

from __future__ import annotations

from bilingual.formats.common.glosses import source_column, unglossed
from bilingual.formats.common.languages import TAGS
from bilingual.formats.tmx.serialize import serialize_tmx
from bilingual.formats.tmx.units import POST, SIGNATURE, SPEAKER, Tmx, TranslationUnit, Tuv, content
from bilingual.model import Column, ExportOptions, Output, Translation, Unit


def write_tmx(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.tmx`, the same whatever the layout."""
    source = source_column(result)
    columns: tuple[Column, ...] = (source, "hans" if source == "hant" else "hant", "en")
    if result.signature.variant == "none":
        columns = (source, "en")
    tmx = Tmx(
        tuple(_unit(row, columns) for row in result.units),
        source_language=TAGS[source],
        version=result.signature.version,
        properties=((POST, result.document.name), (SIGNATURE, str(result.signature))),
    )
    return (Output(".tmx", serialize_tmx(tmx)),)


def _unit(row: Unit, columns: tuple[Column, ...]) -> TranslationUnit:
    facts = (("x-kind", row.kind), ("x-origin", row.origin), (SPEAKER, row.speaker.en if row.speaker else ""))
    texts = tuple(Tuv(TAGS[column], content(unglossed(getattr(row, column)))) for column in columns)
    notes = tuple(comment.line for comment in row.comments)
    return TranslationUnit(texts, row.id, tuple(fact for fact in facts if fact[1]), notes)
