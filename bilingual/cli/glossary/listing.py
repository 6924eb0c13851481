"""`translate glossary list`: the terms as they stand."""

from __future__ import annotations

from pathlib import Path

import typer

from bilingual.cli.glossary.common import AsJson, Glossaries, loaded, print_table, term_object


def list_terms(glossary: Glossaries = None, as_json: AsJson = False) -> None:
    """List the terms of the glossary.

    \b
    Examples:
      translate glossary list
      translate glossary list -g glossaries/site.csv --json
    """
    from bilingual.cli import config
    from bilingual.cli.console import print_json, report

    found, problems = loaded(glossary, config.load(Path.cwd()))
    for problem in problems:
        report(problem)
    if as_json:
        print_json({"digest": found.digest, "terms": [term_object(term) for term in found.terms]})
    else:
        rows = [(t.source, t.english, t.traditional, t.status, t.kind, t.note, f"{t.path}:{t.line}") for t in found.terms]
        print_table(("term", "English", "traditional", "status", "kind", "note", "row"), rows)
    raise typer.Exit(1 if problems else 0)
