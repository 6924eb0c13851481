"""`translate glossary diff | merge`: two states of a glossary, or two terms of it, held against each other and joined."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import DryRun, glossary_paths
from bilingual.cli.glossary.wording import change_in_words, print_edits

if TYPE_CHECKING:
    from bilingual.glossary.compare import Difference

SUFFIXES = (".csv", ".tsv", ".txt")
"""How the names of glossary files end."""


def diff(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Two files, or those to compare with the last commit.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="REVISION", help="Of git, to compare with [HEAD].")] = None,
    as_json: flags.AsJson = False,
) -> None:
    """Say term by term what differs between two glossaries, or since the last commit. Exits 1 if anything does, as diff(1).

    \b
    Examples:
      translate glossary diff
      translate glossary diff glossaries/site.csv --since HEAD~3
      translate glossary diff theirs.csv glossaries/site.csv
    """
    from bilingual.cli.console import print_json
    from bilingual.project.glossary.comparing import compare_files, compare_with_commit

    found = compare_files(files, since) if files else compare_with_commit(glossary_paths(None), since or "HEAD")
    if as_json:
        print_json({"differences": [{"path": str(path), **_difference_object(difference)} for path, difference in found]})
    else:
        print_differences(found)
    raise typer.Exit(1 if found else 0)


def print_differences(found: Sequence[tuple[Path, Difference]]) -> None:
    """A line a term, below the name of its file: `+` new, `-` gone, `~` changed."""
    from bilingual.project.glossary.book import row_in_words

    heading: Path | None = None
    for path, difference in found:
        before, after = difference.before, difference.after
        if path != heading:
            sys.stdout.write(f"{path}\n")
            heading = path
        if before is None or after is None:
            sys.stdout.write(f"  {'+' if before is None else '-'} {row_in_words(after or before or {})}\n")
        else:
            sys.stdout.write(f"  ~ {change_in_words(before, {name: after.get(name, '') for name in difference.columns})}\n")


def _difference_object(difference: Difference) -> dict[str, Any]:
    before, after = difference.before, difference.after
    kind = "added" if before is None else "removed" if after is None else "changed"
    return {"source": difference.source, "line": difference.line, "kind": kind, "before": before, "after": after}


def merge(
    what: Annotated[
        list[str],
        typer.Argument(metavar="FROM", help="Terms, or glossary files.", autocompletion=completion.terms),
    ],
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="The term or the file that stays.", autocompletion=completion.terms)
    ],
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Merge terms into one, whose aliases they become; or add the terms of files to another file, whose rows stay.

    \b
    Examples:
      translate glossary merge 谷歌 谷哥 Google
      translate glossary merge theirs.csv glossaries/site.csv
    """
    if any(Path(word).suffix.lower() in SUFFIXES for word in (*what, into)):
        code = _merge_files([Path(word) for word in what], Path(into), dry_run=dry_run)
        raise typer.Exit(code)
    from bilingual.project import Project
    from bilingual.project.glossary.book import open_book
    from bilingual.project.glossary.editing import merge_terms

    book = open_book(glossary or [], Project().settings)
    merge_terms(book, what, into)
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)


def _merge_files(what: Sequence[Path], into: Path, *, dry_run: bool) -> int:
    """Adds what the file lacks; the exit code: 1 where the files say different things of a term, or have faults."""
    from bilingual.cli.console import note, report_all
    from bilingual.cli.printing.summary import counted
    from bilingual.project import Project
    from bilingual.project.glossary.comparing import merge_files

    code = 0
    for merged in merge_files(what, into, Project().settings, dry_run=dry_run):
        report_all((*merged.problems, *merged.faults))
        for shadow in merged.differing:
            near, far = shadow.by, shadow.term
            fact = f"“{far.source}” is “{near.english}” ({near.status}) here and stays so"
            note(f"{near.path}:{near.line}: {fact}; {far.path}:{far.line} says “{far.english}” ({far.status}).")
        verb = "would be added" if dry_run else "added"
        sys.stdout.write(f"{counted(len(merged.added), 'row')} of {merged.path} {verb} to {into}\n")
        code = 1 if merged.problems or merged.differing else code
    return code
