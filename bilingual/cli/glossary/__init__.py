"""`translate glossary`: from the terms that posts explain to the file that a person keeps. A file per group of commands."""

from __future__ import annotations

import typer

from bilingual.cli.glossary import building, linting, listing

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Build, read, edit, check and exchange the glossary.",
    epilog="Start with:  translate glossary build posts/*.md",
)
app.command("build")(building.build)
app.command("lint")(linting.lint)
app.command("list")(listing.list_terms)
