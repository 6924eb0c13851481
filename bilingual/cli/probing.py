"""`translate models probe`: which words a model carries through a translation, so that terms can be locked with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags

if TYPE_CHECKING:
    from bilingual.engines.surrogates import Cell, Probe

Name = Annotated[
    str, typer.Argument(metavar="ENGINE", help="A name that `translate models list` shows, or a path; else the default.")
]


def probe(
    engine: Name = "",
    as_json: flags.AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Measure and show; write nothing.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no news.")] = False,
) -> None:
    """Measure what a model carries over unharmed: its slots, names, numbers, made-up words.

    A term is locked by letting such a word stand for it. Each kind is tried 1, 2, 4 and 8 times in a sentence, at the
    start, in the middle and at the end of a clause. What survives is kept with the model and used from then on.

    \b
    Examples:
      translate models probe
      translate models probe Models/opus-mt-zh-en
      translate models probe starter --dry-run --json
    """
    import json

    from bilingual.cli.console import note
    from bilingual.cli.printing.bars import count_bar
    from bilingual.engines import probing, surrogates
    from bilingual.project import Project

    opened = Project().engine(engine)
    with count_bar("probing", probing.trials(opened), visible=not quiet and sys.stderr.isatty()) as progress:
        found = probing.probe(opened, progress)
    if as_json:
        typer.echo(json.dumps(json.loads(surrogates.text(found)), ensure_ascii=False))
    else:
        _table(found)
    if not dry_run:
        path = surrogates.save(found, opened)
        if not quiet:
            note(f"Kept in {path}.")


def _table(found: Probe) -> None:
    """A form a line: how many of its sentences kept every word, by number and by place."""
    from bilingual.cli.printing.tables import print_table
    from bilingual.engines.probing import CLAUSES, COUNTS, share

    typer.echo(f"{found.engine}: sentences in which every word came back, by their number and by their place")
    rows = []
    for form in dict.fromkeys(cell.form for cell in found.cells):
        cells = [cell for cell in found.cells if cell.form == form]
        shares = [share(cells, form, count) for count in COUNTS] + [_share_at(cells, place) for place in CLAUSES]
        rows.append((form, *map("{:.0%}".format, shares)))
    print_table(("form", *map(str, COUNTS), *CLAUSES), rows)
    typer.echo(_conclusion(found))


def _share_at(cells: Sequence[Cell], place: str) -> float:
    """The share of sentences with the words at one place of a clause in which every word came back."""
    there = [cell for cell in cells if cell.place == place]
    return sum(cell.survived for cell in there) / sum(cell.sentences for cell in there)


def _conclusion(found: Probe) -> str:
    """One sentence: what is used from now on."""
    from bilingual.engines.surrogates import SLOTS

    if any(cell.form == SLOTS for cell in found.cells):
        return f"Its own slots are used, up to {found.most} in one decode."
    if not found.forms:
        return "Nothing comes through often enough: the words around a term are translated apart."
    return f"Terms are carried by {', then '.join(found.forms)}, up to {found.most} in one decode."
