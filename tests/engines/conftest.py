"""Argos packages to test with, made of the embedded model."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from bilingual.engines import Engine, Request, Search
from bilingual.engines.packages.argos import STARTER
from bilingual.model import Hypothesis

FILES = (
    "metadata.json",
    "sentencepiece.model",
    "hints.tsv",
    "model/config.json",
    "model/model.bin",
    "model/shared_vocabulary.json",
)
Zipped = Callable[..., Path]


def translated(engine: Engine, sources: Sequence[str], **search: Any) -> list[Hypothesis]:
    """What an engine makes of sentences alone."""
    return engine.translate([Request(source) for source in sources], Search(**search))


@pytest.fixture
def zipped(tmp_path: Path) -> Zipped:
    """Writes an `.argosmodel`: the embedded model under another version, with files replaced (`None`: left out)."""

    def write(version: str = "9.9", top: str = "", **replaced: bytes | None) -> Path:
        top = top or f"translate-zh_en-{version.replace('.', '_')}"
        metadata = json.loads((STARTER / "metadata.json").read_text()) | {"package_version": version}
        contents: dict[str, bytes | None] = {name: (STARTER / name).read_bytes() for name in FILES}
        contents["metadata.json"] = json.dumps(metadata).encode()
        path = tmp_path / f"{top}.argosmodel"
        with zipfile.ZipFile(path, "w") as package:
            for name, data in (contents | replaced).items():
                if data is not None:
                    package.writestr(f"{top}/{name}", data)
        return path

    return write


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """The embedded model as a plain CTranslate2 folder, without tokenizers."""
    folder = tmp_path / "plain"
    shutil.copytree(STARTER / "model", folder)
    return folder
