"""A file of subtitles as a document: its sentences are blocks, spans of the file, and its cues have their times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from hashlib import sha256

from bilingual.errors import DocumentError
from bilingual.model import Block, Document, join, resolved
from bilingual.sources.encoding import decode
from bilingual.sources.subtitles.speech import Sentence, sentences_of
from bilingual.sources.subtitles.syntax import Syntax


def read(syntax: Syntax, data: bytes, *, name: str, path: str, speakers: Collection[str]) -> Document:
    """The document. Raises `DocumentError` for a file without cues."""
    text, _ = decode(data, path)
    timed = tuple(syntax.timed_texts(text))
    if text.strip() and not timed:
        fact = f"There are no cues in the file: it is no {syntax.name.upper()}, or it is damaged."
        raise DocumentError(fact, "Check that a player shows it.", path=path or None)
    blocks = tuple(_blocks(text, sentences_of(text, timed, syntax, speakers)))
    return Document(name, path, text, blocks, format=syntax.name, cues=tuple(found.cue for found in timed))


def _blocks(text: str, sentences: Iterator[Sentence]) -> Iterator[Block]:
    """A block for each sentence. Its id is a digest of its words: when they are heard does not change it."""
    seen: Counter[str] = Counter()
    line, position = 1, 0
    for sentence in sentences:
        digest = sha256(join(resolved(sentence.parts)).encode()).hexdigest()[:8]
        seen[digest] += 1
        repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
        line += text.count("\n", position, sentence.span[0])
        position = sentence.span[0]
        kind = "turn" if sentence.label else "paragraph"
        yield Block(f"c{digest}{repeat}", kind, sentence.span, sentence.parts, line, label=sentence.label)  # type: ignore[arg-type]
