"""A post once in each language, as a site generator takes it: the source with its texts replaced.

A post that was no Markdown comes in its own kind, as its `Source` writes it; in none where that cannot be written.
"""

from __future__ import annotations

from bilingual.formats.common.addresses import Addresses
from bilingual.formats.common.block_texts import block_texts, names_in
from bilingual.formats.common.languages import TAGS
from bilingual.formats.markdown.inline import with_terms_escaped
from bilingual.model import Code, Column, ExportOptions, Output, PairedCode, Text, Translation, Unit, join
from bilingual.sources import Source, parse, source_named, with_siblings


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
        texts = {language: moved(str(text), Addresses(base=options.base)) for language, text in texts.items()}
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


def moved(post: str, addresses: Addresses) -> str:
    """A post in another folder, from where its pictures and files are at these addresses; its code stays as it is."""
    if not addresses.base:
        return post
    pieces, end = [], 0
    for block in parse(post).blocks:
        if block.kind not in ("front", "code"):
            pieces += [post[end : block.span[0]], _moved(block.parts, addresses)]
            end = block.span[1]
    return "".join([*pieces, post[end:]])


def _moved(text: Text, addresses: Addresses) -> str:
    pieces = []
    for part in text:
        if isinstance(part, PairedCode):
            pieces += [addresses.in_block(part.open), _moved(part.inner, addresses), addresses.in_block(part.close)]
        else:
            is_markup = isinstance(part, Code) and part.kind not in ("code", "math")
            pieces.append(addresses.in_block(join((part,))) if is_markup else join((part,)))
    return "".join(pieces)
