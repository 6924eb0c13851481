"""`translate models`: which translation models there are; the only command that may use the network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.probing import probe

if TYPE_CHECKING:
    from bilingual.engines.packages.installed import Package

app = typer.Typer(rich_markup_mode=None)
app.command()(probe)


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False) -> None:
    """Show the models on this machine; the first is used when none is named.

    \b
    Examples:
      translate models list
      translate models list --json
    """
    from bilingual.cli.console import print_json
    from bilingual.engines.packages import installed

    found = installed.installed()
    if as_json:
        print_json({"models": [_record(package) for package in found]})
    else:
        _table(found)


@app.command()
def install(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A local .argosmodel file; else the Argos index.")] = "",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no news.")] = False,
) -> None:
    """Fetch the full Argos zh→en model, or add one from a file; from then on it is used by itself.

    The download is checked and goes on where it broke off. It is put where Argos Translate and LibreTranslate find it.

    \b
    Examples:
      translate models install
      translate models install Downloads/translate-zh_en-1_9.argosmodel
    """
    from bilingual.cli.console import note
    from bilingual.cli.printing.bars import byte_bar
    from bilingual.engines.packages import installed

    with byte_bar(visible=not quiet and not file and sys.stderr.isatty()) as progress:
        package = installed.install(file, progress)
    if not quiet:
        note(f"Installed {package.name} ({_megabytes(package.size)}).")
    typer.echo(str(package.path))


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `translate models list` shows it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be removed; remove nothing.")] = False,
) -> None:
    """Remove an installed model; Argos Translate and LibreTranslate lose it too.

    \b
    Examples:
      translate models remove translate-zh_en-1_9
    """
    from bilingual.cli.console import note
    from bilingual.engines.packages import installed

    package = installed.find(name) if dry_run else installed.remove(name)
    note(f"{'Would remove' if dry_run else 'Removed'} {package.name} ({_megabytes(package.size)}).")


@app.command()
def path(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `translate models list` shows it; else the default.")] = "",
) -> None:
    """Print the folder of a model.

    \b
    Examples:
      translate models path
      translate models path starter
    """
    from bilingual.engines.packages import installed

    typer.echo(str(installed.path(name)))


def _record(package: Package) -> dict[str, object]:
    return {
        "name": package.name,
        "version": package.version,
        "path": str(package.path),
        "bytes": package.size,
        "embedded": package.embedded,
        "default": package.default,
    }


def _table(found: tuple[Package, ...]) -> None:
    """The models, one a line; the default has a star. Then the engines of other packages, with where they come from."""
    from importlib.metadata import entry_points

    from rich.table import Table

    from bilingual.cli.console import stdout
    from bilingual.engines import ENTRY_POINTS

    table = Table("", "Name", "Version", "Size", box=None, pad_edge=False)
    table.add_column("Folder", overflow="fold")
    for package in found:
        mark = "*" if package.default else ""
        table.add_row(mark, package.name, package.version, _megabytes(package.size), str(package.path))
    for point in sorted(entry_points(group=ENTRY_POINTS)):
        table.add_row("", point.name, "", "", point.value)
    stdout().print(table)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
