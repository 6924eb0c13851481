"""Block rules that CommonMark does not have, for markdown-it-py: footnotes, containers, formulas, shortcodes, and the
marks of this program. Each rule is asked at the first line of a block and says whether the block is its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.sources.markdown.blocks.definitions import definition
from bilingual.sources.markdown.blocks.modules import expression, module
from bilingual.sources.markdown.blocks.rule_state import REACH, Rule, line_text, opaque, until
from bilingual.sources.markdown.blocks.titled import admonition, container, directive

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

OFF = re.compile(r"<!--\s*translate:off\s*-->")
ON = re.compile(r"<!--\s*translate:on\s*-->")
RAW = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}")
END_RAW = re.compile(r"\{%-?\s*end(raw|verbatim)\s*-?%\}")
SHORTCODES = re.compile(r"(?:(?:\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})\s*)++$")
OPEN_SHORTCODE = re.compile(r"\{(\{[<%]?|%)(?!.*(?:%\}|\}\}))")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:[ \t]*")
MATH = re.compile(r"\$\$|\\\[\s*$|\\begin\{(?P<name>[a-z]+\*?)\}")
COMMENT = re.compile(r"%%\s*$")
INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]


def translate_off(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<!-- translate:off -->` to `<!-- translate:on -->`, or to the end."""
    opening = OFF.match(line_text(state, start))
    if opening is None:
        return False
    if silent:
        return True
    if ON.search(line_text(state, start), opening.end()):
        return opaque(state, start, start + 1, "off")
    closing = until(state, start + 1, end, ON)
    return opaque(state, start, closing or end, "off" if closing else "unclosed-off")


def raw(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{% raw %}` to `{% endraw %}` over several lines; the one-line form is the inline scanner's."""
    opening = RAW.match(line_text(state, start))
    if opening is None or END_RAW.search(line_text(state, start), opening.end()):
        return False
    closing = until(state, start + 1, end, END_RAW)
    if not closing:
        return False
    return silent or opaque(state, start, closing, "shortcode")


def math(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    r"""`$$` … `$$`, `\[` … `\]` or `\begin{…}` … `\end{…}`, each mark at a line's end, without a blank line between."""
    text = line_text(state, start).rstrip()
    opening = MATH.match(text)
    if opening is None:
        return False
    closing = f"\\end{{{opening['name']}}}" if opening["name"] else "$$" if text.startswith("$$") else "\\]"
    if closing in text[2:]:
        whole = text.index(closing, 2) == len(text) - len(closing)
        return whole and (silent or opaque(state, start, start + 1, "math"))
    for line in range(start + 1, min(end, start + REACH)):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            return False
        if line_text(state, line).rstrip().endswith(closing):
            return silent or opaque(state, start, line + 1, "math")
    return False


def shortcodes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of nothing but shortcodes, or one shortcode over several lines."""
    text = line_text(state, start)
    if not text.startswith("{"):
        return False
    if SHORTCODES.match(text):
        return silent or opaque(state, start, start + 1, "shortcode")
    opening = OPEN_SHORTCODE.match(text)
    if opening is None:
        return False
    closing = "%}" if opening[1] == "%" else "}}"
    for line in range(start + 1, min(end, start + REACH)):
        if state.isEmpty(line):
            return False
        if closing in line_text(state, line):
            ends_here = line_text(state, line).rstrip().endswith(closing)
            return ends_here and (silent or opaque(state, start, line + 1, "shortcode"))
    return False


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`%%` … `%%`, which Obsidian hides, on lines of its own; one within a line is the inline scanner's."""
    text = line_text(state, start)
    if not text.startswith("%%"):
        return False
    closing = start + 1 if COMMENT.search(text, 2) else until(state, start + 1, end, COMMENT)
    return bool(closing) and text.count("%%") <= 2 and (silent or opaque(state, start, closing, "comment"))


def footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^1]: text`, and what is indented by four below it (Pandoc's manual, "Footnotes")."""
    begin = state.bMarks[start] + state.tShift[start]
    mark = FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if mark is None:
        return False
    if silent:
        return True
    token = state.push("footnote_open", "", 1)
    token.map, token.meta = [start, start], {"marker": mark[1]}
    saved = state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType
    state.bMarks[start], state.tShift[start] = mark.end(), 0
    state.blkIndent += 4
    state.sCount[start] = state.blkIndent
    state.parentType = "footnote"
    _tokenize(state, start, end)
    state.blkIndent -= 4
    state.bMarks[start], state.tShift[start], state.sCount[start], state.parentType = saved
    state.push("footnote_close", "", -1)
    return True


def _tokenize(state: StateBlock, start: int, end: int) -> None:
    if state.isEmpty(start) and (start + 1 >= end or state.sCount[start + 1] < state.blkIndent):
        state.line = start + 1
    else:
        state.md.block.tokenize(state, start, end)


def unindented(rule: Rule) -> Rule:
    """The rule, silent where the line is indented code."""

    def guarded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        return not state.is_code_block(start) and rule(state, start, end, silent)

    return guarded


def remembering(table: Rule) -> Rule:
    """The table rule, keeping where each row's text starts: the tokens do not say."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        found = table(state, start, end, silent)
        if found and not silent:
            rows = range(start, state.line)
            state.tokens[before].meta = {"starts": {row: state.bMarks[row] + state.tShift[row] for row in rows}}
        return found

    return wrapped


def markdown() -> MarkdownIt:
    """CommonMark's block rules with tables, and ours before them."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import table

    md = MarkdownIt("commonmark", {"inline_definitions": True, "maxNesting": 60}).enable("table")
    md.block.ruler.at("table", remembering(table), {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("reference", definition)
    for rule in (translate_off, raw, math, shortcodes, comment, container, admonition, footnote):
        md.block.ruler.before("table", rule.__name__, unindented(rule), {"alt": INTERRUPTS})
    md.block.ruler.before("fence", directive.__name__, unindented(directive), {"alt": INTERRUPTS})
    for rule in (module, expression):
        md.block.ruler.before("table", rule.__name__, unindented(rule))
    return md
