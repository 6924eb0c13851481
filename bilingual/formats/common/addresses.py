"""Addresses of a post in a file that stands in another folder than the post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//?|#|\{|\?|$|\.\.?/?$")
"""What is no relative address: with a scheme, from the site's root, a place on the page, a template."""
_ADDRESS = re.compile(
    r"(\]\(\s*<?|^[ >]{0,6}\[[^\]^][^\]]*\]:[ \t]*<?|\b(?:src|href|poster)\s*=\s*[\"']?)([^\s\"'<>)]+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where links and pictures of the post lead, from where the file will stand."""

    references: Mapping[str, str] = field(default_factory=dict)
    """The targets of the post's link definitions, by folded label."""
    base: str = ""
    """What leads from the file's folder to the post's, with a slash at its end; empty where it is the same."""

    def address(self, written: str) -> str:
        """An address of the post, as it must be written in the file; only a relative one changes.

        >>> own = Addresses(base="../../posts/")
        >>> own.address("img/a.png"), own.address("/img/a.png"), own.address("https://example.com"), own.address("#x")
        ('../../posts/img/a.png', '/img/a.png', 'https://example.com', '#x')
        """
        return written if not self.base or _ELSEWHERE.match(written) else self.base + written.removeprefix("./")

    def in_block(self, markdown: str) -> str:
        """A block that is kept as it is, with its relative addresses: images, link definitions, `src` and `href`."""
        return _ADDRESS.sub(lambda found: found[1] + self.address(found[2]), markdown) if self.base else markdown
