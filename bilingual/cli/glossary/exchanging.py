"""`translate glossary import | export`: terms from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary.common import AsJson, DryRun, Glossaries
from bilingual.cli.glossary.listing import STATUSES, check
from bilingual.errors import BilingualError, UsageError

if TYPE_CHECKING:
    from bilingual.cli.glossary.book import Book
    from bilingual.formats.merging import DifferingTerm, Merge
    from bilingual.formats.termbases import FoundTerms, WrittenTerms
    from bilingual.model import Term

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
    glossary: Glossaries = None,
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
    from bilingual.cli.glossary.common import paths
    from bilingual.formats.termbases import term_format, write_terms
    from bilingual.glossary.termbase import Glossary

    check("status", status or None, STATUSES)
    chosen, sources = term_format("" if file == "-" else file, format), paths(glossary)
    _check_target(file, sources, force=force)
    found, _, problems = Glossary.layered(sources)
    result = write_terms([term for term in found.terms if status in ("", term.status)], chosen)
    outputs.put_file(file, result.data)
    _say_written(result, file, chosen.title, problems)
    raise typer.Exit(1 if problems else 0)


def _check_target(file: str, sources: Sequence[Path], *, force: bool) -> None:
    from bilingual.cli import outputs

    if file != "-" and any(path.resolve() == Path(file).resolve() for path in sources):
        raise UsageError("The glossary itself cannot be written over.", "Name another file.", path=file)
    outputs.check_target(file, force=force)


def _say_written(result: WrittenTerms, file: str, title: str, problems: Iterable[BilingualError]) -> None:
    from bilingual.cli.console import note, report
    from bilingual.cli.summary import counted

    for problem in problems:
        report(problem)
    if file != "-":
        sys.stdout.write(f"{counted(result.terms, 'term')} written to {file} ({title}).\n")
    if result.lost:
        note(f"This format has no place for {'; '.join(result.lost)}.")


def import_terms(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Files of other programs.")],
    format: FormatOption = "",
    update: Annotated[bool, typer.Option("--update", help="Where a file says something else of a term, let it count.")] = False,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help="For new terms: candidate to review them first [as the file says].")
    ] = "",
    glossary: Glossaries = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
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
    from bilingual.cli.glossary.book import opened_to_add
    from bilingual.formats.merging import compare_with_glossary

    check("status", status or None, STATUSES)
    found = [_read(path, format) for path in files]
    book, path = opened_to_add(glossary)
    merge = compare_with_glossary(found, book.tables)
    if update:
        _update(book, merge.differing)
    for term in merge.new:
        book.add(path, _row(term, status))
    lines = book.apply(dry_run=dry_run)
    left = [one for one in merge.differing if not (update and one.other)]
    problems = [problem for one in found for problem in one.problems]
    if as_json:
        _print_object(merge, left, problems, path)
    else:
        _print(lines, merge, left, problems, path, dry_run=dry_run)
    raise typer.Exit(1 if left or problems else 0)


def _read(path: Path, format: str) -> FoundTerms:
    from bilingual.formats.termbases import read_terms, term_format

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The file cannot be read ({error.strerror}).", "Check the name.", path=str(path)) from error
    return read_terms(data, str(path), term_format(str(path), format))


def _row(term: Term, status: str) -> dict[str, str]:
    from bilingual.glossary.entries import cells

    kind = {"kind": "keep"} if not term.target and term.kind == "term" else {}
    return {name: text for name, text in (cells(term) | kind).items() if text} | ({"status": status} if status else {})


def _update(book: Book, differing: Iterable[DifferingTerm]) -> None:
    for one in differing:
        if one.other:
            book.change(one.place, {name: there for name, (_, there) in one.other.items()})


def _print(
    lines: Iterable[str],
    merge: Merge,
    left: Sequence[DifferingTerm],
    problems: Iterable[BilingualError],
    path: Path,
    *,
    dry_run: bool,
) -> None:
    from bilingual.cli.console import note, report
    from bilingual.cli.summary import counted

    _first(list(lines), lambda line: sys.stdout.write(line + "\n"))
    _first([_differing(one) for one in left], note)
    for problem in problems:
        report(problem)
    changed = len(merge.differing) - len(left)
    done = "would be added" if dry_run else "added"
    news = [f"{counted(len(merge.new), 'term')} {done} to {path}", f"{changed} changed" if changed else ""]
    sys.stdout.write(", ".join(filter(None, [*news, f"{merge.same} the same"])) + ".\n")
    number = sum(1 for one in left if one.other)
    if number:
        them = "it" if number == 1 else "them"
        note(f"{counted(number, 'term')} left as the glossary has {them}. To take what the file says: --update")


def _first(lines: Sequence[str], say: Callable[[str], object]) -> None:
    """Says the lines, of very many the first ones."""
    for line in lines[:MOST]:
        say(line)
    if len(lines) > MOST:
        say(f"… and {len(lines) - MOST:,} more (--json gives all of them)")


def _differing(one: DifferingTerm) -> str:
    place = f"{one.place.path}:{one.place.record.line}"
    if not one.other:
        owner = one.place.cells
        return f"{place}: “{one.term.source}” is an alias of “{owner['source']}” here, and stays one."
    told = "; ".join(f"{name} is {_quoted(here)} here, {_quoted(there)} in the file" for name, (here, there) in one.other.items())
    return f"{place}: {one.term.source}: {told}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"


def _print_object(merge: Merge, left: Sequence[DifferingTerm], problems: Iterable[BilingualError], path: Path) -> None:
    from bilingual.cli.console import print_json
    from bilingual.cli.glossary.common import term_object

    changed = [one for one in merge.differing if one not in left]
    print_json(
        {
            "file": str(path),
            "added": [term_object(term) for term in merge.new],
            "changed": [_object(one) for one in changed],
            "left": [_object(one) for one in left],
            "same": merge.same,
            "problems": [{"fact": p.fact, "remedy": p.remedy, "path": p.path, "line": p.line} for p in problems],
        }
    )


def _object(one: DifferingTerm) -> dict[str, Any]:
    other = {name: {"here": here, "file": there} for name, (here, there) in one.other.items()}
    return {"source": one.term.source, "path": str(one.place.path), "line": one.place.record.line, "other": other}
