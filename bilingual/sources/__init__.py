"""Posts: from bytes to text, from text to blocks, and back, in the source's own characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilingual.sources.encoding import decode
    from bilingual.sources.markdown.front_matter.language import front_data
    from bilingual.sources.markdown.front_matter.listed_names import listed
    from bilingual.sources.markdown.front_matter.values import DEFAULT_KEYS
    from bilingual.sources.markdown.front_matter.yaml import yaml_data
    from bilingual.sources.markdown.reading import parse, render
    from bilingual.sources.markdown.rereading import literal, read_text
    from bilingual.sources.markdown.siblings import TITLES, leads_to_siblings, with_line, with_siblings
    from bilingual.sources.markdown.translated import translated
    from bilingual.sources.registry import Source, post_suffixes, read_document, source_for, source_named

__all__ = [
    "DEFAULT_KEYS",
    "TITLES",
    "Source",
    "decode",
    "front_data",
    "leads_to_siblings",
    "listed",
    "literal",
    "parse",
    "post_suffixes",
    "read_document",
    "read_text",
    "render",
    "source_for",
    "source_named",
    "translated",
    "with_line",
    "with_siblings",
    "yaml_data",
]
_HOMES = {
    "DEFAULT_KEYS": "markdown.front_matter.values",
    "TITLES": "markdown.siblings",
    "decode": "encoding",
    "front_data": "markdown.front_matter.language",
    "leads_to_siblings": "markdown.siblings",
    "listed": "markdown.front_matter.listed_names",
    "literal": "markdown.rereading",
    "parse": "markdown.reading",
    "read_text": "markdown.rereading",
    "render": "markdown.reading",
    "translated": "markdown.translated",
    "with_line": "markdown.siblings",
    "with_siblings": "markdown.siblings",
    "yaml_data": "markdown.front_matter.yaml",
}
"""Where the names are that are not in the registry."""


def __getattr__(name: str) -> Any:
    """The names, loaded when first used, so that a run that finds every post done loads no reader."""
    if name not in __all__:
        raise AttributeError(f"module 'bilingual.sources' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"bilingual.sources.{_HOMES.get(name, 'registry')}"), name)
    globals()[name] = value
    return value
