"""`translate glossary build`: the terms that posts gloss, gathered in a file that a person reviews."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import DryRun, problem_objects, term_object
from bilingual.cli.printing.tables import print_table

if TYPE_CHECKING:
    from bilingual.project.glossary.building import BuiltGlossary


def build(
    posts: Annotated[list[str], typer.Argument(metavar="POSTS…", help="Files, folders, globs, or - for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="The file to add to [glossaries/<post>.csv, of several terms.csv].", parser=flags.named_path
        ),
    ] = None,
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
) -> None:
    """Gather the terms that posts gloss, their speakers and the names they list, into a glossary file.

    Rows that stand in the project's glossaries are never changed or repeated: what you accepted, rejected or wrote stays.

    \b
    Examples:
      translate glossary build posts/sora2.md
      translate glossary build posts/ -o glossaries/site.csv
      translate glossary build draft.md --dry-run --json
    """
    from bilingual.cli.console import print_json, report_all
    from bilingual.project import Project

    built = Project().build_glossary(posts, output, dry_run=dry_run)
    report_all((*built.problems, *built.gathered.errors))
    if as_json:
        print_json(_built_object(built))
    else:
        _print_built(built, dry_run=dry_run)
    raise typer.Exit(1 if built.failed else 0)


def _print_built(built: BuiltGlossary, *, dry_run: bool) -> None:
    from bilingual.cli.printing.summary import counted

    found = built.gathered
    rows = [(line.term, line.english, line.kind, line.status, line.why, line.where, str(line.times)) for line in found.lines]
    if rows:
        print_table(("term", "English", "class", "status", "why", "where", "times"), rows)
    for conflict in found.conflicts:
        sys.stdout.write(f"conflict: {conflict}\n")
    if built.added:
        verb = "would be added" if dry_run else "added"
        outcome = f"{counted(len(built.added), 'row')} {verb} to {built.path}"
    else:
        outcome = f"Nothing new for {built.path}"
    sys.stdout.write(f"{found.summary}. {outcome}\n")


def _built_object(built: BuiltGlossary) -> dict[str, Any]:
    found = built.gathered
    return {
        "file": str(built.path),
        "glosses": found.counts,
        "classes": found.classes,
        "found": [asdict(line) for line in found.lines],
        "conflicts": [asdict(conflict) for conflict in found.conflicts],
        "added": [term_object(term) for term in built.added],
        "problems": problem_objects((*built.problems, *found.errors)),
    }
