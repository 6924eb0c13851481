"""`translate glossary correct`: the list of what transcription got wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import DryRun
from bilingual.cli.glossary.editing import Note
from bilingual.cli.glossary.wording import print_edits
from bilingual.cli.printing.tables import print_table
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.project.settings import Settings


def correct(
    pairs: Annotated[
        list[str] | None, typer.Argument(metavar="WRONG=RIGHT", help="What posts have, and what is meant; none to see the list.")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="The words are right as they stand: lint is to leave them.")] = False,
    note: Note = None,
    as_json: flags.AsJson = False,
    dry_run: DryRun = False,
) -> None:
    """Put slips of transcription right, by the list corrections.csv.

    The translator is given what is meant; the Chinese columns show the post as it was published, unless
    `translate run --corrections text` is asked for. The posts themselves are never changed.

    \b
    Examples:
      translate glossary correct GBT=GPT "Sora two=Sora 2"
      translate glossary correct 老朽=老修 --note "the speaker's name, misheard"
      translate glossary correct NCB=MCP --reject
      translate glossary correct
    """
    from bilingual.project import Project
    from bilingual.project.glossary.correcting import add_corrections

    settings = Project().settings
    if not pairs:
        raise typer.Exit(_print_corrections(settings, as_json=as_json))
    status = "rejected" if reject else "accepted"
    print_edits(add_corrections(settings, [_pair(pair) for pair in pairs], status, note, dry_run=dry_run), dry_run=dry_run)


def _pair(text: str) -> tuple[str, str]:
    wrong, equals, right = (piece.strip() for piece in text.partition("="))
    if not (wrong and equals and right) or wrong == right:
        raise UsageError(f"“{text}” is no correction.", "Write what posts have and what is meant: GBT=GPT.")
    return wrong, right


def _print_corrections(settings: Settings, *, as_json: bool) -> int:
    """Prints the list; the exit code."""
    from bilingual.cli.console import print_json, report_all
    from bilingual.project.corrections import corrections_path, load_corrections

    found, problems = load_corrections(settings)
    report_all(problems)
    if as_json:
        keys = ("source", "target", "status", "note", "where")
        print_json(
            {"file": str(corrections_path(settings)), "corrections": [{k: getattr(t, k) for k in keys} for t in found.rows]}
        )
    elif found.rows:
        print_table(("post has", "meant", "status", "note"), [(t.source, t.target, t.status, t.note) for t in found.rows])
    else:
        typer.echo("There are no corrections yet: translate glossary lint POSTS… finds what may be slips.")
    return 1 if problems else 0
