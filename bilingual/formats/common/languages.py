"""The names that files give to languages (BCP 47 and what people write instead), and the columns they mean."""

from __future__ import annotations

import re

from bilingual.model import Column

TAGS: dict[Column, str] = {"hans": "zh-Hans", "hant": "zh-Hant", "en": "en"}
"""What our own files say."""
REGIONAL: dict[Column, str] = {"hans": "zh-CN", "hant": "zh-TW", "en": "en-US"}
"""The same for programs that want a region."""
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
