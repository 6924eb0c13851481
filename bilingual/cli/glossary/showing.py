"""`translate glossary show`: one term, where it stands in finished documents, and how it was translated there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.cli.glossary import completion
from bilingual.cli.glossary.common import term_object

if TYPE_CHECKING:
    from rich.text import Text

    from bilingual.extraction.occurrences import Occurrence
    from bilingual.model import Span, Term
    from bilingual.project.glossary.showing import ShownTerm

MOST = 20
"""Sentences shown of a term."""


def show(
    terms: Annotated[
        list[str],
        typer.Argument(metavar="TERM", help="A term, an alias, or its English.", autocompletion=completion.terms),
    ],
    output: flags.FinishedIn = None,
    every: Annotated[bool, typer.Option("--all", help=f"Every sentence, not the first {MOST}.")] = False,
    glossary: flags.Glossaries = None,
    as_json: flags.AsJson = False,
) -> None:
    """Show terms with the sentences that hold them, and their translations in the finished documents.

    \b
    Examples:
      translate glossary show 物理引擎
      translate glossary show "Structural Hole" --all
      translate glossary show Altman Nadella --json
    """
    from bilingual.cli.console import print_json, report_all
    from bilingual.project import Project

    project = Project()
    folder = output or project.output
    found = project.look_up(terms, glossary or [], folder)
    report_all(found.errors)
    if as_json:
        print_json({"terms": [_term_object(term) for term in found.terms]})
    else:
        for term in found.terms:
            _print_term(term, folder, found.documents, every=every)
    raise typer.Exit(1 if found.errors else 0)


def _print_term(found: ShownTerm, folder: Path, documents: int, *, every: bool) -> None:
    from bilingual.cli.console import stdout
    from bilingual.cli.printing.summary import counted, folder_name

    console, sentences = stdout(), found.occurrences
    console.print(_headline(found.term))
    for line in _facts(found):
        console.print(f"  {line}", soft_wrap=True)
    if not documents:
        console.print(f"There is no finished document in {folder_name(folder)}: translate run POSTS… makes them.\n")
        return
    posts = len({sentence.path for sentence in sentences})
    places = sum(len(sentence.spans) for sentence in sentences)
    where = f"in {counted(posts, 'post')}" if sentences else f"in no document of {folder_name(folder)}"
    console.print(f"{counted(places, 'place') if sentences else 'It stands'} {where}{':' if sentences else '.'}")
    first = sentences if every else sentences[:MOST]
    for sentence in first:
        console.print(f"{sentence.path}:{sentence.line}{_remark(sentence)}", soft_wrap=True)
        console.print(_marked("  ", sentence.hans, sentence.spans), soft_wrap=True)
        console.print(_marked("  ", sentence.en, sentence.english_spans), soft_wrap=True)
        for comment in sentence.comments:
            console.print(_marked("  – ", comment, ()), soft_wrap=True)
    if len(sentences) > len(first):
        console.print(f"… {counted(len(sentences) - len(first), 'more sentence')}: --all shows them.")
    console.print()


def _headline(term: Term) -> Text:
    from rich.text import Text

    return Text.assemble((term.source, "bold"), " → ", (term.english, "bold"), f"  ({term.status} {term.kind})")


def _facts(found: ShownTerm) -> list[str]:
    """What its row says beyond the headline, and which rows it hides."""
    term = found.term
    facts = {
        "row": f"{term.path}:{term.line}", "traditional": term.traditional, "aliases": ", ".join(term.aliases),
        "case": "" if term.case else "Latin letters match in any case", "note": term.note, "from": term.where,
        **dict(term.extra),
    }  # fmt: skip
    hidden = [shadow.term for shadow in found.hides]
    return [
        *(f"{name}: {text}" for name, text in facts.items() if text),
        *(f"hides: {far.path}:{far.line} ({far.english}, {far.status})" for far in hidden),
    ]


def _remark(sentence: Occurrence) -> str:
    if sentence.locked:
        return ""
    return f"  (inside “{sentence.inside}”)" if sentence.inside else "  (not locked)"


def _marked(indent: str, text: str, spans: Sequence[Span]) -> Text:
    """A line of text with the term in bold where there is a terminal."""
    from rich.text import Text

    line = Text(indent + text)
    for start, end in spans:
        line.stylize("bold", len(indent) + start, len(indent) + end)
    return line


def _term_object(found: ShownTerm) -> dict[str, Any]:
    hidden = [term_object(shadow.term) for shadow in found.hides]
    return term_object(found.term) | {"hides": hidden, "occurrences": [asdict(sentence) for sentence in found.occurrences]}
