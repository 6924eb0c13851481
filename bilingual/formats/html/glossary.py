"""The glossary at the end of a page or a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bilingual.formats.common.glossary_entries import Entry
from bilingual.formats.common.outline import GLOSSARY, HEADERS, Outline
from bilingual.formats.html.body import Body
from bilingual.model import SegmentId, TermSpan, Text, Translation, leaves
from bilingual.office.xml import escaped_line


def first_uses(result: Translation) -> dict[str, SegmentId]:
    """The segment in which each term first stands, by its source."""
    found: dict[str, SegmentId] = {}
    for row in result.units:
        for text in (row.hans, row.en):
            for term in mentioned(text):
                found.setdefault(term, row.id)
    return found


def mentioned(text: Text) -> Iterator[str]:
    """The sources of the terms in a text."""
    return (leaf.source for leaf in leaves(text) if isinstance(leaf, TermSpan))


def glossary(outline: Outline, body: Body, uses: Mapping[str, SegmentId]) -> str:
    """The terms in force with what explains them, each with a link to its first use."""
    if not outline.entries:
        return ""
    names = "".join(f'<span class="{c}" lang="{body.languages[c]}">{GLOSSARY[c]}</span>' for c in body.columns)
    heads = "".join(
        f'<th scope="col" role="columnheader" class="{c}" lang="{body.languages[c]}">{HEADERS[c]}</th>' for c in body.columns
    )
    rows = "".join(_entry(entry, number, body, uses) for number, entry in enumerate(outline.entries))
    return (
        f'<section class="glossary" id="glossary"><h2>{names}</h2>\n'
        f'<table role="table"><thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">\n{rows}</tbody></table></section>\n'
    )


def _entry(entry: Entry, number: int, body: Body, uses: Mapping[str, SegmentId]) -> str:
    cells = []
    for column in body.columns:
        words = f"<b>{escaped_line(entry.cell(column))}</b>"
        if column == body.columns[0] and entry.term.source in uses:
            segment = uses[entry.term.source]
            words += _use(segment, body)
        definition = entry.definition(column)
        more = f"<i>{escaped_line(definition)}</i>" if definition else ""
        cells.append(f'<td role="cell" class="{column}" lang="{body.languages[column]}">{words}{more}</td>')
    return f'<tr role="row" class="unit" id="t-{number}">{"".join(cells)}</tr>\n'


def _use(segment: SegmentId, body: Body) -> str:
    number = body.numbers.get(segment, "§")
    return f'<a class="number" href="{escaped_line(body.inline.places.segment(segment))}" title="First use">{number}</a>'
