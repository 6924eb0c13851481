"""The handler for `<`: autolinks, comments, tags and elements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.model import Span
from bilingual.sources.markdown.arguments import attribute_spans
from bilingual.sources.markdown.inline.nodes import Node
from bilingual.sources.markdown.inline.state import Scan
from bilingual.sources.markdown.tags import RAW, end_tag, is_lone

AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,255})>")
OFF = re.compile(r"<!--\s*translate:off\s*-->")
ON = re.compile(r"<!--\s*translate:on\s*-->")
COMMENT_END = re.compile("-->")
DECLARATION = re.compile(r"<\?(?!>)[^>]{0,1000}+(?<=\?)>|<!\[CDATA\[[^>]{0,1000}+(?<=\]\])>|<![A-Za-z][^>]{0,1000}+>")


def tag(scan: Scan, start: int) -> int:
    """Something between angle brackets, or a lone `<`."""
    text = scan.found.text
    autolink = scan.match(AUTOLINK, start)
    if autolink:
        return scan.atom(start, autolink.end(), "url")
    if text.startswith("<!--", start):
        return _comment(scan, start)
    declaration = scan.match(DECLARATION, start)
    if declaration:
        return scan.atom(start, declaration.end(), "html")
    match = scan.tags.at(start, scan.found.end)
    return _tag(scan, match) if match else start + 1


def _comment(scan: Scan, start: int) -> int:
    off = scan.match(OFF, start)
    if off:
        end = scan.after(ON, off.end())
        return scan.atom(start, end if end > 0 else scan.found.end, "html")
    end = scan.after(COMMENT_END, start + 4)
    return scan.atom(start, end, "html") if end > 0 else start + 1


def _tag(scan: Scan, match: re.Match[str]) -> int:
    name = match["name"].lower()
    if match["close"]:
        return _close(scan, match, name)
    if is_lone(match):
        values = attribute_spans(scan.found.text, *match.span())
        return scan.valued(*match.span(), "hardbreak" if name == "br" else "html", values)
    if name in RAW:
        end = scan.after(end_tag(name), match.end())
        return scan.atom(match.start(), end if end > 0 else match.end(), "html")
    scan.elements.append((match.start(), match.end(), name))
    return match.end()


def _close(scan: Scan, match: re.Match[str], name: str) -> int:
    """End the element; start tags since then have no partner."""
    if all(name != opened for _, _, opened in scan.elements[-50:]):
        return scan.atom(match.start(), match.end(), "html")
    while True:
        start, inner, opened = scan.elements.pop()
        if opened == name:
            values = attribute_spans(scan.found.text, start, inner)
            if values:
                return _valued(scan, Node(start, match.end(), inner, match.start(), "html"), values)
            scan.found.nodes.append(Node(start, match.end(), inner, match.start(), "html"))
            return match.end()
        scan.atom(start, inner, "html")


def _valued(scan: Scan, element: Node, values: Sequence[Span]) -> int:
    """An element with texts in its start tag: a pair around each, one around its content, and one that holds them all."""
    scan.found.nodes.append(element._replace(inner=values[0][0] - 1, inner_end=element.end - 1))
    for (begin, stop), following in zip(values, [*values[1:], (element.inner, 0)], strict=True):
        scan.found.nodes.append(Node(begin - 1, stop + 1, begin, stop, "html"))
        if stop + 1 < following[0] - 1:
            scan.atom(stop + 1, following[0] - 1, "html")
    scan.found.nodes.append(Node(element.inner - 1, element.end - 1, element.inner, element.inner_end, "html"))
    return element.end


def finish(scan: Scan) -> None:
    """Start tags that are still open have no partner."""
    while scan.elements:
        start, inner, _ = scan.elements.pop()
        scan.atom(start, inner, "html")
