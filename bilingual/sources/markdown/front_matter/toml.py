"""Values of TOML front matter as regions: one-line strings before the first table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection

from bilingual.model import CodeKind, Diagnostic, Span
from bilingual.sources.markdown.front_matter.yaml import is_text
from bilingual.sources.markdown.lines import Lines, trimmed
from bilingual.sources.markdown.regions import Region

VALUE = re.compile(
    r"[ \t]*(?P<mark>[\"']?)(?P<key>[\w-]+)(?P=mark)[ \t]*=[ \t]*"
    r"(?:\"(?!\"\")(?P<basic>(?:[^\"\\]|\\.)*)\"|'(?!'')(?P<literal>[^']*)')[ \t]*(?:#.*)?$"
)
TABLE = re.compile(r"[ \t]*\[")
ESCAPE = re.compile(r"\\(?:u....|U........|.)")
BROKEN = "The front matter is not valid TOML ({}): it is kept as it is."
ESCAPED = "The value of `{}` holds the escape `{}`, which stands for no text: it is kept as it is."


def toml_regions(lines: Lines, inner: Span, keys: Collection[str]) -> tuple[tuple[Region, ...], tuple[Diagnostic, ...]]:
    """The values of `keys` between the delimiters."""
    start, end = inner
    try:
        tomllib.loads(lines.text[start:end].replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = lines.number(start) + (int(found[1]) - 1 if found else 0)
        return (), (Diagnostic("front-matter", BROKEN.format(error), "Correct it.", line=line),)
    regions: list[Region] = []
    notices: list[Diagnostic] = []
    for number in range(lines.index(start), lines.index(end)):
        if TABLE.match(lines[number]):
            break
        match = VALUE.match(lines.text, lines.starts[number], lines.ends[number])
        if match and match["key"] in keys:
            _add(lines, match, regions, notices)
    return tuple(regions), tuple(notices)


def _add(lines: Lines, match: re.Match[str], regions: list[Region], notices: list[Diagnostic]) -> None:
    group = "literal" if match["basic"] is None else "basic"
    start, end = trimmed(lines.text, match.span(group))
    escapes = ESCAPE.finditer(lines.text, start, end) if group == "basic" else ()
    codes: list[tuple[int, int, CodeKind]] = [(escape.start(), escape.end(), "escape") for escape in escapes]
    unknown = [lines.text[a:b] for a, b, _ in codes if not is_text(lines.text[a:b])]
    if unknown:
        fact = ESCAPED.format(match["key"], unknown[0])
        notices.append(Diagnostic("escapes", fact, "Write the characters themselves.", line=lines.number(start)))
    elif start < end:
        regions.append(Region("front", ((start, end),), key=match["key"], style="toml", codes=tuple(codes)))
