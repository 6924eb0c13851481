"""Models in the user's data, a folder each: written whole or not at all. Argos packages lie elsewhere, with Argos Translate's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bilingual.engines.packages.folders import write_folder
from bilingual.errors import EngineError

RESERVED = ("starter", "argos", "openai", "llm")
"""Names that mean something else where an engine is named."""
Contents = Mapping[str, bytes | Path]
"""The files of a model by their names: what they hold, or the file that is copied."""


def models_folder() -> Path:
    """Where the models are kept; it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("bilingual")) / "models"


def model_name(stem: str, before: str) -> str:
    """What a model is called that somebody's folder or file calls `stem`; one that may not be called so has `before` in front.

    >>> model_name("qwen3 8b", "llm"), model_name("starter", "llm")
    ('qwen3-8b', 'llm-starter')
    """
    name = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
    return f"{before}-{name}".rstrip("-") if name in ("", *RESERVED) else name


def placed(name: str, contents: Contents) -> Path:
    """The folder of a model with these files, in place of what had that name."""
    destination = models_folder() / name
    try:
        return write_folder(destination, contents)
    except OSError as error:
        fact = f"The model cannot be written: {error.strerror}."
        remedy = "Check the folder's permissions and the space on the disk; what was fetched is not fetched again."
        raise EngineError(fact, remedy, path=str(destination.parent)) from error
