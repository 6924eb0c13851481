"""The names that files give to languages (BCP 47 and what people write instead), and the columns they mean."""

from __future__ import annotations

import re
from pathlib import PurePath

from bilingual.model import Column

TAGS: dict[Column, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
"""What our own files say."""
_OF_A_FILE = re.compile(r"\.([A-Za-z]{2,3}(?:-[A-Za-z]{2,4})*)$")
"""The language at the end of a file's stem: `tea.zh-Hant`."""
_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo", "cht"})
_CHINESE = frozenset({"zh", "zho", "chi", "cmn", "zt"})


def column_of(tag: str) -> Column | None:
    """The column that a language tag means; none for other languages.

    >>> [column_of(tag) for tag in ("zh-CN", "ZH_tw", "zh-Hant-HK", "zh", "en-GB", "fr")]
    ['hans', 'hant', 'hant', 'hans', 'en', None]
    """
    first, *rest = re.split(r"[-_]", tag.strip().lower())
    if first in ("en", "eng"):
        return "en"
    if first not in _CHINESE:
        return None
    return "hant" if first == "zt" or _TRADITIONAL.intersection(rest) else "hans"


def language_of_file(path: PurePath) -> str:
    """The language that a file's name says its text is in; none where it says none that we write.

    >>> [language_of_file(PurePath(name)) for name in ("a.en.md", "a.zh-tw.md", "a.fr.md", "a.md")]
    ['en', 'zh-tw', '', '']
    >>> language_of_file(PurePath("i18n/en/docusaurus-plugin-content-blog/a.md"))  # Docusaurus, "i18n - Introduction"
    'en'
    """
    found = _OF_A_FILE.search(path.stem)
    folders = path.parts[path.parts.index("i18n") + 1 : -1] if "i18n" in path.parts else ()
    tag = found[1] if found else "".join(folders[:1])
    return tag if column_of(tag) else ""
