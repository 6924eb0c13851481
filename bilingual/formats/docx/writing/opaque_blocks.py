"""Blocks that are the same in every language, between the tables: code, rules, images, embedded markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.formats.common.inline_markup import settled
from bilingual.formats.common.outline import OpaqueBlock
from bilingual.formats.common.post_source import code_lines, visible_lines
from bilingual.formats.docx.writing.page import PADDING
from bilingual.formats.docx.writing.rows import HIGHEST, Rows
from bilingual.formats.docx.writing.wordprocessing import BREAK, QUOTE_INDENT, paragraph, run
from bilingual.model import Code, PairedCode, Text, Unit


def opaque_block(opaque: OpaqueBlock, rows: Rows, silent: Sequence[Unit] = ()) -> str:
    """The block as paragraphs; nothing where a reader would not see it either. `silent` are its rows, if it has any."""
    kind, text = opaque.block.kind, opaque.text
    if kind == "rule":
        return paragraph("Rule")
    if kind == "code":
        return _beside(opaque, rows, "CodeBlock", _lines(code_lines(text)))
    if kind in ("markup", "html"):
        visible = visible_lines(text)
        return _beside(opaque, rows, "CodeBlock", _lines(visible)) if visible else ""
    if kind == "off":
        lines = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).strip().splitlines()
        return _beside(opaque, rows, "KeptText", _lines(lines))
    parts: Text = settled(opaque.block.parts) or (Code(text, "other"),)
    drawn = _picture(parts, rows)
    written = rows.unread(silent, drawn or rows.inline.runs(parts, None))
    return _beside(opaque, rows, "Picture" if drawn else "KeptText", written)


def _beside(opaque: OpaqueBlock, rows: Rows, style: str, runs: str) -> str:
    """A paragraph; in a quotation beside the line that the rows of the first column have."""
    if not opaque.quotations:
        return paragraph(style, runs)
    return paragraph(style, runs, indent=rows.page.number + PADDING // 2 + QUOTE_INDENT, bar=QUOTE_INDENT)


def _picture(parts: Text, rows: Rows) -> str:
    """A picture that stands alone, where it can be shown, as a run."""
    image = parts[0] if len(parts) == 1 and isinstance(parts[0], PairedCode) else None
    if image is None or image.untitled.kind != "image":
        return ""
    return rows.inline.image(image, rows.page.width, HIGHEST)


def _lines(lines: list[str]) -> str:
    return BREAK.join(run(line.expandtabs(4)) for line in lines)
