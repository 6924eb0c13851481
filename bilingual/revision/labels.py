"""Speakers' labels that an editor wrote into a text: the row has its speaker, whose label would stand there twice."""

from __future__ import annotations

import re

from bilingual.model import COLUMNS, EditedRow, Unit, join

_MARK = r"(?:\*\*|__)?"


def without_labels(row: Unit, edit: EditedRow) -> EditedRow:
    """The edited row without its speaker's label before a text, in whatever language and marks, where the records have none."""
    if row.speaker is None:
        return edit
    names = sorted({re.escape(getattr(row.speaker, column)) for column in COLUMNS}, key=len, reverse=True)
    label = re.compile(rf"\s*{_MARK}[\[【]?(?:{'|'.join(names)})[\]】]?{_MARK}\s*[:：]\s*{_MARK}\s*", re.IGNORECASE)
    texts = {column: getattr(edit, column) for column in COLUMNS}
    bare = {
        column: label.sub("", text, count=1)
        for column, text in texts.items()
        if text and label.match(text) and not label.match(join(getattr(row, column)))
    }
    return edit.with_texts({column: text for column, text in bare.items() if text})
