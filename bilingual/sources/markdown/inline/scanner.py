"""One pass over a block from left to right, in the order of precedence of CommonMark (0.31, chapter 6): escapes, code,
tags and addresses first, then links; runs of emphasis marks are noted for later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bilingual.lang.addresses import ADDRESS_START
from bilingual.sources.markdown.inline import elements, links, opaque
from bilingual.sources.markdown.inline.nodes import Atom, Findings, Run
from bilingual.sources.markdown.inline.state import Scan

SPECIAL = re.compile(
    rf"[\\`<\[\]$&{{@*_]|~~|==|!\[|\^\[|{ADDRESS_START.pattern}"
    r"|(?<![%\d])%%|(?<![^\s（(：，、。；！？「『【《“‘\"*_~=])#(?=[^\s#])|(?<![A-Za-z0-9:]):(?=[a-z0-9+-])"
    r"|(?<=[A-Za-z)])~(?=[A-Za-z0-9])|(?<=\S)\^(?=[A-Za-z0-9+-])|(?<=[ \t])\^(?=[A-Za-z0-9-]+\s*$)"
)
RUN = re.compile(r"\*+|_+|~+|=+")

BLANK = re.compile("_{4,}")
WITHIN_WORD = re.compile("[A-Za-z0-9]{2}")


def emphasis(scan: Scan, start: int) -> int:
    """A run of marks, and whether it may open or close emphasis.

    CommonMark's flanking rules (6.2) forbid what Chinese writers mean (`的**“引号”**后`): here white space alone decides,
    but `_` inside a word is no mark and neither are `3*4`, `a==b` and the stars of
    `src/**/*.ts` and `**/*.ts`. A longer run of `_` is a blank to be filled in.
    """
    match = scan.match(RUN, start)
    assert match is not None
    text, found, mark = scan.found.text, scan.found, match[0]
    line_start = start == found.start or (found.atoms and found.atoms[-1].end == start and found.atoms[-1].kind == "break")
    before = " " if line_start else text[start - 1]
    after = text[match.end()] if match.end() < found.end else " "
    opens, closes = not after.isspace(), not before.isspace()
    if mark[0] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    is_within_word = WITHIN_WORD.fullmatch(before + after) is not None
    if BLANK.fullmatch(mark) and not is_within_word:
        return scan.atom(start, match.end(), "tag")
    if mark == "==" and is_within_word:
        return match.end()
    if mark == "*" and before.isdigit() and after.isdigit():
        opens = closes = False
    if mark[0] == "*" and ((before == "/" and after in "/.") or text.startswith("/*", match.end())):
        return match.end()
    if mark[0] not in "~=" or len(mark) == 2:
        found.runs.append(Run(start, match.end(), mark, opens, closes))
    return match.end()


HANDLERS: dict[str, Callable[[Scan, int], int]] = {
    "\\": opaque.escape,
    "`": opaque.code,
    "<": elements.tag,
    "[": links.bracket,
    "]": links.close,
    "!": links.image,
    "^": lambda scan, start: (links.note if scan.found.text.startswith("^[", start) else opaque.raised)(scan, start),
    "$": opaque.math,
    "&": opaque.entity,
    "{": opaque.brace,
    "@": opaque.address,
    "~": lambda scan, start: (emphasis if scan.found.text.startswith("~~", start) else opaque.raised)(scan, start),
    "%": opaque.comment,
    "#": opaque.tag,
    ":": opaque.emoji,
    **dict.fromkeys("*_=", emphasis),
    **dict.fromkeys("hfw", opaque.url),
}


def scanned(found: Findings, known: Sequence[Atom]) -> Findings:
    """Everything that stands in the block. `known`: line breaks, and whatever else is opaque already; rising."""
    scan = Scan(found)
    position, upcoming = found.start, iter(known)
    ahead = next(upcoming, None)
    special = SPECIAL.search(found.text, position, found.end)
    while position < found.end:
        if special and special.start() < position:
            special = SPECIAL.search(found.text, position, found.end)
        if ahead and (special is None or ahead.start <= special.start()):
            if ahead.start >= position:
                found.atoms.append(ahead)
                position = ahead.end
            ahead = next(upcoming, None)
        elif special is None:
            break
        else:
            position = HANDLERS[special[0][0]](scan, special.start())
    elements.finish(scan)
    found.atoms.sort()
    return found
