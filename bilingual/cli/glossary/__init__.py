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
from bilingual.cli.glossary.common import again_where_changed

app = typer.Typer(rich_markup_mode=None)
app.command("build")(building.build)
app.command("correct")(again_where_changed(correcting.correct))
app.command("impact")(impacting.impact)
app.command("suggest")(suggesting.suggest)
app.command("lint")(linting.lint)
app.command("list")(listing.list_terms)
app.command("show")(showing.show)
app.command("add")(again_where_changed(editing.add))
app.command("set")(again_where_changed(editing.set_columns))
app.command("accept")(again_where_changed(editing.accept))
app.command("reject")(again_where_changed(editing.reject))
app.command("rename")(again_where_changed(editing.rename))
app.command("rm")(again_where_changed(editing.remove))
app.command("merge")(again_where_changed(comparing.merge))
app.command("edit")(drafting.edit)
app.command("sort")(again_where_changed(editing.sort))
app.command("diff")(comparing.diff)
app.command("import")(again_where_changed(exchanging.import_terms))
app.command("export")(exchanging.export_terms)
