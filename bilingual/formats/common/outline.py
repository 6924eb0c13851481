"""What every exporter sees of a post: its title, its front matter, its sections and their stretches of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from bilingual.formats.common.glossary_entries import Entry, entries_of
from bilingual.formats.common.glosses import source_column
from bilingual.formats.common.post_source import enclosing, facts, is_enclosing, is_title, mark_of, opaque_text, quotation_depth
from bilingual.model import (
    Block,
    Column,
    ExportOptions,
    Speaker,
    Translation,
    Unit,
    joined,
    plain,
)
from bilingual.sources.markdown.escaping import visible_text

HEADERS: dict[Column, str] = {"hans": "简体", "hant": "繁體", "en": "English"}
"""What stands over a column."""
COLUMNS: dict[str, Column] = {header: column for column, header in HEADERS.items()}
"""The column below each header."""
CONFLICT = "Conflict"
"""What stands over the column of what others wrote."""
CONTENTS: dict[Column, str] = {"hans": "目录", "hant": "目錄", "en": "Contents"}
"""What stands over the contents."""
GLOSSARY: dict[Column, str] = {"hans": "术语表", "hant": "術語表", "en": "Glossary"}
"""The heading of the appendix."""


@dataclass(frozen=True)
class Passage:
    """The rows that belong together: those of one block, or of one row of a table in the post."""

    block: Block
    """The block, or the first cell of the row."""
    pieces: tuple[tuple[Unit, ...], ...]
    """What stands apart in it: one piece, or one for each column of the table, without rows where its cell is empty."""
    mark: str = ""
    """The box of a task, `[ ]` or `[x]`, or the name of a callout: `TIP`."""
    quotations: int = 0
    """How many quotations it stands in."""
    title: bool = False
    """Whether it is the title of a container, an admonition, a callout or a folded part."""

    @cached_property
    def rows(self) -> tuple[Unit, ...]:
        """All of them, in source order; gathered once, as writers ask for them at each row."""
        return tuple(row for piece in self.pieces for row in piece)

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks here, for a turn."""
        return self.rows[0].speaker


@dataclass(frozen=True, slots=True)
class OpaqueBlock:
    """A block that is the same in every language: a code block, a rule, an image, a shortcode."""

    block: Block
    text: str
    """Its Markdown, out of the list or quotation that it stood in."""
    quotations: int = 0
    """How many quotations it stands in."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it, up to the next one."""

    heading: Passage | None
    """None for what stands before the first heading."""
    level: int
    """1–6 as in the post."""
    stretches: tuple[tuple[Passage, ...] | OpaqueBlock, ...]
    """Runs of passages, and what stands between them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A post as a reader meets it."""

    title: Passage | None
    front: tuple[Passage, ...]
    """The other front-matter values that are translated."""
    facts: Mapping[str, str]
    """What the front matter says that is the same in every language: see `facts`."""
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    """The glossary terms in force."""
    repeated: Passage | None = None
    """The first heading, where it says the title again: no exporter writes it a second time."""
    authors: Column = "hans"
    """The Chinese that the author wrote."""


def outline_of(result: Translation) -> Outline:
    """The parts of a post in the order in which every exporter writes them."""
    passages = tuple(_passages(result))
    front = [p for p in passages if isinstance(p, Passage) and p.block.kind == "front"]
    body = [p for p in passages if p.block.kind != "front"]
    title = next((p for p in front if p.block.key == "title"), None)
    first = body[0] if body and isinstance(body[0], Passage) else None
    repeated = None
    if first and (first.block.kind, first.block.level) == ("heading", 1) and (title is None or _shown(title) == _shown(first)):
        title, body, repeated = title or first, body[1:], first if title else None
    others = tuple(p for p in front if p is not title)
    return Outline(
        title, others, facts(result.document), (*_sections(body),), entries_of(result), repeated, source_column(result)
    )


