"""A post once in each language, as a site generator takes it: the source with its texts replaced.

A post that was no Markdown comes in its own kind, as its `Source` writes it; in none where that cannot be written.
"""

from __future__ import annotations

from bilingual.formats.common.block_texts import block_texts, names_in
from bilingual.formats.common.languages import TAGS
from bilingual.formats.markdown.inline import with_terms_escaped
from bilingual.model import Column, ExportOptions, Output, Text, Translation, Unit
from bilingual.sources import Source, source_named, with_siblings


def write_posts(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.zh-Hans.md`, `.zh-Hant.md` and `.en.md`, each with links to the others; no Traditional one where there is none.

    Raises `StructureChanged` where a translated post would not have the structure of the source.
    """
    source = source_named(result.document.format)
    if source.translated is None:
        return ()
    columns: list[Column] = [column for column in TAGS if column != "hant" or result.signature.variant != "none"]
    suffixes = {TAGS[column]: f".{TAGS[column]}{source.ending or source.suffixes[0]}" for column in columns}
    texts = {TAGS[column]: in_language(result, column, source, TAGS[column]) for column in columns}
    if source.has_siblings:
        files = {language: f"{result.document.name}{suffix}" for language, suffix in suffixes.items()}
        texts = {language: with_siblings(str(text), language, files) for language, text in texts.items()}
    return tuple(
        Output(suffixes[language], text.encode("utf-8") if isinstance(text, str) else text) for language, text in texts.items()
    )


def in_language(result: Translation, column: Column, source: Source, language: str) -> str | bytes:
    """The post with the texts of a column; `language` is what its front matter calls that. Raises `StructureChanged`."""
    texts = block_texts(result, column, _as_written)
    return source.in_language(result.document, texts, names_in(result, column), language)


def _as_written(first: Unit, text: Text) -> Text:
    """A block's text; values of the front matter are no Markdown."""
    return text if first.kind == "front" else with_terms_escaped(text)
