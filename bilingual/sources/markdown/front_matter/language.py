"""The `lang` key of a post's front matter, and what its front matter says as data."""

from __future__ import annotations

import re
from typing import Any

from bilingual.model import Document, Span
from bilingual.sources.markdown.front_matter.toml import toml_data
from bilingual.sources.markdown.front_matter.yaml import UNPRINTABLE, composed, yaml_data

TOML_LANG = re.compile(r"^[ \t]*lang[ \t]*=[ \t]*(?P<value>\"[^\"\r\n]*\"|'[^'\r\n]*')", re.MULTILINE)
TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def ending(document: Document) -> str:
    """The line ending of the post's first line."""
    match = re.search(r"\r\n?|\n", document.source)
    return match[0] if match else "\n"


def inner(document: Document) -> Span:
    """What stands between the delimiters of the front matter; Hexo's has none before it."""
    assert document.front_matter is not None
    start, end = document.front_matter
    text = document.source[start:end]
    first = re.match(r"(?:(?:---|\+\+\+)[ \t]*(?:\r\n?|\n))?", text)
    last = re.search(r"(?:---|\+\+\+)[ \t]*(?:\r\n?|\n)?$", text)
    assert first is not None
    assert last is not None
    return start + first.end(), start + last.start()


def is_toml(document: Document) -> bool:
    """Whether the front matter is TOML."""
    return document.front_matter is not None and document.source.startswith("+++", document.front_matter[0])


def front_data(document: Document) -> dict[str, Any] | None:
    """The front matter as data, every scalar a string; nothing when there is none or it is broken."""
    if document.front_matter is None:
        return None
    start, end = inner(document)
    text = document.source[start:end]
    try:
        data = toml_data(text) if is_toml(document) else yaml_data(text)
    except ValueError:
        return None
    return data if isinstance(data, dict) else None


def language_edit(document: Document, language: str) -> tuple[Span, str] | None:
    """Where the language is written, and what: over the old one, or as the last line; nothing without front matter."""
    data = front_data(document)
    if data is None:
        return None
    start, end = inner(document)
    return _toml(document, start, end, language) if is_toml(document) else _yaml(document, start, end, language)


def _toml(document: Document, start: int, end: int, language: str) -> tuple[Span, str]:
    text = document.source[start:end]
    table = TOML_TABLE.search(text)
    top = table.start() if table else len(text)
    found = TOML_LANG.search(text, 0, top)
    if found:
        return (start + found.start("value"), start + found.end("value")), f'"{language}"'
    return (start + top, start + top), f'lang = "{language}"{ending(document)}'


def _yaml(document: Document, start: int, end: int, language: str) -> tuple[Span, str] | None:
    from yaml.nodes import MappingNode, ScalarNode

    root = composed(UNPRINTABLE.sub("x", document.source[start:end]))
    if isinstance(root, MappingNode):
        for key, value in root.value:
            if key.value == "lang":
                span = start + value.start_mark.index, start + value.end_mark.index
                return (span, language if span[0] < span[1] else f" {language}") if isinstance(value, ScalarNode) else None
        if root.flow_style:
            return None
    return (end, end), f"lang: {language}{ending(document)}"
