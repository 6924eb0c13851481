"""Words of the glossary's messages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bilingual.cli.terminal import one_line
from bilingual.errors import shortened

if TYPE_CHECKING:
    from bilingual.glossary.acceptance import Doubt
    from bilingual.glossary.edit import Cells
    from bilingual.project.glossary.book import RowEdit

_PLAIN = re.compile(r"[\w=./:·-]+")


def quoted(argument: str) -> str:
    """An argument as one types it into a shell: Hanzi need no quotes there.

    >>> quoted("抖音=Douyin"), quoted("闲哥=Brother Xian"), quoted("")
    ('抖音=Douyin', "'闲哥=Brother Xian'", '')
    """
    from shlex import quote

    return quote(argument) if argument and not _PLAIN.fullmatch(argument) else argument


def print_edits(edits: Iterable[RowEdit], *, dry_run: bool) -> None:
    """What was done, a line for each row."""
    for edit in edits:
        sys.stdout.write(edit_line(edit) + "\n")
    if dry_run:
        sys.stdout.write("Nothing was written.\n")


def print_candidate(term: str, doubt: Doubt) -> None:
    """That a term is a candidate, why, and what to do."""
    from bilingual.glossary.acceptance import WHY

    todo = f"accept {quoted(term)}" if doubt == "one-character" else f"set {quoted(term)} target=… status=accepted"
    sys.stdout.write(f"{one_line(term)} is a candidate: {WHY[doubt]}. To accept it knowingly: translate glossary {todo}\n")


def edit_line(edit: RowEdit) -> str:
    """A row that was changed, removed or added: where it stands, and what is another now."""
    from bilingual.project.glossary.book import row_in_words

    place = f"{edit.path}:{edit.line}"
    if edit.before is None:
        return f"{place}: added {row_in_words(edit.after or {})}"
    if edit.after is None:
        return f"{place}: removed {row_in_words(edit.before)}"
    return f"{place}: {change_in_words(edit.before, edit.after)}"


def change_in_words(old: Cells, new: Cells) -> str:
    """What is another in a row now, in a few words."""
    from bilingual.project.glossary.book import row_in_words

    other = {name: text for name, text in new.items() if old.get(name, "") != text}
    if not other:
        return f"{row_in_words(old)}: as it was"
    changes = ", ".join(f"{name} {cell_in_words(old.get(name, ''))} → {cell_in_words(text)}" for name, text in other.items())
    return f"{shortened(old['source'])}: {changes}"


def cell_in_words(text: str) -> str:
    """The contents of a cell, in quotation marks; of a long one the beginning and the end."""
    return f"“{shortened(text)}”" if text else "empty"
