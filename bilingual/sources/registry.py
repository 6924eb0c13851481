"""Which source reads which file: Markdown here, other kinds through the entry point group `bilingual.sources`.

A source turns the bytes of a file into a `Document`: its text, and blocks that are spans into it. What comes after (segments,
locks, the three columns, every document) is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points
from pathlib import PurePath
from typing import Any, Protocol, get_args

from bilingual.errors import DocumentError, UnknownKind, of_add_on
from bilingual.model import BlockId, BlockKind, Diagnostic, Document, join
from bilingual.office import PACKED
from bilingual.sources.encoding import decode
from bilingual.sources.markdown.front_matter.values import DEFAULT_KEYS

GROUP = "bilingual.sources"
"""The entry point group of sources from other packages; each names a `Source`."""


class Reader(Protocol):
    """Reads one kind of file."""

    def __call__(
        self, data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]
    ) -> Document:
        """The document: `name` is the post's, `path` only for messages. Raises `DocumentError` for what cannot be read."""
        ...


Translated = Callable[[Document, Mapping[BlockId, str], Mapping[str, str], str], str | bytes]
"""The file in another language: the document, the text of each block, the speakers' names, and the language (`en`); bytes where
it is no text."""


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
    title: str = ""
    """What it is, in a few words: `a transcript of …`."""
    recognises: Callable[[str], bool] | None = None
    """Whether a text is of this kind, by its structure: asked for files whose names do not say it."""
    ending: str = ""
    """What the names of the files end with that `translated` gives; the first of `suffixes` where it is empty."""

    packed: tuple[bytes, ...] = ()
    """What its files begin with, where they are more than their texts: `translated` needs the file (`Document.file`). Bytes that
    begin otherwise are the text of one, as records hold it."""

    def in_language(
        self, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str
    ) -> str | bytes:
        """What `translated` gives; `DocumentError` where that of another package fails."""
        assert self.translated is not None
        with _blamed(self):
            return self.translated(document, texts, names, language)


