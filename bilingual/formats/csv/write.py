"""A post as CSV (RFC 4180): a line a row. UTF-8 with the mark that Excel wants, and no cell that it would calculate."""

from __future__ import annotations

import csv
import io

from bilingual.formats.common.sheets import guarded, lines
from bilingual.model import ExportOptions, Output, Translation


def write_csv(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.csv`, the same whatever the layout."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerows([*map(guarded, line)] for line in lines(result, options))
    return (Output(".csv", file.getvalue().encode("utf-8-sig")),)
