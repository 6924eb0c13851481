"""Findings for a continuous-integration service: GitHub's workflow commands, which stand beside the line they are about."""

from __future__ import annotations

from typing import Literal

_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def github_annotation(level: Literal["error", "warning", "notice"], path: str, line: int, title: str, message: str) -> str:
    """One annotation (docs.github.com, "Workflow commands for GitHub Actions"); line 0 is the file as a whole.

    >>> github_annotation("warning", "posts/a,b.md", 3, "slip", "100 % wrong.")
    '::warning file=posts/a%2Cb.md,line=3,title=slip::100 %25 wrong.'
    """
    place = {"file": path, **({"line": str(line)} if line else {}), "title": title}
    properties = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in place.items() if value)
    return f"::{level} {properties}::{_escaped(message, _MESSAGE)}"


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
