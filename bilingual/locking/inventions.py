"""Signs that an engine wrote though nothing in its source calls for them: left out, since a post would take them for markup."""

from __future__ import annotations

import re

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


def without_inventions(english: str, source: str) -> str:
    """What an engine wrote without the signs that nothing in the source calls for, and without quotations of nothing.

    >>> without_inventions("He *pays | $5 [today 😀", "他今天付五美元"), without_inventions("My '''' shop", "我的 '小' 店")
    ('He pays $5 today ', 'My shop')
    """
    if not _EMPTY.search(source):
        english = _EMPTY.sub("", english)
    if not (_SIGN.search(english) or PICTURES.search(english) or ADDRESS.search(english)):
        return english
    unasked = {sign for sign in set(_SIGN.findall(english)) if not re.search(WARRANTS[sign], source)}
    unasked |= {address for address in ADDRESS.findall(english) if address not in source}
    unasked |= {picture for picture in PICTURES.findall(english) if picture not in source}
    for sign in sorted(unasked, key=len, reverse=True):
        english = english.replace(sign, "")
    return re.sub(r" {2,}", " ", english) if unasked else english
