"""How an edited document finds its way back: names at the rows, and the Markdown of what Word cannot show as it is.

Bookmarks stay where they are when a row is moved, cut and pasted, and when LibreOffice, Word or WPS saves the file;
LibreOffice drops content controls and embedded XML. `bilingual.formats.docx.read` reads what is written here.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from html import unescape
from itertools import groupby, pairwise

from bilingual.formats.common.inline_markup import code_content, settled
from bilingual.formats.common.links import address_of, web_address
from bilingual.model import EMPHASIS_MARKS, Code, Column, PairedCode, Part, SegmentId, TermSpan, Text, join, leaves
from bilingual.sources.markdown.escaping import visible_text

WORD_MARKS = {role: EMPHASIS_MARKS[role] for role in ("bold", "italic", "strike")}
"""The emphasis that Word has, as it is read back: `__` would come back as `**`."""

PIECE = 250
"""Characters of a custom property: Word cuts longer ones."""
RUN = re.compile(r"<w:r>(?:<w:rPr>(.*?)</w:rPr>)?(?:<w:t[^>]*>([^<]*)</w:t>|<w:(br)/>)</w:r>")
TOGGLES = {"<w:b/>": "b", "<w:i/>": "i", "<w:strike/>": "s"}
SURE = frozenset({"<u>", "<sup>", "<sub>"})
"""Elements that are read back from the look of the text."""


def row_name(identity: SegmentId, number: int) -> str:
    """The bookmark at a row's number.

    >>> row_name("2504908979~2", 17)
    'row17_2504908979_7e2'
    """
    return f"row{number}_{_safe(identity)}"


def text_name(identity: SegmentId, column: Column) -> str:
    """The bookmark where a row's text begins, where several rows share a place.

    >>> text_name("2504908979", "en")
    'text_en_2504908979'
    """
    return f"text_{column}_{_safe(identity)}"


def conflict_name(identity: SegmentId) -> str:
    """The bookmark of a row in the table of what others wrote for texts that have no such column.

    >>> conflict_name("2504908979")
    'conflict_2504908979'
    """
    return f"conflict_{_safe(identity)}"


def below_name(number: int, note: int) -> str:
    """The bookmark in a footnote that says below which row of the post it stood.

    >>> below_name(27, 1)
    'below27_1'
    """
    return f"below{number}_{note}"


def note_name(number: int, name: str) -> str:
    """The bookmark at a footnote's first mark: its number, and its name in the post if that fits.

    >>> note_name(2, "leak"), note_name(3, "x" * 60)
    ('note2_leak', 'note3')
    """
    return f"note{number}_{_safe(name)}" if fits(name) else f"note{number}"


def fits(name: str) -> bool:
    """Whether a footnote's name is short enough for a bookmark of 40 characters."""
    return len(_safe(name)) <= 30


def _safe(text: str) -> str:
    """Letters and digits as they are, every other character as its number: what a bookmark's name may hold."""
    return re.sub(r"[^0-9A-Za-z]", _number, text)


def _number(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"_{code:02x}" if code < 256 else f"_u{code:x}_"


def property_of(written: str, text: Text, *, fixed: bool = False) -> str:
    """The property that brings the Markdown back as long as nobody changes the `written` runs: a sum of them, then it.

    Nothing where the runs say it all; `fixed` ones, in headings, never say what is code.
    """
    coded = fixed and any(isinstance(leaf, Code) and leaf.kind != "mark" for leaf in leaves(text))
    return f"{_sum(written)} {join(text).strip()}" if coded or not exact(text) else ""


def _sum(written: str) -> str:
    """A sum over what is seen and how it is emphasised, without blanks at the edges."""
    runs = [
        ("".join(letter for toggle, letter in TOGGLES.items() if toggle in properties), "\n" if line else unescape(text))
        for properties, text, line in RUN.findall(re.sub(r"<w:fldSimple.*?</w:fldSimple>", "", written))
    ]
    while runs and not runs[0][1].strip():
        del runs[0]
    while runs and not runs[-1][1].strip():
        del runs[-1]
    if runs:
        runs[0] = (runs[0][0], runs[0][1].lstrip())
        runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    seen = (f"\x1f{look}\x1f{''.join(text for _, text in alike)}" for look, alike in groupby(runs, key=lambda run: run[0]))
    return f"{zlib.crc32(''.join(seen).encode()):08x}"


def exact(text: Text) -> bool:
    """Whether the runs of a text say all that its Markdown does.

    >>> exact(("好", PairedCode("**", ("人",), "**", "emphasis"))), exact(("好", Code("<kbd>A</kbd>", "html")))
    (True, False)
    """
    spelled_out = settled(text)
    return join(spelled_out) == join(text) and _exact(spelled_out)


def _exact(text: Text) -> bool:
    emphasised = [isinstance(part, PairedCode) and part.kind == "emphasis" for part in text]
    touching = any(first and second for first, second in pairwise(emphasised))
    return not touching and all(map(_part, text))


def _part(part: Part) -> bool:
    if isinstance(part, PairedCode):
        return _pair(part)
    if isinstance(part, Code):
        return _code(part)
    words = part.text if isinstance(part, TermSpan) else str(part)
    return visible_text(words) == words and not re.search(r"[\x00-\x1f\u2028\u2029\ufffe\uffff\ud800-\udfff]|  ", words)


def _pair(pair: PairedCode) -> bool:
    inner = join(pair.inner)
    if pair.kind == "emphasis":
        nested = any(isinstance(part, PairedCode) and part.kind == "emphasis" for part in pair.inner)
        return pair.open == WORD_MARKS.get(pair.role) and not nested and inner == inner.strip() != "" and _exact(pair.inner)
    if pair.kind == "link" and pair.open == "[":
        address = address_of(pair, {})
        same = pair.close == f"]({address})" and web_address(address) == address != inner == inner.strip() != ""
        return same and all(isinstance(part, str | TermSpan) for part in pair.inner) and _exact(pair.inner)
    simple = inner == inner.strip() != "" and all(isinstance(part, str) for part in pair.inner)
    return pair.kind == "html" and pair.open in SURE and simple and _exact(pair.inner)


def _code(code: Code) -> bool:
    if code.kind == "code":
        content = code_content(code.text)
        return code.text == f"`{content}`" and not re.search(r"[\x00-\x1f`]|^ | $", content)
    if code.kind == "note":
        return fits(code.text[2:-1])
    return code.kind in ("math", "shortcode") and not re.search(r"[\x00-\x1f]", code.text)


def properties(texts: Mapping[str, str]) -> dict[str, str]:
    """Properties cut into pieces that Word keeps: the second one is called `name 2`.

    >>> list(properties({"a": "x" * 300}))
    ['a', 'a 2']
    """
    found: dict[str, str] = {}
    for name, value in texts.items():
        for at in range(0, max(len(value), 1), PIECE):
            found[f"{name} {at // PIECE + 1}" if at else name] = value[at : at + PIECE]
    return found
