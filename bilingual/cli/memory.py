"""`translate memory`: what the translation memory holds, how it travels, and how an import is taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import DryRun
from bilingual.cli.history import change_object, undo
from bilingual.cli.printing.tables import print_table

if TYPE_CHECKING:
    from bilingual.memory import Change, HumanEntry
    from bilingual.memory.merging import Conflict
    from bilingual.project.memories import MemoryImport

app = typer.Typer(rich_markup_mode=None)


@app.command("list")
def list_(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Show the sentences by people that hold one of these.")
    ] = None,
    as_json: flags.AsJson = False,
) -> None:
    """Show what the memory holds and every change that brought sentences; with TEXT, the sentences that people wrote.

    \b
    Examples:
      translate memory list
      translate memory list 公园 park
    """
    from bilingual.cli.console import print_json
    from bilingual.project import Project
    from bilingual.runners.records import display_path

    memory = Project().memory(words or ())
    stats = memory.stats
    if as_json:
        print_json(
            {
                "file": str(memory.path), "machine": stats.machine, "human": stats.human, "bytes": stats.size,
                "imports": [change_object(change) for change in memory.changes],
                "entries": [_entry_object(entry) for entry in memory.entries],
            }
        )  # fmt: skip
    elif words:
        _print_entries(memory.entries)
    else:
        counts = f"{stats.machine:,} by machines, {stats.human:,} by people"
        sys.stdout.write(f"Sentences in {display_path(memory.path)}: {counts}\n")
        _print_changes(memory.changes)


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
        print_table(("change", "file", "by", "sentences", ""), rows)


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
    from bilingual.cli.printing.summary import counted
    from bilingual.project import Project

    outputs.check_target(file, force=force)
    data, sentences = Project().memory_as_tmx()
    outputs.put_file(file, data)
    if file != "-":
        sys.stdout.write(f"{counted(sentences, 'sentence')} by people written to {file}.\n")


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
    `translate undo` takes back; of several files all are read before the first is taken.

    \b
    Examples:
      translate memory import ours.tmx
      translate memory import project_save.tmx --who "Li Wei" --dry-run
    """
    from bilingual.cli.console import print_json
    from bilingual.project import Project

    imports = Project().import_memory(files, who, overwrite=overwrite, dry_run=dry_run)
    if as_json:
        print_json({"files": [_import_object(imported) for imported in imports]})
    else:
        for imported in imports:
            _print_import(imported)


def _print_import(imported: MemoryImport) -> None:
    from bilingual.cli.console import note
    from bilingual.cli.printing.summary import counted

    file, found, change = imported.file, imported.found, imported.change
    if change is None:
        sys.stdout.write(f"{file}: {counted(len(found.entries), 'sentence')} found; nothing was written.\n")
    else:
        words = [f"{counted(change.entries, 'sentence')} taken" + (f" as import {change.number}" if change.number else "")]
        words += [f"{imported.known} known already"] if imported.known else []
        words += [f"{len(change.older)} left, since ours are newer (--overwrite takes them)"] if change.older else []
        sys.stdout.write(f"{file}: {', '.join(words)}.\n")
    if found.skipped:
        note(f"{file}: {counted(found.skipped, 'unit')} without Chinese and English left out.")
    if found.without_codes:
        note(f"{file}: {counted(found.without_codes, 'unit')} taken without another program's inline codes.")


app.command()(undo)


