"""What kind of model stands at a path, by the files that it consists of."""

from __future__ import annotations

from pathlib import Path

from bilingual.engines.catalogue import Kind
from bilingual.engines.firefox.files import is_firefox_folder
from bilingual.engines.packages import argos
from bilingual.errors import EngineError, ModelMissing

GGUF = b"GGUF"
"""How a file with a language model begins."""
KINDS = (
    "Name an Argos package (.argosmodel, or a folder with metadata.json), a folder with model.bin (CTranslate2) or "
    "model.zhen.….bin (Firefox), or a language model (.gguf)"
)


def model_kind(path: Path) -> Kind:
    """The kind of the model at a path. Raises `ModelMissing` where nothing is, `EngineError` where no model is."""
    if not path.exists():
        raise ModelMissing("There is no model here.", f"See `translate models list`. {KINDS}.", path=str(path))
    if gguf_file(path) is not None:
        return "gguf"
    if argos.is_package(path):
        return "argos"
    if is_firefox_folder(path):
        return "firefox"
    if (path / "model.bin").is_file():
        return "ctranslate2"
    raise EngineError("This folder holds no translation model.", f"{KINDS}.", path=str(path))


def gguf_file(path: Path) -> Path | None:
    """The language model that a path is, or that is the only one in a folder."""
    if path.is_file():
        return path if path.suffix == ".gguf" or _begins(path, GGUF) else None
    found = sorted(path.glob("*.gguf"))
    return found[0] if len(found) == 1 else None


def _begins(path: Path, magic: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError:
        return False
