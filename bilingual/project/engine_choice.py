"""The engine of a project, written into its settings as a person would."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from bilingual.errors import UsageError
from bilingual.files import is_there, write_whole
from bilingual.project.settings import EITHER, FILE

_HEAD = re.compile(r"\s*\[\s*run\s*\]\s*(#.*)?")
_NEXT = re.compile(r"\s*\[")
_CHOICE = re.compile(rf"\s*({'|'.join(EITHER)})\s*=")


def choose_engine(name: str, start: Path) -> Path:
    """The `bilingual.toml` that now says `engine = "NAME"`: the nearest upwards from `start`, else a new one there.

    Its other lines stay as they are. `UsageError` where the file cannot be read or written, or where the line cannot be put
    in without changing what else it says.
    """
    path = next((folder / FILE for folder in (start, *start.parents) if is_there(folder / FILE)), start / FILE)
    try:
        text = path.read_bytes().decode("utf-8") if is_there(path) else ""
        before = tomllib.loads(text.removeprefix("\ufeff"))
        changed = with_engine(text, name)
        if tomllib.loads(changed.removeprefix("\ufeff")) != _wanted(before, name):
            raise UsageError("The settings have a form of their own.", f'Write engine = "{name}" below [run].', path=str(path))
        write_whole([(path, changed.encode())])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"The settings cannot be changed: {str(error).rstrip('.')}.", "Mend the file.", path=str(path)
        ) from error
    return path


def with_engine(text: str, name: str) -> str:
    r"""Settings with the engine in the table `[run]`, in place of an engine or model that stands there.

    >>> with_engine('[run]\nmodel = "x"\noutput = "site" # here\n', "argos")
    '[run]\nengine = "argos"\noutput = "site" # here\n'
    >>> with_engine('[check]\noff = []', "argos")
    '[check]\noff = []\n\n[run]\nengine = "argos"\n'
    """
    end = "\r\n" if "\r\n" in text else "\n"
    line = f'engine = "{name}"{end}'
    lines = text.splitlines(keepends=True)
    head = next((at for at, each in enumerate(lines) if _HEAD.fullmatch(each.strip("\ufeff\r\n"))), None)
    if head is None:
        between = "" if not text else end if text.endswith("\n") else end * 2
        return f"{text}{between}[run]{end}{line}"
    stop = next((at for at in range(head + 1, len(lines)) if _NEXT.match(lines[at])), len(lines))
    choice = next((at for at in range(head + 1, stop) if _CHOICE.match(lines[at])), None)
    if choice is not None:
        return "".join([*lines[:choice], line, *lines[choice + 1 :]])
    first = lines[head] if lines[head].endswith("\n") else lines[head] + end
    return "".join([*lines[:head], first, line, *lines[head + 1 :]])


def _wanted(tables: dict[str, object], name: str) -> dict[str, object]:
    """The tables with the engine, and nothing else changed."""
    run = tables.get("run", {})
    others = {key: setting for key, setting in run.items() if key not in EITHER} if isinstance(run, dict) else {}
    return tables | {"run": others | {"engine": name}}