@app.command()
def merge(
    memories: Annotated[list[Path], typer.Argument(metavar="MEMORIES", help="Files of memories: of shards, of colleagues.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The memory to make of them.", parser=flags.named_path)
    ],
    as_json: flags.AsJson = False,
) -> None:
    """Make one memory of several, which stay as they are. What people wrote is never lost, and wins over every machine.

    Of two texts for the same place the later one counts. Where neither of the two knew the other, both are listed, the earlier
    one is kept aside, and the exit code is 1: a person must decide.

    \b
    Examples:
      translate memory merge shard-*/memory.sqlite -o .bilingual/memory.sqlite
    """
    from bilingual.cli.console import print_json
    from bilingual.cli.printing.summary import counted
    from bilingual.project import Project

    merged = Project().merge_memories(memories, output)
    if as_json:
        conflicts = [[_entry_object(entry) for entry in (c.counting, *c.aside)] for c in merged.conflicts]
        counts = {"machine": merged.machine, "human": merged.human, "changes": merged.changes}
        print_json({"file": str(output), **counts, "conflicts": conflicts})
    else:
        for conflict in merged.conflicts:
            sys.stdout.write(f"{conflict.counting.post or 'any post'}: {conflict.counting.source}\n")
            for mark, entry in zip("+" + "-" * len(conflict.aside), (conflict.counting, *conflict.aside), strict=True):
                sys.stdout.write(f"  {mark} {entry.target} ({_by(entry.who, entry.when)})\n")
        sentences = f"{merged.machine:,} sentences by machines, {merged.human:,} by people"
        sys.stdout.write(f"{output}: {sentences}, {counted(merged.changes, 'change')}.\n")
        if merged.conflicts:
            sys.stdout.write(f"{counted(len(merged.conflicts), 'conflict')}: + counts, - is kept aside.\n")
            _print_how_to_decide(merged.conflicts)
    raise typer.Exit(1 if merged.conflicts else 0)


def _print_how_to_decide(conflicts: Sequence[Conflict]) -> None:
    """A command for each post; a text that is meant for any post stands in no document."""
    from bilingual.project import Project
    from bilingual.runners.records import display_path

    output = Project().output
    for post in dict.fromkeys(conflict.counting.post for conflict in conflicts if conflict.counting.post):
        folder = display_path(output / post)
        sys.stdout.write(
            f"To decide, with this memory in its place: translate export {folder} --format docx --conflicts -o DIR\n"
        )


@app.command()
def gc(
    older_than: Annotated[int, typer.Option("--older-than", metavar="DAYS", help="For how long it has not counted.", min=1)],
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
) -> None:
    """Delete what people wrote and what has not counted for long: undone, written over, or decided against.

    Nothing else ever deletes it. Every text is named; what counts, or waits for a decision, stays.

    \b
    Examples:
      translate memory gc --older-than 365 --dry-run
      translate memory gc --older-than 365
    """
    from bilingual.cli.console import print_json
    from bilingual.cli.printing.summary import counted
    from bilingual.project import Project

    swept = Project().sweep_memory(older_than, dry_run=dry_run)
    if as_json:
        texts = [_entry_object(entry) for entry in swept.entries]
        print_json({"dry_run": dry_run, "texts": texts, "comments": swept.comments, "terms": swept.terms, "files": swept.files})
        return
    for entry in swept.entries:
        sys.stdout.write(f"{entry.source}: {entry.target} ({_by(entry.who, entry.when)}, change {entry.change})\n")
    counts = [counted(len(swept.entries), "sentence"), counted(swept.comments, "comment")]
    counts += [f"{counted(swept.terms, 'row')} of the glossary's history", f"{counted(swept.files, 'mark')} of old documents"]
    sys.stdout.write(f"{', '.join(counts)} {'would be deleted' if dry_run else 'deleted'}.\n")


def _entry_object(entry: HumanEntry) -> dict[str, Any]:
    return {
        "source": entry.source, "column": entry.language, "text": entry.target, "who": entry.who, "when": entry.when,
        "file": entry.file, "post": entry.post, "segment": entry.segment, "import": entry.change,
    }  # fmt: skip


def _import_object(imported: MemoryImport) -> dict[str, Any]:
    change = imported.change
    return {
        "file": str(imported.file),
        "import": change.number if change else 0,
        "found": len(imported.found.entries),
        "taken": change.entries if change else 0,
        "older": [_entry_object(entry) for entry in change.older] if change else [],
        "skipped": imported.found.skipped,
        "without_codes": imported.found.without_codes,
    }
