"""The files that `translate check` is given: which records belong to each, and what is said of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.cli.summary import counted
from bilingual.errors import BilingualError, ImportFailed, UsageError
from bilingual.model import join
from bilingual.project.inputs import named

if TYPE_CHECKING:
    from bilingual.checks import Located
    from bilingual.checks.post import Event, Report
    from bilingual.model import Unit
    from bilingual.runners import Post


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be checked."""

    files: Sequence[str]
    output: Path | None
    """Where the records are; by default where a run writes them."""
    off: frozenset[str]


def reports(order: Order) -> Iterator[Report | BilingualError]:
    """A report for each file, or why it cannot be checked."""
    if not order.files:
        raise UsageError("Nothing is named.", "Name posts, records (.json) or edited documents.")
    names = [name for given in order.files for name in (_records_in(Path(given)) or [given])]
    posts = [name for name in names if not _is_finished(name)]
    folder = order.output or _outputs()
    for name in names:
        if name not in posts:
            yield _guarded(partial(_of_file, Path(name), order), order)
    for post in named(posts) if posts else ():
        yield _guarded(partial(_of_post, post, folder, order), order)


def _records_in(folder: Path) -> list[str]:
    """The records in a folder that runs write to, or in that of one post."""
    found = [*folder.glob("*.json"), *folder.glob("*/*.json")] if folder.is_dir() else []
    return sorted(str(file) for file in found if file.stem == file.absolute().parent.name)


def _is_finished(name: str) -> bool:
    from bilingual.runners.records import FINISHED_STEM

    path = Path(name)
    return path.suffix.lower() not in ("", ".md", ".markdown") or FINISHED_STEM.search(path.stem) is not None


def _outputs() -> Path:
    from bilingual.project.settings import load_settings

    settings = load_settings(Path.cwd())
    return Path(settings.get("output", settings.root / "outputs"))


def _guarded(make: Callable[[], Report], order: Order) -> Report | BilingualError:
    from bilingual.checks import Located
    from bilingual.checks.post import Report

    try:
        return make()
    except _NoRecords as error:
        path = error.path or ""
        found = Located("records", f"{error.fact} {error.remedy}", path)
        return Report(path, 0, () if "records" in order.off else (found,))
    except BilingualError as error:
        return error


class _NoRecords(ImportFailed):
    """The post was never translated, or its records are elsewhere."""


def _of_post(post: Post, folder: Path, order: Order) -> Report:
    from bilingual.checks.post import checked
    from bilingual.runners import records

    data = post.read()
    file = records.records_path(post.name, folder)
    if not file.is_file():
        fact = f"There are no records of it at {records.display_path(file)}."
        raise _NoRecords(fact, f"Make them: translate run {post.path}.", path=post.path)
    result = records.load_records(file)
    return checked(result, post.path, order.off, post=records.reread(result, data, post.path))


def _of_file(path: Path, order: Order) -> Report:
    from bilingual.checks.post import checked, checked_edit
    from bilingual.formats.registry import format_named, read_edited
    from bilingual.revision.untouched import faithful
    from bilingual.runners import records

    if path.suffix.lower() == ".json":
        result = records.load_records(path)
        place = result.document.path
        return checked(result, place if place and Path(place).is_file() else str(path), order.off)
    file = records.records_beside(path)
    if path.is_file() and not file.is_file():
        fact = f"Its records are not beside it at {records.display_path(file)}."
        raise _NoRecords(fact, "Put the document into the folder that the run wrote.", path=str(path))
    edited = read_edited(records.read_file(path), str(path))
    result = records.load_records(file)
    if format_named(edited.format).rewritten:
        edited = faithful(result, edited)
    return checked_edit(result, edited, str(path), order.off)


def placed(one: Located) -> str:
    """Where a finding is, as editors and terminals make a link of it."""
    return f"{one.path}:{one.line}" if one.line else f"{one.path}, {one.place}" if one.place else one.path


def texts(row: Unit) -> tuple[str, str]:
    """The Chinese and the English of a row, each on one line."""
    chinese, english = (" ".join(join(text).split()) for text in (row.hans, row.en))
    return chinese, english


def events(own: Report, event: Event) -> str:
    """A locked term on one line: where, what, how, and what is doubtful about it."""
    lock = event.lock
    how = ", ".join((lock.strategy, "exact" if event.exact else "not exact", *lock.flags))
    return f"{own.path}:{event.line}: {lock.source} → {lock.target} at {lock.span[0]}–{lock.span[1]}: {how}"


def counts(found: Sequence[Report]) -> str:
    """The last line: how much was found, and whether every lock holds."""
    rows = sum(own.rows for own in found)
    checks = Counter(one.check for own in found for one in own.findings)
    locks = [event for own in found for event in own.locks]
    said = ", ".join(f"{count} {name}" for name, count in checks.most_common())
    first = f"{counted(sum(checks.values()), 'finding')} in {counted(rows, 'row')}{': ' if said else ''}{said}."
    strategies = ", ".join(
        f"{count} {strategy}" for strategy, count in Counter(event.lock.strategy for event in locks).most_common()
    )
    exact = sum(event.exact for event in locks)
    return f"{first} {exact} of {counted(len(locks), 'lock')} exact{f' ({strategies})' if strategies else ''}."


def as_object(own: Report) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "file": own.path,
        "rows": own.rows,
        "findings": [_finding(one) for one in own.findings],
        "locks": [_event(event) for event in own.locks],
    }


def _finding(one: Located) -> dict[str, Any]:
    row = one.row
    return {
        "check": one.check,
        "fact": one.fact,
        "file": one.path,
        "line": one.line or None,
        "place": one.place or None,
        "column": one.column,
        "row": row.id if row else None,
        "hans": join(row.hans) if row else None,
        "hant": join(row.hant) if row else None,
        "en": join(row.en) if row else None,
    }


def _event(event: Event) -> dict[str, Any]:
    lock = event.lock
    return {
        "row": event.row,
        "line": event.line,
        "source": lock.source,
        "target": lock.target,
        "source_span": list(lock.source_span),
        "span": list(lock.span),
        "rung": lock.strategy,
        "flags": list(lock.flags),
        "exact": event.exact,
    }
