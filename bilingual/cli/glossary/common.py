"""What the glossary's commands share: flags, which files are meant, tables on stdout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bilingual.errors import GlossaryError
    from bilingual.glossary.termbase import Glossary
    from bilingual.model import Term
    from bilingual.project.settings import Settings

Glossaries = Annotated[
    list[Path] | None,
    typer.Option(
        "-g", "--glossary", metavar="GLOSSARY", envvar="BILINGUAL_GLOSSARY",
        help="Glossary file or folder; may be repeated [glossaries/*.csv].",
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]


def paths(named: list[Path] | None) -> tuple[Path, ...]:
    """The glossary files that count here, the nearest first; raises `GlossaryError` where there is none."""
    from bilingual.errors import GlossaryError
    from bilingual.project.glossaries import glossary_files
    from bilingual.project.settings import load_settings

    found = glossary_files(named or [], load_settings(Path.cwd()))
    if not found:
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    return found


def loaded(named: list[Path] | None, settings: Settings) -> tuple[Glossary, tuple[GlossaryError, ...]]:
    """The glossary of the files named, else of the project and the user; and what is wrong with its rows."""
    from bilingual.glossary.termbase import Glossary

    return Glossary.lenient(paths(named))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table without lines, folded to the terminal's width."""
    from rich.table import Table

    from bilingual.cli.console import stdout

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    stdout().print(table)


def term_object(term: Term) -> dict[str, Any]:
    """A term as plain values."""
    from bilingual.glossary.entries import cells

    place = {"path": term.path, "line": term.line}
    return cells(term) | {"aliases": list(term.aliases), "case": term.case, "english": term.english} | place
