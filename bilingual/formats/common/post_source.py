"""What exporters take from the post's own characters: facts of its front matter, kept blocks, link definitions."""

from __future__ import annotations

import re
from datetime import datetime

from bilingual.model import Block, Document

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
"""What opens a block of code (CommonMark 4.5)."""
_MARKS = {
    "item": re.compile(r"(?P<box>\[[ xX]\])[ \t\u3000]+$"),
    "quote": re.compile(r"\[!(?P<name>[\w-]+)[^\]\n]*\][+-]?[ \t]*(?:\r?\n[ \t>]*)?$"),
}
"""Task lists (GFM 5.3), and callouts of GitHub and Obsidian."""
_SIDES = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
"""By the colons on the left and on the right of what stands below a table's head."""
_CONTAINERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
"""The marks of quotations and lists that a line begins with (CommonMark 5)."""
_TITLED = re.compile(
    r"(?::{2,}|!!!|\?\?\?|===|/{3,}|`{3,}\{|~{3,}\{|\[![\w-]+[^\]]*\]).*|.*<summary\b[^<>]*>[ \t]*", re.IGNORECASE
)
"""What stands before a title on its line: the marker of a container, an admonition, a tab, a directive or a callout, or a tag."""
_LINE_BELOW = re.compile(r"[^\n]*\n([^\n]*)")
BOXES = {"[ ]": "☐", "[x]": "☑"}
"""How a reader sees the box of a task."""
FACTS = ("date", "source", "author", "series")
"""Front-matter keys that say where a post comes from."""


def facts(document: Document) -> dict[str, str]:
    """The values of `FACTS` that stand on one line of the front matter, as a reader sees them, by key.

    >>> facts(Document("a", "", "---\\ndate: '2025-10-01'\\nsource: https://example.com/a\\n---\\n", (), (0, 60)))
    {'date': '2025-10-01', 'source': 'https://example.com/a'}
    """
    start, end = document.front_matter or (0, 0)
    lines = re.findall(r"^(\w+)[ \t]*[:=][ \t]*(.*?)[ \t\r]*$", document.source[start:end], re.MULTILINE)
    values = {key.lower(): re.sub(r"^([\"'])(.*)\1$", r"\2", value) for key, value in lines}
    return {key: values[key] for key in FACTS if values.get(key, "")[:1] not in ("", "[", "{", ">", "|", "#", "&", "*", "!")}


def day_of(document: Document) -> datetime | None:
    """The day that a post says it is of: the same post is the same document, whenever it is made.

    >>> day_of(Document("a", "", "---\\ndate: 2025-10-01T08:30:00+08:00\\n---\\n", (), (0, 45)))
    datetime.datetime(2025, 10, 1, 0, 0)
    """
    found = re.match(r"\d{4}-\d\d-\d\d", facts(document).get("date", ""))
    try:
        return datetime.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def alignments(document: Document) -> dict[int, tuple[str, ...]]:
    r"""How the columns of each table of a post stand (GFM spec, 4.10), by its number: `left`, `center`, `right`, or nothing.

    >>> text = "| a | b |\n| --- | --: |\n"
    >>> alignments(Document("a", "", text, (Block("1", "cell", (2, 3), (), 0, cell=(0, 0, 0)),)))
    {0: ('', 'right')}
    """
    found: dict[int, tuple[str, ...]] = {}
    for block in document.blocks:
        if block.cell and block.cell[0] not in found:
            line = _LINE_BELOW.match(document.source, block.span[1])
            marks = re.findall(r"(:?)-+(:?)", line[1]) if line else []
            found[block.cell[0]] = tuple(_SIDES[bool(left), bool(right)] for left, right in marks)
    return found


def opaque_text(source: str, block: Block) -> str:
    """The block's Markdown; later lines lose what the list or quotation put before the first.

    A fence that only the end of its list or post closed gets a closing one: other blocks stand behind it now. Code that is
    indented gets fences, since its indentation is left where it stood.

    >>> opaque_text("> ```\\n> x\\n> ```\\n", Block("1", "code", (2, 15), (), 1))
    '```\\nx\\n```'
    >>> opaque_text("- ~~~\\n  x\\n", Block("1", "code", (2, 9), (), 1))
    '~~~\\nx\\n~~~'
    >>> opaque_text("    a\\n      b\\n", Block("1", "code", (4, 13), (), 1))
    '```\\na\\n  b\\n```'
    """
    start, end = block.extent or block.span
    text = source[start:end].strip("\r\n")
    before = source[source.rfind("\n", 0, start) + 1 : start]
    if before and text:
        first, *others = text.splitlines()
        text = "\n".join([first, *(_without(before, line) for line in others)])
    return _fenced(text.rstrip()) if block.kind == "code" else text.rstrip()


def _fenced(code: str) -> str:
    """Code between two fences that it does not hold itself (CommonMark 4.4, 4.5)."""
    fence = FENCE.match(code)
    if fence is None:
        marks = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", code)), 0)
        return f"{marks}\n{code}\n{marks}"
    first, _, last = code.rpartition("\n")
    is_closed = bool(first) and last.strip().startswith(fence[1]) and not last.strip().strip(fence[1][0])
    return code if is_closed else f"{code}\n{fence[1]}"


