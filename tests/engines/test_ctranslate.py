"""Plain CTranslate2 folders: their SentencePiece models, marks and options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.engines.ctranslate import folders
from bilingual.engines.packages.argos import STARTER
from bilingual.errors import EngineError

from .conftest import translated

SPM = STARTER / "sentencepiece.model"
SOURCE = "再给我五分钟。"


def add(folder: Path, *names: str, **config: object) -> Path:
    for name in names:
        (folder / name).symlink_to(SPM)
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | config))
    return folder


def marks(folder: Path) -> tuple[tuple[str, ...], ...]:
    recipe = folders.open_folder(folder)._recipe
    return recipe.source_prefix, recipe.source_suffix, recipe.target_prefix


def test_opus(plain: Path) -> None:
    assert marks(add(plain, "source.spm", "target.spm")) == ((), (), ())


def test_opus_by_the_transformers_converter_wants_its_end_mark(plain: Path) -> None:
    add(plain, "source.spm", "target.spm", add_source_eos=False)
    assert marks(plain) == ((), ("</s>",), ())
    assert translated(open_engine(plain), [SOURCE])[0].text == translated(open_engine("starter"), [SOURCE])[0].text


def test_nllb(plain: Path) -> None:
    assert marks(add(plain, "sentencepiece.bpe.model", add_source_eos=False)) == (("zho_Hans",), ("</s>",), ("eng_Latn",))


def test_one_model_for_both_sides_without_marks(plain: Path) -> None:
    assert marks(add(plain, "sentencepiece.model", add_source_eos=False)) == ((), (), ())


def test_options(plain: Path) -> None:
    add(plain, "own.spm")
    (plain / folders.OPTIONS).write_text(
        'name = "mine 1"\nsource_spm = "own.spm"\nsource_prefix = ["⟦9⟧"]\ntarget_prefix = ["▁The"]\n'
    )
    engine = open_engine(plain)
    (found,) = translated(engine, [SOURCE])
    assert engine.info.name == "mine 1"
    assert engine.info.signature.startswith("mine 1 ")
    assert found.text
    assert not found.text.startswith("The")
    assert marks(plain) == (("⟦9⟧",), (), ("▁The",))


def test_prefixes_are_part_of_the_signature(plain: Path) -> None:
    add(plain, "sentencepiece.model")
    before = open_engine(plain).info.signature
    (plain / folders.OPTIONS).write_text('source_prefix = ["▁x"]\n')
    assert open_engine(plain).info.signature != before


@pytest.mark.parametrize("options", ["name = ", "nmae = 'x'", "name = 1", "source_prefix = 'x'", "target_prefix = [1]"])
def test_wrong_options_are_told(plain: Path, options: str) -> None:
    add(plain, "sentencepiece.model")
    (plain / folders.OPTIONS).write_text(options)
    with pytest.raises(EngineError) as caught:
        open_engine(plain)
    assert caught.value.path == str(plain / folders.OPTIONS)


def test_without_sentencepiece_models(plain: Path) -> None:
    with pytest.raises(EngineError, match=r"source\.spm, target\.spm"):
        open_engine(plain)


def test_an_unknown_prefix_is_an_error_not_a_crash(plain: Path) -> None:
    add(plain, "sentencepiece.bpe.model")
    assert translated(open_engine(plain), [SOURCE])
