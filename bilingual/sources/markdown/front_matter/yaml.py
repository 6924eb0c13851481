"""Values of YAML front matter as regions: plain, quoted, folded and literal scalars, alone or in a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any
from unicodedata import category

from bilingual.model import Code, CodeKind, Diagnostic, Span
from bilingual.sources.markdown.lines import Lines, split_lines, trimmed
from bilingual.sources.markdown.regions import Region, Style, tidy

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node, ScalarNode

STYLES: dict[str | None, Style] = {None: "plain", "'": "single", '"': "double", ">": "folded", "|": "literal"}
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029\ufeff]")
"""What PyYAML refuses, or takes for a line ending that it is not here: read as a letter, in the same place."""
ESCAPE = re.compile(r"(?:\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2})|\\(?:x..|u....|U........|.)", re.DOTALL)
"""An escape of a double-quoted scalar; the two halves of a surrogate pair, which JSON writes for an emoji, are one."""
BROKEN = "The front matter is not valid YAML ({}): it is kept as it is."
TWICE = "The front matter has the key `{}` twice."
ESCAPED = "The value of `{}` holds the escape `{}`, which stands for no text: it is kept as it is."
DEEP = "it has lists or tables in too many others"
PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]+)*")
"""The anchor and the tag before a value (YAML 1.2, 6.9): what an alias repeats is the translated value."""
STRING = "tag:yaml.org,2002:str"

Found = tuple[tuple[Region, ...], tuple[Diagnostic, ...]]


def yaml_regions(lines: Lines, inner: Span, keys: Collection[str]) -> Found:
    """The values of `keys` between the delimiters; broken YAML gives a notice and no values."""
    import yaml

    start, end = inner
    text = UNPRINTABLE.sub("x", lines.text[start:end])
    try:
        root = composed(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = lines.number(start + min(mark.index, end - start - 1)) if mark else lines.number(start)
        remedy = "Correct it, most often by quoting the value."
        return (), (Diagnostic("front-matter", BROKEN.format(error.problem), remedy, line=line),)
    if not isinstance(root, yaml.MappingNode):
        return (), ()
    notices = list(_repeated(lines, start, root))
    regions = list(_values(lines, start, root, keys, notices))
    return tuple(regions), tuple(notices)


def yaml_data(text: str) -> Any:
    """The YAML as data, every scalar a string; an empty table for nothing. Raises `ValueError` where it is none.

    >>> yaml_data("a: {b: 1}")
    {'a': {'b': '1'}}
    """
    import yaml

    try:
        node = composed(UNPRINTABLE.sub("x", text))
        return {} if node is None else yaml.BaseLoader("").construct_document(node)
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from error


def composed(text: str) -> Node | None:
    """The YAML as nodes with offsets; tabs, which YAML forbids and authors use, count as spaces.

    Raises `yaml.YAMLError` where it is none, or too deep for the parser.
    """
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        if "\t" not in text:
            raise
    except RecursionError as error:
        raise yaml.MarkedYAMLError(problem=DEEP) from error
    return composed(text.replace("\t", " "))


def _repeated(lines: Lines, start: int, root: MappingNode) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for key, _ in root.value:
        if isinstance(key.value, str) and key.value in seen:
            line = lines.number(start + key.start_mark.index)
            yield Diagnostic("repeated-key", TWICE.format(key.value), "Keep one of them.", line=line, severity="note")
        seen.add(key.value if isinstance(key.value, str) else "")


def _values(lines: Lines, start: int, root: MappingNode, keys: Collection[str], notices: list[Diagnostic]) -> Iterator[Region]:
    for key, node in scalars(root):
        if key in keys and node.tag == STRING and node.value.strip():
            yield from _value(lines, start, key, node, notices)


def scalars(root: Node) -> Iterator[tuple[str, ScalarNode]]:
    """Each scalar with its key, those of lists and mappings too: `tags`, `seo.title`. What an alias repeats comes once."""
    from yaml.nodes import MappingNode, ScalarNode, SequenceNode

    seen: set[int] = set()
    waiting: list[tuple[str, Node]] = [("", root)]
    while waiting:
        key, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield key, node
        elif isinstance(node, SequenceNode):
            waiting += [(key, item) for item in reversed(node.value)]
        elif isinstance(node, MappingNode):
            named = [(name.value, value) for name, value in node.value if isinstance(name.value, str)]  # a key may be a list
            waiting += [(f"{key}.{name}".lstrip("."), value) for name, value in reversed(named)]


def _value(lines: Lines, base: int, key: str, node: ScalarNode, notices: list[Diagnostic]) -> Iterator[Region]:
    """The scalar as a region, if its characters are those of its value, but for folds and known escapes."""
    text = lines.text
    start, end = base + node.start_mark.index, base + node.end_mark.index
    style = STYLES[node.style]
    start = PROPERTIES.match(text, start, end).end()  # type: ignore[union-attr]
    if style in ("single", "double"):
        start, end = start + 1, end - 1
    elif style in ("folded", "literal"):
        start = min(lines.starts[lines.index(start) + 1], end)
    codes = tuple(_escapes(text, start, end, style))
    unknown = [text[a:b] for a, b, _ in codes if not is_text(text[a:b])]
    if unknown:
        fact = ESCAPED.format(key, unknown[0].splitlines()[0])
        notices.append(Diagnostic("escapes", fact, "Write the characters themselves.", line=lines.number(start)))
        return
    pieces = lines_of(lines, trimmed(text, (start, end)))
    if pieces and _reads_as(node.value, text, pieces, codes):
        yield Region("front", pieces, key=key, style=style, codes=codes)


def _reads_as(value: str, text: str, pieces: tuple[Span, ...], codes: tuple[tuple[int, int, CodeKind], ...]) -> bool:
    """Whether the pieces, their escapes resolved, are the value, white space aside."""
    within = {place: start for start, end, _ in codes for place in range(start, end)}
    values = {start: Code(text[start:end], kind).value for start, end, kind in codes}
    places = (place for start, end in pieces for place in range(start, end))
    read = "".join(values.pop(within[place], "") if place in within else UNPRINTABLE.sub("x", text[place]) for place in places)
    paired = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(read.split()) == "".join(paired.split())


def _escapes(text: str, start: int, end: int, style: Style) -> Iterator[tuple[int, int, CodeKind]]:
    pattern = {"single": re.compile("''"), "double": ESCAPE}.get(style)
    for match in pattern.finditer(text, start, end) if pattern else ():
        yield match.start(), match.end(), "escape"


def is_text(escape: str) -> bool:
    r"""Whether an escape stands for a character that may stand in a text: no control character, no half of a pair.

    >>> [is_text(escape) for escape in (r"\u9752", r"\"", r"\n", r"\ud83d")]
    [True, True, False, False]
    """
    value = Code(escape, "escape").value
    return "\ufffd" not in value and all(category(character) not in ("Cc", "Cs", "Co", "Cn") for character in value)


def lines_of(lines: Lines, span: Span) -> tuple[Span, ...]:
    """The lines of a value, without white space at their ends and without empty ones."""
    inner = split_lines(lines.text[: span[1]], span[0])
    return tidy(lines.text, zip(inner.starts, inner.ends, strict=True))
