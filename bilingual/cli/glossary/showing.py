"""`translate glossary show`: one term, where it stands in finished documents, and how it was translated there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import AsJson, Glossaries, paths, term_object

if TYPE_CHECKING:
    from rich.text import Text

    from bilingual.errors import BilingualError
    from bilingual.extraction.occurrences import Occurrence
    from bilingual.glossary.termbase import Glossary, Shadow
    from bilingual.model import Span, Term, Translation

MOST = 20
"""Sentences shown of a term."""


def show(
    terms: Annotated[
        list[str],
        typer.Argument(metavar="TERM", help="A term, an alias, or its English.", autocompletion=completion.terms),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", envvar="BILINGUAL_OUTPUT", help="Where the documents are [outputs]."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=f"Every sentence, not the first {MOST}.")] = False,
    glossary: Glossaries = None,
    as_json: AsJson = False,
) -> None:
    """Show terms with the sentences that hold them, and their translations in the finished documents.

    \b
    Examples:
      translate glossary show 物理引擎
      translate glossary show "Structural Hole" --all
      translate glossary show Altman Nadella --json
    """
    from bilingual.cli.console import print_json, report
    from bilingual.extraction.occurrences import find_occurrences
    from bilingual.glossary.termbase import Glossary
    from bilingual.project.settings import load_settings
    from bilingual.variants import simplified_characters

    known, shadows, problems = Glossary.layered(paths(glossary))
    wanted = [_found(term, known, problems) for term in terms]
    folder = output or Path(load_settings(Path.cwd()).get("output", load_settings(Path.cwd()).root / "outputs"))
    results, errors = finished(folder)
    for error in errors:
        report(error)
    fold = simplified_characters()
    seen = {term.source: [one for result in results for one in find_occurrences(result, term, fold)] for term in wanted}
    if as_json:
        print_json({"terms": [_as_object(term, shadows, seen[term.source]) for term in wanted]})
    else:
        for term in wanted:
            _print(term, shadows, seen[term.source], folder, len(results), every=every)
    raise typer.Exit(1 if errors else 0)


def _found(word: str, known: Glossary, problems: Sequence[BilingualError]) -> Term:
    """The term that is meant: by its source, an alias, or its English in any case."""
    from bilingual.errors import GlossaryError
    from bilingual.glossary.find import nearest

    spellings = {spelling: term for term in reversed(known.terms) for spelling in (*term.aliases, term.traditional)}
    found = next((term for term in known.terms if term.source == word), spellings.get(word))
    found = found or next((term for term in known.terms if term.english.casefold() == word.casefold()), None)
    if found is None:
        broken = next((problem for problem in problems if f"“{word}”" in problem.fact), None)
        if broken:
            raise broken
        near = nearest(word, [text for term in known.terms for text in (term.source, term.english)])
        remedy = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else "translate glossary list shows all."
        raise GlossaryError(f"There is no term “{word}”.", remedy)
    return found


def finished(folder: Path) -> tuple[list[Translation], list[BilingualError]]:
    """The finished documents below a folder, from their records; and why some cannot be read."""
    from bilingual.errors import BilingualError
    from bilingual.formats.json.read import restored

    found: list[Translation] = []
    errors: list[BilingualError] = []
    for path in sorted(folder.glob("*/*.json")):
        try:
            found.append(restored(path.read_bytes(), str(path)))
        except BilingualError as error:
            errors.append(error)
    return found, errors


def _print(
    term: Term, shadows: Sequence[Shadow], seen: Sequence[Occurrence], folder: Path, documents: int, *, every: bool
) -> None:
    from bilingual.cli.console import stdout
    from bilingual.cli.summary import counted, folder_name

    console = stdout()
    console.print(_headline(term))
    for line in _facts(term, shadows):
        console.print(f"  {line}", soft_wrap=True)
    if not documents:
        console.print(f"There is no finished document in {folder_name(folder)}: translate run POSTS… makes them.\n")
        return
    shown = seen if every else seen[:MOST]
    posts = len({one.path for one in seen})
    places = sum(len(one.spans) for one in seen)
    where = f"in {counted(posts, 'post')}" if seen else f"in no document of {folder_name(folder)}"
    console.print(f"{counted(places, 'place') if seen else 'It stands'} {where}{':' if seen else '.'}")
    for one in shown:
        console.print(f"{one.path}:{one.line}{_remark(one)}", soft_wrap=True)
        console.print(_marked("  ", one.hans, one.spans), soft_wrap=True)
        console.print(_marked("  ", one.en, one.english_spans), soft_wrap=True)
    if len(seen) > len(shown):
        console.print(f"… {counted(len(seen) - len(shown), 'more sentence')}: --all shows them.")
    console.print()


def _headline(term: Term) -> Text:
    from rich.text import Text

    return Text.assemble((term.source, "bold"), " → ", (term.english, "bold"), f"  ({term.status} {term.kind})")


def _facts(term: Term, shadows: Sequence[Shadow]) -> list[str]:
    """What its row says beyond the headline, and which rows it hides."""
    said = {
        "row": f"{term.path}:{term.line}", "traditional": term.traditional, "aliases": ", ".join(term.aliases),
        "case": "" if term.case else "Latin letters match in any case", "note": term.note, "from": term.where,
        **dict(term.extra),
    }  # fmt: skip
    hidden = [shadow.term for shadow in shadows if shadow.by is term or shadow.by.source == term.source]
    return [
        *(f"{name}: {text}" for name, text in said.items() if text),
        *(f"hides: {far.path}:{far.line} ({far.english}, {far.status})" for far in hidden),
    ]


def _remark(one: Occurrence) -> str:
    if one.locked:
        return ""
    return f"  (inside “{one.inside}”)" if one.inside else "  (not locked)"


def _marked(indent: str, text: str, spans: Sequence[Span]) -> Text:
    """A line of text with the term in bold where there is a terminal."""
    from rich.text import Text

    line = Text(indent + text)
    for start, end in spans:
        line.stylize("bold", len(indent) + start, len(indent) + end)
    return line


def _as_object(term: Term, shadows: Sequence[Shadow], seen: Sequence[Occurrence]) -> dict[str, Any]:
    from dataclasses import asdict

    hidden = [term_object(shadow.term) for shadow in shadows if shadow.by.source == term.source]
    return term_object(term) | {"hides": hidden, "occurrences": [asdict(one) for one in seen]}
