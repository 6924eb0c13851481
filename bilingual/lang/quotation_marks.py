"""Straight and single quotation marks around Chinese, which tell less than “ and ” do: neither where a quotation begins, nor to
an engine that it is one."""

from __future__ import annotations

import re

_STRAIGHT = re.compile(r"(?<![A-Za-z0-9'])'((?=[^']{0,120}[\u3400-\u9fff])[^']{1,120})'(?![A-Za-z0-9'])")
"""Chinese words between straight single quotation marks."""
_SINGLE = re.compile("‘([^‘’]{1,120})’")
_TWO_MARKS = re.compile(r"""(?<=\w\w)(?<!etc|Inc|Ltd)[.,](["”]),""")
"""The end of a quotation and a comma behind it, as an engine writes where the Chinese has ”，."""
_DOUBLE = re.compile('[“”「」"]')


def curled(text: str) -> str:
    """The text with its straight quotation marks as pairs; an odd one is left. It is as long as before.

    >>> curled('他说"好"'), curled("他说'好'，don't")
    ('他说“好”', "他说‘好’，don't")
    """
    text = _STRAIGHT.sub(r"‘\1’", text)
    pieces = text.split('"')
    if len(pieces) < 3 or not len(pieces) % 2:
        return text
    return "".join(piece + mark for piece, mark in zip(pieces, [*"“”" * (len(pieces) // 2), ""], strict=True))


def doubled(text: str) -> str:
    """The text with its single quotation marks as double ones where it has no others: those every engine knows.

    >>> doubled("他说'好'"), doubled("“他说‘好’。”")
    ('他说“好”', '“他说‘好’。”')
    """
    return text if _DOUBLE.search(text) else _SINGLE.sub(r"“\1”", _STRAIGHT.sub(r"“\1”", text))


def with_one_mark(english: str) -> str:
    """The English with one mark, not two, where a quotation ends and its sentence goes on; a question keeps its comma.

    >>> with_one_mark('He said, "More money.", then “Hey,”, and "Why?", too.')
    'He said, "More money," then “Hey,” and "Why?", too.'
    """
    return _TWO_MARKS.sub(r",\1", english)
