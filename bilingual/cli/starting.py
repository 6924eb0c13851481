"""`translate init` and `translate doctor`: a new project, and whether all is there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli import flags

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the project; made where there is none.")]


def init(folder: Folder = Path()) -> None:
    """Make a project: bilingual.toml with every setting explained, and the folders of posts and glossaries.

    Nothing that is there is changed.

    \b
    Examples:
      translate init
      translate init my-site
    """
    from bilingual.cli.console import note
    from bilingual.project.starting import POSTS, start_project
    from bilingual.runners.records import display_path

    for path in start_project(folder):
        typer.echo(display_path(path))
    note(f"Put posts into {display_path(folder / POSTS)}. Then: translate run {display_path(folder / POSTS)}")


def doctor(as_json: flags.AsJson = False) -> None:
    """Show what is installed, what is missing, and what would be better; nothing is changed.

    Exits with 1 where something must be mended: settings, a model, a glossary or a memory that cannot be used.

    \b
    Examples:
      translate doctor
      translate doctor --json
    """
    from dataclasses import asdict

    from bilingual.cli.console import print_json
    from bilingual.cli.printing.tables import print_table
    from bilingual.project.doctor import examined

    found = [*examined(Path.cwd())]
    if as_json:
        print_json({"findings": [asdict(finding) for finding in found]})
    else:
        print_table(("", "state", "what is there", "what to do"), [(f.name, f.state, f.fact, f.remedy) for f in found])
    raise typer.Exit(any(finding.state == "wrong" for finding in found))
