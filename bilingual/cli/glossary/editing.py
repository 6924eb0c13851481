"""`translate glossary add | set | accept | reject | rename | rm | merge | sort`: edits of a row or two, each a small diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli import flags
from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import DryRun
from bilingual.cli.glossary.wording import print_candidate, print_edits
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from bilingual.glossary.edit import Cells
    from bilingual.project.glossary.book import GlossaryBook

TermArgument = Annotated[
    str, typer.Argument(metavar="TERM", help="As in the post, or an alias.", autocompletion=completion.terms)
]
TermsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="TERM", help="As in the post, or an alias.", autocompletion=completion.terms)
]
Assignments = Annotated[
    list[str],
    typer.Argument(metavar="COLUMN=VALUE", help="What to write into the row.", autocompletion=completion.assignments),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why, for the column note.")]


def add(
    term: Annotated[str, typer.Argument(metavar="TERM", help="As it stands in posts.")],
    rest: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ENGLISH|COLUMN=VALUE",
            help="Its English, none to keep the term as it is; other columns after it.",
            autocompletion=completion.assignments,
        ),
    ] = None,
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Add a term, accepted; without English, or of one character, a candidate (accept it knowingly with status=accepted).

    \b
    Examples:
      translate glossary add 护城河 Moat
      translate glossary add 闲哥 "Brother Xian" kind=speaker
      translate glossary add OpenAI -g glossaries/names.csv
    """
    from bilingual.project import Project
    from bilingual.project.glossary.book import open_book_to_add
    from bilingual.project.glossary.editing import add_term

    book, path = open_book_to_add(glossary or [], Project().settings)
    words = list(rest or ())
    target = words.pop(0) if words and not _is_assignment(words[0], book) else ""
    doubt = add_term(book, path, term, target, _assigned(words, book))
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)
    if doubt:
        print_candidate(term, doubt)


def set_columns(term: TermArgument, values: Assignments, glossary: flags.Glossaries = None, dry_run: DryRun = False) -> None:
    """Change columns of a term; an empty value empties the cell.

    \b
    Examples:
      translate glossary set 物理引擎 target="Physics Engine"
      translate glossary set Altman kind=person aliases="Sam Altman|奥特曼" case=no
      translate glossary set 算法 traditional=演算法 note=
    """
    from bilingual.project.glossary.editing import set_cells

    book = _opened(glossary)
    place = book.find(term)
    doubt = set_cells(book, place, _assigned(values, book))
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)
    if doubt:
        print_candidate(place.source, doubt)


def accept(
    terms: TermsArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Every candidate.")] = False,
    note: Note = None,
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Accept terms: from now on they are locked. Those without English stay candidates; of one character, with --all, too.

    \b
    Examples:
      translate glossary accept 闲哥 老修
      translate glossary accept --all --dry-run
    """
    _judge(terms or [], "accepted", every, note, glossary, dry_run)


def reject(
    terms: TermsArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Every candidate.")] = False,
    note: Note = None,
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Reject terms: they stay in the file, are not locked, and are not proposed again.

    \b
    Examples:
      translate glossary reject 肖像
      translate glossary reject 肖像 --note "the word means likeness"
    """
    _judge(terms or [], "rejected", every, note, glossary, dry_run)


def _judge(terms: list[str], status: str, every: bool, note: str | None, glossary: list[Path] | None, dry_run: bool) -> None:
    from bilingual.project.glossary.editing import candidates, judge_terms

    if bool(terms) == every:
        raise UsageError("No term is named." if not every else "Terms are named, and --all.", "Name terms, or say --all.")
    book = _opened(glossary)
    places = [*candidates(book)] if every else [book.find(term) for term in terms]
    left = judge_terms(book, places, status, note, unseen=every)
    if not places:
        typer.echo("There is no candidate.")
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)
    for place, doubt in left:
        print_candidate(place.source, doubt)
    if left and not every:
        raise typer.Exit(1)


def rename(
    term: TermArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The spelling that posts have.")],
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Spell a term another way; the rest of its row stays. An alias can be renamed as well.

    \b
    Examples:
      translate glossary rename 界面 用户界面
    """
    from bilingual.project.glossary.editing import rename_term

    book = _opened(glossary)
    rename_term(book, term, new)
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)


def remove(terms: TermsArgument = None, glossary: flags.Glossaries = None, dry_run: DryRun = False) -> None:
    """Remove terms, each with its line. Of an alias, the alias alone; to keep a term from coming back, reject it.

    \b
    Examples:
      translate glossary rm 肖像
      translate glossary rm 谷哥 -g glossaries/names.csv --dry-run
    """
    from bilingual.project.glossary.editing import remove_terms

    if not terms:
        raise UsageError("No term is named.", "Name one: translate glossary rm TERM.")
    book = _opened(glossary)
    remove_terms(book, terms)
    print_edits(book.apply(dry_run=dry_run), dry_run=dry_run)


def sort(
    by: Annotated[
        str, typer.Option("--by", metavar="COLUMN", help="source (by its reading), status (candidates first), or another.")
    ] = "source",
    glossary: flags.Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Sort the rows of the glossary. Comments and blank lines stay; rows are sorted between them.

    \b
    Examples:
      translate glossary sort
      translate glossary sort --by status -g glossaries/site.csv
    """
    from bilingual.project.glossary.editing import sort_files

    for file in sort_files(_opened(glossary), by, dry_run=dry_run):
        verb = "would stand" if dry_run else "stand"
        outcome = f"{file.moved} of {file.rows} rows {verb} elsewhere now" if file.moved else "sorted already"
        typer.echo(f"{file.path}: {outcome}.")


def _opened(glossary: list[Path] | None) -> GlossaryBook:
    from bilingual.project import Project
    from bilingual.project.glossary.book import open_book

    return open_book(glossary or [], Project().settings)


def _is_assignment(word: str, book: GlossaryBook) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.strip().lower() in book.columns


def _assigned(words: list[str], book: GlossaryBook) -> Cells:
    """What `column=value` says; raises `UsageError` for what is none."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"“{word}” is no COLUMN=VALUE.", "Write, for example, target=Moat.")
        if not _is_assignment(word, book):
            raise UsageError(f"There is no column “{name}”.", f"There are: {', '.join(book.columns)}.")
        found[name.strip().lower()] = value.strip()
    return found
