"""`translate import`: what an editor changed comes back into the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from bilingual.cli import flags
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.project.importing import Imported, Settled
    from bilingual.revision.compare import Difference

Files = Annotated[list[Path], typer.Argument(metavar="FILES", help="Edited documents: .docx, .xlf, .tmx, .csv, .xlsx or .md.")]
Records = Annotated[
    Path | None,
    typer.Option(metavar="JSON", help="The records the file was made from [outputs/<post>/<post>.json]."),
]
Who = Annotated[
    str | None,
    typer.Option(
        "--who", "--by", metavar="NAME", envvar="BILINGUAL_WHO", help="Who made the changes [who the file says, else you]."
    ),
]
Tracked = Annotated[
    str,
    typer.Option(metavar="accept|refuse", show_default=False, help="What becomes of Word's tracked changes [accept]."),
]
Accept = Annotated[
    bool,
    typer.Option("--accept-broken-locks", help="Take sentences that lack a locked term or a code too, unasked."),
]
Theirs = Annotated[bool, typer.Option("--theirs", help="Where two people changed a row: the file's text counts.")]
Mine = Annotated[bool, typer.Option("--mine", help="Where two people changed a row: the memory's text counts.")]
Ask = Annotated[bool, typer.Option("--ask", help="Where two people changed a row: ask for each which text counts.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show every difference; write nothing.")]


def import_(
    files: Files,
    records: Records = None,
    who: Who = None,
    tracked: Tracked = "accept",
    accept_broken_locks: Accept = False,
    theirs: Theirs = False,
    mine: Mine = False,
    ask: Ask = False,
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
    quiet: flags.Quiet = False,
) -> None:
    """Bring an editor's changes back into the memory.

    What was changed becomes a human entry, which no engine replaces; the next run shows it. Each file is one import:
    `translate undo` takes it back. Where another person changed the same row in the meantime, both texts are kept and shown, and
    you choose. Exit code 1 where something is left for you to decide.

    \b
    Examples:
      translate import talk.docx --dry-run
      translate import ~/Downloads/talk.xlf --who "Li Wei"
      translate import talk.docx --tracked refuse
      translate import talk-from-li.docx --by "Li Wei" --ask
    """
    from bilingual.project import Project

    if tracked not in ("accept", "refuse"):
        raise UsageError(f"“{tracked}” is no value of --tracked.", "Choose accept or refuse.")
    if theirs + mine + ask > 1:
        raise UsageError("Of --theirs, --mine and --ask several are given.", "Give one of them.")
    project, agree = Project(), _agreement(accept_broken_locks, ask=not (as_json or quiet or dry_run))
    settle = _settlement(theirs=theirs, mine=mine, ask=ask)
    imports = [
        project.import_file(
            file, records=records, who=who, refuse_tracked=tracked == "refuse", agree=agree, settle=settle, dry_run=dry_run
        )
        for file in files
    ]
    _print_imports(imports, dry_run, as_json=as_json, quiet=quiet)
    raise typer.Exit(1 if any(imported.is_open for imported in imports) else 0)


def _agreement(accept: bool, *, ask: bool) -> Callable[[Difference], bool]:
    """Whether a sentence with a broken lock is taken: by the flag, else a person is asked where there is one."""
    import sys

    if accept:
        return lambda difference: True
    if not ask or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return lambda difference: False
    return _ask


def _settlement(*, theirs: bool, mine: bool, ask: bool) -> Callable[[Difference], Settled]:
    """Whose text counts where two people changed a row: by the flag, or a person is asked."""
    if ask:
        return _ask_whose
    return lambda difference: "theirs" if theirs else "mine" if mine else None


def _show(difference: Difference) -> None:
    """What a question is about."""
    from bilingual.cli.printing.differences import difference_paragraph

    typer.echo("\n".join(("", *difference_paragraph(difference).lines())), err=True)


def _ask_whose(difference: Difference) -> Settled:
    _show(difference)
    choices = {"t": "theirs", "m": "mine", "l": None}
    answer = typer.prompt("  Theirs (t: the file's), mine (m: the memory's), or later (l)?", default="l", err=True)
    return cast("Settled", choices.get(answer.strip().lower()[:1]))


def _ask(difference: Difference) -> bool:
    _show(difference)
    return typer.confirm("  Take it all the same?", default=False, err=True)


def _print_imports(imports: Sequence[Imported], dry_run: bool, *, as_json: bool, quiet: bool) -> None:
    from bilingual.cli.console import print_json, report
    from bilingual.cli.printing import differences

    for imported in imports:
        if imported.error:
            report(imported.error)
    if as_json:
        print_json({"dry_run": dry_run, "files": [differences.import_object(imported) for imported in imports]})
    elif not quiet:
        for imported in imports:
            if imported.comparison:
                typer.echo("\n".join(differences.import_lines(imported, imported.comparison, dry_run)))
