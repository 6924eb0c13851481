"""Any order of what people do: no text that a person typed is gone from the documents, the glossary and the history.

Hypothesis draws the orders. `SEQUENCES=500` is what the promise is kept to; the suite tries fewer, since 500 take some minutes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from bilingual.errors import BilingualError
from bilingual.formats.registry import read_edited
from bilingual.model import join
from bilingual.project import Project
from bilingual.project.glossary.book import open_book
from bilingual.project.glossary.editing import sort_files
from bilingual.project.memories import project_memory
from tests.cli.editing import EDITORS

MODEL = Path(__file__).parents[1] / "models/unslotted"
SEQUENCES = int(os.environ.get("SEQUENCES", "40"))
SENTENCES = ("我们去公园。", "走吧。", "再见。")
ADDED = ("天气很好。", "我喜欢猫。")
WORDS = ("Fine words about the Park", "Let us go", "So long", "A walk", "We see")
FORMATS = tuple(EDITORS)
WITH_CONFLICTS = FORMATS[:3]
RUN = {"model": MODEL, "format": [*FORMATS, "json"]}
PEOPLE = ("Ming", "Li")


class People(RuleBasedStateMachine):
    """Editors, an author and somebody at the command line, in a project of one post."""

    template: Path
    folder: Path
    sequences = 0
    steps = 0

    @initialize()
    def begin(self) -> None:
        type(self).sequences += 1
        self.site = self.folder / f"site{self.sequences}"
        shutil.copytree(self.template, self.site)
        self.project = Project(self.site)
        self.typed: dict[str, tuple[Path, str] | None] = {}
        """Every text, and the cell of a document that it was typed into last."""
        self.sentences = list(SENTENCES)
        self.number = 0

    def teardown(self) -> None:
        if hasattr(self, "site"):
            shutil.rmtree(self.site)

    def history(self) -> set[str]:
        """Every text that people wrote, as the history has it."""
        found = {entry.target for step in self.project.history() for entry in step.entries}
        rows = (cells for step in self.project.history() for edit in step.terms for cells in (edit.before, edit.after))
        return found | {cells.get("target", "") for cells in rows if cells}

    def documents(self) -> Iterator[Path]:
        yield from (file for file in self.site.rglob("talk.*") if file.suffix in (".docx", ".csv", ".xlsx", ".xlf"))
        yield from self.site.rglob("talk.bilingual.md")

    @rule(kind=st.sampled_from(FORMATS), row=st.sampled_from(SENTENCES), words=st.sampled_from(WORDS), mailed=st.booleans())
    def edit(self, kind: str, row: str, words: str, mailed: bool) -> None:
        """A person types a text into a document where the run wrote it, or into one that was sent to them."""
        suffix, write = EDITORS[kind]
        file = self.site / ("mail" if mailed else "outputs/talk") / f"talk{suffix}"
        if not file.exists() or row not in texts(file):
            return
        self.number += 1
        text = f"{words}, and {'so ' * (self.number % 5)}on {chr(96 + self.number % 26 + 1) * 3}{self.number}."
        history = self.history()
        for old, cell in [*self.typed.items()]:
            if cell == (file, row) and old not in history:
                del self.typed[old]  # the person wrote over it themselves
        write(file, {row: text})
        assert texts(file)[row] == text
        self.typed[text] = (file, row)

    @rule(
        kind=st.sampled_from(FORMATS),
        mailed=st.booleans(),
        who=st.sampled_from(PEOPLE),
        whose=st.sampled_from(["theirs", "mine", None]),
    )
    def bring_back(self, kind: str, mailed: bool, who: str, whose: Any) -> None:
        file = self.site / ("mail" if mailed else "outputs/talk") / f"talk{EDITORS[kind][0]}"
        if file.exists():
            self.project.import_file(file, who=who, settle=lambda difference: whose)

    @rule(kind=st.sampled_from(FORMATS), conflicts=st.booleans())
    def send(self, kind: str, conflicts: bool) -> None:
        """An export, which has what people wrote last, whether a run came in between or not."""
        request = {"format": [kind], "conflicts": conflicts and kind in WITH_CONFLICTS}
        (post,) = self.project.export(["talk.md"], request, self.site / "mail")
        for file in post.files:
            shown, units = texts(file), {unit.id: join(unit.hans) for unit in self.project.units("talk.md")}
            with project_memory(self.project.settings) as memory:
                counting = {units[e.segment]: e.target for e in memory.human() if e.language == "en" and e.segment in units}
            assert counting.items() <= shown.items()

    @rule(kind=st.sampled_from(WITH_CONFLICTS), row=st.sampled_from(SENTENCES))
    def decide(self, kind: str, row: str) -> None:
        """A person empties a cell in the column of conflicts."""
        file = self.site / f"mail/talk{EDITORS[kind][0]}"
        with suppress(BilingualError, ValueError, IndexError, StopIteration):  # a document without such a column or row
            if row in texts(file):
                EDITORS[kind][1](file, {}, [row])

    @rule(column=st.sampled_from(["source", "target"]))
    def sort_the_glossary(self, column: str) -> None:
        sort_files(open_book([], self.project.settings), column)

    @rule(overwrite=st.booleans())
    def run_again(self, overwrite: bool) -> None:
        for _ in self.project.run(["talk.md"], RUN | {"overwrite": overwrite}):
            pass

    @rule()
    def undo(self) -> None:
        with told():
            self.project.undo()

    @rule()
    def redo(self) -> None:
        with told():
            self.project.redo()

    @rule(sentence=st.sampled_from(ADDED))
    def write_more(self, sentence: str) -> None:
        if sentence not in self.sentences:
            self.sentences.append(sentence)
            self.save()

    @precondition(lambda self: len(self.sentences) > 2)
    @rule(at=st.integers(0, 9))
    def take_out(self, at: int) -> None:
        self.sentences.pop(at % len(self.sentences))
        self.save()

    @rule()
    def change_a_sentence(self) -> None:
        self.sentences[-1] = self.sentences[-1].replace("。", "了。")
        self.save()

    @rule(english=st.sampled_from(["Park", "Garden", "Green"]))
    def change_the_glossary(self, english: str) -> None:
        book = open_book([], self.project.settings)
        book.change(book.find("公园"), {"target": english})
        book.apply(dry_run=False)

    def save(self) -> None:
        (self.site / "talk.md").write_text("\n\n".join(self.sentences) + "\n", "utf-8")

    @invariant()
    def no_text_is_gone(self) -> None:
        type(self).steps += 1
        missing = set(self.typed) - self.history() if hasattr(self, "site") else set()
        if missing:
            missing -= {text for file in self.documents() for text in texts(file).values()}
        assert not missing


def texts(file: Path) -> dict[str, str]:
    """The English in a document, by its Chinese."""
    return {row.hans: row.en for row in read_edited(file.read_bytes(), file.name).rows if row.hans and row.en}


def told() -> Any:
    """An error that a person is told is no loss."""
    return suppress(BilingualError)


@pytest.mark.slow
def test_no_text_that_a_person_typed_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    People.folder, People.template = tmp_path, tmp_path / "template"
    (People.template / "glossaries").mkdir(parents=True)
    (People.template / "bilingual.toml").touch()
    (People.template / "glossaries/terms.csv").write_text("source,target\n公园,Park\n猫,Cat\n", "utf-8")
    (People.template / "talk.md").write_text("\n\n".join(SENTENCES) + "\n", "utf-8")
    project = Project(People.template)
    assert [report.error for report in project.run(["talk.md"], RUN)] == [None]
    assert not [post for post in project.export(["talk.md"], {"format": [*FORMATS]}, People.template / "mail") if post.failed]
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        People, settings=settings(max_examples=SEQUENCES, stateful_step_count=12, deadline=None, suppress_health_check=checks)
    )
    with capsys.disabled():
        print(f"{People.sequences} sequences, {People.steps} states")  # noqa: T201 - how many were tried is the result