def _read_markdown(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
    from bilingual.sources.markdown.reading import parse

    text, _ = decode(data, path)
    return parse(text, name=name, path=path, speakers=speakers, front_matter=front_matter)


def _markdown_in_language(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
    from bilingual.sources.markdown.translated import translated

    return translated(document, texts, names, language)


def _timed(kind: str, title: str, *suffixes: str, ending: str = "") -> Source:
    """A kind of `bilingual.sources.timed`, which is loaded when a file is met that may be such a one."""

    def read(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
        from bilingual.sources import timed

        return timed.read(kind, data, name=name, path=path, speakers=speakers)

    def written(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
        from bilingual.sources import timed

        return timed.translated(kind, document, texts, names, language)

    def recognises(text: str) -> bool:
        from bilingual.sources import timed

        return timed.recognised(text) == kind

    return Source(kind, suffixes, read, written, title=title, recognises=recognises, ending=ending)


def _read_docx(data: bytes, *, name: str, path: str, speakers: Collection[str], front_matter: Collection[str]) -> Document:
    from bilingual.sources.docx import reading

    return reading.read(data, name=name, path=path, speakers=speakers, front_matter=front_matter)


def _docx_in_language(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> bytes:
    from bilingual.sources.docx import writing

    return writing.translated(document, texts, names, language)


MARKDOWN = Source("markdown", (".md", ".markdown"), _read_markdown, _markdown_in_language, has_siblings=True, title="Markdown")
OTHER_MARKDOWN = frozenset((".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn", ".qmd", ".rmd"))
"""What else the names of files in Markdown end with; in a folder, such a file is a post where it is named itself."""
BUILT_IN = (
    MARKDOWN,
    _timed("srt", "subtitles (SubRip)", ".srt"),
    _timed("vtt", "subtitles (WebVTT)", ".vtt"),
    _timed("ass", "subtitles (ASS)", ".ass", ".ssa"),
    _timed("feishu", "a transcript of 飞书妙记", ending=".txt"),
    _timed("tingwu", "a transcript of 通义听悟", ending=".txt"),
    _timed("transcript", "a transcript with names and times", ending=".txt"),
    _timed("whisper", "a transcript of Whisper (JSON)", ending=".vtt"),
    _timed("whisperx", "a transcript of WhisperX (JSON)", ending=".vtt"),
    _timed("funasr", "a transcript of FunASR (JSON)", ending=".vtt"),
    _timed("paraformer", "a transcript of Paraformer (JSON)", ending=".vtt"),
    Source("docx", (".docx",), _read_docx, _docx_in_language, title="a Word document", packed=PACKED),
)
"""The sources that come along."""
UNNAMED = ("", ".txt", ".text", ".json")
"""Endings that say nothing of what a file holds: that is told by its structure."""
PROSE = frozenset(UNNAMED[:-1])
"""Those of them whose files are Markdown where no source recognises them."""
SAVE_AS = {
    **dict.fromkeys((".doc", ".odt", ".rtf", ".wps", ".pages"), "Save it as .docx"),
    **dict.fromkeys((".html", ".htm", ".epub"), "Make Markdown of it, with pandoc for instance"),
    **dict.fromkeys((".pdf", ".xlsx", ".csv", ".pptx"), "Take its text into a Markdown file"),
    **dict.fromkeys((".mp3", ".mp4", ".m4a", ".wav", ".mkv"), "Have it transcribed, by Whisper for instance, and give that"),
}
"""What is done with files of other kinds, by their endings."""


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


def source_for(path: str, text: str = "") -> Source:
    r"""The source for a file by its name, or by its structure where the name does not tell (`-`, `talk.txt`): else Markdown.

    Raises `UnknownKind` for a file that is none of a known kind by its name, or a text that is none by its structure.

    >>> source_for("posts/talk.MD").name, source_for("-").name, source_for("-", "WEBVTT\n").name
    ('markdown', 'markdown', 'vtt')
    >>> source_for("talk.odt")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    bilingual.errors.UnknownKind: talk.odt: A file that ends in “.odt” is no kind of post that is read. Save it as .docx...
    """
    suffix = PurePath(path).suffix.lower()
    ours = next((source for source in BUILT_IN if suffix in source.suffixes), None)
    if ours or not path or suffix in OTHER_MARKDOWN:
        return ours or MARKDOWN  # whatever state the sources of other packages are in
    if suffix not in UNNAMED:
        found = next((source for source in sources() if suffix in source.suffixes), None)
        if found:
            return found
        remedy = SAVE_AS.get(suffix, f"Give one of {', '.join(post_suffixes())}")
        fact = f"A file that ends in “{suffix}” is no kind of post that is read."
        raise UnknownKind(fact, f"{remedy}; if it is text, say what it is with --from.", path=path)
    for source in sources() if text else ():
        if source.recognises and source.recognises(text):
            return source
    if suffix in PROSE:
        return MARKDOWN
    kinds = ", ".join(source.name for source in BUILT_IN)
    raise UnknownKind("The JSON is no transcript that is known.", f"Say what it is with --from: {kinds}.", path=path)


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
    source = source_named(format) if format else _by_name_or_structure(data, path)
    if source.packed and not format and not data.startswith(source.packed):
        raise DocumentError(f"The file is not {source.title}, or it is damaged.", "Save it again.", path=path)
    with _blamed(source, path):
        document = source.read(data, name=name, path=path, speakers=speakers, front_matter=front_matter)
        if source not in BUILT_IN:
            _keeps_promises(document)
    told = () if format else tuple(_told(source, path))
    return replace(document, format=source.name, notices=(*document.notices, *told))


def _blamed(source: Source, path: str | None = None) -> AbstractContextManager[None]:
    """Says which add-on it was that failed; what comes along is no add-on."""
    return nullcontext() if source in BUILT_IN else of_add_on(DocumentError, f"source “{source.name}”", path)


def _told(source: Source, path: str) -> Iterator[Diagnostic]:
    """What a file was taken for, where its name does not say it."""
    named = PurePath(path).suffix.lower() in (*source.suffixes, *OTHER_MARKDOWN)
    if path and not named:
        what = source.title or source.name
        yield Diagnostic("kind", f"It was read as {what}.", "Say it with --from if it is another.", line=1, severity="note")


def _by_name_or_structure(data: bytes, path: str) -> Source:
    text = decode(data, path)[0] if path and PurePath(path).suffix.lower() in UNNAMED else ""
    return source_for(path, text)


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