def _without(before: str, line: str) -> str:
    """`line` without the quotation marks and blanks that answer to `before` at its start."""
    position = 0
    for character in before:
        wanted = ">" if character == ">" else " \t"
        if position < len(line) and line[position] in wanted:
            position += 1
    return line[position:]


def mark_of(source: str, block: Block) -> str:
    """What stands before a block's text and says what it is: the box of a task, `[ ]` or `[x]`, or the name of a callout, `TIP`.

    >>> mark_of("- [X] 做", Block("1", "item", (6, 7), (), 1)), mark_of("> [!tip] 好", Block("1", "quote", (9, 10), (), 1))
    ('[x]', 'TIP')
    """
    found = _MARKS[block.kind].search(source[max(0, block.span[0] - 80) : block.span[0]]) if block.kind in _MARKS else None
    return "" if found is None else found["box"].lower() if block.kind == "item" else found["name"].upper()


def is_title(source: str, block: Block) -> bool:
    """Whether a block is the title of what stands below it, on the line of its marker.

    >>> is_title("> [!tip] 好", Block("1", "quote", (9, 10), (), 1)), is_title("> 好", Block("1", "quote", (2, 3), (), 1))
    (True, False)
    """
    start = block.span[0]
    line = source.rfind("\n", 0, start) + 1
    marks = _CONTAINERS.match(source, line, start)
    return (
        block.kind in ("html", "quote") and _TITLED.fullmatch(source[marks.end() if marks else line : start].lstrip()) is not None
    )


def quotation_depth(source: str, block: Block) -> int:
    """How many quotations a block stands in.

    >>> quotation_depth("- > > 好", Block("1", "quote", (6, 7), (), 1))
    2
    """
    start = block.span[0]
    found = _CONTAINERS.match(source, source.rfind("\n", 0, start) + 1, start)
    return found[0].count(">") if found else 0


_TAG = re.compile(r"\{(?:%-?|\{[<%])\s*(?:end|/)?\s*(?P<name>[\w-]+)[^\n]*(?:%\}|\}\})")
_CLOSING = re.compile(r"\{%-?\s*end(?P<tag>[\w-]+)|\{\{[<%]\s*/\s*(?P<code>[\w-]+)")


def enclosing(source: str) -> frozenset[str]:
    """The names of the shortcodes that enclose something in a post: those with a closing one.

    >>> sorted(enclosing("{% note info %}\\n甲。\\n{% endnote %}\\n{{< youtube x >}}\\n{{< tip >}}乙{{< /tip >}}"))
    ['note', 'tip']
    """
    return frozenset(found["tag"] or found["code"] for found in _CLOSING.finditer(source))


def is_enclosing(text: str, names: frozenset[str]) -> bool:
    """Whether a block is nothing but the start or the end of a shortcode of those names: a reader sees none of it."""
    tag = _TAG.fullmatch(text.strip())
    return tag is not None and tag["name"] in names


def references(source: str) -> dict[str, str]:
    """The targets of a post's link reference definitions (CommonMark 4.7), by folded label.

    >>> references("[简写]: <https://example.com/a>\\n")
    {'简写': 'https://example.com/a'}
    """
    found: dict[str, str] = {}
    for label, target in re.findall(r"^[ >]{0,6}\[([^\]^][^\]]*)\]:[ \t]*<?([^\s>]+)", source, re.MULTILINE):
        found.setdefault(label.strip().casefold(), target)
    return found


def code_lines(markdown: str) -> list[str]:
    """The lines of a code block as `opaque_text` has it, without its fences (CommonMark 4.5).

    >>> code_lines("```python\\nx = 1\\n```")
    ['x = 1']
    """
    return markdown.splitlines()[1:-1]


UNSEEN = re.compile(
    r"<!--.*?-->|^%%.*?%%[ \t]*$|^(?:import|export)\s.*|^(?::{2,}|!!!|\?\?\?|===|/{3,}|(?:`{3,}|~{3,})(?:\{|[ \t]*$))[^\n]*$"
    r"|^:(?:alt|caption):[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
"""What readers see nothing of: comments, modules of MDX, the markers of containers and admonitions, the names
of a directive's options."""


def visible_lines(markup: str) -> list[str]:
    """What a page would show of embedded markup: not comments, markers, link definitions or bare tags.

    >>> visible_lines(":::tip"), visible_lines("%%\\nx\\n%%"), visible_lines("import a from 'b'"), visible_lines("<b>x</b>")
    ([], [], [], ['<b>x</b>'])
    """
    markup = UNSEEN.sub("", markup)
    markup = re.sub(r"^[ >]{0,6}\[[^\]]+\]:[^\n]*", "", markup, flags=re.MULTILINE)
    text = re.sub(r"<[^>]*>", "", markup).strip()
    return markup.strip().splitlines() if text or re.search(r"\b(src|href|data)\s*=", markup) else []
