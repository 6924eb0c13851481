"""`translate import`: what an editor changed comes back into the memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError, ImportFailed, UsageError

if TYPE_CHECKING:
    from bilingual.memory import Change, SqliteMemory
    from bilingual.project import Project

    if tracked not in ("accept", "refuse"):
        raise UsageError(f"“{tracked}” is no value of --tracked.", "Choose accept or refuse.")
    project, agree = Project(), _agreement(accept_broken_locks, ask=not (as_json or quiet or dry_run))
    imports = [
        project.import_file(file, records=records, who=who, tracked=tracked, agree=agree, dry_run=dry_run)  # type: ignore[arg-type]
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


def _ask(difference: Difference) -> bool:
    from bilingual.cli.differences import difference_lines

    typer.echo("\n".join(difference_lines(difference)), err=True)
    return typer.confirm("  Take it all the same?", default=False, err=True)


def _print_imports(imports: Sequence[Imported], dry_run: bool, *, as_json: bool, quiet: bool) -> None:
    from bilingual.cli import differences
    from bilingual.cli.console import print_json, report

    for imported in imports:
        if imported.error:
            report(imported.error)
    if as_json:
        print_json({"dry_run": dry_run, "files": [differences.import_object(imported) for imported in imports]})
    elif not quiet:
        for imported in imports:
            if imported.comparison:
                typer.echo("\n".join(differences.import_lines(imported, imported.comparison, dry_run)))
