"""A post once in each language, as a site generator takes it: the source with its texts replaced."""

from __future__ import annotations

from bilingual.formats.common.languages import TAGS
from bilingual.model import Column, ExportOptions, Output, Translation, Unit, join, joined
from bilingual.sources import translated, with_siblings


def write_posts(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.zh-Hans.md`, `.zh-Hant.md` and `.en.md`, each with links to the others; no Traditional one where there is none.

    Raises `StructureChanged` where a translated post would not have the structure of the source.
    """
    columns: list[Column] = [column for column in TAGS if column != "hant" or result.signature.variant != "none"]
    files = {TAGS[column]: f"{result.document.name}.{TAGS[column]}.md" for column in columns}
    return tuple(
        Output(f".{TAGS[column]}.md", with_siblings(_post(result, column), TAGS[column], files).encode("utf-8"))
        for column in columns
    )


def _post(result: Translation, column: Column) -> str:
    units: dict[str, list[Unit]] = {}
    for unit in result.rows:
        units.setdefault(unit.block, []).append(unit)
    texts = {block: join(joined(of_block, column)) for block, of_block in units.items()}
    names = {name: getattr(speaker, column) for name, speaker in result.speakers.items()}
    return translated(result.document, texts, names, TAGS[column])
