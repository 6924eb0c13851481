"""`translate models`: which translation models there are; the only command that may use the network."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags
from bilingual.cli.probing import probe

if TYPE_CHECKING:
    from bilingual.engines.catalogue import Entry
    from bilingual.engines.packages.installed import Package

app = typer.Typer(rich_markup_mode=None)
app.command()(probe)


@app.command("list")
def list_(as_json: flags.AsJson = False) -> None:
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
def available(
    speed: Annotated[
        bool, typer.Option("--speed", help="Measure how fast those are that are installed; that takes a while.")
    ] = False,
    as_json: flags.AsJson = False,
) -> None:
    """Show the models that can be had, the best first: what each is worth, and what it needs.

    chrF2++ is a measure of how much of a good translation's wording is met, from 0 to 100. Speed is told in
    short everyday sentences a second on this machine.

    \b
    Examples:
      translate models available
      translate models available --speed
      translate models available --json
    """
    from bilingual.cli.console import print_json
    from bilingual.engines import catalogue
    from bilingual.engines.packages import installed

    names = {entry.name for entry in catalogue.entries() if installed.is_installed(entry.name)}
    speeds = _speeds(names) if speed else {}
    if as_json:
        records = [_entry_record(entry) | {"installed": entry.name in names} for entry in catalogue.entries()]
        print_json({"models": [record | {"speed": speeds.get(str(record["name"]))} if speed else record for record in records]})
    else:
        _entry_table(catalogue.entries(), names, speeds)


def _speeds(names: Collection[str]) -> dict[str, float]:
    """Sentences a second of each model that is installed."""
    from bilingual.engines import open_engine
    from bilingual.engines.speed import sentences_per_second

    return {name: round(sentences_per_second(open_engine(name)), 1) for name in names}


@app.command()
def install(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL", help="A name of `translate models available`, a file, a folder or an address; else argos."
        ),
    ] = "",
    sha256: Annotated[str, typer.Option("--hash", metavar="SHA256", help="What the file at an address must have.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Agree to a licence that forbids something, unasked.")] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no news.")] = False,
) -> None:
    """Fetch a model, or add one that you have: an .argosmodel file, a folder of CTranslate2 or Firefox, a .gguf file.

    The download is checked and goes on where it broke off. The best model that is installed is used by itself. Argos packages
    are put where Argos Translate and LibreTranslate find them.

    \b
    Examples:
      translate models install firefox-base-memory
      translate models install
      translate models install Downloads/translate-zh_en-1_9.argosmodel
      translate models install Downloads/nllb-200-distilled-600M --yes
      translate models install https://example.org/qwen3-8b.gguf --hash 1f3b…
    """
    from bilingual.cli.console import note
    from bilingual.cli.printing.bars import byte_bar
    from bilingual.engines import catalogue
    from bilingual.engines.packages import firefox_models, installed

    fetched = not model or catalogue.find_entry(model) is not None or "://" in model
    with byte_bar(visible=fetched and not quiet and sys.stderr.isatty()) as progress:
        package = installed.install(model, progress, lambda sentence: yes or _agreed(sentence), sha256)
    if not quiet:
        note(f"Installed {package.name} ({_megabytes(package.size)}).")
        if package.kind == "firefox" and not firefox_models.library_is_there():
            note("To use it, install its library: pip install 'bilingual[firefox]'")
    typer.echo(str(package.path))


def _agreed(sentence: str) -> bool:
    """Whether a person at a terminal wants the model all the same; nobody there is no."""
    return sys.stdin.isatty() and typer.confirm(f"{sentence} Install it?", err=True)


@app.command()
def use(name: Annotated[str, typer.Argument(metavar="NAME", help="As `translate models list` shows it.")]) -> None:
    """Make a model that of this project: `engine` in the nearest bilingual.toml, or in a new one here.

    \b
    Examples:
      translate models use firefox-base-memory
      translate models use starter
    """
    from pathlib import Path

    from bilingual.cli.console import note
    from bilingual.engines.packages import installed
    from bilingual.project.engine_choice import choose_engine

    installed.find(name)
    path = choose_engine(name, Path.cwd())
    note(f'engine = "{name}" stands in {path}.')


@app.command()
def info(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `list` or `available` shows it; else the default.")] = "",
    as_json: flags.AsJson = False,
) -> None:
    """Show what is known of a model: size, licence, worth, what it needs, where it lies.

    \b
    Examples:
      translate models info firefox-base-memory
      translate models info starter --json
    """
    from bilingual.cli.console import print_json
    from bilingual.engines import catalogue
    from bilingual.engines.packages import installed

    entry = catalogue.find_entry(name)
    package = installed.find(name) if entry is None or installed.is_installed(name) else None
    entry = entry or (catalogue.find_entry(package.name) if package else None)
    record: dict[str, object] = _entry_record(entry) if entry else {}
    record |= _record(package) if package else {}
    record["installed"] = package is not None
    if as_json:
        print_json(record)
        return
    for key, fact in record.items():
        if fact == "":
            continue
        words = {True: "yes", False: "no"}.get(fact, fact) if isinstance(fact, bool) else fact
        words = ", ".join(f"{name} {number}" for name, number in words.items()) if isinstance(words, dict) else words
        typer.echo(f"{key}: {words}")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `translate models list` shows it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be removed; remove nothing.")] = False,
) -> None:
    """Remove an installed model; an Argos package is lost to Argos Translate and LibreTranslate too.

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


