"""Posts: from bytes to text, from text to blocks, and back, in the source's own characters."""

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
