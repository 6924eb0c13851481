"""What is wrong or worth a look, told to a person with its place and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a post that its author should know, though the rest of it could be read."""

    line: int
    """In the post, from 1."""
    fact: str
    """One sentence: what is so."""
    remedy: str
    """One sentence: what to do about it."""
    problem: bool = True
    """True where a part of the post was left untranslated because of it (exit code 1), False for mere news."""
