"""`translate glossary`: the terms that posts gloss, gathered in a file that a person reviews."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bilingual.cli.config import Config
    from bilingual.cli.gathering import Gathered
    from bilingual.model import Term
    from bilingual.terms.glossary import Glossary

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Build and read the glossary.",
    epilog="Start with:  translate glossary build posts/*.md",
)

_GLOSSARY_FILES = Annotated[
    list[Path] | None, typer.Option("-g", "--glossary", envvar="BILINGUAL_GLOSSARY", help="Glossary [glossaries/*.csv].")
]
_AS_JSON = Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")]


@app.command()
def build(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to add to [glossaries/<post>.csv, of several terms.csv].")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be added; write nothing.")] = False,
    as_json: _AS_JSON = False,
) -> None:
    """Gather the terms that posts gloss, and their speakers, into a glossary file.

    Rows that stand in the file are never changed: what you accepted, rejected or wrote stays.

    \b
    Examples:
      translate glossary build posts/sora2.md
      translate glossary build posts/ -o glossaries/site.csv
      translate glossary build draft.md --dry-run --json
    """
    from bilingual.cli import config
    from bilingual.cli.console import print_json, report
    from bilingual.cli.gathering import gathered
    from bilingual.cli.inputs import named
    from bilingual.terms.glossary import Glossary, merge

    settings, found = config.load(Path.cwd()), named(posts)
    path = output or settings.root / "glossaries" / f"{found[0].name if len(found) == 1 else 'terms'}.csv"
    before, problems = Glossary.lenient([path] if path.exists() else [])
    result = gathered(found, before, settings)
    added = merge(path, result.terms, dry_run=dry_run) if result.terms else ()
    for problem in (*problems, *result.errors):
        report(problem)
    if as_json:
        print_json(_as_object(result, path, added, problems))
    else:
        _print_gathered(result, path, added, dry_run=dry_run)
    raise typer.Exit(1 if problems or result.errors else 0)


@app.command("list")
def list_terms(glossary: _GLOSSARY_FILES = None, as_json: _AS_JSON = False) -> None:
    """List the terms of the glossary.

    \b
    Examples:
      translate glossary list
      translate glossary list -g glossaries/site.csv --json
    """
    from bilingual.cli import config
    from bilingual.cli.console import print_json, report

    found, problems = _loaded(glossary, config.load(Path.cwd()))
    for problem in problems:
        report(problem)
    if as_json:
        print_json({"digest": found.digest, "terms": [_term_object(term) for term in found.terms]})
    else:
        rows = [(t.source, t.english, t.traditional, t.status, t.kind, t.note, f"{t.path}:{t.line}") for t in found.terms]
        _print_table(("term", "English", "traditional", "status", "kind", "note", "row"), rows)
    raise typer.Exit(1 if problems else 0)


def _loaded(named: list[Path] | None, settings: Config) -> tuple[Glossary, tuple[Any, ...]]:
    from bilingual.errors import GlossaryError
    from bilingual.terms.glossary import Glossary

    configured = settings.get("glossary", [])
    wanted: list[Any] = named or ([configured] if isinstance(configured, str) else configured)
    paths = [Path(path) for path in wanted] or sorted((settings.root / "glossaries").glob("*.csv"))
    if not paths:
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    return Glossary.lenient(paths)


def _print_gathered(result: Gathered, path: Path, added: Sequence[Term], *, dry_run: bool) -> None:
    rows = [(line.term, line.english, line.kind, line.status, line.why, line.where) for line in result.lines]
    if rows:
        _print_table(("term", "English", "class", "status", "why", "where"), rows)
    if added:
        count = "1 row" if len(added) == 1 else f"{len(added)} rows"
        said = f"{count} {'would be added' if dry_run else 'added'} to {path}"
    else:
        said = f"Nothing new for {path}"
    sys.stdout.write(f"{result.summary}. {said}\n")


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    from bilingual.cli.console import stdout

    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    stdout().print(table)


def _as_object(result: Gathered, path: Path, added: Sequence[Term], problems: Sequence[Any]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "file": str(path),
        "glosses": result.counts,
        "found": [asdict(line) for line in result.lines],
        "added": [_term_object(term) for term in added],
        "problems": [
            {"fact": p.fact, "remedy": p.remedy, "path": p.path, "line": p.line} for p in (*problems, *result.errors)
        ],
    }


def _term_object(term: Term) -> dict[str, Any]:
    from bilingual.terms.entries import cells

    return cells(term) | {"aliases": list(term.aliases), "case": term.case, "english": term.english}
