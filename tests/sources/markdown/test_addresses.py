"""Bare addresses whose last part is a title in Hanzi, as readers copy them; elsewhere the sentence goes on after the address."""

from __future__ import annotations

import pytest

from bilingual.model import Code
from bilingual.sources import parse

ADDRESSES = {
    "见 https://zh.wikipedia.org/wiki/图书馆 。": "https://zh.wikipedia.org/wiki/图书馆",
    "见https://zh.wikipedia.org/wiki/图书馆，好": "https://zh.wikipedia.org/wiki/图书馆",
    "https://zh.wikipedia.org/wiki/北京_(城市) 好": "https://zh.wikipedia.org/wiki/北京_(城市)",
    "https://a.b/?q=图书馆&x=1 好": "https://a.b/?q=图书馆&x=1",
    "https://a.b/tags/读书/小说 好": "https://a.b/tags/读书/小说",
    "访问https://a.b/就可以看到": "https://a.b/",
    "访问https://a.b/wiki/，好": "https://a.b/wiki/",
    "访问https://a.b/c这里": "https://a.b/c",
}


@pytest.mark.parametrize("source", ADDRESSES)
def test_where_an_address_ends(source: str) -> None:
    (address,) = (part for part in parse(source).blocks[0].parts if isinstance(part, Code))
    assert (address.kind, address.text) == ("url", ADDRESSES[source])
