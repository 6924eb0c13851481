"""Words of the glossary's messages."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\w=./:·-]+")


def quoted(argument: str) -> str:
    """An argument as one types it into a shell: Hanzi need no quotes there.

    >>> quoted("抖音=Douyin"), quoted("闲哥=Brother Xian"), quoted("")
    ('抖音=Douyin', "'闲哥=Brother Xian'", '')
    """
    from shlex import quote

    return quote(argument) if argument and not _PLAIN.fullmatch(argument) else argument
