"""`translate glossary list`: the terms as they stand, and which rows do not count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import glossary_paths, term_object
from bilingual.cli.printing.tables import print_table
from bilingual.errors import UsageError
from bilingual.model import TermKind, TermStatus

if TYPE_CHECKING:
    from bilingual.glossary.termbase import Shadow
    from bilingual.model import Term

STATUSES: tuple[str, ...] = get_args(TermStatus)
KINDS: tuple[str, ...] = get_args(TermKind)


def list_terms(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Only terms that hold one of these, in Chinese or English.")
    ] = None,
    glossary: flags.Glossaries = None,
    status: Annotated[
        str | None,
        typer.Option(metavar="STATUS", help="Only candidate, accepted or rejected.", autocompletion=lambda: list(STATUSES)),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"Only {', '.join(KINDS)}.", autocompletion=lambda: list(KINDS)),
    ] = None,
    hidden: Annotated[bool, typer.Option("--hidden", help="The rows that do not count, since a nearer file has them.")] = False,
    as_json: flags.AsJson = False,
) -> None:
    """List the terms of the glossary.

    Of several files the nearest wins: beside the post, the project's, the user's own.

    \b
    Examples:
      translate glossary list
      translate glossary list --status candidate
      translate glossary list 引擎 engine -g glossaries/site.csv --json
    """
    from bilingual.cli.console import print_json, report_all
    from bilingual.glossary.termbase import Glossary
    from bilingual.project.glossary.showing import matches

    check_choice("status", status, STATUSES)
    check_choice("kind", kind, KINDS)
    found, shadows, problems = Glossary.layered(glossary_paths(glossary))
    wanted = [term for term in found.terms if matches(term, words or (), status, kind)]
    report_all(problems)
    if hidden:
        _print_hidden([shadow for shadow in shadows if matches(shadow.term, words or (), status, kind)], as_json=as_json)
    elif as_json:
        print_json({"digest": found.digest, "terms": [term_object(term) for term in wanted]})
    else:
        _print_terms(wanted)
    raise typer.Exit(1 if problems else 0)


def check_choice(name: str, value: str | None, known: Sequence[str]) -> None:
    """Raises `UsageError` for a value that is none of those known."""
    if value is not None and value not in known:
        raise UsageError(f"“{value}” is no {name}.", f"Choose one of {', '.join(known)}.")


def _print_terms(terms: Sequence[Term]) -> None:
    from collections import Counter

    from bilingual.cli.printing.summary import counted

    files = {term.path for term in terms}
    rows = [
        (t.source, t.english, t.traditional, t.status, t.kind, t.note, f"{t.path}:{t.line}" if len(files) > 1 else f"{t.line}")
        for t in terms
    ]
    headings = ("term", "English", "traditional", "status", "kind", "note", "row" if len(files) > 1 else "line")
    used = [n for n, heading in enumerate(headings) if heading == "term" or any(row[n] for row in rows)]
    if rows:
        print_table([headings[n] for n in used], [[row[n] for n in used] for row in rows])
    statuses = ", ".join(f"{count} {status}" for status, count in Counter(term.status for term in terms).most_common())
    typer.echo(f"{counted(len(terms), 'term')}{f' in {files.pop()}' if len(files) == 1 else ''}: {statuses or 'none'}")


def _print_hidden(shadows: Sequence[Shadow], *, as_json: bool) -> None:
    from bilingual.cli.console import print_json

    if as_json:
        print_json({"hidden": [_hidden_object(shadow) for shadow in shadows]})
        return
    rows = [
        (s.term.source, s.term.english, f"{s.term.path}:{s.term.line}", s.by.english, s.by.status, f"{s.by.path}:{s.by.line}")
        for s in shadows
    ]
    print_table(("term", "does not count", "row", "counts", "status", "row"), rows)


def _hidden_object(shadow: Shadow) -> dict[str, Any]:
    return {"hidden": term_object(shadow.term), "by": term_object(shadow.by)}
