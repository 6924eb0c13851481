"""Models that run on CTranslate2: the runner, and plain converted folders with SentencePiece models.

A plain folder is what CTranslate2's converters write for OPUS-MT, NLLB and the other families of `families.py`, with its
SentencePiece models copied into it. What the folder does not tell stands in an optional `bilingual-engine.toml` beside
`model.bin`:

    name = "nllb-200-distilled-600M"
    source_spm = "sentencepiece.bpe.model"
    target_spm = "sentencepiece.bpe.model"
    source_prefix = ["zho_Hans"]
    source_suffix = ["</s>"]
    target_prefix = ["eng_Latn"]
    length_penalty = 1.0
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

from bilingual.engines.ctranslate import vocabulary
from bilingual.engines.ctranslate.engine import CTranslateEngine, Recipe
from bilingual.engines.ctranslate.families import FAMILIES, Family, family_of
from bilingual.engines.ctranslate.tokenizer import SentencePieces
from bilingual.errors import EngineError

OPTIONS = "bilingual-engine.toml"
_TEXTS = ("name", "source_spm", "target_spm")
_LISTS = ("source_prefix", "source_suffix", "target_prefix")
_NUMBERS = ("length_penalty",)


def open_folder(folder: Path) -> CTranslateEngine:
    """The engine of a plain CTranslate2 folder."""
    options = _options(folder / OPTIONS)
    family = family_of(folder, vocabulary.pieces(folder, "source"))
    source, target = _models(folder, options, family)
    marks = _marks(folder, family) | {key: tuple(options[key]) for key in _LISTS if key in options}
    recipe = Recipe(
        name=str(options.get("name", folder.resolve().name)),
        folder=folder,
        tokenizer=SentencePieces(source, target),
        files=(source, target),
        source_prefix=marks["source_prefix"],
        source_suffix=marks["source_suffix"],
        target_prefix=marks["target_prefix"],
        length_penalty=float(options.get("length_penalty", 1)),
        forbids=family.forbids if family else "",
    )
    return CTranslateEngine(recipe)


def sentencepiece_models(folder: Path) -> tuple[Path, Path]:
    """The SentencePiece models of both sides of a plain folder; `EngineError` where they are not there."""
    return _models(folder, _options(folder / OPTIONS), family_of(folder, vocabulary.pieces(folder, "source")))


def _options(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        options = tomllib.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise EngineError(f"This is not TOML: {error}.", "Correct the file.", path=str(path)) from error
    for key, value in options.items():
        if not _fits(key, value):
            raise EngineError(
                f"`{key}` is not an option, or has a value of the wrong kind.",
                f"{', '.join(_TEXTS)} are strings; {', '.join(_LISTS)} lists of strings; {', '.join(_NUMBERS)} a number.",
                path=str(path),
            )
    return options


def _fits(key: str, value: object) -> bool:
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if key in _NUMBERS:
        return isinstance(value, int | float) and 0 < value <= 5
    return key in _TEXTS and isinstance(value, str)


def _models(folder: Path, options: dict[str, Any], family: Family | None) -> tuple[Path, Path]:
    """The SentencePiece models of both sides."""
    names: tuple[str, ...]
    named = options.get("source_spm", options.get("target_spm"))
    if named:
        names = (named, options.get("target_spm", named))
    elif family:
        names = (family.source, family.target)
    else:
        names = tuple(dict.fromkeys(name for row in FAMILIES for name in (row.source, row.target)))
    paths = [folder / name for name in names]
    if len(paths) == 2 and all(path.is_file() for path in paths):
        return paths[0], paths[1]
    fact = f"The model has no SentencePiece models: {', '.join(dict.fromkeys(names))}."
    raise EngineError(fact, f"Copy them into the folder, or name them in {OPTIONS}.", path=str(folder))


def _marks(folder: Path, family: Family | None) -> dict[str, tuple[str, ...]]:
    """The marks around a source that such a model was trained with, as far as its files tell.

    Models made by CTranslate2's Transformers converter want the end mark written by the caller and say so by `add_source_eos`
    in `config.json`; its other converters add it themselves.
    """
    config = _config(folder / "config.json")
    ends = family is not None and family.ends and config.get("add_source_eos") is False
    return {
        "source_prefix": family.source_prefix if family else (),
        "source_suffix": (str(config.get("eos_token", "</s>")),) if ends else (),
        "target_prefix": family.target_prefix if family else (),
    }


def _config(path: Path) -> dict[str, Any]:
    """The model's configuration; models of CTranslate2 before version 3 have none."""
    if not path.is_file():
        return {}
    try:
        config = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise EngineError(
            "The model's configuration is not JSON.", "Install or convert the model again.", path=str(path)
        ) from error
    return config if isinstance(config, dict) else {}
