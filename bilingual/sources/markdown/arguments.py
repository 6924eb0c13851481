"""What readers see of markup that is kept otherwise: arguments of shortcodes, attributes of tags, names of tabs.

What counts does not depend on the language, so that a translated post is read as the post was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.model import Span

_QUOTED = r"(?P<quote>[\"'])(?P<value>(?:(?!(?P=quote)).)+)(?P=quote)"
_SEEN = (
    "title|subtitle|caption|alt|summary|description|attr|label|tooltip|heading|header|placeholder|text"
    "|aria-(?:label|description)|data-(?:title|caption)"
)
ATTRIBUTE = re.compile(rf"(?<![\w:.-])(?:{_SEEN})[ \t]*=[ \t]*(?P<brace>\{{\s*)?{_QUOTED}(?(brace)\s*\}})", re.DOTALL)
"""Of HTML (HTML Standard, "translatable attributes"; WAI-ARIA), Hugo's `figure`, and the usual components and themes.
In JSX a string may stand in braces: `title={"…"}`."""
SHORTCODE = re.compile(r"\{(?:\{[<%]|%-?)\s*(?P<name>/?[\w-]+)(?P<arguments>.*?)\s*-?(?:[>%]\}\}|%\})", re.DOTALL)
_POSITIONAL = re.compile(rf"(?<=\s){_QUOTED}(?=\s|$)")
_NO_WORDS = frozenset(
    "if elsif elif else unless for set assign case when include include_relative extends block import from macro call capture"
    " render layout with load url trans raw comment highlight cycle increment decrement filter autoescape"
    " ref relref gist param readfile youtube vimeo tweet twitter instagram video audio icon img image asset_img asset_path"
    " asset_link post_path post_link post_img include_code codeblock code jsfiddle iframe tabs math mermaid bilibili"
    " music".split()
)
"""Shortcodes and tags whose arguments are names, addresses or logic: Liquid, Nunjucks, Jinja, Hugo, Hexo, and embeds."""
_ADDRESS = re.compile(r"[./#]|\S*(?:://|\.[A-Za-z0-9]{2,5}$)")
_LOOK = (
    "default|primary|success|info|warning|danger|no-icon|simple|modern|flat|disabled|open"
    "|red|blue|green|yellow|orange|purple|cyan|gray"
)
_TITLE = re.compile(rf"\s+(?:(?:{_LOOK})\b[ \t,]*)*+(?P<value>[^\s\"'=|,].*?)\s*$", re.DOTALL)
_MARKED = re.compile(r"[^@]*@\s*(?P<value>.+?)\s*$", re.DOTALL)
_SECOND = re.compile(r"[^,]*,\s*(?P<value>[^,]+?)\s*(?:,|$)", re.DOTALL)
_BARE = {
    **dict.fromkeys("note fold folding details hideToggle spoiler blockquote quote".split(), _TITLE),
    **dict.fromkeys("admonition callout tip timeline".split(), _TITLE), "label": _MARKED,
    **dict.fromkeys("btn button hideInline checkbox radio span p".split(), _SECOND),
}  # fmt: skip
"""Tags of Hexo and its themes (NexT, Butterfly, Volantis) whose words stand without quotation marks, and where."""
TAB = re.compile(r"<!--\s*tab\s+(?P<value>[^@\n]+?)\s*(?:@[^\n]*?)?-->")
"""A tab of NexT and Butterfly: `<!-- tab 第一页@icon -->`."""


def argument_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where the words that readers see stand in the shortcodes from `start` to `end`, in order.

    >>> text = '{{< figure src="a.png" caption="一只猫" >}}{% note info 注意 %}{% if x == "甲" %}{{< badge "新" >}}'
    >>> [text[slice(*span)] for span in argument_spans(text, 0, len(text))]
    ['一只猫', '注意', '新']
    """
    return tuple(span for found in SHORTCODE.finditer(text, start, end) for span in _arguments(text, found))


def _arguments(text: str, found: re.Match[str]) -> Iterator[Span]:
    first, last = found.span("arguments")
    if named := [match.span("value") for match in ATTRIBUTE.finditer(text, first, last)]:
        yield from named
    elif found["name"] not in _NO_WORDS and not found["name"].startswith("/"):
        bare = _BARE[found["name"]].match(text, first, last) if found["name"] in _BARE else None
        quoted = () if bare else _POSITIONAL.finditer(text, first, last)
        yield from (match.span("value") for match in ((bare,) if bare else quoted) if not _ADDRESS.match(match["value"]))


def attribute_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Where the attributes that readers see have their words, in the tags from `start` to `end`.

    >>> text = '<img src="猫.png" alt="一只猫" :title="x">'
    >>> [text[slice(*span)] for span in attribute_spans(text, 0, len(text))]
    ['一只猫']
    """
    return tuple(match.span("value") for match in ATTRIBUTE.finditer(text, start, end) if match["value"].strip())
