"""HTML, Vue and JSX tags: where one ends, and which elements hold nothing for a translator."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag (HTML Standard, 13.1.2)."""

RAW = frozenset("code samp var script style pre svg math template textarea".split())
"""Elements that are kept whole, with what stands in them."""

INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd mark math q rp rt ruby s samp small span strike"
    " strong sub sup svg time tt u var wbr".split()
)
"""Elements that stand inside a sentence; every other tag ends it."""

REACH = 100_000
"""How long a tag may be; pictures in `data:` addresses are long."""

COMMENT = re.compile(r"<!--(?:-?>|.*?-->)", re.DOTALL)
DECLARATION = re.compile(r"<(?:(?P<instruction>\?)|(?P<data>!\[CDATA\[)|!(?=[A-Za-z]))")
"""How a processing instruction, character data and a declaration begin (CommonMark 4.6)."""
STRINGS = r"\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|`(?:\\.|[^`\\])*+`"
"""The strings of a program."""

BRACED = rf"\{{(?:{STRINGS}|[^{{}}]|\{{(?:{STRINGS}|[^{{}}]|\{{[^{{}}]*+\}})*+\}})*+\}}"
"""An expression of JSX in its braces, whose strings may hold some."""

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w.:-]*|(?=>))"
    rf"(?P<attributes>(?:[^<>\"'{{}}]|\"[^\"]*\"|'[^']*'|{BRACED})*+)>"
)
"""A tag; quotes and JSX braces may hold a `>`. A name is followed by white space, `/`, or the end, which is checked.
A fragment of JSX, `<>…</>`, has none."""

NAME = re.compile(r"</?[A-Za-z]")


@dataclass(slots=True)
class Tags:
    """Finds tags; gives up on a text with too many things that look like one and are none, so that time stays linear."""

    text: str
    tries: int = 200
    absent: set[str] = field(default_factory=set)
    """What ends a declaration and stands nowhere further on."""

    def declaration(self, start: int, end: int) -> int:
        """Where the declaration that starts at `start` ends; 0 where there is none. Asked from left to right."""
        opening = DECLARATION.match(self.text, start, end)
        if opening is None:
            return 0
        closing = "?>" if opening["instruction"] else "]]>" if opening["data"] else ">"
        place = -1 if closing in self.absent else self.text.find(closing, opening.end(), end)
        if place < 0:
            self.absent.add(closing)
        return place + len(closing) if place >= 0 else 0

    def at(self, start: int, end: int) -> re.Match[str] | None:
        """The tag that starts at `start`, which holds a `<`."""
        if not self.tries:
            return None
        match = TAG.match(self.text, start, min(end, start + REACH))
        if match and is_tag(match):
            return match
        self.tries -= NAME.match(self.text, start, end) is not None
        return None


def is_tag(match: re.Match[str]) -> bool:
    """Whether what looks like a tag is one: after the name come white space, a slash or nothing."""
    return not match["attributes"] or match["attributes"][0] in " \t\r\n/"


def is_lone(match: re.Match[str]) -> bool:
    """Whether the tag has no partner: `<br>`, `<img …>`, `<Card />`."""
    return match["name"].lower() in VOID or match["attributes"].endswith("/")


def end_tag(name: str) -> re.Pattern[str]:
    """What closes an element."""
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
