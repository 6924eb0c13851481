"""Argos packages: a folder or a zip file (`.argosmodel`) with metadata.json, model/ and a tokenizer.

They are opened by their files alone and run with our own batches. Argos Translate itself is not needed: it splits sentences
again and joins them before decoding, its sentence splitters bring gigabytes, and importing it creates folders in the user's
home. Only packages with a BPE tokenizer (`bpe.model`) need its code for that, from the extra `bilingual[argos]`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from bilingual.engines.catalogue import advice
from bilingual.engines.ctranslate.engine import LIMIT, CTranslateEngine, Recipe
from bilingual.engines.ctranslate.hints import HINTS, HintedPieces, package_pieces
from bilingual.engines.ctranslate.tokenizer import Tokenizer
from bilingual.engines.fingerprint import file_ends
from bilingual.engines.packages import archive
from bilingual.errors import EngineError

STARTER = Path(__file__).parents[1] / "starter"
"""The embedded package: made for this project, its licence and sources beside it."""
DOUBTFUL = "doubtful"
"""The key of a package's metadata with the score below which its translations are doubtful."""


def open_starter() -> CTranslateEngine:
    """The embedded model."""
    return CTranslateEngine(_recipe(STARTER, package_pieces(STARTER), draft=advice(), called="starter"))


def open_package(path: Path) -> CTranslateEngine:
    """The engine of an Argos package, folder or zip file. A zip file is unpacked once, into the user's cache."""
    folder = path if path.is_dir() else _unpacked(path)
    prefix = str(metadata(folder).get("target_prefix") or "")
    return CTranslateEngine(_recipe(folder, _tokenizer(folder), target_prefix=(prefix,) if prefix else ()))


def metadata(folder: Path) -> dict[str, Any]:
    """What a package folder says about itself; `EngineError` when it is not a zh→en package."""
    path = folder / "metadata.json"
    try:
        return archive.check_metadata(path.read_bytes(), path)
    except OSError as error:
        raise EngineError("The package has no metadata.json.", archive.AGAIN, path=str(folder)) from error


def is_package(path: Path) -> bool:
    """Whether a path is meant as an Argos package: a file, or a folder with metadata.json."""
    return path.is_file() or (path / "metadata.json").is_file()


def _recipe(
    folder: Path, tokenizer: Tokenizer, *, called: str = "argos zh_en", draft: str = "", target_prefix: tuple[str, ...] = ()
) -> Recipe:
    described = metadata(folder)
    version = described.get("package_version", "")
    # Our own keys: argostranslate passes over what it does not know.
    longest, penalty, doubtful = (described.get(key) for key in ("longest_source", "length_penalty", DOUBTFUL))
    return Recipe(
        name=f"{called} {version}".rstrip(),
        folder=folder / "model",
        tokenizer=tokenizer,
        files=tuple(path for name in (*archive.TOKENIZERS, HINTS) if (path := folder / name).is_file()),
        target_prefix=target_prefix,
        draft=draft,
        limit=longest if isinstance(longest, int) and 0 < longest < LIMIT else LIMIT,
        length_penalty=float(penalty) if isinstance(penalty, int | float) and 0 < penalty <= 5 else 1.0,
        doubtful=float(doubtful) if isinstance(doubtful, int | float) else float("-inf"),
        terms=described.get("terms") is True and isinstance(tokenizer, HintedPieces),
    )


def _tokenizer(folder: Path) -> Tokenizer:
    """The package's tokenizer. Argos' own SentencePiece one is not used to decode: it turns every `_` into a space."""
    if (folder / "sentencepiece.model").is_file():
        return package_pieces(folder)
    if not (folder / "bpe.model").is_file():
        raise EngineError("The package has no tokenizer.", archive.AGAIN, path=str(folder))
    try:
        from argostranslate.tokenizer import BPETokenizer

        tokenizer: Tokenizer = BPETokenizer(folder / "bpe.model", "zh", "en")
        tokenizer.lazy_load()  # type: ignore[attr-defined]
    except ImportError as error:
        raise EngineError(
            "The package's BPE tokenizer needs Argos Translate and its sacremoses library.",
            "Install them (`pip install bilingual[argos]`) or use a package with SentencePiece.",
            path=str(folder),
        ) from error
    except OSError as error:
        raise EngineError(
            f"Argos Translate cannot prepare its folders: {error}.",
            "Let XDG_DATA_HOME, XDG_CONFIG_HOME and XDG_CACHE_HOME name folders that can be written.",
            path=str(folder),
        ) from error
    return tokenizer


def _unpacked(path: Path) -> Path:
    """The folder in the user's cache that the zip file was unpacked into, by size and both ends (its directory)."""
    import platformdirs

    digest = hashlib.sha256(file_ends(path)).hexdigest()[:16]
    destination = Path(platformdirs.user_cache_dir("bilingual")) / "packages" / digest
    if destination.is_dir():
        return destination
    try:
        return archive.unpack(path, archive.check(path), destination, replace=False)
    except OSError as error:
        raise EngineError(
            f"The package cannot be unpacked into the cache: {error.strerror}.",
            "Let XDG_CACHE_HOME name a folder that can be written, or unpack it and name its folder.",
            path=str(path),
        ) from error
