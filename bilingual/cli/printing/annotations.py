"""Findings for a continuous-integration service: GitHub's workflow commands, which stand beside the line they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bilingual.errors import BilingualError
    from bilingual.model import Diagnostic

Level = Literal["error", "warning", "notice"]
_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_MESSAGE, ":": "%3A", ",": "%2C"}


def github_annotation(level: Level, path: str, line: int, title: str, message: str) -> str:
    """One annotation (docs.github.com, "Workflow commands for GitHub Actions"); line 0 is the file as a whole.

    >>> github_annotation("warning", "posts/a,b.md", 3, "slip", "100 % wrong.")
    '::warning file=posts/a%2Cb.md,line=3,title=slip::100 %25 wrong.'
    """
    place = {"file": path, **({"line": str(line)} if line else {}), "title": title}
    properties = ",".join(f"{name}={_escaped(value, _PROPERTY)}" for name, value in place.items() if value)
    return f"::{level} {properties}::{_escaped(message, _MESSAGE)}"


def problem_annotations(path: str, notices: Iterable[Diagnostic], error: BilingualError | None) -> Iterator[str]:
    """An annotation for what went wrong with a post, or with a file that it needs, and for each part that is not translated.

    >>> from bilingual.errors import DocumentError
    >>> [*problem_annotations("a.md", (), DocumentError("It is no text.", "Save it as UTF-8.", path="a.md", line=2))]
    ['::error file=a.md,line=2,title=translate::It is no text. Save it as UTF-8.']
    """
    if error is not None:
        level: Level = "error" if error.is_failure else "notice"
        yield github_annotation(level, error.path or path, error.line or 0, "translate", f"{error.fact} {error.remedy}")
    for notice in notices:
        if notice.problem:
            yield github_annotation("warning", path, notice.line, notice.name, f"{notice.fact} {notice.remedy}")


def _escaped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(character, character) for character in text)
