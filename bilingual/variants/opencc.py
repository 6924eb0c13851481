"""OpenCC, the one place that touches it: strings in, strings out, one converter a configuration and process.

OpenCC drops the text after a NUL without a word, and private-use characters stand for what is held out of its reach
(`masks.py`): `refuse` keeps both out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

from bilingual.errors import DocumentError
from bilingual.model import Variant

Script = Literal["hans", "hant"]

CONFIGS: dict[Variant, dict[Script, str]] = {
    "tw": {"hant": "s2tw", "hans": "tw2s"},
    "twp": {"hant": "s2twp", "hans": "tw2sp"},
    "hk": {"hant": "s2hk", "hans": "hk2s"},
    "none": {"hans": "t2s"},
}
"""OpenCC's configuration for each variant and the script to convert to."""

_REFUSED = re.compile("[\0\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")

_BETWEEN = "\U000f0000"
"""Stands in no text (`refuse`), and no phrase reaches over it."""


@cache
def _converter(config: str) -> Any:
    # one converter may serve many threads; two threads that come first build two, and one of them is forgotten
    from opencc import OpenCC

    return OpenCC(config)


def convert(text: str, config: str) -> str:
    """What OpenCC itself makes of `text`; `config` is one of its own names.

    >>> convert("汉字", "s2t")
    '漢字'
    """
    return str(_converter(config).convert(text)) if text else text


def convert_each(texts: Iterable[str], config: str) -> list[str]:
    """What OpenCC makes of each of the texts by itself, in one go.

    >>> convert_each(["头", "发"], "s2t")
    ['頭', '發']
    """
    pieces = tuple(texts)
    return convert(_BETWEEN.join(pieces), config).split(_BETWEEN) if pieces else []


def refuse(text: str) -> None:
    """Raise `DocumentError` where `text` holds a character that cannot go through a conversion."""
    if found := _REFUSED.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise DocumentError(
            f"U+{ord(found[0]):04X} stands at character {found.start() + 1} of line {line} of a text to convert.",
            "Take it out of the post: it is no letter, and what it stands for is lost on other machines.",
        )
