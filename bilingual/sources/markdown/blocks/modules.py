"""The modules of MDX: `import` and `export` between the texts of a post, which are code (MDX 3, "ESM")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.sources.markdown.blocks.rule_state import REACH, line_text, opaque

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

NAME = r"[\w$]+"
ASCII_NAME = r"[A-Za-z_$][A-Za-z0-9_$.]*"
STATEMENT = re.compile(
    rf"import\s+(?:(?:{NAME}|\*\s+as\s+{NAME}|\{{[^}}]*\}}|,|\s)+\s+from\s+)?(?:\"[^\"]+\"|'[^']+')\s*;?\s*(?://.*)?$"
    rf"|import\s+(?:{NAME}\s*,\s*)?\{{[^}}]*$"
    rf"|export\s+(?:const|let|var)\s+(?:{NAME}\s*[=:]|[\[{{])"
    rf"|export\s+(?:default\s+)?(?:async\s+)?function\b\s*\*?\s*(?:{NAME}\s*)?\("
    rf"|export\s+(?:default\s+)?class\s+{NAME}[^。，]*\{{"
    rf"|export\s+default\s+(?:[(\[{{<\"'`]|{ASCII_NAME}\s*(?:[;({{=]|$)|{NAME}\s*;?\s*$)"
    r"|export\s+[{*]"
)
"""How a statement begins: “import 数据的方法是……” is none."""
STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|//.*$", re.MULTILINE)


EXPRESSION = re.compile(r"\{[A-Za-z_$(]")


def expression(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """An expression of MDX over several lines, from a brace at the start of one to its partner at the end of another."""
    if not EXPRESSION.match(line_text(state, start)):
        return False
    depth = 0
    for line in range(start, min(end, start + REACH)):
        code = STRING.sub("", line_text(state, line)).rstrip()
        depth += code.count("{") - code.count("}")
        if state.isEmpty(line) or (depth == 0 and (line == start or not code.endswith("}"))):
            return False
        if depth == 0:
            return silent or opaque(state, start, line + 1, "module")
    return False


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Statements up to a blank line, or to the line that closes the brackets that are open there."""
    if not STATEMENT.match(line_text(state, start)):
        return False
    line, depth = start, 0
    while line < min(end, start + REACH) and (depth > 0 or not state.isEmpty(line)):
        code = STRING.sub("", line_text(state, line))
        depth += sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))
        line += 1
    return silent or opaque(state, start, line, "module")
