"""`translate glossary build`: the terms that posts gloss, gathered in a file that a person reviews."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary.common import AsJson, DryRun, print_table, term_object

if TYPE_CHECKING:
    from bilingual.model import Term
    from bilingual.project.gathering import Gathered
    from bilingual.project.settings import Settings


def build(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to add to [glossaries/<post>.csv, of several terms.csv].")
    ] = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Gather the terms that posts gloss, their speakers and the names they list, into a glossary file.

    Rows that stand in the project's glossaries are never changed or repeated: what you accepted, rejected or wrote stays.

    \b
    Examples:
      translate glossary build posts/sora2.md
      translate glossary build posts/ -o glossaries/site.csv
      translate glossary build draft.md --dry-run --json
    """
    from bilingual.cli.console import print_json, report
    from bilingual.glossary.termbase import Glossary, merge
    from bilingual.project.gathering import gather_terms
    from bilingual.project.glossaries import from_here
    from bilingual.project.inputs import named_posts
    from bilingual.project.settings import load_settings

    settings, found = load_settings(Path.cwd()), named_posts(posts)
    name = found[0].name if len(found) == 1 else "terms"
    path = output or from_here(settings.root / "glossaries" / f"{name}.csv")
    _, problems = Glossary.lenient([path] if path.exists() else [])
    others, _ = Glossary.lenient(_others(path, settings))
    before, _ = Glossary.lenient([*([path] if path.exists() else []), *_others(path, settings)])
    result = gather_terms(found, before, settings)
    new = others.with_terms(result.terms).terms[len(others.terms) :]
    added = merge(path, new, dry_run=dry_run) if new else ()
    for problem in (*problems, *result.errors):
        report(problem)
    if as_json:
        print_json(_as_object(result, path, added, problems))
    else:
        _print_gathered(result, path, added, dry_run=dry_run)
    raise typer.Exit(1 if problems or result.errors else 0)


def _others(path: Path, settings: Settings) -> list[Path]:
    """The project's other glossaries, if the file that is built is to count beside them."""
    from bilingual.project.glossaries import glossary_files, user_glossary

    project = [file for file in glossary_files([], settings) if file != user_glossary()]
    folders = {file.resolve().parent for file in project}
    return [file for file in project if file.resolve() != path.resolve()] if path.resolve().parent in folders else []


def _print_gathered(result: Gathered, path: Path, added: Sequence[Term], *, dry_run: bool) -> None:
    rows = [(line.term, line.english, line.kind, line.status, line.why, line.where, str(line.times)) for line in result.lines]
    if rows:
        print_table(("term", "English", "class", "status", "why", "where", "times"), rows)
    for conflict in result.conflicts:
        sys.stdout.write(f"conflict: {conflict}\n")
    if added:
        count = "1 row" if len(added) == 1 else f"{len(added)} rows"
        said = f"{count} {'would be added' if dry_run else 'added'} to {path}"
    else:
        said = f"Nothing new for {path}"
    sys.stdout.write(f"{result.summary}. {said}\n")


def _as_object(result: Gathered, path: Path, added: Sequence[Term], problems: Sequence[Any]) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "file": str(path),
        "glosses": result.counts,
        "classes": result.classes,
        "found": [asdict(line) for line in result.lines],
        "conflicts": [asdict(conflict) for conflict in result.conflicts],
        "added": [term_object(term) for term in added],
        "problems": [{"fact": p.fact, "remedy": p.remedy, "path": p.path, "line": p.line} for p in (*problems, *result.errors)],
    }
