"""Settings: a flag wins over a `BILINGUAL_*` variable, that over `bilingual.toml` (found upwards), that over the user's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.errors import UsageError
from bilingual.files import is_there

FILE = "bilingual.toml"
ENGINE = "engine"
"""The table of tables for engines that take settings: `[engine.NAME]`."""
EITHER = ("engine", "model")
"""Two ways to say the same thing: of several settings the nearest one counts, whichever of the two it is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the files say, the project's before the user's."""

    values: dict[str, Any]
    root: Path
    """The project's folder: where `bilingual.toml` stands, else the working folder. Paths in the files are relative to it."""
    files: dict[str, str] = field(default_factory=dict)
    """The file that each value comes from, for messages."""

    def get(self, key: str, default: Any = None) -> Any:
        """A value of the `[run]` table, or of another by its name: `check.off`."""
        return self.values.get(key, default)

    @property
    def output(self) -> Path:
        """The folder that runs write to, unless it is named."""
        return Path(self.get("output", self.root / "outputs"))

    def engine_table(self, name: object) -> Mapping[str, Any]:
        """What `[engine.NAME]` says: of `openai:ADDRESS` that of `openai`, of a `.gguf` file that of `llm`; else empty.

        A language model that is installed has a table of its own name.
        """
        kind = "llm" if str(name).endswith(".gguf") else str(name).partition(":")[0]
        table: Mapping[str, Any] = self.values.get(f"{ENGINE}.{name}") or self.values.get(f"{ENGINE}.{kind}", {})
        return table


def load_settings(start: Path) -> Settings:
    """The settings for a run from `start`; an unreadable file, an unknown key or a value of the wrong kind is a `UsageError`."""
    from platformdirs import user_config_path

    project = next((f / FILE for f in (start, *start.parents) if is_there(f / FILE)), None)
    root = project.parent if project else start
    user = user_config_path("bilingual", appauthor=False) / "config.toml"
    values: dict[str, Any] = {}
    files: dict[str, str] = {}
    for path in (user, project):
        if path is None or not is_there(path):
            continue
        table = _tables(path, root)
        if set(EITHER) & set(table):
            values = {key: value for key, value in values.items() if key not in EITHER}
        values |= table
        files |= dict.fromkeys(table, str(path))
    return Settings(values, root, files)


def _tables(path: Path, root: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        line = re.search(r"at line (\d+)", str(error))
        fact = f"The settings cannot be read: {str(error).rstrip('.')}."
        raise UsageError(fact, "Mend the file.", path=str(path), line=int(line[1]) if line else None) from error
    if unknown := next((name for name in tables if name not in (*TABLES, ENGINE)), None):
        known = ", ".join(f"[{name}]" for name in TABLES)
        remedy = f"There can be the tables {known} and [{ENGINE}.NAME]."
        raise UsageError(f"“{unknown}” is no setting.", remedy, path=str(path))
    found = {key: value for name in TABLES for key, value in _table(name, tables.get(name, {}), path, root).items()}
    found |= _engine_tables(tables.get(ENGINE, {}), path)
    if set(EITHER) <= set(found):
        raise UsageError("Both “engine” and “model” are set.", "Keep one of them.", path=str(path))
    return found


def _engine_tables(tables: Any, path: Path) -> dict[str, Any]:
    """What each engine is told, under `engine.NAME`; what may stand there is that engine's business."""
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise UsageError(f"“{ENGINE}” is no table.", f"Begin it with a line `[{ENGINE}.NAME]`.", path=str(path))
    return {f"{ENGINE}.{name}": table for name, table in tables.items()}


def _table(name: str, table: Any, path: Path, root: Path) -> dict[str, Any]:
    """The values of one table; those of another than `[run]` with its name before them."""
    if not isinstance(table, dict):
        raise UsageError(f"“{name}” is no table.", f"Begin it with a line `[{name}]`.", path=str(path))
    kinds = TABLES[name]
    if unknown := next((key for key in table if key not in kinds), None):
        known = ", ".join(sorted(kinds))
        raise UsageError(f"“{unknown}” is no setting.", f"In the table [{name}] there can be: {known}.", path=str(path))
    before = "" if name == "run" else f"{name}."
    return {before + key: _checked(key, value, kinds[key], path, root) for key, value in table.items()}


def _checked(key: str, value: Any, kind: _Kind, path: Path, root: Path) -> Any:
    fits, wanted, made = kind
    if not fits(value):
        raise UsageError(f"“{key}” has a value of the wrong kind.", f"Write {wanted}.", path=str(path))
    return made(value, root)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != "" and "\0" not in value


def _are_texts(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))


def _path(value: str, root: Path) -> Path:
    return root / Path(value).expanduser()


def _paths(value: str | list[str], root: Path) -> list[Path]:
    return [_path(path, root) for path in ([value] if isinstance(value, str) else value)]


def split_list(value: str | Sequence[str], root: Path | None = None) -> list[str]:
    """A list whose members may be written as one string with commas.

    >>> split_list("md, docx,"), split_list(["md", "docx,html"])
    (['md', 'docx'], ['md', 'docx', 'html'])
    """
    listed = ",".join([value] if isinstance(value, str) else value)
    return [word.strip() for word in listed.split(",") if word.strip()]


def _as_it_is(value: str, root: Path) -> str:
    return value


_Kind = tuple[Callable[[Any], bool], str, Callable[[Any, Path], Any]]
_TEXT: _Kind = (_is_text, "a string in quotes", _as_it_is)
_PATH: _Kind = (_is_text, "a path in quotes", _path)
KINDS: dict[str, _Kind] = {
    "output": _PATH,
    "glossary": (_are_texts, "a path in quotes, or a list of them", _paths),
    "format": (_are_texts, "a string in quotes, or a list of them", split_list),
    "layout": _TEXT,
    "site": _TEXT,
    "languages": (_are_texts, "a list of three names in quotes", split_list),
    "variant": _TEXT,
    "columns": (_are_texts, "a string in quotes, or a list of them", split_list),
    "paper": _TEXT,
    "for": _TEXT,
    "template": _PATH,
    "glosses": _TEXT,
    "details": _TEXT,
    "corrections": _TEXT,
    "engine": _TEXT,
    "model": _PATH,
    "effort": _TEXT,
    "front-matter": (_are_texts, "a list of keys in quotes", split_list),
}
"""The keys of the `[run]` table: whether a value fits, what to write, and what becomes of it."""
TABLES: dict[str, dict[str, _Kind]] = {
    "run": KINDS,
    "check": {"off": (_are_texts, "a list of checks in quotes", split_list)},
}
"""The tables of the file and the keys of each."""
