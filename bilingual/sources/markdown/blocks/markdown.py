"""markdown-it-py's tokens as regions: which lines belong to which block, and where the text of each line starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from bilingual.model import BlockKind, Diagnostic, Span
from bilingual.sources.markdown.arguments import argument_spans
from bilingual.sources.markdown.blocks.html import html_regions, is_element
from bilingual.sources.markdown.blocks.line_forms import cue_lines, terms_and_definitions, unbarred
from bilingual.sources.markdown.blocks.rules import markdown
from bilingual.sources.markdown.blocks.tables import row_cells
from bilingual.sources.markdown.blocks.walk import Container, Walk
from bilingual.sources.markdown.lines import Lines
from bilingual.sources.markdown.regions import Region, tidy, with_values

if TYPE_CHECKING:
    from markdown_it.token import Token

ODD_SPACE = re.compile(r"[^\S \t]")
"""White space that is not white space to CommonMark's block rules, but that Python strips."""
HASHES = re.compile(r"#{1,6}")
UNCLOSED_OFF = "`<!-- translate:off -->` has no `<!-- translate:on -->` after it: nothing from there on is translated."
UNCLOSED_FENCE = "The code block that starts with “{}” is never closed: everything after it counts as code."
ONE_LINE_FENCE = "The code block that starts with “{}” does not end on its own line: everything to line {} counts as code."
NESTED_FENCE = "The code block that starts with “{}” holds the start of another one, in line {}: its own end seems to be missing."
RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")
TASK = re.compile(r"\[[ xX]\](?=[ \t\u3000])")
CALLOUT = re.compile(r"\[![\w -]+(?:\|[^\]\n]*)?\][+-]?")
NAMES: dict[str, BlockKind] = {"blockquote": "quote", "list_item": "item", "footnote": "note", "body": "paragraph"}
OPAQUE: dict[str, BlockKind] = {"fence": "code", "code_block": "code", "hr": "rule", "definition": "markup"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """What the block rules found in a post."""

    regions: tuple[Region, ...]
    references: frozenset[str]
    """Labels of link reference definitions, normalised."""
    notices: tuple[Diagnostic, ...]


def read_blocks(lines: Lines) -> Blocks:
    """The blocks of the lines, in order."""
    source = "\n".join(ODD_SPACE.sub("x", lines[number]) for number in range(len(lines)))
    env: dict[str, dict[str, object]] = {}
    tokens: list[Token] = []
    md = markdown()
    md.block.parse(source, md, env, tokens)
    lengths = (end - start + 1 for start, end in zip(lines.starts, lines.ends, strict=True))
    walk = Walk(lines, bases=tuple(accumulate(lengths, initial=0)))
    regions = tuple(replace(region, note=walk.note) for token in tokens for region in _regions(walk, token))
    return Blocks(regions, frozenset(env.get("references", {})), tuple(walk.notices))


def _regions(walk: Walk, token: Token) -> Iterator[Region]:
    kind = token.type
    if kind.endswith("_open"):
        _enter(walk, token)
        if kind == "tr_open":
            yield from _row(walk, _map(token)[0])
    elif kind.endswith("_close"):
        _leave(walk, token)
    elif kind == "inline" and not walk.starts:
        yield from _text(walk, token)
    elif kind == "html_block":
        region = Region("html", _pieces(walk.lines, token), walk.level, container=_number(walk))
        yield from html_regions(walk.lines, region, walk.notices)
    elif kind in OPAQUE:
        yield _opaque(walk, token, OPAQUE[kind])
    elif kind == "opaque":
        yield from _own(walk, token)


def _enter(walk: Walk, token: Token) -> None:
    name = token.type.removesuffix("_open")
    walk.count += 1
    if name in NAMES:
        marker = token.meta["marker"] if name == "footnote" else token.info + token.markup
        note = marker if name == "footnote" else walk.note
        walk.containers.append(Container(NAMES[name], walk.count, "" if name == "blockquote" else marker, note))
    elif name == "heading":
        walk.heading, walk.setext = int(token.tag[1:]), not token.markup.startswith("#")
    elif name == "table":
        walk.starts, walk.row = token.meta["starts"], -1
    elif name == "tr":
        walk.row += 1


def _leave(walk: Walk, token: Token) -> None:
    name = token.type.removesuffix("_close")
    if name in NAMES:
        walk.containers.pop()
    elif name == "heading":
        walk.heading = 0
    elif name == "table":
        walk.starts = {}
        walk.tables += 1


def _number(walk: Walk) -> int:
    return walk.containers[-1].number if walk.containers else 0


def _map(token: Token) -> tuple[int, int]:
    assert token.map is not None, token
    return token.map[0], token.map[1]


def _pieces(lines: Lines, token: Token) -> tuple[Span, ...]:
    """The text of each line of a paragraph or HTML block.

    The token's content is the lines without their prefixes, so that each line of it is the end of a source line.
    """
    first, last = _map(token)
    pieces = []
    for number, content in zip(range(first, last), token.content.split("\n"), strict=False):
        end = lines.ends[number] - _trailing(lines[number])
        pieces.append((end - len(content.strip(" \t")), end))
    return tidy(lines.text, pieces)


def _trailing(line: str) -> int:
    return len(line) - len(line.rstrip(" \t"))


def _heading_piece(lines: Lines, token: Token) -> tuple[Span, ...]:
    """The text of `## text ##`: no container's prefix has a `#`, so the first one is the heading's."""
    number = _map(token)[0]
    line = lines[number]
    marks = HASHES.search(line)
    assert marks is not None, line
    begin = lines.starts[number] + len(line) - len(line[marks.end() :].lstrip(" \t"))
    return tidy(lines.text, [(begin, begin + len(token.content))])


def _text(walk: Walk, token: Token) -> Iterator[Region]:
    pieces = _heading_piece(walk.lines, token) if walk.heading and not walk.setext else _pieces(walk.lines, token)
    if not pieces:
        return
    if walk.heading:
        yield Region("heading", pieces, walk.heading, container=_number(walk))
    else:
        yield from _paragraph(walk, pieces)


def _paragraph(walk: Walk, pieces: tuple[Span, ...]) -> Iterator[Region]:
    text, cue = walk.lines.text, cue_lines(walk.lines.text, pieces)
    if is_element(text, pieces[0][0], pieces[-1][1]):
        yield from html_regions(walk.lines, Region("html", pieces, walk.level, container=_number(walk)), walk.notices)
        return
    if cue:
        yield Region("markup", pieces[:cue], walk.level, container=_number(walk))
    for group in terms_and_definitions(text, unbarred(text, pieces[cue:])):
        yield from _words(walk, group)


def _words(walk: Walk, pieces: tuple[Span, ...]) -> Iterator[Region]:
    container = walk.containers[-1] if walk.containers else Container("paragraph", 0)
    marker, container.fresh = container.marker if container.fresh else "", False
    region = Region(container.kind, pieces, walk.level, marker, container=container.number)
    text = walk.lines.text
    task = TASK.match(text, *pieces[0]) if container.kind == "item" and marker else None
    callout = CALLOUT.match(text, *pieces[0]) if container.kind == "quote" else None
    if task:
        region = region.clipped(text, task.end(), region.span[1])
    if callout:
        yield from _filled(region.clipped(text, callout.end(), pieces[0][1]))
        region = region.clipped(text, pieces[0][1], region.span[1])
    yield from _filled(region)


def _filled(region: Region) -> Iterator[Region]:
    if region.pieces:
        yield region


def _row(walk: Walk, number: int) -> Iterator[Region]:
    """The cells of the row on line `number`."""
    start, end = walk.offset(number, walk.starts[number]), walk.lines.ends[number]
    for column, span in enumerate(row_cells(walk.lines.text, start, end)):
        pieces, cell = tidy(walk.lines.text, [span]), (walk.tables, walk.row, column)
        yield from _filled(Region("cell", pieces, walk.level, cell=cell, container=_number(walk)))


def _own(walk: Walk, token: Token) -> Iterator[Region]:
    """A block of one of our own rules; the title of a container is text."""
    first, last = _map(token)
    meta, start = token.meta, walk.offset(first, token.meta["start"])
    end = start + meta["stop"] if meta["stop"] >= 0 else walk.lines.ends[last - 1]
    if meta["what"] == "unclosed-off":
        remedy = "Put the closing comment where translation goes on."
        walk.notices.append(Diagnostic("translate-off", UNCLOSED_OFF, remedy, line=walk.lines.first + first))
    whole = Region("off" if meta["what"].endswith("off") else "markup", ((start, end),), walk.level, container=_number(walk))
    yield from with_values(
        walk.lines.text, whole, argument_spans(walk.lines.text, start, end) if meta["what"] == "shortcode" else ()
    )
    title = tidy(walk.lines.text, [(start + meta["title"][0], start + meta["title"][1])])
    yield from _filled(Region("html", title, walk.level, container=_number(walk)))


def _opaque(walk: Walk, token: Token, kind: BlockKind) -> Region:
    """A block that is kept as it is, from its first mark to the end of its last line."""
    first, last = _map(token)
    start = walk.lines.starts[first] + _mark(walk.lines[first], token)
    end = walk.lines.ends[last - 1]
    if token.type == "fence" and (fact := _fence_fact(walk.lines, token)):
        walk.notices.append(Diagnostic("open-fence", fact, "Close it where the code ends.", line=walk.lines.first + first))
    return Region(kind, ((start, end),), walk.level, container=_number(walk))


def _fence_fact(lines: Lines, token: Token) -> str:
    """What is so of a fence that holds more than its author meant; empty where nothing is."""
    first, last = _map(token)
    mark = token.markup
    if not _closed(lines[last - 1], mark, last - 1 > first):
        return UNCLOSED_FENCE.format(mark)
    if token.info.rstrip().endswith(mark[:3]):
        return ONE_LINE_FENCE.format(mark, lines.first + last - 1)
    opening = re.compile(rf"[ \t>]{{0,9}}{re.escape(mark)}[^\s{re.escape(mark[0])}]")
    inner = next((number for number in range(first + 1, last - 1) if opening.match(lines[number])), 0)
    return NESTED_FENCE.format(mark, lines.first + inner) if inner else ""


def _mark(line: str, token: Token) -> int:
    """The column where an opaque block starts in its first line, after the prefix of its container."""
    if token.type == "fence":
        return line.index(token.markup)
    if token.type == "definition":
        return line.index("[")
    if token.type == "code_block":
        return len(line) - len(token.content.split("\n", 1)[0].lstrip(" \t"))
    rule = RULE.search(line)
    assert rule is not None, line
    return rule.start()


def _closed(last: str, markup: str, several: bool) -> bool:
    """Whether a fence's last line closes it: the same mark, at least as long, and nothing else."""
    text = last.strip(" \t>")
    return several and len(text) >= len(markup) and not text.strip(markup[0])
