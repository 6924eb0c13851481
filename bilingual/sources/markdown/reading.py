"""The way from a post's text to its blocks, and back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from hashlib import sha256

from bilingual.errors import EmptyPost
from bilingual.lang.characters import HANZI
from bilingual.model import OPAQUE_KINDS, Block, BlockId, BlockKind, Code, CodeKind, Diagnostic, Document, Text, join
from bilingual.sources.encoding import check_text
from bilingual.sources.markdown.blocks import read_blocks
from bilingual.sources.markdown.front_matter.listed_names import listed
from bilingual.sources.markdown.front_matter.values import DEFAULT_KEYS, read_front_matter
from bilingual.sources.markdown.inline import read_inline
from bilingual.sources.markdown.lines import Lines, split_lines
from bilingual.sources.markdown.regions import Region
from bilingual.sources.markdown.siblings import text_start
from bilingual.sources.markdown.turns import with_turns

SPEAKER_KEYS = frozenset(
    "speaker speakers host hosts guest guests people participants interviewer interviewee 嘉宾 嘉賓 主持人 主持 主播".split()
)
"""The front-matter keys that name those who speak."""
UNREAD = "What stands here is not read as text, and stays as it is."
PLAINER = "Write it plainer: it may be nested too deep, or stand in a tag that is kept whole."
TAG = re.compile("<[^>]*>")
"""Markup whose attributes are no text."""
NOTE_NAME = re.compile(r"\[\^[^\]\s]{1,100}\]:")
"""The name of a footnote, which is no text either."""
CODE_KINDS: dict[BlockKind, CodeKind] = {"code": "code", "markup": "html", "off": "html", "rule": "other"}


def parse(
    text: str,
    *,
    name: str = "",
    path: str = "",
    speakers: Collection[str] = frozenset(),
    front_matter: Collection[str] = DEFAULT_KEYS,
    exact: bool = False,
) -> Document:
    r"""A post as blocks with spans into it. `speakers` are names known to be speakers; `front_matter` the keys to translate.

    `exact`: nobody but `speakers` speaks, whatever looks like a label.

    >>> [(block.kind, str(block.parts[0])) for block in parse("# 标题\n\n正文。\n\n```\nx\n```\n").blocks]
    [('heading', '标题'), ('paragraph', '正文。'), ('code', '```\nx\n```')]
    """
    return read(text, name, path, frozenset(speakers), front_matter, exact=exact)


def read(text: str, name: str, path: str, speakers: frozenset[str], keys: Collection[str], *, exact: bool = False) -> Document:
    """The document; `exact`: nobody but `speakers` speaks, whatever looks like a label."""
    lines = split_lines(text, int(text.startswith("\ufeff")))
    _check(lines, path)
    front = read_front_matter(lines, keys)
    start = text_start(text, front.body)
    first = lines.index(start) + 1 if start < len(text) else len(lines)
    found = read_blocks(split_lines(text, start, first))
    people = listed(Document("", "", text, (), front.span), SPEAKER_KEYS)
    body = with_turns(text, found.regions, speakers, [person.value for person in people], exact=exact)
    blocks = _blocks(lines, [*front.regions, *body], found.references)
    return Document(name, path, text, blocks, front.span, (*front.notices, *found.notices, *_unread(lines, start, blocks)))


def render(document: Document) -> str:
    r"""The post, from its blocks and what stands between them: equal to what was parsed, always.

    >>> render(parse("\ufeff> 你好\r\n>\r\n>  世界"))
    '\ufeff> 你好\r\n>\r\n>  世界'
    """
    pieces: list[str] = []
    position = 0
    for block in document.blocks:
        pieces += [document.source[position : block.span[0]], join(block.parts)]
        position = block.span[1]
    return "".join([*pieces, document.source[position:]])


def _check(lines: Lines, path: str) -> None:
    """Refuse what cannot be read rightly."""
    check_text(lines.text, path)
    if not lines.text.strip("\ufeff \t\r\n\u3000"):
        raise EmptyPost(path or None)


def _unread(lines: Lines, start: int, blocks: Iterable[Block]) -> Iterator[Diagnostic]:
    """What no block has though it is Chinese: nothing is left out without a word. One notice for each stretch."""
    position = start
    for begin, end in [*((_opening(block), block.span[1]) for block in blocks), (len(lines.text), 0)]:
        between = NOTE_NAME.sub(lambda name: " " * len(name[0]), lines.text[position:begin])
        tagged = between.rfind(">") + 1  # behind the last tag, a thousand “<” would be a thousand searches
        found = HANZI.search(TAG.sub(lambda tag: " " * len(tag[0]), between[:tagged]) + between[tagged:])
        if found:
            line = lines.number(position + found.start())
            yield Diagnostic("unread", UNREAD, PLAINER, line=line)
        position = max(position, end)


def _opening(block: Block) -> int:
    return block.label.span[0] if block.label else block.span[0]


def _blocks(lines: Lines, regions: Iterable[Region], references: frozenset[str]) -> tuple[Block, ...]:
    seen: Counter[BlockId] = Counter()
    blocks = []
    for region in regions:
        parts = _parts(lines.text, region, references)
        blocks.append(_block(lines, region, parts, seen))
    return tuple(blocks)


def _parts(text: str, region: Region, references: frozenset[str]) -> Text:
    if region.kind in OPAQUE_KINDS:
        return (Code(text[slice(*region.span)], CODE_KINDS[region.kind]),)
    return read_inline(text, region.pieces, region.codes, references, forced=region.style == "literal")


def _block(lines: Lines, region: Region, parts: Text, seen: Counter[BlockId]) -> Block:
    digest = sha256(f"{region.kind}\n{join(parts)}".encode()).hexdigest()[:8]
    seen[digest] += 1
    repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
    return Block(
        id=f"b{digest}{repeat}",
        kind=region.kind,
        span=region.span,
        parts=parts,
        line=lines.number(region.span[0]),
        level=region.level,
        marker=region.marker,
        cell=region.cell,
        key=region.key,
        label=region.label,
        style=region.style,
        note=region.note,
        extent=region.extent,
    )
