"""Tables on stdout, of a hundred thousand rows too: rich takes 0.3 ms a row, so it is asked only for rows that must be folded."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from bilingual.cli.terminal import visible

if TYPE_CHECKING:
    from rich.table import Table

GAP = 2
"""Blanks between two columns."""


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table without lines, folded to the terminal's width."""
    from bilingual.cli.console import stdout

    console = stdout()
    lines = [tuple(map(visible, row)) for row in rows]
    sizes = [tuple(map(_size, line)) for line in [tuple(headings), *lines]]
    widths = fitting_widths([max(column) for column in zip(*sizes, strict=True)], console.width)
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


def _size(cell: str) -> int:
    """The columns of a terminal that a cell takes, Hanzi two each; of several lines the longest."""
    if cell.isascii() and "\n" not in cell:
        return len(cell)
    from rich.cells import cell_len

    return max(map(cell_len, cell.split("\n")))


def _is_whole(line: Sequence[str], size: Sequence[int], widths: Sequence[int]) -> bool:
    """Whether a row takes one line of the terminal as it stands."""
    return all(map(int.__le__, size, widths)) and not any("\n" in cell or "\t" in cell for cell in line)


def fitting_widths(needed: Sequence[int], width: int) -> list[int]:
    """How wide each column may be in a line of `width`: the widest give way, to each other first.

    >>> fitting_widths([3, 40, 10], 80), fitting_widths([3, 80, 60], 80)
    ([3, 40, 10], [3, 37, 36])
    """
    widths = list(needed)
    room = max(width - GAP * (len(widths) - 1), len(widths))
    while (surplus := sum(widths) - room) > 0:
        widest = max(widths)
        places = [n for n, size in enumerate(widths) if size == widest]
        next_one = max((size for size in widths if size < widest), default=1)
        step = min(widest - next_one, -(-surplus // len(places)))
        for n in places[::-1]:
            less = min(step, surplus)
            widths[n] -= less
            surplus -= less
    return widths


def _line(cells: Sequence[str], sizes: Sequence[int], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - size) for cell, size, width in zip(cells, sizes, widths, strict=True))
    return (" " * GAP).join(padded) + "\n"


def _table(widths: Sequence[int], headings: Sequence[str] = ()) -> Table:
    """A table of these columns and no rows; without headings none are shown."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", show_header=bool(headings))
    for heading, width in zip(headings or [""] * len(widths), widths, strict=True):
        table.add_column(heading, overflow="fold", width=width)
    return table
