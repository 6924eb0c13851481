"""Which source reads which file: Markdown here, other kinds through the entry point group `bilingual.sources`.

A source turns the bytes of a file into a `Document`: its text, and blocks that are spans into it. What comes after (segments,
locks, the three columns, every document) is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Protocol, get_args

from bilingual.errors import DocumentError, of_add_on
from bilingual.model import BlockId, BlockKind, Document, join
from bilingual.sources.encoding import decode
from bilingual.sources.markdown.front_matter.values import DEFAULT_KEYS
from bilingual.sources.markdown.reading import parse
from bilingual.sources.markdown.translated import translated

if TYPE_CHECKING:
    from bilingual.sources.subtitles.syntax import Syntax

GROUP = "bilingual.sources"
"""The entry point group of sources from other packages; each names a `Source`."""


class Reader(Protocol):
    """Reads one kind of file."""

    def __call__(
        self, data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]
    ) -> Document:
        """The document: `name` is the post's, `path` only for messages. Raises `DocumentError` for what cannot be read."""
        ...


Translated = Callable[[Document, Mapping[BlockId, str], Mapping[str, str], str], str]
"""The file in another language: the document, the text of each block, the speakers' names, and the language (`en`)."""


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file that posts are written in."""

    name: str
    """As it stands in `Document.format`."""
    suffixes: tuple[str, ...]
    """What the names of such files end with, in small letters: `.md`."""
    read: Reader
    translated: Translated | None = None
    """The same kind of file in another language; None where there is none."""
    has_siblings: bool = False
    """Whether such a file can begin with a line of links to the same post in the other languages, as Markdown's do."""

    def in_language(self, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
        """What `translated` gives; `DocumentError` where that of another package fails."""
        assert self.translated is not None
        if self in BUILT_IN:
            return self.translated(document, texts, names, language)
        with of_add_on(DocumentError, f"source “{self.name}”"):
            return self.translated(document, texts, names, language)


def _read_markdown(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
    text, _ = decode(data, path)
    return parse(text, name=name, path=path, speakers=speakers, front_matter=front_matter)


def _subtitles(kind: str, *suffixes: str) -> Source:
    """Subtitles of a kind of `bilingual.sources.subtitles.syntax`, which is loaded when such a file is met."""

    def read(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
        from bilingual.sources.subtitles.reading import read

        return read(syntax(), data, name=name, path=path, speakers=speakers)

    def written(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
        from bilingual.sources.subtitles.writing import translated

        return translated(syntax(), document, texts, names, language)

    def syntax() -> Syntax:
        from bilingual.sources.subtitles.syntax import SYNTAXES

        return SYNTAXES[kind]

    return Source(kind, suffixes, read, written)


MARKDOWN = Source("markdown", (".md", ".markdown"), _read_markdown, translated, has_siblings=True)
BUILT_IN = (MARKDOWN, _subtitles("srt", ".srt"), _subtitles("vtt", ".vtt"), _subtitles("ass", ".ass", ".ssa"))
"""The sources that come along."""


@cache
def sources() -> tuple[Source, ...]:
    """Every source, Markdown first; of two for the same suffix the first counts."""
    return (*BUILT_IN, *_installed())


def _installed() -> Iterator[Source]:
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        with of_add_on(DocumentError, f"source “{point.name}” ({point.value})"):
            source: Any = point.load()
            if not isinstance(source, Source):
                raise TypeError("it is no Source")
            yield source


def source_for(path: str) -> Source:
    """The source for a file by its name; Markdown where the name says nothing (`-`, `README`).

    >>> source_for("posts/talk.MD").name, source_for("-").name
    ('markdown', 'markdown')
    """
    suffix = PurePath(path).suffix.lower()
    ours = next((source for source in BUILT_IN if suffix in source.suffixes), MARKDOWN if not suffix else None)
    if ours:
        return ours  # whatever state the sources of other packages are in
    return next((source for source in sources() if suffix in source.suffixes), MARKDOWN)


def source_named(name: str) -> Source:
    """The source that a document's `format` names; `DocumentError` where it is no longer installed."""
    found = next((source for source in BUILT_IN if source.name == name), None)
    if found := found or next((source for source in sources() if source.name == name), None):
        return found
    known = ", ".join(source.name for source in sources())
    raise DocumentError(f"The post was read by a source “{name}” that is not installed.", f"Install it; there are: {known}.")


def post_suffixes() -> tuple[str, ...]:
    """What the names of posts end with.

    >>> post_suffixes()[:2]
    ('.md', '.markdown')
    """
    return tuple(dict.fromkeys(suffix for source in sources() for suffix in source.suffixes))


def read_document(
    data: bytes,
    *,
    name: str = "",
    path: str = "",
    speakers: Collection[str] = frozenset(),
    front_matter: Collection[str] = DEFAULT_KEYS,
    format: str = "",
) -> Document:
    r"""The bytes of a post as a document, read by the source that its path, or `format`, says.

    `speakers` are names known to be speakers, `front_matter` the keys to translate. Raises `DocumentError` for a file that
    cannot be read.

    >>> [block.kind for block in read_document("# 标题\n\n正文。\n".encode(), path="a.md").blocks]
    ['heading', 'paragraph']
    """
    source = source_named(format) if format else source_for(path)
    if source in BUILT_IN:
        document = source.read(data, name=name, path=path, speakers=speakers, front_matter=front_matter)
    else:
        with of_add_on(DocumentError, f"source “{source.name}”", path):
            document = source.read(data, name=name, path=path, speakers=speakers, front_matter=front_matter)
            _keeps_promises(document)
    return document if document.format == source.name else replace(document, format=source.name)


def _keeps_promises(document: Document) -> None:
    """Raises `ValueError` for a document on whose spans nothing could be built."""
    end, seen = 0, set[BlockId]()
    for block in document.blocks:
        start, stop = block.span
        if not end <= start <= stop <= len(document.source):
            raise ValueError(f"the block “{block.id}” (line {block.line}) overlaps the one before it, or ends behind the text")
        if join(block.parts) != document.source[start:stop]:
            raise ValueError(f"the parts of the block “{block.id}” (line {block.line}), joined, are not its text")
        if block.id in seen:
            raise ValueError(f"two blocks have the id “{block.id}”")
        if block.kind not in get_args(BlockKind):
            raise ValueError(f"the block “{block.id}” has a kind that there is not: “{block.kind}”")
        seen.add(block.id)
        end = stop
