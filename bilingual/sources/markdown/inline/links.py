"""Handlers for square brackets: links, images, references, wikilinks, footnotes."""

from __future__ import annotations

import re

from bilingual.model import Span
from bilingual.sources.markdown.inline.nodes import Node
from bilingual.sources.markdown.inline.state import Bracket, Scan

REACH = 200_000
"""How long a link's target may be; pictures in `data:` addresses are long."""
TARGET = re.compile(
    r"\(\s*(?:<[^<>\n]*+>|(?:\{[{%][^{}\n]{1,300}[%}]\}|[^\s()<>\\]|\\.|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*+\))*+\))*+)"
    r"(?P<title>\s+(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\)))?(?P<end>\s*\))",
    re.DOTALL,
)
"""`(target "title")`, parentheses nested twice in the target (CommonMark 6.3 allows more); a tag of a template engine in it may
have blanks: `({% link a.md %})`, `({{< ref "a.md" >}}#b)`."""
LOOSE_TARGET = re.compile(
    r"\([^()\n]{1,300}\.(?:png|jpe?g|gif|svg|webp|avif|mp[34]|webm|pdf|docx?|zip|md|html?)(?:[?#][^()\s]{0,300})?\)",
    re.IGNORECASE,
)
"""A file name with a space in it: no link to CommonMark, but one to its author, and no text to translate."""
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]")
FOOTNOTE = re.compile(r"\[\^[^\s\[\]^]{1,100}\]")
LETTER = re.compile(r"[^\W\d_]")
WIKILINK = re.compile(r"\[\[(?P<page>[^\[\]|\n`<\\]{1,300})(?P<bar>\\?\|(?P<shown>[^\[\]\n`<]{1,300}))?\]\]")
EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")


def normalised(label: str) -> str:
    """A label as markdown-it-py compares them: white space and case do not count."""
    return " ".join(label.split()).lower().upper()


def bracket(scan: Scan, start: int) -> int:
    """`[`: a footnote reference, a wikilink, or what may become a link."""
    footnote = scan.match(FOOTNOTE, start)
    if footnote:
        return scan.atom(start, footnote.end(), "note")
    wikilink = scan.match(WIKILINK, start) if scan.found.text.startswith("[[", start) else None
    if wikilink is None or scan.match(TARGET, wikilink.end()):  # `[[RFC 6066]](https://…)` is a link around brackets
        scan.brackets.append(Bracket(start, start + 1))
        return start + 1
    inner, inner_end = wikilink.span("shown" if wikilink["bar"] else "page")
    kind = "link" if wikilink["bar"] else "reference"
    scan.found.nodes.append(Node(start, wikilink.end(), inner, inner_end, kind))  # type: ignore[arg-type]
    scan.closers[inner_end] = wikilink.end()
    return inner


def image(scan: Scan, start: int) -> int:
    """`![`: an image, or the embedding of a file."""
    embed = scan.match(EMBED, start)
    if embed:
        return scan.atom(start, embed.end(), "shortcode")
    scan.brackets.append(Bracket(start, start + 2))
    return start + 2


def note(scan: Scan, start: int) -> int:
    """`^[`: an inline footnote."""
    scan.brackets.append(Bracket(start, start + 2))
    return start + 2


def close(scan: Scan, start: int) -> int:
    """`]`: the end of a link's text, if what follows says so."""
    if start in scan.closers:
        return scan.closers[start]
    labelled = scan.last_bracket
    scan.last_bracket = start
    if not scan.brackets:
        return start + 1
    opening = scan.brackets.pop()
    kind = scan.found.text[opening.start]
    if kind == "^":
        scan.found.nodes.append(Node(opening.start, start + 1, opening.inner, start, "html"))
        return start + 1
    end, title = _end(scan, opening, start, labelled < opening.inner) if opening.active else (0, None)
    if not end:
        return start + 1
    reference = not scan.found.text.startswith("(", start + 1) and end <= start + 3
    node = Node(opening.start, end, opening.inner, start, "reference" if reference else "image" if kind == "!" else "link")
    _add(scan, _titled(scan, node, title) if title else node)
    return end


def _titled(scan: Scan, link: Node, title: Span) -> Node:
    """A link or a picture up to its title, which is text in a pair of its own; a third pair holds both."""
    scan.found.nodes.append(link._replace(inner=link.start, inner_end=title[1] + 1, kind="html"))
    scan.found.nodes.append(Node(title[0] - 1, title[1] + 1, *title, "html"))
    return link._replace(end=title[0] - 1)


def _add(scan: Scan, node: Node) -> None:
    """Note a link; brackets around it can be no link any more."""
    scan.found.nodes.append(node)
    if scan.found.text[node.start] == "!":
        return
    for outer in reversed(scan.brackets):
        if outer.linked:
            break
        outer.linked, outer.active = True, scan.found.text[outer.start] != "["


def _end(scan: Scan, opening: Bracket, start: int, simple: bool) -> tuple[int, Span | None]:
    """Where the link whose text ends at `start` ends, 0 when it is none, and its title. `simple`: no bracket is in its text."""
    text, found = scan.found.text, scan.found
    if text.startswith("(", start + 1) and scan.patience:
        limit = min(found.end, start + REACH)
        if target := TARGET.match(text, start + 1, limit):
            return target.end(), _title(target)
        if target := LOOSE_TARGET.match(text, start + 1, limit):
            return target.end(), None
        scan.patience -= 1
    label = scan.match(LABEL, start + 1) if found.references else None
    if label and label[1]:
        return label.end() if normalised(label[1]) in found.references else 0, None
    shortcut = text[opening.inner : start] if simple and start - opening.inner < 1000 else ""
    known = shortcut and normalised(shortcut) in found.references
    return (label.end() if label else start + 1) if known else 0, None


def _title(target: re.Match[str]) -> Span | None:
    """Where the words of a title stand, one space and a mark before them."""
    start, end = target.span("title")
    words = target["title"] and LETTER.search(target.string, start, end)
    return (start + 2, end - 1) if words and target.string[start + 1] in "\"'(" else None
