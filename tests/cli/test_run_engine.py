"""Which engine a run takes: `--engine`, else the settings, else the best installed by the catalogue's rank, else the starter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.engines.packages.argos import STARTER
from tests.conftest import STARTER_VERSION

from ..engines import tiny_ctranslate
from ..engines.tiny_firefox import write_tiny_model
from .conftest import Translate

DRAFT, FULL = f"starter {STARTER_VERSION}", "argos zh_en 9.9"
POST = "今天天气很好。\n"


def argos(folder: Path) -> None:
    """The starter under another version, as an Argos package."""
    folder.mkdir(parents=True)
    metadata = json.loads((STARTER / "metadata.json").read_text("utf-8")) | {"package_version": "9.9"}
    (folder / "metadata.json").write_text(json.dumps(metadata))
    for path in STARTER.iterdir():
        if path.name != "metadata.json":
            (folder / path.name).symlink_to(path)


def gguf(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / f"{folder.name}.gguf").write_bytes(b"GGUF")


MODELS, PACKAGES = ".local/share/bilingual/models", ".local/share/argos-translate/packages"
INSTALLED: dict[str, tuple[str, Callable[[Path], object]]] = {
    "argos": (f"{PACKAGES}/translate-zh_en-9_9", argos),
    "opus": (f"{MODELS}/opus", tiny_ctranslate.opus),
    "firefox-base-memory": (f"{MODELS}/firefox-base-memory", write_tiny_model),
    "firefox-base": (f"{MODELS}/firefox-base", write_tiny_model),
    "firefox-mine": (f"{MODELS}/firefox-mine", write_tiny_model),
    "qwen": (f"{MODELS}/qwen", gguf),
}
CASES = [
    # what is installed; the user's settings, the project's, the variable, the flag; who translates
    ("", "", "", "", "", DRAFT),
    ("qwen", "", "", "", "", DRAFT),
    ("opus", "", "", "", "", "opus"),
    ("opus argos", "", "", "", "", FULL),
    ("opus argos firefox-mine", "", "", "", "", "firefox-mine"),
    ("argos firefox-mine firefox-base", "", "", "", "", "firefox-base"),
    ("firefox-base firefox-base-memory qwen argos", "", "", "", "", "firefox-base-memory"),
    ("firefox-base argos", "argos", "", "", "", FULL),
    ("firefox-base argos", "argos", "starter", "", "", DRAFT),
    ("firefox-base argos", "", "starter", "argos", "", FULL),
    ("firefox-base argos", "", "starter", "argos", "firefox-base", "firefox-base"),
    ("firefox-base argos", "argos", "argos", "argos", "starter", DRAFT),
    ("firefox-base qwen", "", "", "", "qwen", "qwen"),
]


@pytest.mark.parametrize(("installed", "users", "projects", "variable", "flag", "engine"), CASES)
def test_the_order_of_choice(
    translate: Translate, home: Path, monkeypatch: pytest.MonkeyPatch,
    installed: str, users: str, projects: str, variable: str, flag: str, engine: str,
) -> None:  # fmt: skip
    for name in installed.split():
        place, make = INSTALLED[name]
        make(home / place)
    for path, choice in ((home / ".config/bilingual/config.toml", users), (Path("bilingual.toml"), projects)):
        if choice:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'[run]\nengine = "{choice}"\n', "utf-8")
    if variable:
        monkeypatch.setenv("BILINGUAL_ENGINE", variable)
    Path("post.md").write_text(POST, "utf-8")
    told = translate("run", "post.md", "--dry-run", "--verbose", *(["--engine", flag] if flag else []))
    assert told.code == 0, told.err
    assert f"; engine: {engine}; " in told.err


def test_what_a_licence_forbids_is_told_where_a_model_is_named_by_its_folder(translate: Translate, tmp_path: Path) -> None:
    Path("post.md").write_text(POST, "utf-8")
    told = "The licence of nllb forbids commercial use (CC BY-NC 4.0)."
    named = ("run", "post.md", "--dry-run", "--model", tiny_ctranslate.nllb(tmp_path / "nllb"))
    assert told in translate(*named).err
    assert told not in translate(*named, "--quiet").err
    assert "licence" not in translate("run", "post.md", "--dry-run", "--model", tiny_ctranslate.opus(tmp_path / "opus")).err
