"""Blocks that are the same in every language, between the tables: code, rules, images, embedded markup."""

from __future__ import annotations

import re
import textwrap

from bilingual.exporters.docx_runs import Inline
from bilingual.exporters.docx_xml import BREAK, paragraph, run
from bilingual.exporters.marks import settled
from bilingual.exporters.shape import Kept
from bilingual.model import Code, Text


def kept(own: Kept, inline: Inline) -> str:
    """The block as paragraphs; nothing where a reader would not see it either."""
    kind, text = own.block.kind, own.text
    if kind == "rule":
        return paragraph("Rule")
    if kind == "code":
        return paragraph("CodeBlock", _lines(code_lines(text)))
    if kind in ("markup", "html"):
        visible = _visible(text)
        return paragraph("CodeBlock", _lines(visible)) if visible else ""
    if kind == "off":
        return paragraph("KeptText", _lines(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).strip().splitlines()))
    parts: Text = settled(own.block.parts) or (Code(text, "other"),)
    return paragraph("KeptText", inline.runs(parts, None))


def code_lines(markdown: str) -> list[str]:
    """The lines of a fenced or an indented code block, without its fences or indentation (CommonMark 4.4, 4.5).

    >>> code_lines("```python\\nx = 1\\n```")
    ['x = 1']
    """
    lines = markdown.splitlines()
    fence = re.match(r" {0,3}(`{3,}|~{3,})", lines[0])
    if fence is None:
        return textwrap.dedent("    " + markdown.lstrip(" ") if lines[0][:1] != " " else markdown).splitlines()
    closed = len(lines) > 1 and lines[-1].strip().startswith(fence[1])
    return lines[1:-1] if closed else lines[1:]


def _visible(markup: str) -> list[str]:
    """What a page would show of embedded markup: not comments, link definitions or bare tags."""
    markup = re.sub(r"<!--.*?-->", "", markup, flags=re.DOTALL)
    markup = re.sub(r"^[ >]{0,6}\[[^\]]+\]:[^\n]*", "", markup, flags=re.MULTILINE)
    text = re.sub(r"<[^>]*>", "", markup).strip()
    return markup.strip().splitlines() if text or re.search(r"\b(src|href|data)\s*=", markup) else []


def _lines(lines: list[str]) -> str:
    return BREAK.join(run(line.expandtabs(4)) for line in lines)
