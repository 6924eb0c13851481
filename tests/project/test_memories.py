"""The memory's use cases: what people wrote, by words, as TMX, import by import."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import ImportFailed
from bilingual.memory import HumanEntry
from bilingual.project.history import undo
from bilingual.project.memories import holds_any, import_memory, memory_contents, project_memory
from bilingual.project.settings import Settings, load_settings


@pytest.fixture
def settings(folder: Path) -> Settings:
    found = load_settings(folder)
    with project_memory(found) as memory:
        memory.write_human([HumanEntry("公园。", "en", "The Park.")], file="a.docx", who="Ming")
    return found


def test_words_are_looked_for_in_both_languages_and_any_case() -> None:
    entry = HumanEntry("公园。", "en", "The Park.")
    assert [holds_any(entry, words) for words in (["公园"], ["PARK"], ["x", "the"], ["x"], [])] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_what_the_memory_holds(settings: Settings) -> None:
    contents = memory_contents(settings, ["garden"])
    assert (contents.stats.human, len(contents.changes), contents.entries) == (1, 1, ())
    assert [entry.target for entry in memory_contents(settings).entries] == ["The Park."]


def test_of_several_files_all_are_read_before_the_first_is_taken(settings: Settings, tmp_path: Path) -> None:
    from bilingual.project.memories import memory_as_tmx

    data, _ = memory_as_tmx(settings)
    (tmp_path / "a.tmx").write_bytes(data.replace(b"The Park.", b"A park."))
    with pytest.raises(ImportFailed, match="cannot be read"):
        import_memory([tmp_path / "a.tmx", tmp_path / "none.tmx"], settings)
    assert len(memory_contents(settings).changes) == 1
    (taken,) = import_memory([tmp_path / "a.tmx"], settings, overwrite=True)
    assert (taken.known, taken.change and taken.change.entries) == (0, 1)
    assert undo(settings, 2).number == 2
    assert [entry.target for entry in memory_contents(settings).entries] == ["The Park."]
