"""A translated front-matter value, written in the style of the one it replaces."""

from __future__ import annotations

import re

from bilingual.model import Block, Document, Span

NEWLINE = re.compile(r"\r\n?|\n")
SPECIAL_IN_FLOW = re.compile(r"[\[\]{},]")


def front_edit(document: Document, block: Block, text: str, ending: str) -> tuple[Span, str]:
    """Where to write the value, and what: the new characters may need quotes that the old ones did not."""
    start, end = block.span
    value = front_value(block, text)
    if block.style == "single":
        return (start, end), value.replace("'", "''")
    if block.style == "double" or (block.style == "toml" and _quote(document, block) == '"'):
        return (start, end), value.replace("\\", "\\\\").replace('"', '\\"')
    if block.style == "toml":
        return _toml_literal(document, block, value)
    if block.style in ("folded", "literal"):
        indent = document.source[_line_start(document.source, start) : start]
        blank = ending * 2 if block.style == "folded" else ending
        return (start, end), f"{blank}{indent}".join(value.split("\n"))
    flow = "[" in document.source[_line_start(document.source, start) : start]
    return (start, end), value if _is_plain(value, flow) else "'" + value.replace("'", "''") + "'"


def front_value(block: Block, text: str) -> str:
    """The value that a text is written as: white space as one space, but lines where they mean something."""
    lines = [" ".join(line.split()) for line in NEWLINE.split(text)]
    if block.style == "literal":
        return "\n".join(filter(None, lines))
    if block.style == "folded":
        return re.sub(r" *\n[\n ]*", "\n", " ".join(line or "\n" for line in lines)).strip()
    return " ".join(filter(None, lines))


def _quote(document: Document, block: Block) -> str:
    return document.source[: block.span[0]].rstrip(" \t")[-1:]


def _toml_literal(document: Document, block: Block, value: str) -> tuple[Span, str]:
    """Between single quotes TOML knows no escapes: a value with one needs double quotes (TOML 1.0, "String")."""
    if "'" not in value:
        return block.span, value
    start = document.source.rindex("'", 0, block.span[0])
    end = document.source.index("'", block.span[1]) + 1
    return (start, end), '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def _is_plain(value: str, flow: bool) -> bool:
    """Whether YAML reads the value as itself without quotes."""
    import yaml

    if flow and SPECIAL_IN_FLOW.search(value):
        return False
    try:
        return bool(yaml.safe_load(f"key: {value}") == {"key": value})
    except yaml.YAMLError:
        return False
