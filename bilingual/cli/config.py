"""Settings: a flag wins over a `BILINGUAL_*` variable, that over `bilingual.toml` (found upwards), that over the user's own."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.errors import UsageError

FILE = "bilingual.toml"
KNOWN = frozenset({"output", "glossary", "format", "layout", "variant", "glosses", "engine", "model", "front-matter"})
"""The keys of the `[run]` table."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the files say, the project's before the user's."""

    values: dict[str, Any]
    root: Path
    """The project's folder: where `bilingual.toml` stands, else the working folder."""

    def get(self, key: str, default: Any = None) -> Any:
        """A value of the `[run]` table."""
        return self.values.get(key, default)


def load(start: Path) -> Config:
    """The settings for a run from `start`; an unreadable file or an unknown key is a `UsageError`."""
    from platformdirs import user_config_path

    project = next((f / FILE for f in (start, *start.parents) if (f / FILE).is_file()), None)
    user = user_config_path("bilingual") / "config.toml"
    values = {**(_run_table(user) if user.is_file() else {}), **(_run_table(project) if project else {})}
    return Config(values, project.parent if project else start)


def _run_table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The settings cannot be read: {error}.", "Mend the file.", path=str(path)) from error
    run: dict[str, Any] = table.get("run", {})
    unknown = sorted((set(table) - {"run"}) | (set(run) - KNOWN))
    if unknown:
        known = ", ".join(sorted(KNOWN))
        raise UsageError(f"“{unknown[0]}” is no setting.", f"In the table [run] there can be: {known}.", path=str(path))
    return run
