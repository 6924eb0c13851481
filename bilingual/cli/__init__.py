"""The command `translate` (and `bilingual`, the same program): flags in, exit code out."""

from __future__ import annotations

import gc
import os
import sys
import warnings

import typer

from bilingual.cli.check import check
from bilingual.cli.console import DEBUG, report
from bilingual.cli.edit import edit
from bilingual.cli.export import export
from bilingual.cli.groups import group
from bilingual.cli.history import history, redo, undo
from bilingual.cli.importing import import_
from bilingual.cli.run import run
from bilingual.cli.starting import doctor, init
from bilingual.cli.terminal import close_doors, open_doors
from bilingual.cli.watch import watch
from bilingual.errors import BilingualError, contained

app = typer.Typer(
    name="translate",
    help="Chinese posts in; side-by-side Simplified / Traditional / English documents out. Offline, every term locked.",
    epilog="Start with:  translate run posts/*.md",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(init)
app.command()(run)
app.command()(watch)
app.command()(check)
app.command()(edit)
app.command()(export)
app.command("import")(import_)
app.command()(history)
app.command()(undo)
app.command()(redo)
app.command()(doctor)
GROUPS = {
    "glossary": ("Build, read, edit, check and exchange the glossary.", "translate glossary build posts/*.md"),
    "memory": ("See, exchange and take back what people wrote in the translation memory.", "translate memory list"),
    "models": ("List, install, probe and remove translation models.", "translate models install"),
}
for _name, (_help, _start) in GROUPS.items():
    app.add_typer(group(f"bilingual.cli.{_name}", _help, _start), name=_name)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"bilingual {version('bilingual')}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(False, "--version", help="Print the version and stop.", callback=_version, is_eager=True),
    debug: bool = typer.Option(False, "--debug", help="Print where in the program an error arose, too."),
) -> None:
    """Chinese posts in; side-by-side Simplified / Traditional / English documents out. Offline, every term locked."""
    if debug:
        os.environ[DEBUG] = "1"


def main() -> None:
    """Runs the command; an error that the user can act on is printed as prose, with its exit code."""
    open_doors()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # those of libraries are for who writes programs, and name places in them
    gc.set_threshold(100_000)  # a run makes many small tuples that live to its end: looking for cycles was 8 % of a re-run
    try:
        try:
            with contained():
                app()
        finally:
            close_doors()
    except BilingualError as error:
        report(error)
        sys.exit(error.exit_code)
