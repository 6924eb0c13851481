"""What a format is: its name, what writes it, what reads it back, and whatever a caller must know of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bilingual.model import Edited, ExportOptions, ImportOptions, Layout, Output, Translation

Writer = Callable[[Translation, ExportOptions], tuple[Output, ...]]
"""Gives the files of a post in one format. Raises `ExportError` where it cannot be written so."""
Reader = Callable[[bytes, str, ImportOptions], Edited]
"""Gives the rows of an edited file of one format; the file's name is only for messages.

It says what stands in the file and nothing more: `bilingual.revision` compares that with the records. Raises `ImportFailed`
with the place and the reason for a file that is not ours, damaged or dangerous."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of finished posts."""

    name: str
    """What `--format` calls it."""
    title: str
    """What it is, in a few words."""
    suffixes: tuple[str, ...] = ()
    """What the names of files that can be read back end with, in small letters: `.csv`."""
    write: Writer | None = None
    """None for what is only written once in each language."""
    ending: str = ""
    """What the name of the file that it writes ends with, where that is not the format's name: a run that is only announced
    tells by it what would be replaced."""
    read: Reader | None = None
    """None for what nobody edits."""
    per_language: Writer | None = None
    """Writes the post once in each language, for the layout `per-language`; None where that layout is as `side-by-side`."""
    rewritten: tuple[Layout, ...] = ()
    """Where a file does not show each text to the character: the layouts in which it is written again from the records to
    tell what was edited in it."""
    carries_pictures: bool = False
    """Whether the post's pictures come along; otherwise they are not looked for."""
    is_sheet: bool = False
    """Whether people open it in a spreadsheet, which changes numbers and days on its own."""
    has_comments: bool = False
    """Whether what people wrote about rows stands in it."""
    has_conflicts: bool = False
    """Whether it has a column for what others wrote (`ExportOptions.conflicts`)."""
    usual: bool = False
    """Whether a run writes it unless it is told what to write."""
    usual_for: tuple[str, ...] = ()
    """The kinds of posts (`Document.format`) of which a run writes it besides, unless it is told what to write."""
    check: Callable[[], object] | None = None
    """Raises `ExportError` where this machine lacks what writing needs: asked before anything is done."""
    check_template: Callable[[bytes, str], object] | None = None
    """Raises `ExportError` where a file cannot be its template (`ExportOptions.template`); None for formats without one."""
