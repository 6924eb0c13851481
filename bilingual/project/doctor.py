"""What is installed, what is missing, and what would be better: looked up, never changed, and without the network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bilingual.errors import BilingualError

if TYPE_CHECKING:
    from bilingual.project.settings import Settings

State = Literal["good", "better", "missing", "wrong"]
"""`better`: it works, and there is something better; `missing`: what can be installed for more; `wrong`: what must be mended."""
EXTRAS = {
    "firefox": ("fxtranslate", "the best models that run everywhere"),
    "llm": ("xllamacpp", "language models from GGUF files"),
    "web": ("starlette", "the page to edit on, translate edit"),
    "ray": ("ray", "several machines at once"),
}
"""What may be installed besides: the module that an extra brings, and what it is for."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: State
    fact: str
    remedy: str = ""
    """What to do; empty where nothing is to be done."""


def examined(folder: Path) -> Iterator[Finding]:
    """What a person should know before a run from that folder."""
    from bilingual.project.settings import load_settings

    yield Finding("program", "good", f"bilingual {version('bilingual')}, Python {sys.version.split()[0]}")
    try:
        settings = load_settings(folder)
    except BilingualError as error:  # what they name cannot be looked at
        yield _refused("settings", error)
    else:
        yield from _project(settings)
    yield from _programs()
    for extra, (module, purpose) in EXTRAS.items():
        there = find_spec(module) is not None
        yield Finding(extra, "good" if there else "missing", purpose, "" if there else f"pip install 'bilingual[{extra}]'")


Found = tuple[State, str, str]


def _project(settings: Settings) -> Iterator[Finding]:
    """What a project has."""
    told = set[str]()
    for name, look in _LOOKS.items():
        try:
            finding = Finding(name, *look(settings))
        except BilingualError as error:
            finding = _refused(name, error)
        if finding.state != "wrong" or finding.fact not in told:
            yield finding
        told.add(finding.fact)


def _refused(name: str, error: BilingualError) -> Finding:
    return Finding(name, "wrong", f"{error.path}: {error.fact}" if error.path else error.fact, error.remedy)


def _settings(settings: Settings) -> Found:
    """The files of settings, taken as a run and a check take them: what those refuse is told."""
    from bilingual.project.checking import left_out
    from bilingual.project.jobs import Request, batch
    from bilingual.project.settings import FILE

    left_out(settings)
    batch((), Request({}, settings))
    project = settings.root / FILE  # which may set nothing
    files = sorted({*settings.files.values(), *([str(project)] if project.is_file() else [])})
    return "good", ", ".join(files) or "as they come: there is no bilingual.toml", "" if files else "translate init makes one"


def _model(settings: Settings) -> Found:
    from bilingual.engines import SERVER, catalogue, open_engine
    from bilingual.engines.packages import installed

    named = settings.get("engine") or settings.get("model")
    if named:
        if not str(named).startswith(SERVER):  # a server is asked by a run only
            open_engine(named, settings.engine_table(named))
        return "good", f"{named}, by the settings", ""
    package = next(package for package in installed.installed() if package.default)
    title = " ".join(filter(None, (package.name, package.version)))
    return ("better", title, catalogue.advice()) if package.embedded else ("good", title, "")


def _glossary(settings: Settings) -> Found:
    from bilingual.project.glossaries import glossary_files, load_layers

    files = glossary_files((), settings)
    layers = load_layers((), (), settings)
    if layers.problems:
        number = len(layers.problems)
        return "wrong", f"{number} rows cannot be used, the first one: {layers.problems[0]}", "translate glossary lint"
    fact = f"{len(layers.glossary.terms)} terms in {', '.join(map(str, files))}" if files else "none"
    return "good", fact, "" if files else "translate glossary build posts/ makes one of what your posts explain"


def _memory(settings: Settings) -> Found:
    from bilingual.memory import default_path, open_memory

    path = default_path(settings.root)
    if not path.is_file():
        return "good", "none yet: the first run makes it", ""
    open_memory(path).close()
    return "good", f"{path}, {path.stat().st_size / 1e6:.1f} MB", ""


def _programs() -> Iterator[Finding]:
    """What formats need of this machine."""
    from bilingual.errors import ExportError
    from bilingual.formats.registry import BUILT_IN

    for format in BUILT_IN:
        if format.check:
            try:
                yield Finding(format.name, "good", f"{format.title}: {format.check()}")
            except ExportError as error:
                yield Finding(format.name, "missing", error.fact, error.remedy)


_LOOKS: dict[str, Callable[[Settings], Found]] = {
    "settings": _settings, "model": _model, "glossary": _glossary, "memory": _memory
}  # fmt: skip
"""What is looked at, by the name that it is told by."""
