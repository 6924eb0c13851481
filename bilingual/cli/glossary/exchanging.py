"""`translate glossary import | export`: terms from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary.common import DryRun, glossary_paths, problem_objects, term_object
from bilingual.cli.glossary.listing import STATUSES, check_choice
from bilingual.cli.glossary.wording import cell_in_words, edit_line
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.formats.merging import DifferingTerm
    from bilingual.project.glossary.exchanging import TermExport, TermImport

MOST = 100
"""Lines said of what was done to single terms."""
NAMES = "csv, tsv (OmegaT), xlsx, tbx, tmx or deepl"
FormatOption = Annotated[
    str, typer.Option("--format", "-f", metavar="FORMAT", help=f"{NAMES} [what the file's name ends with].", show_default=False)
]


def export_terms(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What to write; - for standard output.")],
    format: FormatOption = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="Only terms that are accepted, candidate or rejected.")
    ] = "",
    glossary: flags.Glossaries = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write the glossary for another program, and say what that program's format cannot hold.

    \b
    Examples:
      translate glossary export terms.xlsx                 # to review in Excel; import brings the edits back
      translate glossary export terms.tbx                  # for a termbase or a CAT tool
      translate glossary export glossary.txt               # for OmegaT
      translate glossary export deepl.csv --format deepl   # for DeepL
    """
    from bilingual.cli import outputs
    from bilingual.formats.termbases import term_format
    from bilingual.project.glossary import exchanging

    check_choice("status", status or None, STATUSES)
    chosen, sources = term_format("" if file == "-" else file, format), glossary_paths(glossary)
    _check_target(file, sources, force=force)
    result = exchanging.export_terms(sources, chosen, status)
    outputs.put_file(file, result.written.data)
    _print_export(result, file)
    raise typer.Exit(1 if result.problems else 0)


def _check_target(file: str, sources: Sequence[Path], *, force: bool) -> None:
    from bilingual.cli import outputs

    if file != "-" and any(path.resolve() == Path(file).resolve() for path in sources):
        raise UsageError("The glossary itself cannot be written over.", "Name another file.", path=file)
    outputs.check_target(file, force=force)


def _print_export(result: TermExport, file: str) -> None:
    from bilingual.cli.console import note, report_all
    from bilingual.cli.printing.summary import counted

    report_all(result.problems)
    if file != "-":
        sys.stdout.write(f"{counted(result.written.terms, 'term')} written to {file} ({result.format.title}).\n")
    if result.written.lost:
        note(f"This format has no place for {'; '.join(result.written.lost)}.")


def import_terms(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of other programs.")],
    format: FormatOption = "",
    update: Annotated[bool, typer.Option("--update", help="Where a file says something else of a term, let it count.")] = False,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="For new terms: candidate to review them first [as the file says].")
    ] = "",
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
    as_json: flags.AsJson = False,
) -> None:
    """Add the terms of another program's files to the glossary.

    What the glossary says stays, and what a file says otherwise is shown, unless you --update. Columns that a format does
    not have stay as they are. Exits 1 where something was left out.

    \b
    Examples:
      translate glossary import terms.xlsx --update        # after it was edited in Excel
      translate glossary import client.tbx --status candidate
      translate glossary import theirs.csv -g glossaries/client.csv --dry-run
    """
    from bilingual.cli.console import print_json
    from bilingual.project import Project
    from bilingual.project.glossary import exchanging

    check_choice("status", status or None, STATUSES)
    result = exchanging.import_terms(
        files, glossary or [], Project().settings, format=format, update=update, status=status, dry_run=dry_run
    )
    if as_json:
        print_json(_import_object(result))
    else:
        _print_import(result, dry_run=dry_run)
    raise typer.Exit(1 if result.left or result.problems else 0)


def _print_import(result: TermImport, *, dry_run: bool) -> None:
    from bilingual.cli.console import note, report_all
    from bilingual.cli.printing.summary import counted

    _say_first([edit_line(edit) for edit in result.edits], lambda line: sys.stdout.write(line + "\n"))
    _say_first([_difference_line(term) for term in result.left], note)
    report_all(result.problems)
    done = "would be added" if dry_run else "added"
    changed = f"{len(result.changed)} changed" if result.changed else ""
    news = [f"{counted(len(result.new), 'term')} {done} to {result.path}", changed]
    sys.stdout.write(", ".join(filter(None, [*news, f"{result.same} the same"])) + ".\n")
    number = sum(1 for term in result.left if term.other)
    if number:
        them = "it" if number == 1 else "them"
        note(f"{counted(number, 'term')} left as the glossary has {them}. To take what the file says: --update")


def _say_first(lines: Sequence[str], say: Callable[[str], object]) -> None:
    """Says the lines, of very many the first ones."""
    for line in lines[:MOST]:
        say(line)
    if len(lines) > MOST:
        say(f"… and {len(lines) - MOST:,} more (--json gives all of them)")


def _difference_line(differing: DifferingTerm) -> str:
    row, term = differing.place, differing.term
    place = f"{row.path}:{row.record.line}"
    if not differing.other:
        return f"{place}: “{term.source}” is an alias of “{row.cells['source']}” here, and stays one."
    columns = (
        f"{name} is {cell_in_words(here)} here, {cell_in_words(there)} in the file"
        for name, (here, there) in differing.other.items()
    )
    return f"{place}: {term.source}: {'; '.join(columns)}"


def _import_object(result: TermImport) -> dict[str, Any]:
    return {
        "file": str(result.path),
        "added": [term_object(term) for term in result.new],
        "changed": [_difference_object(term) for term in result.changed],
        "left": [_difference_object(term) for term in result.left],
        "same": result.same,
        "problems": problem_objects(result.problems),
    }


def _difference_object(differing: DifferingTerm) -> dict[str, Any]:
    other = {name: {"here": here, "file": there} for name, (here, there) in differing.other.items()}
    place = differing.place
    return {"source": differing.term.source, "path": str(place.path), "line": place.record.line, "other": other}
