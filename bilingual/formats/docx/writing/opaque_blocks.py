"""Blocks that are the same in every language, between the tables: code, rules, images, embedded markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.formats.common.inline_markup import settled
from bilingual.formats.common.outline import OpaqueBlock
from bilingual.formats.common.post_source import code_lines, visible_lines
from bilingual.formats.docx.writing.rows import HIGHEST, Rows
from bilingual.formats.docx.writing.wordprocessing import BREAK, paragraph, run
from bilingual.model import Code, PairedCode, Text, Unit


def opaque_block(opaque: OpaqueBlock, rows: Rows, silent: Sequence[Unit] = ()) -> str:
    """The block as paragraphs; nothing where a reader would not see it either. `silent` are its rows, if it has any."""
    kind, text = opaque.block.kind, opaque.text
    if kind == "rule":
        return paragraph("Rule")
    if kind == "code":
        return paragraph("CodeBlock", _lines(code_lines(text)))
    if kind in ("markup", "html"):
        visible = visible_lines(text)
        return paragraph("CodeBlock", _lines(visible)) if visible else ""
    if kind == "off":
        return paragraph("KeptText", _lines(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).strip().splitlines()))
    parts: Text = settled(opaque.block.parts) or (Code(text, "other"),)
    drawn = _picture(parts, rows)
    return paragraph("Picture" if drawn else "KeptText", rows.unread(silent, drawn or rows.inline.runs(parts, None)))


def _picture(parts: Text, rows: Rows) -> str:
    """A picture that stands alone, where it can be shown, as a run."""
    image = parts[0] if len(parts) == 1 and isinstance(parts[0], PairedCode) else None
    if image is None or image.untitled.kind != "image":
        return ""
    return rows.inline.image(image, rows.page.width, HIGHEST)


def _lines(lines: list[str]) -> str:
    return BREAK.join(run(line.expandtabs(4)) for line in lines)
