"""The front matter of a post: where it ends, and the values in it that are translated.

The values are read by offsets from PyYAML's composer and spliced, never dumped: order, quotes, comments and the rest of
the file stay byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bilingual.model import Diagnostic, Span
from bilingual.sources.markdown.front_matter.toml import toml_regions
from bilingual.sources.markdown.front_matter.yaml import yaml_regions
from bilingual.sources.markdown.lines import Lines
from bilingual.sources.markdown.regions import Region

DEFAULT_KEYS = tuple(
    "title subtitle linkTitle sidebar_label tagline summary excerpt abstract lead description speaker guest".split()
)
"""The keys whose values are translated unless told otherwise: what readers see of a post in Hugo (`linkTitle`), Jekyll and Hexo
(`excerpt`), Docusaurus (`sidebar_label`), VitePress (`tagline`), Quarto and Pandoc (`subtitle`, `abstract`), and who speaks."""

KEY = re.compile(r"\{|[\w\"'][\w .\"'-]*:(?:\s|$)")
PAIR = re.compile(rf"{KEY.pattern}|[\w.-]+\s*=")
HEXO_KEY = re.compile(r"([A-Za-z][\w-]*):(?:\s|$)")
HEXO_KEYS = frozenset({"title", "layout", "date", "tags", "categories", "permalink"})
"""The settings of Hexo that its posts begin with (hexo.io, "Front-matter")."""
Reader = Callable[[Lines, Span, Collection[str]], tuple[tuple[Region, ...], tuple[Diagnostic, ...]]]
NEVER_CLOSED = "The front matter that `{}` opens is never closed: its lines are kept as they are."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text of a post."""

    span: Span | None
    """From the opening delimiter to the end of the closing one's line."""
    regions: tuple[Region, ...] = ()
    notices: tuple[Diagnostic, ...] = ()
    body: int = 0
    """Where the text of the post starts."""


def read_front_matter(lines: Lines, keys: Collection[str]) -> FrontMatter:
    """The front matter at the top of the lines: YAML between `---`, TOML between `+++`, or Hexo's YAML up to a first `---`."""
    first = _first_line(lines)
    hexo = _hexo_end(lines, first)
    if hexo:
        return _read(lines, yaml_regions, (first, first, hexo), keys)
    delimiter = lines[first].rstrip(" \t") if first >= 0 else ""
    if delimiter not in ("---", "+++"):
        return FrontMatter(None, body=lines.starts[0])
    closing = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip(" \t") == delimiter), 0)
    begins = first + 1 < len(lines) and (delimiter == "+++" or _opens_mapping(lines, first + 1))
    empty = closing and not first and not any(lines[n].strip() for n in range(first + 1, closing))
    if not closing or not (begins or empty):
        return _unclosed(lines, first) if begins and not closing else FrontMatter(None, body=lines.starts[0])
    return _read(lines, yaml_regions if delimiter == "---" else toml_regions, (first, first + 1, closing), keys)


def _read(lines: Lines, read: Reader, numbers: tuple[int, int, int], keys: Collection[str]) -> FrontMatter:
    """Front matter whose first line, first line within, and closing line are `numbers`."""
    first, begin, closing = numbers
    regions, notices = read(lines, (lines.starts[begin], lines.starts[closing]), keys)
    body = lines.starts[closing + 1] if closing + 1 < len(lines) else len(lines.text)
    return FrontMatter((lines.starts[first], body), regions, notices, body)


def _hexo_end(lines: Lines, first: int) -> int:
    """The line `---` that ends front matter without an opening one, as Hexo has it; 0 where there is none.

    Above it stand nothing but keys and what belongs to them, one such as every post has among them: other lines are a heading.
    """
    found: set[str] = set()
    for number in range(max(first, 0), len(lines)):
        line = lines[number].rstrip(" \t")
        if line == "---":
            return number if found & HEXO_KEYS else 0
        key = HEXO_KEY.match(line)
        if not key and line and (number == first or not re.match(r"[ \t]+\S|- |#", line)):
            return 0
        found |= {key[1].lower()} if key else set()
    return 0


def _first_line(lines: Lines) -> int:
    """The first line that is not blank, or -1."""
    return next((number for number in range(len(lines)) if lines[number].strip()), -1)


def _opens_mapping(lines: Lines, number: int) -> bool:
    """Whether a mapping starts there: comments and blank lines may stand before its first key."""
    while number < len(lines) and (not lines[number].strip() or lines[number].lstrip().startswith("#")):
        number += 1
    return number < len(lines) and KEY.match(lines[number]) is not None


def _unclosed(lines: Lines, first: int) -> FrontMatter:
    """Front matter without an end: what looks like it, up to a blank line, is kept as it is."""
    last = first + 1
    while last < len(lines) and lines[last].strip() and (PAIR.match(lines[last]) or lines[last][:1] in " \t-#"):
        last += 1
    region = Region("markup", ((lines.starts[first], lines.ends[last - 1]),))
    delimiter = lines[first].rstrip(" \t")
    fact, remedy = NEVER_CLOSED.format(delimiter), f"End it with a line `{delimiter}`."
    notice = Diagnostic("open-front-matter", fact, remedy, line=first + 1)
    body = lines.starts[last] if last < len(lines) else len(lines.text)
    return FrontMatter(None, (region,), (notice,), body)
