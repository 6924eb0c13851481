"""Blocks that open with a marker, which is kept, and a title, which readers see: containers, admonitions, tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.sources.markdown.blocks.rule_state import line_text, opaque

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_TITLE = r"(?P<title>(?:[^ \t\n]|[ \t]++)*?)"
"""Up to what may follow: blanks are taken as a whole, else a line of nothing but them would take the cube of its length."""
_END = r"[ \t]*+$"

CONTAINERS = (
    re.compile(
        r"(?P<mark>:{3,}[ \t]*(?:\{[^{}]*\}|[\w-]+)?|::[A-Za-z][\w-]*(?=\[))"
        rf"(?:\[(?P<label>.*)\]|[ \t]*+{_TITLE})[ \t]*+(?:\{{[^{{}}]*\}})?{_END}"
    ),
    re.compile(rf"(?P<mark>/{{3,}}(?:[ \t]++[^\W\d_][\w-]*)?)(?:[ \t]*+\|[ \t]*+(?=\S){_TITLE})?{_END}"),
)
"""`::: tip 标题 {open}` (VuePress, VitePress, Pandoc), `:::tip[标题]{#id}` and `::leaf[标题]` (remark-directive, as Docusaurus
has it), `/// tip | 标题` (PyMdown's blocks): the marker, and the title in brackets or bare."""

NAMED = re.compile(r"\{[^{}]*\b(?:title|label|summary)=\"(?P<title>[^\"]*)\"[^{}]*\}")
"""The title among the attributes: `:::note{title="标题"}`, `::: {.note title="标题"}`, `:::tab{label="标签"}`."""

ADMONITIONS = (
    re.compile(r"(?P<mark>(?:!!!|\?\?\?\+?)[ \t]*+(?:[\w-]++(?: ++[\w-]++)*+)?+|===[!+]*+)[ \t]*+\"(?P<title>.*)\"" + _END),
    re.compile(rf"(?P<mark>(?:!!!|\?\?\?\+?)[ \t]*+[^\W\d_][\w-]*+)(?:[ \t]++(?=\S){_TITLE})?{_END}"),
)
"""`!!! note "标题"`, `??? tip`, `=== "标签"` (Python-Markdown, PyMdown), `!!! note 标题` (Hexo): the body is indented by four."""

DIRECTIVE = re.compile(
    r"(?P<mark>(?P<fence>`{3,}|~{3,})\{(?:note|tip|hint|important|warning|caution|attention|danger|error|seealso|admonition|topic"
    r"|sidebar|margin|aside|dropdown|details|card|tab-set|tab-item|grid|grid-item|grid-item-card|epigraph|pull-quote|highlights"
    r"|versionadded|versionchanged|deprecated|(?:figure|image)\}[ \t]*\S*(?<=[^}]))\}?)[ \t]*+(?P<title>(?:[^ \t`\n]|[ \t]++)*?)"
    + _END
)
"""` ```{note} 标题 `: directives of MyST whose body is Markdown (MyST Parser, "Roles and directives"; Sphinx, "Directives");
` ```{code-block} `, ` ```{math} ` and the chunks of R Markdown are code."""
OPTION = re.compile(r":[\w-]+:(?:[ \t].*)?$")
"""An option below the marker of a directive: `:class: tip`."""
SEEN_OPTION = re.compile(r"(?P<mark>:(?:alt|caption):[ \t]++)(?=\S)" + _TITLE + _END)
"""An option that readers see or hear: `:alt: 一只猫` (MyST, "Images and figures")."""
INDENT = 4


def container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A marker with a title; what stands between it and the closing one is Markdown as usual."""
    text = line_text(state, start)
    found = next(filter(None, (pattern.match(text) for pattern in CONTAINERS)), None)
    if found is None or silent:
        return found is not None
    _titled(state, start, found)
    if found["mark"].endswith("}"):
        state.line = _options(state, start + 1, end)
    return True


def directive(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A directive of MyST in a fence: its marker, its options, and a body that is Markdown up to the closing fence."""
    found = DIRECTIVE.match(line_text(state, start))
    if found is None:
        return False
    closing = re.compile(rf"{found['fence'][0]}{{{len(found['fence'])},}}[ \t]*$")
    last = next((line for line in range(start + 1, end) if closing.match(line_text(state, line))), 0)
    if not last or silent:
        return last > 0
    _titled(state, start, found)
    saved, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, _options(state, start + 1, last), last)
    state.lineMax = saved
    return opaque(state, last, last + 1, "marker")


def _options(state: StateBlock, start: int, end: int) -> int:
    """Reads the options that stand below a marker; the line after them."""
    last = next((line for line in range(start, end) if not OPTION.match(line_text(state, line))), end)
    for line in range(start, last):
        if seen := SEEN_OPTION.match(line_text(state, line)):
            _titled(state, line, seen)
    return last


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
