"""The page and the widths of its columns, all in twentieths of a point."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.exporters.shape import columns
from bilingual.model import Column, ExportOptions

LONG, SHORT = 16838, 11906
"""A4."""
MARGIN = 850
"""1.5 cm."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page and the columns on it."""

    landscape: bool
    columns: tuple[Column, ...]
    stacked: bool
    """Whether the languages stand under one another in one column of the table."""
    number: int
    """Width of the column of row numbers."""

    @property
    def width(self) -> int:
        """Between the margins."""
        return (LONG if self.landscape else SHORT) - 2 * MARGIN

    @property
    def widths(self) -> tuple[int, ...]:
        """Of the row number and the languages."""
        return (self.number, *self._shared(self.width - self.number))

    @property
    def front(self) -> tuple[int, ...]:
        """Of the front matter's keys and the languages."""
        return (1300, *self._shared(self.width - 1300))

    def glossary(self, remarks: bool) -> tuple[int, ...]:
        """Of the languages, which never stand under one another here, and of the remarks if there are any."""
        count = len(self.columns) + remarks
        each = self.width // count
        return (*[each] * (count - 1), self.width - each * (count - 1))

    def _shared(self, width: int) -> tuple[int, ...]:
        """English takes about 1.4 times the room of Chinese."""
        if self.stacked:
            return (width,)
        chinese = round(width / (len(self.columns) - 1 + 1.4))
        return (*[chinese] * (len(self.columns) - 1), width - chinese * (len(self.columns) - 1))

    def section(self) -> str:
        """The properties of the document's only section."""
        width, height = (LONG, SHORT) if self.landscape else (SHORT, LONG)
        orient = ' w:orient="landscape"' if self.landscape else ""
        return (
            f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
            f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="480" '
            'w:footer="480" w:gutter="0"/></w:sectPr>'
        )


def sheet(options: ExportOptions) -> Sheet:
    """Landscape with the columns side by side; portrait where they stand under one another."""
    stacked = options.layout == "interleaved"
    return Sheet(not stacked, columns(options), stacked, number=620)
