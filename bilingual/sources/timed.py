"""Every kind of post with times, subtitles and transcripts: by name, by structure, read and written back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache

from bilingual.model import BlockId, Document
from bilingual.sources.encoding import decode
from bilingual.sources.subtitles import writing
from bilingual.sources.subtitles.reading import read_text
from bilingual.sources.subtitles.syntax import ASS, SRT, VTT, Syntax
from bilingual.sources.transcripts import lines, recognition

_FROM_JSON = ("whisper", "whisperx", "funasr", "paraformer")
SYNTAXES: Mapping[str, Syntax] = {
    "srt": SRT,
    "vtt": VTT,
    "ass": ASS,
    **{name: replace(lines.SYNTAX, name=name) for name in ("feishu", "tingwu", "transcript")},
    **{name: replace(VTT, name=name) for name in _FROM_JSON},
}
"""By the names of their sources. The JSON of speech recognition is WebVTT as soon as it is read."""
_SRT = re.compile(r"\s*(?:\d+[ \t]*\r?\n)?[ \t]*\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,3}[ \t]*-->")


def read(kind: str, data: bytes, *, name: str, path: str, speakers: Collection[str]) -> Document:
    """A post of a kind of `SYNTAXES`. Raises `DocumentError` where it is none."""
    text, _ = decode(data, path)
    if kind in _FROM_JSON and recognition.is_json(text):
        text = recognition.as_vtt(text, path)
    return read_text(SYNTAXES[kind], text, name=name, path=path, speakers=speakers)


def translated(kind: str, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
    """The post in another language: its words replaced, and nothing else."""
    return writing.translated(SYNTAXES[kind], document, texts, names, language)


@lru_cache(maxsize=2)
def recognised(text: str) -> str:
    r"""The kind that a text is of, by its structure; nothing for prose.

    >>> recognised("1\n00:00:01,000 --> 00:00:02,000\n走。\n"), recognised("WEBVTT\n"), recognised("# 标题\n")
    ('srt', 'vtt', '')
    >>> recognised("说话人 1 00:00:01\n走吧。\n\n说话人 2 00:00:03\n好。\n")
    'feishu'
    """
    head = text.removeprefix("\ufeff").lstrip()
    if head.startswith("WEBVTT"):
        return "vtt"
    if head.startswith("[Script Info]"):
        return "ass"
    if _SRT.match(head):
        return "srt"
    if kind := recognition.kind_of(text):
        return kind
    return _transcript(text) if lines.is_transcript(text) else ""


def _transcript(text: str) -> str:
    """Whose transcript it is, by what most of its speakers are called."""
    names = lines.names_of(text)
    for kind, pattern in (("feishu", lines.FEISHU), ("tingwu", lines.TINGWU)):
        if 2 * sum(pattern.fullmatch(name) is not None for name in names) >= max(len(names), 1):
            return kind
    return "transcript"
