"""`translate glossary diff | merge`: two states of a glossary, or two terms of it, held against each other and joined."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import AsJson, DryRun, Glossaries
from bilingual.errors import GlossaryError, UsageError

if TYPE_CHECKING:
    from bilingual.cli.glossary.book import Book
    from bilingual.glossary.compare import Difference
    from bilingual.glossary.table import Table

SUFFIXES = (".csv", ".tsv", ".txt")
"""How the names of glossary files end."""


def diff(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Two files, or those to compare with the last commit.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="REVISION", help="Of git, to compare with [HEAD].")] = None,
    as_json: AsJson = False,
) -> None:
    """Say term by term what differs between two glossaries, or since the last commit. Exits 1 if anything does, as diff(1).

    \b
    Examples:
      translate glossary diff
      translate glossary diff glossaries/site.csv --since HEAD~3
      translate glossary diff theirs.csv glossaries/site.csv
    """
    from bilingual.cli.console import print_json
    from bilingual.cli.glossary.common import paths
    from bilingual.glossary.compare import differences
    from bilingual.glossary.table import read_table

    named = files or [*paths(None)]
    if len(files or ()) == 2 and since is None:
        pairs = [(named[1], read_table(named[0]), read_table(named[1]))]
    else:
        pairs = [(path, _committed(path, since or "HEAD"), read_table(path)) for path in named]
    found = [(path, one) for path, before, after in pairs for one in differences(before, after)]
    if as_json:
        print_json({"differences": [{"path": str(path), **_as_object(one)} for path, one in found]})
    else:
        print_differences(found)
    raise typer.Exit(1 if found else 0)


def _committed(path: Path, revision: str) -> Table:
    """The file as git has it at a revision; without rows where it is new."""
    from bilingual.glossary.table import table

    folder = path.absolute().parent
    for asked in (["rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"], ["show", f"{revision}:./{path.name}"]):
        try:
            done = subprocess.run(["git", "-C", str(folder), *asked], capture_output=True, check=False)
        except FileNotFoundError as error:
            raise GlossaryError("There is no git here to compare with.", "Name two files.", path=str(path)) from error
        if done.returncode and asked[0] == "rev-parse":
            fact = f"git has no “{revision}” of this folder to compare with."
            raise GlossaryError(fact, "Name two files, or a revision with --since.", path=str(path))
    return table(done.stdout if done.returncode == 0 else b"", path)


def print_differences(found: Sequence[tuple[Path, Difference]]) -> None:
    """A line a term, below the name of its file: `+` new, `-` gone, `~` changed."""
    from bilingual.cli.glossary.book import changed, shown

    shown_of: Path | None = None
    for path, one in found:
        if path != shown_of:
            sys.stdout.write(f"{path}\n")
            shown_of = path
        if one.before is None or one.after is None:
            sys.stdout.write(f"  {'+' if one.before is None else '-'} {shown(one.after or one.before or {})}\n")
        else:
            sys.stdout.write(f"  ~ {changed(one.before, {name: one.after.get(name, '') for name in one.columns})}\n")


def _as_object(one: Difference) -> dict[str, Any]:
    kind = "added" if one.before is None else "removed" if one.after is None else "changed"
    return {"source": one.source, "line": one.line, "kind": kind, "before": one.before, "after": one.after}


def merge(
    what: Annotated[
        list[str],
        typer.Argument(metavar="FROM", help="Terms, or glossary files.", autocompletion=completion.terms),
    ],
    into: Annotated[
        str, typer.Argument(metavar="INTO", help="The term or the file that stays.", autocompletion=completion.terms)
    ],
    glossary: Glossaries = None,
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
    from bilingual.cli.glossary.book import opened

    book = opened(glossary)
    _merge_terms(book, what, into)
    book.close(dry_run=dry_run)


def _merge_terms(book: Book, what: Sequence[str], into: str) -> None:
    from bilingual.glossary.find import aliases, as_cell

    kept = book.find(into)
    for place in map(book.find, what):
        if (place.path, place.record.line) == (kept.path, kept.record.line):
            raise UsageError(f"“{place.alias or place.source}” is “{kept.source}” already.", "Name another term.")
        own = place.cells
        names = [own["source"], own.get("traditional", ""), *aliases(own)]
        known = aliases(book.cells(kept))
        book.change(kept, {"aliases": as_cell(name for name in (*known, *names) if name and name != kept.source)})
        book.change(place, None)


def _merge_files(what: Sequence[Path], into: Path, *, dry_run: bool) -> int:
    """Adds what the file lacks; the exit code: 1 where the files say different things of a term, or have faults."""
    from bilingual.cli.console import note, report
    from bilingual.cli.summary import counted
    from bilingual.glossary.termbase import Glossary, merge

    code = 0
    for path in what:
        theirs, problems = Glossary.lenient([path])
        ours, faults = Glossary.lenient([into] if into.exists() else [])
        for problem in (*problems, *faults):
            report(problem)
        _, hidden = ours.over(theirs.terms)
        differing = [shadow for shadow in hidden if shadow.differs]
        for shadow in differing:
            mine, far = shadow.by, shadow.term
            fact = f"“{far.source}” is “{mine.english}” ({mine.status}) here and stays so"
            note(f"{mine.path}:{mine.line}: {fact}; {far.path}:{far.line} says “{far.english}” ({far.status}).")
        added = merge(into, theirs.terms, dry_run=dry_run)
        verb = "would be added" if dry_run else "added"
        sys.stdout.write(f"{counted(len(added), 'row')} of {path} {verb} to {into}\n")
        code = 1 if problems or differing else code
    return code
