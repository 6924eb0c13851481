"""The numbers of rows, the same in every document and on the page: who reads “row 12” in one finds it in the others."""

from __future__ import annotations

from collections.abc import Mapping

from bilingual.formats.common.outline import Outline, note_name
from bilingual.model import SegmentId, TermSpan, Translation, leaves


def notes(result: Translation) -> dict[str, SegmentId]:
    """The first segment of each footnote, by its name."""
    names = {block.id: note_name(block.note) for block in result.document.blocks if block.note}
    return {names[row.block]: row.id for row in reversed(result.units) if row.block in names}


def first_references(result: Translation, known: Mapping[str, SegmentId]) -> dict[str, SegmentId]:
    """The segment that first names each footnote."""
    found: dict[str, SegmentId] = {}
    for row in result.units if known else ():
        for leaf in leaves(row.hans):
            name = note_name(str(leaf))
            if not isinstance(leaf, str | TermSpan) and leaf.kind == "note" and name in known:
                found.setdefault(name, row.id)
    return found


def row_numbers(result: Translation, outline: Outline) -> dict[SegmentId, int]:
    """Rows are numbered from 1 through the whole post; front matter, headings and footnotes of the text are not."""
    referred = first_references(result, notes(result))
    stretches = (stretch for section in outline.sections for stretch in section.stretches if isinstance(stretch, tuple))
    passages = (passage for stretch in stretches for passage in stretch)
    counted = (passage for passage in passages if note_name(passage.block.note) not in referred)
    return {row.id: number for number, row in enumerate((row for passage in counted for row in passage.rows), 1)}


def row_names(result: Translation, outline: Outline) -> dict[SegmentId, str]:
    """What every row is called: by its number, a heading as `§2`, front matter by its key, a footnote as `†`."""
    numbers = row_numbers(result, outline)
    blocks = {block.id: block for block in result.document.blocks}
    headings = list(dict.fromkeys(row.block for row in result.units if blocks[row.block].kind == "heading"))
    sections = {block: f"§{number}" for number, block in enumerate(headings, 1)}
    return {
        row.id: str(numbers[row.id]) if row.id in numbers else sections.get(row.block) or blocks[row.block].key or "†"
        for row in result.units
    }
