"""What programs for speech recognition write as JSON, as WebVTT: Whisper, faster-whisper, whisper.cpp, WhisperX, FunASR.

Their JSON is read once and is a file of subtitles from then on: the spans of the post are those of that file.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.errors import DocumentError
from bilingual.sources.subtitles.syntax import milliseconds


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words with their times in milliseconds, and who says them where that is told."""

    start: int
    end: int
    text: str
    speaker: str = ""


def is_json(text: str) -> bool:
    """Whether a text begins as JSON of such a program does."""
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "["))


def kind_of(text: str) -> str:
    """The program whose JSON it is: `whisper`, `whisperx`, `funasr`; nothing where it is none's.

    >>> kind_of('{"segments": [{"start": 0, "end": 1.5, "text": "好。", "speaker": "SPEAKER_00"}]}')
    'whisperx'
    >>> kind_of('[{"sentence_info": [{"start": 0, "end": 900, "text": "好。", "spk": 0}]}]'), kind_of('{"a": 1}'), kind_of("好。")
    ('funasr', '', '')
    """
    if not is_json(text):
        return ""
    try:
        content = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return ""
    try:
        return _kind(content) if [*_utterances(content)] else ""
    except (TypeError, ValueError, LookupError, AttributeError):
        return ""


def as_vtt(text: str, path: str) -> str:
    """The JSON as WebVTT. Raises `DocumentError` where it is no transcript."""
    try:
        found = [*_utterances(json.loads(text.removeprefix("\ufeff")))]
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError) as error:
        fact = f"The JSON is no transcript of speech: {error}."
        raise DocumentError(fact, "Give what Whisper, WhisperX or FunASR wrote.", path=path or None) from error
    return "WEBVTT\n\n" + "".join(map(_cue, found))


def _kind(content: Any) -> str:
    if isinstance(content, list) or "sentence_info" in content:
        return "funasr"
    return "whisperx" if any("speaker" in segment for segment in content.get("segments", ())) else "whisper"


def _utterances(content: Any) -> Iterator[Utterance]:
    results: Sequence[Mapping[str, Any]] = content if isinstance(content, list) else [content]
    for result in results:
        for segment in result.get("segments", ()):  # Whisper and WhisperX: seconds
            start, end = (round(1000 * segment[moment]) for moment in ("start", "end"))
            yield Utterance(start, end, segment["text"].strip(), str(segment.get("speaker", "")))
        for segment in result.get("transcription", ()):  # whisper.cpp
            start, end = (milliseconds(segment["timestamps"][moment]) for moment in ("from", "to"))
            yield Utterance(start, end, segment["text"].strip())
        for sentence in result.get("sentence_info", ()):  # FunASR: milliseconds
            speaker = f"SPEAKER_{int(sentence['spk']):02}" if "spk" in sentence else ""
            words = sentence.get("text") or sentence["sentence"]
            yield Utterance(int(sentence["start"]), int(sentence["end"]), words.strip(), speaker)


def _cue(utterance: Utterance) -> str:
    voice = f"<v {html.escape(utterance.speaker, quote=False)}>" if utterance.speaker else ""
    words = html.escape(" ".join(utterance.text.split()), quote=False)
    return f"{_time(utterance.start)} --> {_time(utterance.end)}\n{voice}{words}\n\n"


def _time(moment: int) -> str:
    seconds, fraction = divmod(moment, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:03}"
