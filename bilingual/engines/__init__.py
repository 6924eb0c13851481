"""Translation engines: requests in, hypotheses out."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bilingual.engines.base import Effort, Engine, EngineInfo, Hurriable, Request, Search, Tell
from bilingual.errors import EngineError, of_add_on
from bilingual.model import Hypothesis

__all__ = ["ENTRY_POINTS", "Effort", "Engine", "EngineInfo", "Request", "Search", "open_engine"]

ENTRY_POINTS = "bilingual.engines"
"""The group under which other distributions register engines: callables that are given their table of settings."""
SERVER = "openai:"
"""Begins the name of an engine that is a language model behind a server: `openai:http://127.0.0.1:11434/v1#qwen3`."""
NO_SETTINGS: Mapping[str, Any] = MappingProxyType({})


def _not_told(error: EngineError) -> None:
    """What goes wrong on the way shows in the flags of what was made."""


def open_engine(
    name_or_path: str | Path | None = None,
    table: Mapping[str, Any] = NO_SETTINGS,
    tell: Tell = _not_told,
    effort: Effort = "normal",
) -> Engine:
    """An engine by name or path; `table` is what `[engine.NAME]` in `bilingual.toml` says, for an engine that takes settings.

    Without one: the best installed by the catalogue, else the embedded starter. A name is `starter`, `argos`, an installed
    model, an engine that another distribution registers, or `openai:ADDRESS#MODEL` for a language model behind a server; a
    path is an Argos package (folder or file), a CTranslate2 folder, a folder with a Firefox model, or a language model
    (`.gguf`). `ModelMissing` when there is none such, `EngineError` when it is not usable.
    Opening reads a few small files; the model itself is loaded by the first translation. `tell` hears of what goes wrong
    while it translates and does not stop it, such as a server that goes away. With low `effort` a model that runs on CTranslate2
    searches less widely; the others have no narrower search.
    """
    name = name_or_path if isinstance(name_or_path, str) else ""
    from bilingual.engines.packages.kinds import gguf_file

    plugins = entry_points(group=ENTRY_POINTS)
    if name in plugins.names:
        return _from_plugin(plugins[name], table)
    if name.startswith(SERVER):
        return _language_model(name.removeprefix(SERVER), table, tell)
    if isinstance(name_or_path, Path) or _is_path(name):
        path, name = Path(name_or_path or ""), ""
    else:
        path, name = _installed(name)
    if (file := gguf_file(path)) is not None:
        return _language_model(file, table, tell)
    if table:
        raise EngineError(f"The engine “{name_or_path}” takes no settings.", f"Remove the table [engine.{name_or_path}].")
    engine = _ordinary(path, name)
    return engine.with_low_effort() if effort == "low" and isinstance(engine, Hurriable) else engine


def _is_path(name: str) -> bool:
    """Whether a string names a file or folder; a model's name wins over a folder of that name."""
    from bilingual.engines.packages import installed

    if name in ("", installed.FULL, *(package.name for package in installed.installed())):
        return False
    return os.sep in name or name.endswith((".argosmodel", ".gguf")) or Path(name).exists()


def _installed(name: str = "") -> tuple[Path, str]:
    """Where the model of that name lies, and its own name; without one the default's."""
    from bilingual.engines.packages import installed

    package = installed.find(name, entry_points(group=ENTRY_POINTS).names)
    return package.path, package.name


def _ordinary(path: Path, name: str = "") -> Engine:
    """The model at a path, which is no language model; where it was asked for by name, it is called so."""
    from bilingual.engines.ctranslate import folders
    from bilingual.engines.firefox.engine import FirefoxEngine
    from bilingual.engines.packages import argos
    from bilingual.engines.packages.kinds import model_kind

    kind = model_kind(path)
    if kind == "firefox":
        return FirefoxEngine(path, name)
    if kind == "ctranslate2":
        return folders.open_folder(path)
    return argos.open_starter() if path == argos.STARTER else argos.open_package(path)


class _AddOn:
    """An engine of another package: an exception out of it is an `EngineError`."""

    def __init__(self, name: str, engine: Engine) -> None:
        self._what = f"engine “{name}”"
        self._engine = engine

    @property
    def info(self) -> EngineInfo:
        with of_add_on(EngineError, self._what):
            return self._engine.info

    def translate(self, requests: Sequence[Request], search: Search) -> list[Hypothesis]:
        with of_add_on(EngineError, self._what):
            return self._engine.translate(requests, search)


def _from_plugin(plugin: EntryPoint, table: Mapping[str, Any]) -> Engine:
    try:
        factory = plugin.load()
    except (ImportError, AttributeError) as error:
        raise EngineError(
            f"The engine “{plugin.name}” cannot be loaded: {error}.", f"Install {plugin.value.split(':')[0]} again."
        ) from error
    with of_add_on(EngineError, f"engine “{plugin.name}”"):
        engine = factory(table)
    if not isinstance(engine, Engine):
        raise EngineError(f"“{plugin.name}” is not an engine.", "Report it to the authors of the add-on.")
    return _AddOn(plugin.name, engine)


def _language_model(where: str | Path, table: Mapping[str, Any], tell: Tell) -> Engine:
    """A language model on a server or in a file; what it cannot do is for the best ordinary engine there is."""
    from bilingual.engines.llm.engine import LanguageModel
    from bilingual.engines.llm.gguf import gguf_chat
    from bilingual.engines.llm.prompt import load_prompt
    from bilingual.engines.llm.server import server_chat

    allow_remote = table.get("allow-remote") is True
    chat = gguf_chat(where) if isinstance(where, Path) else server_chat(where, allow_remote=allow_remote)
    prompt = load_prompt(Path(table["prompt"]) if "prompt" in table else None)
    return LanguageModel(chat, prompt, _ordinary(*_installed()), tell)
