"""Signs that an engine wrote though nothing in its source calls for them: left out, since a post would take them for markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

WARRANTS: dict[str, str] = {
    "|": "[|｜]",
    "[": r"[\[［【]",
    "]": r"[\]］】]",
    "{": "[{｛]",
    "}": "[}｝]",
    "<": "[<＜〈《]|小于|低于|少于|不到|不足",
    ">": "[>＞〉》]|大于|高于|多于|超过|以上",
    "*": "[*＊×]",
    "_": "_",
    "`": "[`｀]",
    "^": r"[\^＾]|[平立]方|次方",
    "\\": r"\\",
    "~": "[~～〜]|约|左右",
    "$": "[$＄]|[美加澳港]元|美金|[元块刀]",
    "#": "[#＃]|号|第",
    "=": "[=＝]|等于|就是",
}
"""Each sign that Markdown may read as a mark (CommonMark 2.4 and its extensions), and what of a Chinese source calls for it."""

PICTURES = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]\ufe0f?")
"""Arrows, dingbats and emoji (Unicode's blocks): they stand for themselves in every language."""

ADDRESS = re.compile(r"(?:https?|ftp)://\S+|\bwww\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""Those of a source never reach an engine: they have placeholders."""

_EMPTY = re.compile(r"(?:''|\"\"|“”|‘’)+ ?")
"""Quotation marks with nothing between them."""

_SIGN = re.compile("[{}]".format(re.escape("".join(WARRANTS))))


def without_inventions(source: str) -> Callable[[str], str]:
    """What leaves out of an engine's words the signs that nothing in their source calls for, and quotations of nothing.

    It is made once for a source, which is looked through once for all the words between its placeholders.

    >>> without_inventions("他今天付五美元")("He *pays | $5 [today 😀"), without_inventions("我的 '小' 店")("My '''' shop")
    ('He pays $5 today ', 'My shop')
    """
    quotes_nothing = bool(_EMPTY.search(source))
    is_called_for = cache(lambda sign: re.search(WARRANTS.get(sign, re.escape(sign)), source) is not None)

    def left(english: str) -> str:
        if not quotes_nothing:
            english = _EMPTY.sub("", english)
        found = {*_SIGN.findall(english), *ADDRESS.findall(english), *PICTURES.findall(english)}
        unasked = [sign for sign in found if not is_called_for(sign)]
        for sign in sorted(unasked, key=len, reverse=True):
            english = english.replace(sign, "")
        return re.sub(r" {2,}", " ", english) if unasked else english

    return left
