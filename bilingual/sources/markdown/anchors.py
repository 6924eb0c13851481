"""Links to headings (`#slug`) stay good when the heading is translated: its old slug becomes an explicit anchor."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from bilingual.model import BlockId, Document, plain

TARGET = re.compile(r"\]\(#([^)\s]+)|href=[\"']#([^\"']+)[\"']|\]:[ \t]*#(\S+)")
NOT_IN_SLUG = re.compile(r"[^\w\- ]")


def slugs(title: str) -> tuple[str, ...]:
    """The ids that a heading gets: GitHub's way, and that of generators which keep punctuation.

    >>> slugs("什么是 AI？")
    ('什么是-ai', '什么是-ai？')
    """
    lower = title.strip().lower()
    return NOT_IN_SLUG.sub("", lower).replace(" ", "-"), re.sub(r"\s+", "-", lower)


def anchors(document: Document, texts: Mapping[BlockId, str]) -> dict[BlockId, str]:
    """For each heading that is linked to and whose text changes: the anchor to put before it."""
    targets = {unquote(next(filter(None, match.groups()))) for match in TARGET.finditer(document.source)}
    seen: Counter[str] = Counter()
    found: dict[BlockId, str] = {}
    for block in document.blocks:
        if block.kind != "heading" or not targets:
            continue
        title = plain(block.parts)
        names = [f"{slug}-{seen[slug]}" if seen[slug] else slug for slug in slugs(title)]
        seen.update(set(slugs(title)))
        wanted = next((name for name in names if name in targets), "")
        new = texts.get(block.id)
        if wanted and new is not None and wanted not in slugs(new):
            found[block.id] = f'<a id="{wanted}"></a>'
    return found
