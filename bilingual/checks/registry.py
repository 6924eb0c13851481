"""The kinds of diagnostic by name: all of them, those that `translate check` finds, and those that are flags of a row.

Imports no check: the command line reads the names for the shell and for messages.
"""

from __future__ import annotations

from collections.abc import Mapping

from bilingual.checks.notices import GLOSSARY, POSTS
from bilingual.checks.rules import ENGINES, FILES, LOCKS, PAGE, UNITS, Rule
from bilingual.model import Column, Diagnostic

__all__ = ["CHECKS", "FLAGS", "PAGE", "REGISTRY", "Rule", "diagnostic"]

REGISTRY: Mapping[str, Rule] = {rule.name: rule for rule in (*UNITS, *FILES, *LOCKS, *ENGINES, *GLOSSARY, *POSTS)}
"""By name, in the order of the docs."""
CHECKS: Mapping[str, Rule] = {rule.name: rule for rule in (*UNITS, *LOCKS, *ENGINES, *FILES)}
"""What `translate check` finds, in the order of `translate check --list`: each of them can be switched off."""
FLAGS: Mapping[str, str] = {rule.name: rule.finds for rule in (*UNITS, *LOCKS, *ENGINES)}
"""What a run puts on a row as its flags, the same that `translate check` finds there, and what each means."""


def diagnostic(
    name: str,
    fact: str,
    remedy: str = "",
    path: str = "",
    line: int = 0,
    *,
    place: str = "",
    column: Column | None = None,
    unit: str = "",
    term: str = "",
) -> Diagnostic:
    """A diagnostic as severe as the registry says."""
    return Diagnostic(name, fact, remedy, path, line, place, column, unit, term, REGISTRY[name].severity)
