"""`translate glossary add | set | accept | reject | rename | rm | merge | sort`: edits of a row or two, each a small diff."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import DryRun, Glossaries
from bilingual.errors import GlossaryError, UsageError

if TYPE_CHECKING:
    from bilingual.cli.glossary.book import Book
    from bilingual.glossary.edit import Cells

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
    glossary: Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Add a term, accepted.

    \b
    Examples:
      translate glossary add 护城河 Moat
      translate glossary add 闲哥 "Brother Xian" kind=speaker
      translate glossary add OpenAI -g glossaries/names.csv
    """
    from bilingual.cli.glossary.book import opened_to_add, shown
    from bilingual.glossary.edit import cells_of, rows_of

    book, path = opened_to_add(glossary)
    words = list(rest or ())
    target = words.pop(0) if words and not _is_assignment(words[0], book) else ""
    given = _assigned(words, book)
    for row in rows_of(book.tables[path], term):
        fact = f"The term stands already: {shown(cells_of(book.tables[path], row))}."
        remedy = f"Change it: translate glossary set {term} target=…"
        raise GlossaryError(fact, remedy, path=str(path), line=row.line)
    usual = {"source": term, "target": target, "status": "accepted", "kind": "term" if target else "keep"}
    book.add(path, {**usual, **given})
    book.close(dry_run=dry_run)


def set_columns(term: TermArgument, values: Assignments, glossary: Glossaries = None, dry_run: DryRun = False) -> None:
    """Change columns of a term; an empty value empties the cell.

    \b
    Examples:
      translate glossary set 物理引擎 target="Physics Engine"
      translate glossary set Altman kind=person aliases="Sam Altman|奥特曼" case=no
      translate glossary set 算法 traditional=演算法 note=
    """
    from bilingual.cli.glossary.book import opened

    book = opened(glossary)
    book.change(book.find(term), _assigned(values, book))
    book.close(dry_run=dry_run)


def accept(
    terms: TermsArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Every candidate.")] = False,
    note: Note = None,
    glossary: Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Accept terms: from now on they are locked.

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
    glossary: Glossaries = None,
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
    from bilingual.cli.glossary.book import opened
    from bilingual.glossary.edit import cells_of
    from bilingual.glossary.find import Place

    if bool(terms) == every:
        raise UsageError("No term is named." if not every else "Terms are named, and --all.", "Name terms, or say --all.")
    book = opened(glossary)
    places = [book.find(term) for term in terms]
    for path, table in book.tables.items() if every else ():
        places += [Place(path, table, row) for row in table.records if cells_of(table, row).get("status") == "candidate"]
    for place in places:
        book.change(place, {"status": status} | ({"note": note} if note is not None else {}))
    if not places:
        typer.echo("There is no candidate.")
    book.close(dry_run=dry_run)


def rename(
    term: TermArgument,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The spelling that posts have.")],
    glossary: Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Spell a term another way; the rest of its row stays. An alias can be renamed as well.

    \b
    Examples:
      translate glossary rename 界面 用户界面
    """
    from bilingual.cli.glossary.book import opened
    from bilingual.glossary.find import aliases, as_cell

    book = opened(glossary)
    place = book.find(term)
    if place.alias:
        names = (new if name == place.alias else name for name in aliases(book.cells(place)))
        book.change(place, {"aliases": as_cell(names)})
    else:
        book.change(place, {"source": new})
    book.close(dry_run=dry_run)


def remove(terms: TermsArgument = None, glossary: Glossaries = None, dry_run: DryRun = False) -> None:
    """Remove terms, each with its line. Of an alias, the alias alone; to keep a term from coming back, reject it.

    \b
    Examples:
      translate glossary rm 肖像
      translate glossary rm 谷哥 -g glossaries/names.csv --dry-run
    """
    from bilingual.cli.glossary.book import opened
    from bilingual.glossary.edit import rows_of
    from bilingual.glossary.find import Place, aliases, as_cell

    if not terms:
        raise UsageError("No term is named.", "Name one: translate glossary rm TERM.")
    book = opened(glossary)
    for place in map(book.find, terms):
        if place.alias:
            book.change(place, {"aliases": as_cell(name for name in aliases(book.cells(place)) if name != place.alias)})
        for row in () if place.alias else rows_of(place.table, place.source):
            book.change(Place(place.path, place.table, row), None)
    book.close(dry_run=dry_run)


def sort(
    by: Annotated[
        str, typer.Option("--by", metavar="COLUMN", help="source (by its reading), status (candidates first), or another.")
    ] = "source",
    glossary: Glossaries = None,
    dry_run: DryRun = False,
) -> None:
    """Sort the rows of the glossary. Comments and blank lines stay; rows are sorted between them.

    \b
    Examples:
      translate glossary sort
      translate glossary sort --by status -g glossaries/site.csv
    """
    from bilingual.cli.glossary.book import opened
    from bilingual.glossary.edit import arranged
    from bilingual.glossary.files import write
    from bilingual.glossary.sort import key

    for path, table in opened(glossary).tables.items():
        if by not in table.shape.columns:
            raise UsageError(f"There is no column “{by}”.", f"There are: {', '.join(filter(None, table.shape.columns))}.")
        after = arranged(table, path, key(by))
        moved = sum(one.cells != other.cells for one, other in zip(table.records, after.records, strict=True))
        if moved and not dry_run:
            write(path, after.data, before=table.data)
        verb = "would stand" if dry_run else "stand"
        what = f"{moved} of {len(table.records)} rows {verb} elsewhere now" if moved else "sorted already"
        typer.echo(f"{path}: {what}.")


def _is_assignment(word: str, book: Book) -> bool:
    name, equals, _ = word.partition("=")
    return bool(equals) and name.strip().lower() in _columns(book)


def _columns(book: Book) -> list[str]:
    from bilingual.glossary.headers import COLUMNS

    own = (name for table in book.tables.values() for name in table.shape.columns if name)
    return list(dict.fromkeys((*COLUMNS, *own)))


def _assigned(words: list[str], book: Book) -> Cells:
    """What `column=value` says; raises `UsageError` for what is none."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"“{word}” is no COLUMN=VALUE.", "Write, for example, target=Moat.")
        if not _is_assignment(word, book):
            raise UsageError(f"There is no column “{name}”.", f"There are: {', '.join(_columns(book))}.")
        found[name.strip().lower()] = value.strip()
    return found
