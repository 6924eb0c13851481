"""Posts, rows and what was found in them as JSON for the page: texts as pieces that tell what each is, never as markup."""

from __future__ import annotations

import re
import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bilingual.model import (
    COLUMNS,
    EMPHASIS_MARKS,
    Gloss,
    PairedCode,
    Role,
    TermSpan,
    Text,
    emphasised,
)
from bilingual.sources import read_text
from bilingual.web.chips import codes
from bilingual.web.pieces import Replaced, pieces

if TYPE_CHECKING:
    from bilingual.errors import BilingualError
    from bilingual.memory import HumanEntry
    from bilingual.memory.fuzzy import FuzzyMatch
    from bilingual.model import Column, Diagnostic
    from bilingual.project.concordance import Example
    from bilingual.project.find_replace import Replacement
    from bilingual.project.history import Step
    from bilingual.project.open_post import OpenPost
    from bilingual.project.post_rows import Row
    from bilingual.project.workbench import ListedPost, Tally

Object = dict[str, Any]
SESSION = secrets.token_hex(4)
"""Of this server: revisions begin anew with each."""


def listed_object(post: ListedPost) -> Object:
    """A post of the list."""
    error = error_object(post.error) if post.error else None
    return {"name": post.name, "path": post.path, "untranslated": post.is_untranslated, "error": error}


def error_object(error: BilingualError) -> Object:
    """What cannot be done, in parts that the page words in its reader's language."""
    problems = [error_object(problem) for problem in getattr(error, "problems", ())]
    return {"place": error.place, "fact": error.fact, "remedy": error.remedy, "problems": problems}


def tally_object(tally: Tally) -> Object:
    """How far a post is."""
    return asdict(tally)


def post_object(post: OpenPost, since: str = "", most: int | None = None) -> Object:
    """A post with the rows that changed after a revision, or where `whole` says that there is none such, with its first ones."""
    rows, whole = post.rows, _is_whole(post, since)
    wanted = rows[:most] if whole else [row for row in rows if row.revision > revision_number(since)]
    return {
        "name": post.file.stem,
        "path": post.result.document.path,
        "revision": revision(post),
        "title": post.title,
        "columns": _columns(post),
        "outdated": post.is_outdated,
        "whole": whole,
        "count": len(rows),
        "rows": [row_object(row) for row in wanted],
    }


def portion_object(post: OpenPost, since: str, start: int, most: int) -> Object:
    """Some rows of a post from a place on; none where `whole` says that they do not go with those of that revision."""
    whole = _is_whole(post, since)
    return {"whole": whole, "rows": [] if whole else [row_object(row) for row in post.rows[start : start + most]]}


def _is_whole(post: OpenPost, since: str) -> bool:
    """Whether all rows are others than at a revision, or are not known from then: of another run, or of another server."""
    return not post.begun <= revision_number(since) <= post.revision


def _columns(post: OpenPost) -> list[Column]:
    """The columns of a post, the author's first."""
    other: Column = "hans" if post.authors_column == "hant" else "hant"
    return [post.authors_column, "en"] if post.result.signature.variant == "none" else [post.authors_column, other, "en"]


def revision(post: OpenPost) -> str:
    """The revision of a post, told apart from those of a server before this one."""
    return f"{SESSION}.{post.revision}"


def revision_number(text: str) -> int:
    """The number of a revision as `revision` writes it; -1 for one of another server."""
    session, _, number = text.partition(".")
    return int(number) if session == SESSION and number.isdecimal() else -1


def replacement_object(found: Replacement, column: Column) -> Object:
    """A row in which words would be replaced; its text as pieces, with what is to stand in the place of what."""
    text: Text = getattr(found.row.unit, column)
    return {
        "id": found.row.unit.id,
        "number": found.row.name,
        "pieces": pieces(text, Replaced.of(found, text)),
        "lost": found.lost,
    }


def row_object(row: Row) -> Object:
    """A row, with its texts for reading (`pieces`) and for writing (`text`)."""
    unit = row.unit
    return {
        "id": unit.id,
        "number": row.name,
        "line": row.line,
        "kind": unit.kind,
        "block": unit.block,
        "form": {"level": row.block.level, "marker": row.block.marker, "cell": row.block.cell, "key": row.block.key},
        "speaker": asdict(unit.speaker) if unit.speaker else None,
        "text": {column: row.text(column) for column in COLUMNS},
        "pieces": {column: pieces(getattr(unit, column)) for column in COLUMNS},
        "origin": unit.origin,
        "people": {column: _entry_object(entry) for column, entry in row.people.items()},
        "authors": sorted(row.authors),
        "findings": [_finding_object(finding) for finding in row.findings],
        "terms": _terms(row),
        "codes": codes(unit.hans),
        "comments": [asdict(comment) for comment in unit.comments],
        "takenBack": row.taken_back,
    }


def step_object(step: Step) -> Object:
    """A step of a row's history, with the texts that it brought for it."""
    change = step.change
    return {
        "number": change.number,
        "kind": change.kind,
        "file": change.file,
        "who": change.who,
        "when": change.when,
        "undone": change.undone,
        "others": change.entries + change.aside - len(step.entries),
        "texts": [{"column": entry.language, "text": entry.target, "draft": bool(entry.draft)} for entry in step.entries],
    }


def example_object(example: Example) -> Object:
    """A sentence of the concordance, with its texts for reading."""
    texts = {"source": example.source, "target": example.target}
    labels = re.findall(r"\]\[([^\[\]]+)\]", "".join(texts.values()))
    like = [PairedCode("[", ("…",), f"][{label}]", "link") for label in labels]
    return {**asdict(example), "pieces": {name: pieces(read_text(text, tuple(like))) for name, text in texts.items()}}


def match_object(match: FuzzyMatch) -> Object:
    """A sentence that people translated and that is like the row's."""
    return {"source": match.entry.source, "text": match.entry.target, "score": match.score, "who": match.entry.who}


def _terms(row: Row) -> list[Object]:
    """The terms of a row with their English, as it is written where the Chinese is emphasised, and whether it stands there."""
    there = {lock.source_span for lock in row.unit.locks}
    marks = {**_emphasis(row.unit.hant), **_emphasis(row.unit.hans)}
    return [
        {
            "source": term.source,
            "target": term.text,
            "written": str(emphasised(marks[term.source], (term.text,))) if term.source in marks else term.text,
            "exact": term.source_span in there,
        }
        for term in row.terms
    ]


def _emphasis(text: Text) -> dict[str, Role]:
    """How the terms of a Chinese text are emphasised, those that are so and nothing around them."""
    found: dict[str, Role] = {}
    for part in text:
        if isinstance(part, Gloss) and part.is_bold:
            found[part.term] = "bold"
        elif isinstance(part, PairedCode) and part.role in EMPHASIS_MARKS and len(part.inner) == 1:
            (inner,) = part.inner
            found |= {inner.source: part.role} if isinstance(inner, TermSpan) else {}
    return found


def _finding_object(finding: Diagnostic) -> Object:
    return {"name": finding.name, "fact": finding.fact, "column": finding.column, "severity": finding.severity}


def _entry_object(entry: HumanEntry) -> Object:
    return {"who": entry.who, "when": entry.when, "change": entry.change, "file": entry.file, "draft": bool(entry.draft)}
