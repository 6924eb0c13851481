"""Bare addresses with Hanzi in their path, as readers copy them; elsewhere the sentence goes on after the address."""

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
    "见 https://a.b/中文路径 和": "https://a.b/中文路径",
    "https://a.b/中文路径": "https://a.b/中文路径",
    "见：https://a.b/中文路径。好": "https://a.b/中文路径",
    "见 www.a.cn/软件/v2版/安装.html，好": "www.a.cn/软件/v2版/安装.html",
    "（https://a.b/c/第1章-开始；好）": "https://a.b/c/第1章-开始",
    "“https://a.b/文件_(旧)”好": "https://a.b/文件_(旧)",
    "(https://a.b/软件)好": "https://a.b/软件",
    "见 https://a.b/看 吧": "https://a.b/看",
    "见 https://a.b就可以看到": "https://a.b",
    "见 https://a.b/c这里 好": "https://a.b/c",
    "访问https://a.b/就可以看到": "https://a.b/",
    "访问https://a.b/wiki/，好": "https://a.b/wiki/",
    "访问https://a.b/c这里": "https://a.b/c",
}


@pytest.mark.parametrize("source", ADDRESSES)
def test_where_an_address_ends(source: str) -> None:
    (address,) = (part for part in parse(source).blocks[0].parts if isinstance(part, Code))
    assert (address.kind, address.text) == ("url", ADDRESSES[source])


def test_a_long_address_takes_time_like_its_length() -> None:
    source = f"https://a.cn/{'a/b_c-d' * 30_000}"
    (address,) = parse(source).blocks[0].parts
    assert str(address) == source, "with a square this would not end"
