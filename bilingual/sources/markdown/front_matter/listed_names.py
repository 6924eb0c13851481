"""The names that a post lists in its front matter (`people`, `companies_orgs` …): evidence for its glossary."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator

from bilingual.model import Document, Listed
from bilingual.sources.markdown.front_matter.language import inner, is_toml
from bilingual.sources.markdown.front_matter.toml import toml_data
from bilingual.sources.markdown.front_matter.yaml import UNPRINTABLE, composed
from bilingual.sources.markdown.lines import split_lines


def listed(document: Document, keys: Collection[str]) -> tuple[Listed, ...]:
    r"""What stands under `keys` in the front matter, lists and single values alike, in their order.

    Front matter that cannot be read lists nothing: the reader of posts has said so already.

    >>> from bilingual.sources.markdown.reading import parse
    >>> listed(parse("---\npeople:\n- sam-altman\n- 雷军\n---\n正文。\n"), {"people"})
    (Listed(key='people', value='sam-altman', line=3), Listed(key='people', value='雷军', line=4))
    """
    if document.front_matter is None:
        return ()
    lines = split_lines(document.source)
    start, end = inner(document)
    read = _from_toml if is_toml(document) else _from_yaml
    found = read(document.source[start:end], keys)
    return tuple(Listed(key, value.strip(), lines.number(start + place)) for key, value, place in found if value.strip())


def _from_yaml(text: str, keys: Collection[str]) -> Iterator[tuple[str, str, int]]:
    import yaml
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    try:
        root = composed(UNPRINTABLE.sub("x", text))
    except yaml.YAMLError:
        return
    for key, value in root.value if isinstance(root, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value in keys:
            for node in value.value if isinstance(value, SequenceNode) else [value]:
                if isinstance(node, ScalarNode):
                    yield key.value, str(node.value), node.start_mark.index


def _from_toml(text: str, keys: Collection[str]) -> Iterator[tuple[str, str, int]]:
    try:
        table = toml_data(text)
    except tomllib.TOMLDecodeError:
        return
    for key in (key for key in table if key in keys):
        begins = re.search(rf"^[ \t]*[\"']?{re.escape(key)}", text, re.MULTILINE)
        place = begins.start() if begins else 0
        for value in table[key] if isinstance(table[key], list) else [table[key]]:
            if isinstance(value, str):
                place = max(text.find(value, place), place)  # each from the last one's on: they rise
                yield key, value, place
