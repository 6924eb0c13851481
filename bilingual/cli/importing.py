"""`translate import`: what an editor changed comes back into the memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError, ImportFailed, UsageError

if TYPE_CHECKING:
    from bilingual.memory import Change, SqliteMemory
    from bilingual.model import ImportOptions
    from bilingual.project.settings import Settings
    from bilingual.revision.compare import Comparison, Difference

Files = Annotated[list[Path], typer.Argument(metavar="FILES", help="Edited documents: .docx, .xlf, .tmx, .csv, .xlsx or .md.")]
Records = Annotated[
    Path | None,
    typer.Option(metavar="JSON", help="The records the file was made from [outputs/<post>/<post>.json]."),
]
Who = Annotated[
    str | None,
    typer.Option(metavar="NAME", envvar="BILINGUAL_WHO", help="Who made the changes [who the file says, else you]."),
]
Tracked = Annotated[
    str,
    typer.Option(metavar="accept|refuse", show_default=False, help="What becomes of Word's tracked changes [accept]."),
]
Accept = Annotated[
    bool,
    typer.Option("--accept-broken-locks", help="Take sentences that lack a locked term or a code too, unasked."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show every difference; write nothing.")]


def import_(
    files: Files,
    records: Records = None,
    who: Who = None,
    tracked: Tracked = "accept",
    accept_broken_locks: Accept = False,
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
    quiet: flags.Quiet = False,
) -> None:
    """Bring an editor's changes back into the memory.

    What was changed becomes a human entry, which no engine replaces; the next run shows it. Each file is one import:
    `translate memory undo` takes it back. Exit code 1 where something is left for you to decide.

    \b
    Examples:
      translate import talk.docx --dry-run
      translate import ~/Downloads/talk.xlf --who "Li Wei"
      translate import talk.docx --tracked refuse
    """
    from bilingual.model import ImportOptions
    from bilingual.project.settings import load_settings

    if tracked not in ("accept", "refuse"):
        raise UsageError(f"“{tracked}” is no value of --tracked.", "Choose accept or refuse.")
    order = Order(
        load_settings(Path.cwd()), records, who, ImportOptions("accept" if tracked == "accept" else "refuse"),
        accept_broken_locks, dry_run, ask=not (as_json or quiet or dry_run),
    )  # fmt: skip
    brought = [_guarded(file, order) for file in files]
    _say(brought, order, as_json=as_json, quiet=quiet)
    raise typer.Exit(1 if any(own.open for own in brought) else 0)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of an import."""

    settings: Settings
    records: Path | None
    who: str | None
    options: ImportOptions
    broken: bool
    """Whether sentences with broken locks are taken."""
    dry_run: bool
    ask: bool
    """Whether a person may be asked."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one file."""

    file: Path
    comparison: Comparison | None = None
    taken: tuple[Difference, ...] = ()
    change: Change | None = None
    """None where nothing was written."""
    error: BilingualError | None = None
    records: Path = field(default_factory=Path)

    @property
    def open(self) -> bool:
        """Whether something is left to decide."""
        if self.error or self.comparison is None:
            return True
        left = [own for own in self.comparison.differences if own not in self.taken]
        rows = self.comparison.rows
        return bool(left or rows.merged or rows.deleted or rows.unknown)


def _guarded(file: Path, order: Order) -> Brought:
    try:
        return _brought(file, order)
    except BilingualError as error:
        return Brought(file, error=error)


def _brought(file: Path, order: Order) -> Brought:
    from bilingual.revision.compare import compared
    from bilingual.runners import records

    edited = _edited(file, order)
    where = _records_of(file, edited.post, order)
    result = records.load(where)
    comparison = compared(result, edited, records.shown(file), records.post_now(result))
    taken = _wanted(comparison, file, order)
    change = None if order.dry_run or not taken else _remembered(file, comparison, taken, order)
    return Brought(file, comparison, taken, change, records=where)


def _edited(file: Path, order: Order) -> Any:
    from bilingual.formats.registry import read_edited
    from bilingual.runners import records

    return read_edited(records.read(file), records.shown(file), order.options)


def _records_of(file: Path, post: str, order: Order) -> Path:
    """The records that the file was made from: those named, those of its post, those beside it."""
    from bilingual.runners import records

    if order.records:
        return order.records
    folder = Path(order.settings.get("output", order.settings.root / "outputs"))
    places = [records.beside(file)]
    if post and "/" not in post and post not in (".", ".."):
        places = [file.parent / f"{post}.json", records.of_post(post, folder)]
    else:
        places.append(records.of_post(records.beside(file).stem, folder))
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        fact = f"There are no records of its post at {records.shown(places[-1])}."
        raise ImportFailed(fact, "Translate the post, or name its records with --records.", path=records.shown(file))
    return found


def _wanted(comparison: Comparison, file: Path, order: Order) -> tuple[Difference, ...]:
    """The changes that are taken; about each broken lock a person is asked where there is one."""
    return tuple(
        own
        for own in comparison.differences
        if own.kind == "changed" or (own.kind == "broken" and (order.broken or _agreed(own, file, order)))
    )


def _agreed(own: Difference, file: Path, order: Order) -> bool:
    import sys

    from bilingual.cli.differences import shown

    if not order.ask or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    typer.echo("\n".join(shown(own)), err=True)
    return typer.confirm("  Take it all the same?", default=False, err=True)


def _remembered(file: Path, comparison: Comparison, taken: Sequence[Difference], order: Order) -> Change:
    from bilingual.revision.compare import entry_of

    who = order.who or you()
    entries = [entry_of(own, comparison.result) for own in taken]
    entries = [replace(entry, who=order.who or entry.who or who) for entry in entries]
    with _memory(order) as memory:
        return memory.write_human(entries, file=file.name, who=who)


def _memory(order: Order) -> SqliteMemory:
    from bilingual.memory import default_path, open_memory

    return open_memory(default_path(order.settings.root))


def you() -> str:
    """The user's name for the record; the environment may not know it."""
    return next((name for key in ("LOGNAME", "USER", "USERNAME") if (name := os.environ.get(key))), "")


def _say(brought: Sequence[Brought], order: Order, *, as_json: bool, quiet: bool) -> None:
    from bilingual.cli import differences
    from bilingual.cli.console import print_json, report

    for own in brought:
        if own.error:
            report(own.error)
    if as_json:
        print_json({"dry_run": order.dry_run, "files": [differences.as_object(own) for own in brought]})
    elif not quiet:
        for own in brought:
            if own.comparison:
                typer.echo("\n".join(differences.report(own, order.dry_run)))
