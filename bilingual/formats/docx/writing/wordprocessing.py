"""WordprocessingML as strings: runs, paragraphs and tables (ECMA-376 part 1, chapter 17).

Strings, not objects: a table of 761 rows takes hundredths of a second instead of seconds. The order of the elements
inside `w:rPr`, `w:pPr` and `w:tcPr` is the schema's; Word refuses any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bilingual.model import Column
from bilingual.office.xml import escaped_line


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, beyond its paragraph."""

    style: str = ""
    """Id of a character style."""
    fixed: bool = False
    """Whether the style stays whatever the text is: in headings."""
    linked: bool = False
    """Whether it stands in a hyperlink, where no other may begin."""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    raised: str = ""
    """`superscript` or `subscript`."""


def run(text: str, column: Column | None = None, look: Look = Look(), chinese: str = "zh-CN", *, tab: bool = False) -> str:
    """A run of characters. `column` gives its language, `chinese` the tag of what East Asian text it holds; `tab` stands
    before it."""
    if not text:
        return ""
    before = "<w:tab/>" if tab else ""
    return f'<w:r>{_properties(column, look, chinese)}{before}<w:t xml:space="preserve">{escaped_line(text)}</w:t></w:r>'


@lru_cache(maxsize=256)
def _properties(column: Column | None, look: Look, chinese: str) -> str:
    toggles = (("b", look.bold), ("i", look.italic), ("strike", look.strike))
    inner = "".join(
        (
            f'<w:rStyle w:val="{look.style}"/>' if look.style else "",
            '<w:rFonts w:hint="eastAsia"/>' if column in ("hans", "hant") else "",
            *(f"<w:{name}/>" for name, on in toggles if on),
            '<w:u w:val="single"/>' if look.underline else "",
            f'<w:vertAlign w:val="{look.raised}"/>' if look.raised else "",
            f'<w:lang w:val="en-US" w:eastAsia="{chinese}"/>' if column else "",
        )
    )
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


BREAK = "<w:r><w:br/></w:r>"
RULE = '<w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="C9CDD6"/></w:tcBorders>'
"""The thin line between turns; a table's style cannot tell them from sentences."""


def link(runs: str, *, relation: str = "", anchor: str = "") -> str:
    """Runs as a hyperlink to another place: a relationship of the package, or a bookmark."""
    where = f'r:id="{relation}"' if relation else f'w:anchor="{anchor}" w:history="1"'
    return f"<w:hyperlink {where}>{runs}</w:hyperlink>"


def bookmark(runs: str, number: int, name: str) -> str:
    """Runs with a name that hyperlinks can go to, or a place with a name; `number` is unique in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'


def field(instruction: str, runs: str) -> str:
    """A field whose result is `runs` until a reader's program works it out anew (17.16.19)."""
    return f'<w:fldSimple w:instr=" {instruction} ">{runs}</w:fldSimple>'


def field_begin(instruction: str) -> str:
    """The start of a field whose result spans paragraphs; it ends with `field_end`."""
    begin, part = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>', f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    return f"{begin.format('begin')}<w:r>{part}</w:r>{begin.format('separate')}"


def field_end() -> str:
    """The end of a field that `field_begin` began."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


QUOTE_INDENT, QUOTE_SPACE = 180, 6
"""Of the styles of quotations: where their text begins, in twentieths of a point, and the points from the line beside it."""


def paragraph(
    style: str,
    runs: str = "",
    *,
    indent: int = 0,
    tab: int = 0,
    numbering: tuple[int, int] | None = None,
    bar: int = 0,
    keep: bool = False,
) -> str:
    """A paragraph; with `keep` it is on one page with the next. `indent` and `tab`, a tab stop on the right with dots before it,
    are in twentieths of a point; `numbering` is the id of a list and a level. `bar` is where it begins, if it is in a quotation:
    the line beside it stands where that of a quoted paragraph does, as far as Word's limit of 31 points reaches (17.3.4)."""
    level = f'<w:numPr><w:ilvl w:val="{numbering[1]}"/><w:numId w:val="{numbering[0]}"/></w:numPr>' if numbering else ""
    left = f'<w:ind w:left="{indent}"/>' if indent else ""
    away = min(QUOTE_SPACE + max(bar - QUOTE_INDENT, 0) // 20, 31)
    line = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="{away}" w:color="A6A6A6"/></w:pBdr>' if bar else ""
    stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tab}"/></w:tabs>' if tab else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{level}{line}{stop}{left}</w:pPr>{runs}</w:p>'
    )


def row(
    cells: Iterable[str],
    widths: Sequence[int],
    *,
    spans: Sequence[int] = (),
    header: bool = False,
    whole: bool = False,
    ruled: bool = True,
) -> str:
    """A row of paragraphs. `spans` are the grid columns of each cell, one by default; `whole` keeps the row on one page;
    `header` repeats it on every page; a `ruled` one has a thin line above it."""
    flags = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    properties = f"<w:trPr>{flags}</w:trPr>" if flags else ""
    rule = RULE if ruled and not header else ""
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_span(span)}{rule}</w:tcPr>{cell}</w:tc>'
        for cell, width, span in zip(cells, widths, spans or [1] * len(widths), strict=True)
    )
    return f"<w:tr>{properties}{''.join(written)}</w:tr>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def table(rows: Iterable[str], widths: Sequence[int]) -> str:
    """A table of fixed column widths, in twentieths of a point, whose first row is its header."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="BilingualTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )
