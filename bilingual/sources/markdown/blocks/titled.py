"""Blocks that open with a marker, which is kept, and a title, which readers see: containers, admonitions, tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.sources.markdown.blocks.rule_state import line_text, opaque

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

CONTAINERS = (
    re.compile(
        r"(?P<mark>:{3,}[ \t]*(?:\{[^{}]*\}|[\w-]+)?|::[A-Za-z][\w-]*(?=\[))"
        r"(?:\[(?P<label>.*)\]|[ \t]*(?P<title>.*?))[ \t]*(?:\{[^{}]*\})?[ \t]*$"
    ),
    re.compile(r"(?P<mark>/{3,}(?:[ \t]+[^\W\d_][\w-]*)?)(?:[ \t]*\|[ \t]*(?P<title>\S.*?))?[ \t]*$"),
)
"""`::: tip 标题 {open}` (VuePress, VitePress, Pandoc), `:::tip[标题]{#id}` and `::leaf[标题]` (remark-directive, as Docusaurus
has it), `/// tip | 标题` (PyMdown's blocks): the marker, and the title in brackets or bare."""

NAMED = re.compile(r"\{[^{}]*\b(?:title|label|summary)=\"(?P<title>[^\"]*)\"[^{}]*\}")
"""The title among the attributes: `:::note{title="标题"}`, `::: {.note title="标题"}`, `:::tab{label="标签"}`."""

ADMONITIONS = (
    re.compile(r"(?P<mark>(?:!!!|\?\?\?\+?)[ \t]*[\w -]*?|===[!+]*)[ \t]*\"(?P<title>.*)\"[ \t]*$"),
    re.compile(r"(?P<mark>(?:!!!|\?\?\?\+?)[ \t]*[^\W\d_][\w-]*)(?:[ \t]+(?P<title>\S.*?))?[ \t]*$"),
)
"""`!!! note "标题"`, `??? tip`, `=== "标签"` (Python-Markdown, PyMdown), `!!! note 标题` (Hexo): the body is indented by four."""

INDENT = 4


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A marker with a title; what stands between it and the closing one is Markdown as usual."""
    text = line_text(state, start)
    found = next(filter(None, (pattern.match(text) for pattern in CONTAINERS)), None)
    return found is not None and (silent or _titled(state, start, found))


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A marker with a title, and the body that is indented below it; without quotation marks only where there is a body."""
    text = line_text(state, start)
    quoted, bare = (pattern.match(text) for pattern in ADMONITIONS)
    if not (quoted or bare):
        return False
    last = _indented(state, start + 1, end)
    found = quoted or (bare if last > start + 1 else None)
    if found is None or silent:
        return found is not None
    _titled(state, start, found)
    if last > start + 1:
        _body(state, start + 1, last)
    return True


def _titled(state: StateBlock, start: int, found: re.Match[str]) -> bool:
    bracketed = "label" in found.re.groupindex and found["label"] is not None
    title, named = found.span("label" if bracketed else "title"), NAMED.search(found[0])
    if named and title[0] >= title[1]:
        title = named.span("title")
    stop = found.end("mark") if title[0] >= title[1] else min(found.end("mark"), title[0])
    return opaque(state, start, start + 1, "marker", stop=stop, title=title)


def _indented(state: StateBlock, line: int, end: int) -> int:
    """The line after the last one of an indented body."""
    last = line
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent + INDENT):
        line += 1
        last = last if state.isEmpty(line - 1) else line
    return last


def _body(state: StateBlock, start: int, end: int) -> None:
    saved = state.lineMax
    state.push("body_open", "", 1).map = [start, end]
    state.blkIndent += INDENT
    state.lineMax = end
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= INDENT
    state.lineMax = saved
    state.push("body_close", "", -1)
    state.line = end
