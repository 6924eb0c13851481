"""Argos Translate's settings, read without importing it.

Importing `argostranslate.settings` creates three folders in the user's home. Translating with the embedded model
must leave the home as it is (it may even be read-only), so the few settings needed are read here by the same rules:
an environment variable, else `settings.json`, else the default. A test holds the two readings equal.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where Argos Translate keeps the list of its packages, unless `ARGOS_PACKAGE_INDEX` names another place."""


def argos_setting(key: str, default: str = "") -> str:
    """The value of a setting such as `ARGOS_DEVICE_TYPE`; the environment wins over the file."""
    return os.environ.get(key) or str(_settings_file().get(key) or default)


def packages_folder() -> Path:
    """Where Argos Translate, LibreTranslate and this program keep installed packages; it may not exist yet."""
    return Path(argos_setting("ARGOS_PACKAGES_DIR") or _xdg("XDG_DATA_HOME", ".local/share") / "packages")


def package_index() -> str:
    """The address of the list of packages; like Argos itself, `index.json` is put behind what the setting says."""
    return argos_setting("ARGOS_PACKAGE_INDEX", INDEX) + "index.json"


def _xdg(variable: str, default: str) -> Path:
    home = Path(os.environ["SNAP_USER_DATA"]) if "SNAP" in os.environ else Path.home()
    return Path(os.environ.get(variable) or home / default) / "argos-translate"


def _settings_file() -> dict[str, object]:
    """The contents of `settings.json`; like Argos itself, a missing or broken file counts as empty."""
    try:
        data = json.loads((_xdg("XDG_CONFIG_HOME", ".config") / "settings.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def device() -> str:
    """`cpu`, `cuda` or `auto` (`ARGOS_DEVICE_TYPE`)."""
    return argos_setting("ARGOS_DEVICE_TYPE", "cpu")


def compute_type() -> str:
    """The arithmetic (`ARGOS_COMPUTE_TYPE`): 8-bit integers on a processor, the fastest elsewhere."""
    return argos_setting("ARGOS_COMPUTE_TYPE", "int8" if device() == "cpu" else "auto")


def threads() -> tuple[int, int]:
    """Batches at a time, and threads for each (`ARGOS_INTER_THREADS`, `ARGOS_INTRA_THREADS`).

    Measured on two cores: two batches at a time with one thread each are 1.7 times as fast as one batch with
    two threads, so every core gets a batch of its own unless told otherwise.
    """
    intra = _whole_number("ARGOS_INTRA_THREADS") or 1
    default = max(1, core_count() // intra) if device() == "cpu" else 1
    return _whole_number("ARGOS_INTER_THREADS") or default, intra


def _whole_number(key: str) -> int:
    value = argos_setting(key)
    return int(value) if value.isdecimal() else 0


def core_count() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