def _shown(passage: Passage) -> str:
    return plain(joined(passage.rows, "hans")).strip()


def title_of(result: Translation, outline: Outline, column: Column | None = None) -> str:
    """The title without markup, on one line, in the author's own Chinese or in `column`; the post's name where it has none."""
    text = plain(joined(outline.title.rows, column or outline.authors)) if outline.title else result.document.name
    if outline.title and outline.title.block.kind == "heading":
        text = visible_text(text)
    return " ".join(text.split())


def columns(options: ExportOptions) -> tuple[Column, ...]:
    """The columns that are shown: those asked for, as far as there are any.

    >>> columns(ExportOptions(variant="none"))
    ('hans', 'en')
    >>> columns(ExportOptions(columns=("en", "hant")))
    ('en', 'hant')
    """
    there: tuple[Column, ...] = ("hans", "en") if options.variant == "none" else ("hans", "hant", "en")
    return tuple(column for column in options.columns or there if column in there)


def note_name(marker: str) -> str:
    """A footnote's name, folded: `[^A]` and `[^a]` are the same.

    >>> note_name("[^A]:")
    'a'
    """
    return marker.strip("[]^:").casefold()


def _passages(result: Translation) -> Iterator[Passage | OpaqueBlock]:
    units = {block: tuple(of_block) for block, of_block in groupby(result.units, key=lambda unit: unit.block)}
    shortcodes = enclosing(result.document.source)
    widths = _widths(result.document.blocks)
    for _, blocks in groupby(result.document.blocks, key=_together):
        together = list(blocks)
        block, source = together[0], result.document.source
        depth = quotation_depth(source, block)
        if block.cell:
            of_column = {found.cell[2]: units.get(found.id, ()) for found in together if found.cell}
            pieces = tuple(of_column.get(column, ()) for column in range(widths[block.cell[0]]))
        else:
            pieces = (units.get(block.id, ()),)
        if not any(says_something(unit) for piece in pieces for unit in piece):
            text = opaque_text(source, block)
            if text and block.kind != "front" and not is_enclosing(text, shortcodes):
                yield OpaqueBlock(block, text, depth)
        else:
            yield Passage(block, pieces, mark_of(source, block), depth, is_title(source, block))


def _widths(blocks: Iterable[Block]) -> dict[int, int]:
    """How many columns each table has, by its number."""
    widths: dict[int, int] = {}
    for table, _, column in (block.cell for block in blocks if block.cell):
        widths[table] = max(widths.get(table, 0), column + 1)
    return widths


def _together(block: Block) -> tuple[str, int, int]:
    """Cells of one row of a table go together, every other block is for itself."""
    return (block.id, 0, 0) if block.cell is None else ("cell", block.cell[0], block.cell[1])


def says_something(row: Unit) -> bool:
    """Whether a reader sees anything of a row: no document shows one that is nothing but marks."""
    return any(plain(text).strip() for text in (row.hans, row.hant, row.en))


def _sections(body: Iterable[Passage | OpaqueBlock]) -> Iterator[Section]:
    heading: Passage | None = None
    items: list[Passage | OpaqueBlock] = []
    for item in body:
        if isinstance(item, Passage) and item.block.kind == "heading":
            if heading or items:
                yield _section(heading, items)
            heading, items = item, []
        else:
            items.append(item)
    if heading or items:
        yield _section(heading, items)


def _section(heading: Passage | None, items: list[Passage | OpaqueBlock]) -> Section:
    stretches: list[tuple[Passage, ...] | OpaqueBlock] = []
    for opaque, stretch in groupby(items, key=lambda item: isinstance(item, OpaqueBlock)):
        if opaque:
            stretches += [item for item in stretch if isinstance(item, OpaqueBlock)]
        else:
            stretches.append(tuple(item for item in stretch if isinstance(item, Passage)))
    return Section(heading, heading.block.level if heading else 0, tuple(stretches))
