"""`translate memory`: what the translation memory holds, how it travels, and how an import is taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import DryRun, print_table
from bilingual.errors import ImportFailed

if TYPE_CHECKING:
    from bilingual.formats.tmx.memory import TmxEntries
    from bilingual.memory import Change, HumanEntry, SqliteMemory

app = typer.Typer(rich_markup_mode=None)


def _opened() -> SqliteMemory:
    from bilingual.memory import default_path, open_memory
    from bilingual.project.settings import load_settings

    return open_memory(default_path(load_settings(Path.cwd()).root))


@app.command("list")
def list_(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Show the sentences by people that hold one of these.")
    ] = None,
    as_json: flags.AsJson = False,
) -> None:
    """Show what the memory holds and every import into it; with TEXT, the sentences that people wrote.

    \b
    Examples:
      translate memory list
      translate memory list 公园 park
    """
    from bilingual.cli.console import print_json
    from bilingual.runners.records import shown

    with _opened() as memory:
        stats, changes = memory.stats(), memory.changes()
        entries = [entry for entry in memory.human() if _holds(entry, words or ())]
    if as_json:
        print_json(
            {
                "file": str(memory.path), "machine": stats.machine, "human": stats.human, "bytes": stats.size,
                "imports": [_change_object(change) for change in changes],
                "entries": [_entry_object(entry) for entry in entries],
            }
        )  # fmt: skip
    elif words:
        _print_entries(entries)
    else:
        sys.stdout.write(f"Sentences in {shown(memory.path)}: {stats.machine:,} by machines, {stats.human:,} by people\n")
        _print_changes(changes)


def _holds(entry: HumanEntry, words: Sequence[str]) -> bool:
    said = f"{entry.source}\n{entry.target}".casefold()
    return not words or any(word.casefold() in said for word in words)


def _print_entries(entries: Sequence[HumanEntry]) -> None:
    rows = [(e.source, e.target, e.language, _by(e.who, e.when), e.file, e.post) for e in entries]
    if rows:
        print_table(("Chinese", "written", "column", "by", "from", "for"), rows)
    else:
        sys.stdout.write("No sentence by a person holds that.\n")


def _print_changes(changes: Sequence[Change]) -> None:
    rows = [
        (str(c.number), c.file, _by(c.who, c.when), str(c.entries), f"undone {c.undone[:10]}" if c.undone else "")
        for c in changes
    ]
    if rows:
        print_table(("import", "file", "by", "sentences", ""), rows)


def _by(who: str, when: str) -> str:
    return ", ".join(filter(None, (who, when[:10])))


@app.command()
def export(
    file: Annotated[str, typer.Argument(metavar="FILE.tmx", help="What to write; - for standard output.")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write what people wrote as TMX 1.4b: for another machine, a colleague or a CAT tool.

    Who wrote a sentence, when, for which post and from which file go along. What machines made stays: it can be made
    again.

    \b
    Examples:
      translate memory export ours.tmx
      translate memory export - | gzip > ours.tmx.gz
    """
    from bilingual.cli import outputs
    from bilingual.cli.summary import counted
    from bilingual.formats.tmx.memory import write_tmx_memory

    outputs.check(file, force=force)
    with _opened() as memory:
        entries = memory.human()
    outputs.put(file, write_tmx_memory(entries))
    if file != "-":
        sys.stdout.write(f"{counted(len(entries), 'sentence')} by people written to {file}.\n")


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.tmx", help="Memories of ours or of other programs.")],
    who: Annotated[
        str | None,
        typer.Option(metavar="NAME", envvar="BILINGUAL_WHO", help="Who wrote them, where the file does not say [you]."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Let the file count where ours is newer too.")] = False,
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
) -> None:
    """Add the sentences of TMX files to the memory, as written by people: they win over every machine.

    Of two sentences by people for the same place the newer one counts. Each file is one import, which
    `translate memory undo` takes back; of several files all are read before the first is taken.

    \b
    Examples:
      translate memory import ours.tmx
      translate memory import project_save.tmx --who "Li Wei" --dry-run
    """
    from bilingual.cli.console import print_json
    from bilingual.cli.importing import you
    from bilingual.formats.tmx.memory import read_tmx_memory

    name = who or you()
    found = [(file, read_tmx_memory(_bytes(file), str(file))) for file in files]
    done: list[tuple[Path, TmxEntries, Change | None]] = []
    with _opened() as memory:
        for file, one in found:
            put = None if dry_run else memory.write_human(one.entries, file=file.name, who=name, overwrite=overwrite)
            done.append((file, one, put))
    if as_json:
        print_json({"files": [_import_object(*own) for own in done]})
    else:
        for own in done:
            _say_imported(*own)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ImportFailed(f"The file cannot be read ({error.strerror}).", "Check the name.", path=str(file)) from error


def _say_imported(file: Path, read: TmxEntries, change: Change | None) -> None:
    from bilingual.cli.console import note
    from bilingual.cli.summary import counted

    if change is None:
        sys.stdout.write(f"{file}: {counted(len(read.entries), 'sentence')} found; nothing was written.\n")
    else:
        known = len(read.entries) - change.entries - len(change.older)
        told = [f"{counted(change.entries, 'sentence')} taken" + (f" as import {change.number}" if change.number else "")]
        told += [f"{known} known already"] if known else []
        told += [f"{len(change.older)} left, since ours are newer (--overwrite takes them)"] if change.older else []
        sys.stdout.write(f"{file}: {', '.join(told)}.\n")
    if read.skipped:
        note(f"{file}: {counted(read.skipped, 'unit')} without Chinese and English left out.")
    if read.without_codes:
        note(f"{file}: {counted(read.without_codes, 'unit')} taken without another program's inline codes.")


@app.command()
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="IMPORT", help="Its number in `translate memory list` [the latest].", min=1)
    ] = None,
    as_json: flags.AsJson = False,
) -> None:
    """Take back an import, all of it: what stood in its places before counts again.

    \b
    Examples:
      translate memory undo
      translate memory undo 3
    """
    from bilingual.cli.console import print_json
    from bilingual.cli.summary import counted

    with _opened() as memory:
        change = memory.undo(number)
    if as_json:
        print_json(_change_object(change))
    else:
        by = _by(change.who, change.when)
        said = f"Import {change.number} taken back: {counted(change.entries, 'sentence')} from {change.file} ({by})."
        sys.stdout.write(f"{said} The next `translate run` is without them.\n")


def _change_object(change: Change) -> dict[str, Any]:
    return {
        "import": change.number, "file": change.file, "who": change.who, "when": change.when, "sentences": change.entries,
        "undone": change.undone,
    }  # fmt: skip


def _entry_object(entry: HumanEntry) -> dict[str, Any]:
    return {
        "source": entry.source, "column": entry.language, "text": entry.target, "who": entry.who, "when": entry.when,
        "file": entry.file, "post": entry.post, "segment": entry.segment, "import": entry.change,
    }  # fmt: skip


def _import_object(file: Path, read: TmxEntries, change: Change | None) -> dict[str, Any]:
    return {
        "file": str(file),
        "import": change.number if change else 0,
        "found": len(read.entries),
        "taken": change.entries if change else 0,
        "older": [_entry_object(entry) for entry in change.older] if change else [],
        "skipped": read.skipped,
        "without_codes": read.without_codes,
    }
