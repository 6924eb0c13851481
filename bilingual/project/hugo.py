"""What the configuration of a Hugo site calls its languages, and which of them a post without one in its name is in.

https://gohugo.io/configuration/introduction/ (which files), https://gohugo.io/configuration/languages/ (what stands in them).
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from bilingual.errors import UsageError
from bilingual.formats.common.languages import column_of
from bilingual.model import Column, Site
from bilingual.sources import yaml_data

_READERS: Mapping[str, Callable[[str], Any]] = {
    ".toml": tomllib.loads,
    ".yaml": yaml_data,
    ".yml": yaml_data,
    ".json": json.loads,
}
_FILES = ("hugo", "config", "config/_default/hugo", "config/_default/config")
_OF_LANGUAGES = "config/_default/languages"
"""The file that has what others have below `languages`."""
_DEFAULT = "en"
"""What Hugo takes for the language of posts where its configuration says nothing."""


def as_configured(site: Site, root: Path, called: Mapping[Column, str] | None) -> Site:
    """The rules for the Hugo site in a folder, with its names of languages: those of its configuration, if none are given.

    They stay as they are where it has no configuration. Raises `UsageError` for one that cannot be read, and for one by which
    pages in other languages would be none.
    """
    found = [(file, table) for stem in (*_FILES, _OF_LANGUAGES) for file, table in _tables(root / stem)]
    if not found:
        return replace(site, languages=called or site.languages)
    file, table = found[0][0], {key: value for _, table in reversed(found) for key, value in table.items()}
    configured, default = table.get("languages"), str(table.get("defaultContentLanguage", _DEFAULT))
    if not isinstance(configured, dict) or not configured:
        fact = "Hugo knows no languages of this site, so it would take a page in another one for a post of its own."
        raise UsageError(fact, "Add [languages.zh-cn], [languages.zh-tw] and [languages.en].", path=str(file))
    names = called or _named(configured)
    column: Column = next((column for column, name in names.items() if name == default), "en")
    if column == "en":
        fact = f"Hugo takes a post without a language in its name to be in “{default}”, which is not the name of a Chinese one."
        remedy = 'Write defaultContentLanguage = "zh-cn", as the site calls it; or `languages` in bilingual.toml.'
        raise UsageError(fact, remedy, path=str(file))
    return replace(site, languages=names, default=column)


def _named(languages: Mapping[str, Any]) -> dict[Column, str]:
    """What the site calls each language, by its key, or by the code that stands below the key."""
    found: dict[Column, str] = {}
    for name, table in languages.items():
        codes = [table[key] for key in ("locale", "languageCode") if key in table] if isinstance(table, dict) else []
        column = next((column for tag in (name, *codes) if (column := column_of(str(tag)))), None)
        if column is not None:
            found.setdefault(column, name)
    return found


def _tables(stem: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The files of that name with what they hold."""
    found = []
    for suffix, read in _READERS.items():
        file = stem.with_name(stem.name + suffix)
        if file.is_file():
            try:
                table = read(file.read_text("utf-8-sig"))
            except (OSError, ValueError, RecursionError) as error:
                fact = f"The configuration of the site cannot be read: {' '.join(str(error).split()).rstrip('.')}."
                raise UsageError(fact, "Mend the file.", path=str(file)) from error
            table = table if isinstance(table, dict) else {}
            found.append((file, {"languages": table} if stem.name == "languages" else table))
    return found
