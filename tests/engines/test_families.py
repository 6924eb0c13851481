"""Folders as the families of models lay them out: told apart, fed as they want, translated, probed, installed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.engines import open_engine, probing
from bilingual.engines.ctranslate import folders
from bilingual.engines.ctranslate.families import FAMILIES, family_of
from bilingual.engines.packages import installed
from bilingual.errors import EngineError, UsageError

from . import tiny_ctranslate
from .conftest import translated

Make = Callable[[Path], Path]
SOURCES = ["我们今天去公园散步。", "", "他写了三封邮件。"]
MARKS = {
    tiny_ctranslate.opus: ((), ("</s>",), ()),
    tiny_ctranslate.nllb: (("zho_Hans",), ("</s>",), ("eng_Latn",)),
    tiny_ctranslate.madlad: (("<2en>",), ("</s>",), ()),
}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: f"{family.name} {family.source}")
def test_each_family_is_told_by_its_files_and_pieces(tmp_path: Path, family: object) -> None:
    assert isinstance(family, type(FAMILIES[0]))
    assert family_of(tmp_path, family.pieces) is None
    (tmp_path / family.source).touch()
    (tmp_path / family.target).touch()
    found = family_of(tmp_path, ("▁the", *family.pieces))
    assert found == family
    assert all(prefix in family.pieces or family.name == "NLLB-200" for prefix in (*family.source_prefix, *family.target_prefix))


@pytest.mark.parametrize("make", MARKS, ids=lambda make: make.__name__)
def test_a_folder_loads_and_translates(tmp_path: Path, make: Make) -> None:
    folder = make(tmp_path / "model")
    recipe = folders.open_folder(folder)._recipe
    assert (recipe.source_prefix, recipe.source_suffix, recipe.target_prefix) == MARKS[make]
    first, blank, last = translated(open_engine(folder), SOURCES, alternatives=2)
    assert blank.text == ""
    assert first.text
    assert last.text
    assert first.score < 0
    assert not any(mark in text for text in (first.text, *first.alternatives) for mark in ("_Latn", "zho", "<2", "</s>", "⁇"))


@pytest.mark.parametrize("make", [tiny_ctranslate.opus, tiny_ctranslate.nllb], ids=lambda make: make.__name__)
def test_a_folder_is_probed(tmp_path: Path, make: Make) -> None:
    engine = open_engine(make(tmp_path / "model"))
    probe = probing.probe(engine)
    assert probe.engine == engine.info.signature
    assert {cell.form for cell in probe.cells} >= {"latin", "names"}


@pytest.mark.parametrize("make", MARKS, ids=lambda make: make.__name__)
def test_a_folder_is_installed_and_used_by_its_name(tmp_path: Path, home: Path, make: Make) -> None:
    folder = make(tmp_path / make.__name__)
    (folder / "pytorch_model.bin").write_bytes(b"x")
    package = installed.install(folder, consent=lambda sentence: True)
    assert package.path == home / ".local/share/bilingual/models" / make.__name__
    assert package.default, "it stands before the starter"
    assert not (package.path / "pytorch_model.bin").exists(), "what is not needed is not copied"
    assert translated(open_engine(make.__name__), SOURCES) == translated(open_engine(folder), SOURCES)
    assert installed.remove(make.__name__) == package
    assert [left.name for left in installed.installed()] == ["starter"]


def test_a_licence_that_forbids_something_is_agreed_to_first(tmp_path: Path, home: Path) -> None:
    asked: list[str] = []
    with pytest.raises(UsageError, match="forbids commercial use") as caught:
        installed.install(tiny_ctranslate.nllb(tmp_path / "nllb"), consent=lambda sentence: bool(asked.append(sentence)))
    assert "--yes" in caught.value.remedy
    assert asked == ["The licence of nllb forbids commercial use (CC BY-NC 4.0)."]
    assert not (home / ".local/share/bilingual/models").exists()
    installed.install(tiny_ctranslate.opus(tmp_path / "opus"), consent=lambda sentence: bool(asked.append(sentence)))
    assert len(asked) == 1, "the others forbid nothing"


def test_a_folder_whose_tokenizer_is_none_is_not_installed(tmp_path: Path, home: Path) -> None:
    folder = tiny_ctranslate.opus(tmp_path / "opus")
    (folder / "target.spm").write_bytes(b"<html>")
    with pytest.raises(EngineError, match="not a SentencePiece model"):
        installed.install(folder)
    assert not (home / ".local/share/bilingual/models").exists()


def test_a_name_that_means_something_else_is_not_taken(tmp_path: Path) -> None:
    assert installed.install(tiny_ctranslate.opus(tmp_path / "argos")).name == "ctranslate2-argos"
