"""What the shell offers after Tab: the terms of the glossary, and `column=value`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bilingual.model import Term

MOST = 200
"""Terms offered at once."""


def terms(context: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The terms that begin with what is typed, each with its English."""
    typed = incomplete.strip("\"'").casefold()
    given = {term.casefold() for term in _words(context)}
    known = [term for term in _known(context.params.get("glossary")) if term.source.casefold() not in given]
    found = [term for term in known if term.source.casefold().startswith(typed)]
    yield from ((_as_word(term.source), f"{term.english} ({term.status})") for term in found[:MOST])


def assignments(context: typer.Context, incomplete: str) -> Iterator[str]:
    """Columns with their `=`, and after that the values that a column can have."""
    from typing import get_args

    from bilingual.glossary.headers import COLUMNS
    from bilingual.model import TermKind, TermStatus

    values = {"status": get_args(TermStatus), "kind": get_args(TermKind), "case": ("yes", "no")}
    name, equals, _ = incomplete.partition("=")
    offered = [f"{name}={value}" for value in values.get(name, ())] if equals else [f"{column}=" for column in COLUMNS]
    yield from (word for word in offered if word.startswith(incomplete))


def _as_word(term: str) -> str:
    """A term as one word: bash puts what it is offered on the line as it is, other shells add the quotes themselves."""
    in_bash = os.environ.get("_TRANSLATE_COMPLETE", os.environ.get("_BILINGUAL_COMPLETE")) == "complete_bash"
    return re.sub(r"([^\w./-])", r"\\\1", term) if in_bash else term


def _words(context: typer.Context) -> Sequence[str]:
    """The terms that stand on the line already."""
    return [word for name in ("terms", "term") for word in _listed(context.params.get(name))]


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []


def _known(named: list[Path] | None) -> tuple[Term, ...]:
    """The terms of the files that count; nothing where they cannot be read, since Tab has no place for errors."""
    from bilingual.cli.glossary.common import glossary_paths
    from bilingual.errors import BilingualError
    from bilingual.glossary.termbase import Glossary

    try:
        return Glossary.lenient(glossary_paths(list(named or ())))[0].terms
    except BilingualError:
        return ()