def _entry_record(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "title": entry.title,
        "from": entry.languages[0],
        "to": entry.languages[1],
        "kind": entry.kind,
        "bytes": entry.size,
        "licence": entry.licence,
        "forbids": entry.forbids,
        "chrf": dict(entry.chrf),
        "extra": entry.extra,
        "usable": entry.usable,
        "memory": entry.memory,
    }


def _entry_table(entries: tuple[Entry, ...], names: Collection[str], speeds: Mapping[str, float]) -> None:
    """What can be had, one a line."""
    from bilingual.cli.printing.tables import print_table
    from bilingual.engines.catalogue import SETS, starter_scores

    headings = ("Name", "What", "MB", "Licence", *SETS, "Needs", "RAM", "Here", *(["Sentences/s"] if speeds else []))
    rows = []
    for entry in entries:
        licence = f"{entry.licence}; forbids {entry.forbids}" if entry.forbids else entry.licence
        needs = f"bilingual[{entry.extra}]" if entry.extra else ""
        scores = [f"{entry.chrf[name]:.1f}" if name in entry.chrf else "" for name in SETS]
        size = f"{entry.size / 1e6:.0f}"
        rate = [f"{speeds[entry.name]:.0f}" if entry.name in speeds else ""] if speeds else []
        installed = "yes" if entry.name in names else ""
        rows.append((entry.name, entry.title, size, licence, *scores, needs, str(entry.memory), installed, *rate))
    print_table(headings, rows)
    scores = [f"{starter_scores()[name]} on {name}" for name in SETS]
    typer.echo(
        f"The numbers below a set's name are chrF2++; the built-in starter has {' and '.join(scores)}. RAM: MB, of a process."
    )


def _table(found: tuple[Package, ...]) -> None:
    """The models, one a line; the default has a star. Then the engines of other packages, with where they come from."""
    from importlib.metadata import entry_points

    from bilingual.cli.printing.tables import print_table
    from bilingual.engines import ENTRY_POINTS

    rows = [
        ("*" if package.default else "", package.name, package.version, _megabytes(package.size), str(package.path))
        for package in found
    ]
    rows += [("", point.name, "", "", point.value) for point in sorted(entry_points(group=ENTRY_POINTS))]
    print_table(("", "Name", "Version", "Size", "Folder"), rows)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
