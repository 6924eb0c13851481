"""The glossary as the page asks for it: its rows, what a change would change, and the change."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bilingual.errors import UsageError
from bilingual.project.glossary.reviewing import add_row, change_term, glossary_state, remove_row, term_rows
from bilingual.project.retranslating import Retranslator
from bilingual.web.rows import error_object

if TYPE_CHECKING:
    from bilingual.project.workbench import Workbench

Object = dict[str, Any]


class GlossaryWork:
    """The requests about terms, each answered with one JSON object."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._again = Retranslator(bench.project)

    def terms(self, at: Object, given: Object) -> Object:
        """Every row, and the state of their files; no row where that is the one that is known."""
        settings = self._bench.project.settings
        state = glossary_state(settings)  # before the rows are read: what is written meanwhile is seen by the next look
        if at.get("known") == state:
            return {"state": state, "terms": None}
        rows = term_rows(settings)
        return {"state": state, "terms": [{"file": str(row.path), "line": row.line, "cells": row.cells} for row in rows]}

    def lint(self, at: Object, given: Object) -> Object:
        """What a person should look at in the rows."""
        found, _ = self._bench.project.lint(self._paths())
        told = ("line", "name", "fact", "remedy", "severity")
        return {"findings": [{"file": one.path, **{name: getattr(one, name) for name in told}} for one in found]}

    def impact(self, at: Object, given: Object) -> Object:
        """The sentences that would change if a term were accepted with this English."""
        impact = self._bench.project.impact(str(at.get("term", "")), str(at.get("english", "")), self._paths())
        touched = {sentence.path for sentence in impact.sentences}
        sentences = [asdict(sentence) for sentence in impact.sentences]
        counts = {"touched": len(touched), "posts": impact.posts, "same": impact.same, "labels": impact.labels}
        return {"sentences": sentences, **counts}

    def change(self, at: Object, given: Object) -> Object:
        """A row changed; every row then."""
        cells = given.get("cells")
        if not isinstance(cells, dict):
            raise _lacking()
        wanted = {str(name): str(text) for name, text in cells.items()}
        file, source, line = _row(given)
        change_term(self._bench.project.settings, file, source, wanted, line)
        return self.terms(at, given)

    def remove(self, at: Object, given: Object) -> Object:
        """A row removed; every row then."""
        remove_row(self._bench.project.settings, *_row(given))
        return self.terms(at, given)

    def add(self, at: Object, given: Object) -> Object:
        """A row added; every row then."""
        source, target = given.get("source"), given.get("target")
        if not isinstance(source, str) or not isinstance(target, str):
            raise UsageError("The request lacks a term or its English.", "Load the page again.")
        add_row(self._bench.project.settings, source.strip(), target.strip())
        return self.terms(at, given)

    def translate(self, at: Object, given: Object) -> Object:
        """Begins to translate posts again, all of them where none are named."""
        named = given.get("posts") or self._paths()
        known = self._paths()
        if not isinstance(named, list) or not set(named) <= set(known):
            raise UsageError("There is no such post here.", "Take one of the list.")
        self._again.start(named)
        return self.progress(at, given)

    def progress(self, at: Object, given: Object) -> Object:
        """How far that is."""
        state = self._again.state
        return {
            "running": state.running,
            "sentences": state.sentences,
            "done": state.done,
            "changed": state.changed,
            "errors": [error_object(error) for error in state.errors],
        }

    def _paths(self) -> list[str]:
        """The files of the posts, as the user named them."""
        return [post.path for post in self._bench.posts]


def _row(given: Object) -> tuple[str, str, int]:
    """Which row a request is about: its file, its source, and its line, where several have that source."""
    file, source, line = given.get("file"), given.get("source"), given.get("line", 0)
    if not isinstance(file, str) or not isinstance(source, str) or not isinstance(line, int):
        raise _lacking()
    return file, source, line


def _lacking() -> UsageError:
    return UsageError("The request lacks a file, a term or cells.", "Load the page again.")
