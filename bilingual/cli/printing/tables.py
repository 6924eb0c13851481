"""Tables on stdout, of a hundred thousand rows too: rich takes 0.3 ms a row, so it is asked only for rows that must be folded."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from bilingual.cli.terminal import visible

if TYPE_CHECKING:
    from rich.table import Table

_WORD = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
GAP = 2
"""Blanks between two columns."""


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table without lines: folded at blanks to the terminal's width, a line a row where there is no terminal.

    Where the terminal is so narrow that words or paths would break, each cell has a line of its own, behind its heading.
    """
    from bilingual.cli.console import stdout

    console, folded = stdout(), sys.stdout.isatty()
    lines = [tuple(visible(cell) if folded else " ".join(visible(cell).split("\n")) for cell in row) for row in rows]
    sizes = [tuple(map(_size, line)) for line in [tuple(headings), *lines]]
    needed = [max(column) for column in zip(*sizes, strict=True)]
    if not folded:
        sys.stdout.write("".join(_line(line, size, needed) for line, size in zip([tuple(headings), *lines], sizes, strict=True)))
        return
    words = [max(map(_longest_word, column)) for column in zip(headings, *lines, strict=True)]
    widths = fitting_widths(needed, console.width, words)
    if sum(widths) + GAP * (len(widths) - 1) > console.width:
        sys.stdout.write("\n".join(records(headings, lines)))
        return
    console.print(_table(widths, headings))
    for is_whole, group in groupby(zip(lines, sizes[1:], strict=True), key=lambda row: _is_whole(row[0], row[1], widths)):
        if is_whole:
            sys.stdout.write("".join(_line(line, size, widths) for line, size in group))
        else:
            sys.stdout.flush()
            table = _table(widths)
            for line, _ in group:
                table.add_row(*line)
            console.print(table)


def widths_of(lines: Iterable[Sequence[str]]) -> list[int]:
    """The columns of a terminal that each column of a table takes."""
    return [max(map(_size, column)) for column in zip(*lines, strict=True)]


def _longest_word(cell: str) -> int:
    """The columns that a cell takes at least: those of its longest word or path. Hanzi part anywhere."""
    return max((len(word) for word in _WORD.findall(cell)), default=2)


def records(headings: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Each row as lines, a cell each, behind its heading; empty cells are left out."""
    width = max(map(_size, headings))
    for line in lines:
        cells = (f"{heading:<{width}}  {cell}\n" for heading, cell in zip(headings, line, strict=True) if cell)
        yield "".join(cells)


def _size(cell: str) -> int:
    """The columns of a terminal that a cell takes, Hanzi two each; of several lines the longest."""
    if cell.isascii() and "\n" not in cell:
        return len(cell)
    from rich.cells import cell_len

    return max(map(cell_len, cell.split("\n")))


def _is_whole(line: Sequence[str], size: Sequence[int], widths: Sequence[int]) -> bool:
    """Whether a row takes one line of the terminal as it stands."""
    return all(map(int.__le__, size, widths)) and not any("\n" in cell or "\t" in cell for cell in line)


def fitting_widths(needed: Sequence[int], width: int, least: Sequence[int] = ()) -> list[int]:
    """How wide each column may be in a line of `width`: the widest give way, to each other first, none below its least.

    >>> fitting_widths([3, 40, 10], 80), fitting_widths([3, 80, 60], 80), fitting_widths([30, 80, 60], 80, [30, 9, 40])
    ([3, 40, 10], [3, 37, 36], [30, 9, 40])
    """
    widths, least = list(needed), least or [1] * len(needed)
    room = max(width - GAP * (len(widths) - 1), len(widths))
    while sum(widths) > room and (giving := [n for n, size in enumerate(widths) if size > least[n]]):
        widths[max(giving, key=lambda n: (widths[n], n))] -= 1
    return widths


def _line(cells: Sequence[str], sizes: Sequence[int], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - size) for cell, size, width in zip(cells, sizes, widths, strict=True))
    return (" " * GAP).join(padded).rstrip() + "\n"


def _table(widths: Sequence[int], headings: Sequence[str] = ()) -> Table:
    """A table of these columns and no rows; without headings none are shown."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", show_header=bool(headings))
    for heading, width in zip(headings or [""] * len(widths), widths, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    return table
