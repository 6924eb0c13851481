"""Blocks that are the same in every language, between the tables: code, rules, images, embedded markup."""

from __future__ import annotations

import re

from bilingual.exporters.docx_runs import Inline
from bilingual.exporters.docx_xml import BREAK, paragraph, run
from bilingual.exporters.marks import settled
from bilingual.exporters.shape import Kept
from bilingual.exporters.source import code_lines, visible_lines
from bilingual.model import Code, Text


def kept(own: Kept, inline: Inline) -> str:
    """The block as paragraphs; nothing where a reader would not see it either."""
    kind, text = own.block.kind, own.text
    if kind == "rule":
        return paragraph("Rule")
    if kind == "code":
        return paragraph("CodeBlock", _lines(code_lines(text)))
    if kind in ("markup", "html"):
        visible = visible_lines(text)
        return paragraph("CodeBlock", _lines(visible)) if visible else ""
    if kind == "off":
        return paragraph("KeptText", _lines(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).strip().splitlines()))
    parts: Text = settled(own.block.parts) or (Code(text, "other"),)
    return paragraph("KeptText", inline.runs(parts, None))


def _lines(lines: list[str]) -> str:
    return BREAK.join(run(line.expandtabs(4)) for line in lines)
