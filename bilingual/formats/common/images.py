"""What kind of picture a few bytes are."""

from __future__ import annotations

import re

SIGNATURES: tuple[tuple[str, str], ...] = (
    (r"\x89PNG\r\n\x1a\n", "image/png"),
    (r"\xff\xd8\xff", "image/jpeg"),
    (r"GIF8[79]a", "image/gif"),
    (r"RIFF....WEBP", "image/webp"),
    (r"....ftypavif", "image/avif"),
    (r"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]", "image/svg+xml"),
)
"""What files of each kind begin with: the media types of EPUB 3.3, section 3.2, and AVIF."""

SUFFIXES = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp", "image/avif": ".avif",
    "image/svg+xml": ".svg",
}  # fmt: skip


_LOADING = re.compile(rb"<script|(?:href|src)\s*=\s*[\"']?\s*(?:https?:)?//|url\(\s*[\"']?(?:https?:)?//|<!ENTITY", re.IGNORECASE)


def is_plain(data: bytes) -> bool:
    """Whether a drawing is nothing but a picture: it runs no program and loads nothing."""
    return _LOADING.search(data) is None


def media_type(data: bytes) -> str:
    """The kind of a picture by its first bytes, whatever its file is called; nothing for anything else.

    >>> media_type(b"GIF89a..."), media_type(b"root:x:0:0")
    ('image/gif', '')
    """
    start = data[:2048]
    return next((kind for sign, kind in SIGNATURES if re.match(sign.encode("latin-1"), start, re.DOTALL)), "")
