"""Links, code and tags: each stands in every column as often as in the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Protocol

from bilingual.model import Code, CodeKind, Gloss, PairedCode, Text, join

CODES: frozenset[CodeKind] = frozenset({"code", "math", "html", "shortcode", "note", "tag", "comment"})
"""What must stand in a translation as it is; `url` counts as a link."""


def links(text: Text, *, glossed: bool = True) -> Counter[str]:
    """The targets of links and images, and bare addresses; with or without those in explanations of terms.

    >>> links(("看", PairedCode("[", ("这里",), "](a.md)", "link")))
    Counter({'a.md': 1})
    """
    return Counter(_links(text, glossed))


def codes(text: Text, *, glossed: bool = True) -> Counter[str]:
    """Code, formulas, tags, shortcodes and footnotes; with or without those in explanations of terms.

    >>> codes(("用", Code("`x`", "code"), PairedCode("<b>", ("粗",), "</b>", "html")))
    Counter({'`x`': 1, '<b>': 1})
    """
    return Counter(_codes(text, glossed))


def _links(text: Text, glossed: bool) -> Iterator[str]:
    for part in text:
        if isinstance(part, Code) and part.kind == "url":
            yield part.text
        elif isinstance(part, PairedCode):
            if part.kind in ("link", "reference", "image"):
                yield _target(part)
            yield from _links(part.inner, glossed)
        elif isinstance(part, Gloss) and glossed:
            yield from _links(part.explanation, glossed)


def _target(pair: PairedCode) -> str:
    """Where it leads: the address without its title, or the label of its definition."""
    if pair.open.startswith("[["):
        return pair.open[2:].rstrip("|\\") or join(pair.inner)
    if pair.close.startswith("]("):
        return pair.close[2:].removesuffix(")").strip()
    return pair.close.strip("[]") or join(pair.inner)


def _codes(text: Text, glossed: bool) -> Iterator[str]:
    for part in text:
        if isinstance(part, Code) and part.kind in CODES and not part.text.startswith("<!--"):
            yield part.text
        elif isinstance(part, PairedCode):
            if part.open.startswith("<"):  # the marks around a link's title go with the link
                yield part.open
            yield from _codes(part.inner, glossed)
        elif isinstance(part, Gloss) and glossed:
            yield from _codes(part.explanation, glossed)


class Count(Protocol):
    """`links` or `codes`."""

    def __call__(self, text: Text, *, glossed: bool = True) -> Counter[str]:
        """How often each stands in a text."""
        ...


def compare_markup(before: Text, after: Text, count: Count) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is lost and what is gained between two columns, by `links` or `codes`; explanations may be left out.

    >>> compare_markup((Code("`a`", "code"),), (Code("`b`", "code"),), codes)
    (('`a`',), ('`b`',))
    """
    now = count(after)
    lost = count(before, glossed=False) - now
    gained = now - count(before)
    return tuple(lost.elements()), tuple(gained.elements())
