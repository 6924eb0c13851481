"""Words of the glossary's messages."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_PLAIN = re.compile(r"[\w=./:·-]+")


def quoted(argument: str) -> str:
    """An argument as one types it into a shell: Hanzi need no quotes there.

    >>> quoted("抖音=Douyin"), quoted("闲哥=Brother Xian"), quoted("")
    ('抖音=Douyin', "'闲哥=Brother Xian'", '')
    """
    from shlex import quote

    return quote(argument) if argument and not _PLAIN.fullmatch(argument) else argument


def printable(text: str) -> str:
    """A text from a post as one line that a terminal only shows: control characters become `·`.

    >>> printable("a\\x1b[31mb\\nc")
    'a·[31mb·c'
    """
    return _CONTROL.sub("·", text)
