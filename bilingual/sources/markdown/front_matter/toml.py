"""Values of TOML front matter as regions: strings on one line, those of arrays and tables too."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from typing import Any

from bilingual.model import CodeKind, Diagnostic, Span
from bilingual.sources.markdown.front_matter.yaml import DEEP, is_text, lines_of
from bilingual.sources.markdown.lines import Lines, trimmed
from bilingual.sources.markdown.regions import Region

KEY = re.compile(r"[ \t]*(?P<key>[\w\"'.-]+)[ \t]*=[ \t]*", re.MULTILINE)
TABLE = re.compile(r"[ \t]*\[\[?[ \t]*(?P<name>[\w\"'.-]+)[ \t]*\]\]?[ \t]*(?:#.*)?$", re.MULTILINE)
TOKEN = re.compile(
    r"(?P<long>\"{3}|'{3})|\"(?P<basic>(?:[^\"\\\r\n]|\\.)*)\"|'(?P<literal>[^'\r\n]*)'|(?P<open>[\[{])|(?P<close>[\]}])|(?P<note>#.*)"
)
"""What counts in a value (TOML 1.0): strings, and the brackets of arrays and inline tables."""
ESCAPE = re.compile(r"\\(?:u....|U........|.)")
BROKEN = "The front matter is not valid TOML ({}): it is kept as it is."
LONG = "The value of `{}` is a string of several lines: it is kept as it is."
ESCAPED = "The value of `{}` holds the escape `{}`, which stands for no text: it is kept as it is."


def toml_regions(lines: Lines, inner: Span, keys: Collection[str]) -> tuple[tuple[Region, ...], tuple[Diagnostic, ...]]:
    """The values of `keys` between the delimiters."""
    start, end = inner
    try:
        toml_data(lines.text[start:end])
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = lines.number(start) + (int(found[1]) - 1 if found else 0)
        return (), (Diagnostic("front-matter", BROKEN.format(error), "Correct it.", line=line),)
    regions: list[Region] = []
    notices: list[Diagnostic] = []
    for key, token in toml_strings(lines.text, start, end):
        if key in keys:
            _add(lines, key, token, regions, notices)
    return tuple(regions), tuple(notices)


def toml_data(text: str) -> dict[str, Any]:
    """The TOML as data. Raises `tomllib.TOMLDecodeError` where it is none, or too deep for the parser."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError as error:
        raise tomllib.TOMLDecodeError(DEEP) from error


def toml_strings(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    r"""Each string with its key, those of arrays and tables too: `summary`, `params.summary`; of a long one its opening quotes.

    >>> post = 'title = "a"\ntags = ["b", "c"]\n[params]\ntitle = "d"\n'
    >>> [(key, found["basic"]) for key, found in toml_strings(post, 0, len(post))]
    [('title', 'a'), ('tags', 'b'), ('tags', 'c'), ('params.title', 'd')]
    """
    table = ""
    position = start
    while position < end:
        line_end = next((at for at in (text.find("\n", position, end),) if at >= 0), end)
        header, key = TABLE.match(text, position, line_end), KEY.match(text, position, line_end)
        position = line_end + 1
        if header:
            table = f"{_bare(header['name'])}."
        elif key:
            last = key.end()
            for token in _tokens(text, last, end):
                last = token.end()
                if not token["open"] and not token["close"] and not token["note"]:
                    yield f"{table}{_bare(key['key'])}", token
            position = (text.find("\n", last, end) + 1) or end


def _tokens(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The tokens of the value that starts there."""
    depth, position = 0, start
    while True:
        stop = end if depth else next((at for at in (text.find("\n", position, end),) if at >= 0), end)
        token = TOKEN.search(text, position, stop)
        if token is None:
            return
        yield token
        depth += bool(token["open"]) - bool(token["close"])
        position = token.end()
        if token["long"]:
            closing = _closing(text, token["long"], position, end)
            position = closing + 3 if closing >= 0 else end


def _closing(text: str, quotes: str, start: int, end: int) -> int:
    """Where the quotes stand that close a long string, before which one or two of its text's may stand (TOML 1.0, "String")."""
    closing = text.find(quotes, start, end)
    return closing + next((more for more in (2, 1) if text.startswith(quotes[:more], closing + 3)), 0) if closing >= 0 else -1


def _bare(key: str) -> str:
    return key.replace('"', "").replace("'", "")


def _add(lines: Lines, key: str, match: re.Match[str], regions: list[Region], notices: list[Diagnostic]) -> None:
    if match["long"]:
        regions += _long(lines, key, match, notices)
        return
    group = "literal" if match["basic"] is None else "basic"
    start, end = trimmed(lines.text, match.span(group))
    escapes = ESCAPE.finditer(lines.text, start, end) if group == "basic" else ()
    codes: list[tuple[int, int, CodeKind]] = [(escape.start(), escape.end(), "escape") for escape in escapes]
    unknown = [lines.text[a:b] for a, b, _ in codes if not is_text(lines.text[a:b])]
    if unknown:
        fact = ESCAPED.format(key, unknown[0])
        notices.append(Diagnostic("escapes", fact, "Write the characters themselves.", line=lines.number(start)))
    elif start < end:
        regions.append(Region("front", ((start, end),), key=key, style="toml", codes=tuple(codes)))


def _long(lines: Lines, key: str, match: re.Match[str], notices: list[Diagnostic]) -> Iterator[Region]:
    """The lines of a long string without escapes, where there is only one or they stand below its opening quotes: as those of a
    block in YAML."""
    begin = match.end()
    end = _closing(lines.text, match["long"], begin, len(lines.text))
    start, end = trimmed(lines.text, (begin, end))
    if start == end:
        return
    below = "\n" in lines.text[begin:start] or "\n" not in lines.text[start:end]
    if below and "\\" not in lines.text[start:end]:
        yield Region("front", lines_of(lines, (start, end)), key=key, style="literal")
    else:
        remedy = "Write it on one line, or on lines of its own without backslashes."
        notices.append(Diagnostic("unread-value", LONG.format(key), remedy, line=lines.number(match.start()), severity="note"))
