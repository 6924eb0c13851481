"""A post once in each language, as a site generator takes it: the source with its texts replaced.

A post that was no Markdown comes in its own kind, as its `Source` writes it; in none where that cannot be written.
"""

from __future__ import annotations

from bilingual.formats.common.languages import TAGS
from bilingual.formats.markdown.inline import with_terms_escaped
from bilingual.model import Column, ExportOptions, Output, Text, Translation, Unit, join, joined
from bilingual.sources import Source, source_named, with_siblings


def write_posts(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.zh-Hans.md`, `.zh-Hant.md` and `.en.md`, each with links to the others; no Traditional one where there is none.

    Raises `StructureChanged` where a translated post would not have the structure of the source.
    """
    source = source_named(result.document.format)
    if source.translated is None:
        return ()
    columns: list[Column] = [column for column in TAGS if column != "hant" or result.signature.variant != "none"]
    suffixes = {TAGS[column]: f".{TAGS[column]}{source.suffixes[0]}" for column in columns}
    texts = {TAGS[column]: _post(result, column, source) for column in columns}
    if source.has_siblings:
        files = {language: f"{result.document.name}{suffix}" for language, suffix in suffixes.items()}
        texts = {language: with_siblings(text, language, files) for language, text in texts.items()}
    return tuple(Output(suffixes[language], text.encode("utf-8")) for language, text in texts.items())


def _post(result: Translation, column: Column, source: Source) -> str:
    units: dict[str, list[Unit]] = {}
    for unit in result.units:
        units.setdefault(unit.block, []).append(unit)
    texts = {block: join(_as_written(of_block, column)) for block, of_block in units.items()}
    names = {name: getattr(speaker, column) for name, speaker in result.speakers.items()}
    return source.in_language(result.document, texts, names, TAGS[column])


def _as_written(units: list[Unit], column: Column) -> Text:
    """A block's text; values of the front matter are no Markdown."""
    text = joined(units, column)
    return text if units[0].kind == "front" else with_terms_escaped(text)
