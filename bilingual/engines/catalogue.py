"""The models that can be had: what each is, where it lies, what it is worth. The facts stand in `catalogue.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

Kind = Literal["argos", "firefox", "ctranslate2", "gguf"]

FILE = Path(__file__).parent / "catalogue.toml"
SETS = ("flores.dev", "newstest2019")
"""The sets that a model's worth is told by."""
LIBRARIES = {"firefox": "fxtranslate", "llm": "xllamacpp"}
"""The module that each extra brings."""


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file of a model, as it is fetched."""

    name: str
    addresses: tuple[str, ...]
    """Where it lies; the next is asked where one fails. None where an index names it."""
    size: int
    """In bytes; of a file that an index names about so many."""
    sha256: str
    """Empty where an index names the file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One model that can be had."""

    name: str
    title: str
    languages: tuple[str, str]
    kind: Kind
    licence: str
    forbids: str
    """What its licence does not allow; empty where nothing of what this program does with it."""
    extra: str
    """The extra of this program that it needs, or nothing."""
    memory: int
    """Of a process that holds it, in MB."""
    rank: int
    """Its place among all: the first installed is used when none is named."""
    chrf: Mapping[str, float]
    """chrF2++ by the name of the set."""
    files: tuple[CatalogueFile, ...]

    @property
    def size(self) -> int:
        """Of all that is fetched, in bytes."""
        return sum(file.size for file in self.files)

    @property
    def usable(self) -> bool:
        """Whether the library that it needs is installed."""
        return not self.extra or find_spec(LIBRARIES[self.extra]) is not None


@cache
def entries() -> tuple[Entry, ...]:
    """All that can be had, the best first."""
    return tuple(sorted(map(_entry, _tables()["model"]), key=lambda entry: entry.rank))


def find_entry(name: str) -> Entry | None:
    """The entry of that name, if there is one."""
    return next((entry for entry in entries() if entry.name == name), None)


def starter_scores() -> Mapping[str, float]:
    """chrF2++ of the embedded model, by the name of the set."""
    scores: Mapping[str, float] = _tables()["starter"]["chrf"]
    return scores


def advice() -> str:
    """One line for a person who works with the starter: the best model there is, what it is worth, how it is got."""
    best, starter = entries()[0], starter_scores()
    flores, news = (round(best.chrf[name] - starter[name]) for name in SETS)
    return (
        f"The built-in starter model gives drafts only; `translate models install {best.name}` ({round(best.size / 1e6)} MB) "
        f"fetches a better one: +{flores} chrF2++ on general prose (flores), +{news} on news (newstest2019)."
    )


def _tables() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text("utf-8"))


def _entry(table: dict[str, Any]) -> Entry:
    files = tuple(CatalogueFile(file["name"], tuple(file["addresses"]), file["bytes"], file["sha256"]) for file in table["file"])
    return Entry(
        name=table["name"],
        title=table["title"],
        languages=(table["from"], table["to"]),
        kind=table["kind"],
        licence=table["licence"],
        forbids=table["forbids"],
        extra=table["extra"],
        memory=table["memory"],
        rank=table["rank"],
        chrf=table["chrf"],
        files=files,
    )
