"""Translated text that must stay one paragraph, one heading, one cell: what would start another block is escaped, and escapes
are undone."""

from __future__ import annotations

import html
import re
from itertools import zip_longest

from bilingual.model import QUOTES, Block, Code, Document, join, leaves
from bilingual.sources.markdown.turns import REMARK_KEY

START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|(?=#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|`{3,}|~{3,}|=+\s*$|-{2,}\s*$"
    r"|(?:[-*_]\s*){3,}$|\[[^\]\s]{1,99}\]:|:{2,}|%%|!!!|\?\?\?|={3}|/{3})"
)
"""How a line starts that CommonMark, or a rule of ours, takes for the start of a block."""
CLOSING_HASHES = re.compile(r"(?:^|(?<=\s))(?=#+\s*$)")
PARTNERS = {"(": ")", "（": "）", "【": "】"}
EMPHASIS = re.compile(r"(?P<mark>[*_]{1,3})(?P<inner>.*)(?P=mark)$")
BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
WHITE = re.compile(r"\s*[\r\n]\s*")


def visible_text(markdown: str) -> str:
    """Markdown characters as a reader sees them: backslash escapes and character references resolved (CommonMark 2.4, 2.5).

    >>> visible_text("\\\\*a\\\\* &lt; b &amp;amp;")
    '*a* < b &amp;'
    """
    return re.sub(r"\\([!-/:-@\[-`{-~])|&(?:#\w{1,8}|\w{2,32});", lambda found: found[1] or html.unescape(found[0]), markdown)


def escaped(document: Document, block: Block, text: str) -> str:
    """The text as it can stand in place of the block's.

    Line breaks of the source are kept with their prefixes (`> `), and so are those in code and comments; any other is a space.
    """
    text = text.strip()
    if block.kind == "html":
        text = _between(document.source[block.span[0] - 1 : block.span[0]], text)
    if block.key == REMARK_KEY:
        remark = _in_parentheses(WHITE.sub(" ", text))
        is_glued = block.label is None and remark[-1] in ")*_" and document.source[block.span[1]].strip()
        return remark + " " if is_glued else remark  # `（笑）小林：` is `(laughs) Xiao Lin:`
    if block.kind == "cell":
        return BAR.sub(r"\1\\|", WHITE.sub(" ", text))
    if block.kind == "heading" and "#" in _before(document, block):
        return CLOSING_HASHES.sub(r"\\", WHITE.sub(" ", text))
    breaks = {leaf.text for leaf in leaves(block.parts) if isinstance(leaf, Code) and re.search(r"[\r\n]", leaf.text)}
    pattern = "|".join(map(re.escape, sorted(breaks, key=len, reverse=True)))
    lines, before = ((re.split(f"({pattern})", whole) if pattern else [whole]) for whole in (text, join(block.parts)))
    return "".join(
        line if line in breaks else _line(line, source, index > 0 or _opens_line(document, block), block)
        for index, (line, source) in enumerate(zip_longest(lines, before[: len(lines)], fillvalue=""))
    )


def _before(document: Document, block: Block) -> str:
    """What stands before the block in its line."""
    source, start = document.source, block.span[0]
    return source[max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1 : start]


def _opens_line(document: Document, block: Block) -> bool:
    """Whether nothing but a container's prefix stands before it: a label on the same line is enough protection."""
    return block.label is None or "\n" in document.source[block.label.name_span[1] : block.span[0]]


def _between(opening: str, title: str) -> str:
    """A title as it can stand behind that character: no quotation mark between quotation marks, no half of brackets in brackets.

    >>> _between('"', 'The "hand" made'), _between("[", "one] two")
    ("The 'hand' made", 'one\\\\] two')
    """
    if opening in QUOTES:
        return title.replace(opening, QUOTES[opening])
    halves = re.sub(r"\\.|\[[^\[\]]*\](?:\([^()]*\))?", "", title) if opening == "[" else ""
    return re.sub(r"(?<!\\)([\[\]])", r"\\\1", title) if re.search(r"[\[\]]", halves) else title


def _in_parentheses(remark: str) -> str:
    """A remark as it can stand on a speaker's label: in one pair of parentheses, whatever a translation made of them.

    >>> _in_parentheses("(laughs)"), _in_parentheses("（笑）"), _in_parentheses("laughs (a lot)"), _in_parentheses("[laughs]")
    ('(laughs)', '（笑）', '(laughs [a lot])', '(laughs)')
    >>> _in_parentheses("*(laughs)*"), _in_parentheses("【掌聲】")
    ('*(laughs)*', '【掌聲】')
    """
    mark = EMPHASIS.match(remark)
    if mark:
        return f"{mark['mark']}{_in_parentheses(mark['inner'])}{mark['mark']}"
    inner = remark.strip("（）()[]【】 ") if remark[:1] in "（([【" else remark
    inner = inner.translate(str.maketrans("（()）", "[[]]"))
    opening = remark[0] if remark[0] in PARTNERS else "("
    return f"{opening}{inner}{PARTNERS[opening]}"


def _line(line: str, source: str, opens: bool, block: Block) -> str:
    """A line as it can stand where `source` stands: what begins no block there begins none now (`1986. …` below a line)."""
    line = WHITE.sub(" ", line)
    is_same = line.split()[:1] == source.split()[:1] or (line.startswith("%%") and source.startswith("%%"))
    if not opens or block.kind == "html" or is_same:
        return line
    match = START.match(line)
    return f"{line[: match.end()]}\\{line[match.end() :]}" if match else line
