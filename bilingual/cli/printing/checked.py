"""The words of `translate check`: what was found in a post, a line for each, and the same as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bilingual.cli.printing.summary import counted
from bilingual.cli.printing.words import on_one_line
from bilingual.model import join

if TYPE_CHECKING:
    from bilingual.checks.post import CheckReport, LockEvent
    from bilingual.model import Diagnostic, Unit


def message(found: Diagnostic) -> str:
    """What is so, and what to do where the diagnostic says it."""
    return f"{found.fact} {found.remedy}".rstrip()


def unit_lines(unit: Unit) -> tuple[str, str]:
    """The Chinese and the English of a unit, each on one line."""
    chinese, english = (on_one_line(join(text)) for text in (unit.hans, unit.en))
    return chinese, english


def lock_line(report: CheckReport, event: LockEvent) -> str:
    """A locked term on one line: where, what, how, and what is doubtful about it."""
    lock = event.lock
    how = ", ".join((lock.strategy, "exact" if event.exact else "not exact", *lock.flags))
    return f"{report.path}:{event.line}: {lock.source} → {lock.target} at {lock.span[0]}–{lock.span[1]}: {how}"


def summary_line(reports: Sequence[CheckReport]) -> str:
    """The last line: how much was found, and whether every lock holds."""
    rows = sum(report.rows for report in reports)
    names = Counter(found.name for report in reports for found in report.diagnostics)
    locks = [event for report in reports for event in report.locks]
    by_name = ", ".join(f"{count} {name}" for name, count in names.most_common())
    flagged = sum(report.flagged for report in reports)
    where = f"{flagged} of {counted(rows, 'row')}" if flagged else counted(rows, "row")
    first = f"{counted(sum(names.values()), 'finding')} in {where}{': ' if by_name else ''}{by_name}."
    by_strategy = Counter(event.lock.strategy for event in locks).most_common()
    strategies = ", ".join(f"{count} {strategy}" for strategy, count in by_strategy)
    exact = sum(event.exact for event in locks)
    return f"{first} {exact} of {counted(len(locks), 'lock')} exact{f' ({strategies})' if strategies else ''}."


def report_object(report: CheckReport) -> dict[str, Any]:
    """A report as plain values."""
    return {
        "file": report.path,
        "rows": report.rows,
        "flagged": report.flagged,
        "findings": [_diagnostic_object(found, report.units.get(found.unit)) for found in report.diagnostics],
        "locks": [_lock_object(event) for event in report.locks],
    }


def _diagnostic_object(found: Diagnostic, unit: Unit | None) -> dict[str, Any]:
    return {
        "check": found.name,
        "fact": message(found),
        "file": found.path,
        "line": found.line or None,
        "place": found.place or None,
        "column": found.column,
        "row": unit.id if unit else None,
        "hans": join(unit.hans) if unit else None,
        "hant": join(unit.hant) if unit else None,
        "en": join(unit.en) if unit else None,
    }


def _lock_object(event: LockEvent) -> dict[str, Any]:
    lock = event.lock
    return {
        "row": event.unit,
        "line": event.line,
        "source": lock.source,
        "target": lock.target,
        "source_span": list(lock.source_span),
        "span": list(lock.span),
        "rung": lock.strategy,
        "flags": list(lock.flags),
        "exact": event.exact,
    }
