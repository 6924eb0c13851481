"""`translate glossary`: from the terms that posts explain to the file that a person keeps. A file per group of commands."""

from __future__ import annotations

import typer

from bilingual.cli.glossary import (
    building,
    comparing,
    correcting,
    drafting,
    editing,
    exchanging,
    impacting,
    linting,
    listing,
    showing,
    suggesting,
)

app = typer.Typer(rich_markup_mode=None)
app.command("build")(building.build)
app.command("correct")(correcting.correct)
app.command("impact")(impacting.impact)
app.command("suggest")(suggesting.suggest)
app.command("lint")(linting.lint)
app.command("list")(listing.list_terms)
app.command("show")(showing.show)
app.command("add")(editing.add)
app.command("set")(editing.set_columns)
app.command("accept")(editing.accept)
app.command("reject")(editing.reject)
app.command("rename")(editing.rename)
app.command("rm")(editing.remove)
app.command("merge")(comparing.merge)
app.command("edit")(drafting.edit)
app.command("sort")(editing.sort)
app.command("diff")(comparing.diff)
app.command("import")(exchanging.import_terms)
app.command("export")(exchanging.export_terms)
