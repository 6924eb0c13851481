"""Where links and images of a post lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from bilingual.model import Gloss, PairedCode, Text, join
from bilingual.sources.markdown.escaping import visible_text


def address_of(pair: PairedCode, references: Mapping[str, str]) -> str:
    """Where a link or an image points to, be it written out or by reference; nothing where its label is not defined.

    >>> address_of(PairedCode("![", ("图",), '](<a b.png> "标题")', "image"), {})
    'a b.png'
    """
    if pair.close.startswith("]("):
        written = re.match(r"\s*(?:<([^>]*)>|(\S*))", pair.close[2:].removesuffix(")"))
        return visible_text(written[1] or written[2] or "") if written else ""
    label = re.fullmatch(r"\]\[([^\]]*)\]", pair.close)
    wanted = label[1] if label and label[1] else join(pair.inner)
    return references.get(wanted.strip().casefold(), "")


def web_address(address: str) -> str:
    """An address that may stand in a document as a link, or nothing.

    >>> web_address("https://例子.测试/a b")
    'https://xn--fsqu00a.xn--0zwm56d/a%20b'
    >>> web_address("javascript:alert(1)"), web_address("http://[")
    ('', '')
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme == "mailto" and re.fullmatch(r"[\w.+-]+@[\w.-]+", parts.path, re.ASCII):
        return f"mailto:{parts.path}"
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", host):
        return ""
    rest = quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", parts.path), safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    fragment = f"#{quote(parts.fragment, safe='/%:@!$&()*+,;=~-._?')}" if parts.fragment else ""
    return f"{parts.scheme}://{host}{port}{rest}{query}{fragment}"


def image_addresses(text: Text, references: Mapping[str, str]) -> Iterator[str]:
    """The addresses of the images in a text, linked ones included."""
    for part in text:
        if isinstance(part, PairedCode):
            if part.kind == "image":
                yield address_of(part, references)
            yield from image_addresses(part.inner, references)
        elif isinstance(part, Gloss):
            yield from image_addresses(part.explanation, references)
