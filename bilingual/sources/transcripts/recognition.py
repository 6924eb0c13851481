"""What programs for speech recognition write as JSON, as WebVTT: Whisper, faster-whisper, whisper.cpp, WhisperX, FunASR, and
Paraformer as DashScope has it.

Their JSON is read once and is a file of subtitles from then on: the spans of the post are those of that file.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping
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
    """The program whose JSON it is: `whisper`, `whisperx`, `funasr`, `paraformer`; nothing where it is none's.

    >>> kind_of('{"segments": [{"start": 0, "end": 1.5, "text": "好。", "speaker": "SPEAKER_00"}]}')
    'whisperx'
    >>> kind_of('[{"sentence_info": [{"start": 0, "end": 900, "text": "好。", "spk": 0}]}]'), kind_of('{"a": 1}'), kind_of("好。")
    ('funasr', '', '')
    """
    if not is_json(text):
        return ""
    try:
        entries = [*_entries(json.loads(text.removeprefix("\ufeff")))]
    except (ValueError, RecursionError):
        return ""
    kinds = [kind.split()[0] for kind, _ in entries]
    return "whisperx" if "whisperx" in kinds else next(iter(kinds), "")


def as_vtt(text: str, path: str) -> str:
    """The JSON as WebVTT, whose cues begin one after another (WebVTT, 4.1).

    Raises `DocumentError` where it is no transcript, or where words of it have no times."""
    remedy = "Give what Whisper, WhisperX, FunASR or Paraformer wrote."
    try:
        entries = [*_entries(json.loads(text.removeprefix("\ufeff")))]
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"The JSON cannot be read: {error}.", remedy, path=path or None) from error
    if not entries:
        raise DocumentError("The JSON is no transcript of speech, or nobody speaks in it.", remedy, path=path or None)
    cues = []
    for number, (kind, entry) in enumerate(entries, 1):
        try:
            utterance = _UTTERANCES[kind](entry)
            cues.append((utterance.start, _cue(utterance)))
        except (TypeError, ValueError, OverflowError, LookupError, AttributeError) as error:
            fact = f"Entry {number} of {len(entries)} in the JSON has no words with a start and an end."
            raise DocumentError(fact, remedy, path=path or None) from error
    return "WEBVTT\n\n" + "".join(cue for _, cue in sorted(cues, key=lambda cue: cue[0]))


def _entries(content: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What is said, a piece at a time, each with the kind of it (`_UTTERANCES`); nothing where the JSON is no transcript."""
    results = [result for result in (content if isinstance(content, list) else [content]) if isinstance(result, dict)]
    if any("start" in result and "text" in result for result in results):  # as faster-whisper's segments are often kept
        results = [{"segments": results}]
    for result in [*results, *(channel for whole in results for channel in _listed(whole, "transcripts"))]:
        listed = {key: _listed(result, key) for key in ("segments", "transcription", "sentence_info", "sentences")}
        yield from (("whisperx" if "speaker" in entry else "whisper", entry) for entry in listed["segments"])
        yield from (("whisper cpp", entry) for entry in listed["transcription"])
        yield from (("funasr", entry) for entry in listed["sentence_info"])
        if any("begin_time" in entry for entry in listed["sentences"]):
            yield from (("paraformer", entry) for entry in listed["sentences"])
        if _listed(result, "timestamp", list) and "text" in result and not listed["sentence_info"]:
            yield "funasr whole", result


def _listed(result: Mapping[str, Any], key: str, kind: type = dict) -> list[Any]:
    """The list at a key, where it is one of such things."""
    found = result.get(key)
    return found if isinstance(found, list) and all(isinstance(entry, kind) for entry in found) else []


def _of_whisper(entry: Mapping[str, Any]) -> Utterance:
    """Times in seconds; WhisperX says who speaks where it knows it."""
    return Utterance(round(1000 * entry["start"]), round(1000 * entry["end"]), entry["text"], str(entry.get("speaker") or ""))


def _of_whisper_cpp(entry: Mapping[str, Any]) -> Utterance:
    start, end = (milliseconds(entry["timestamps"][moment]) for moment in ("from", "to"))
    return Utterance(start, end, entry["text"])


def _of_funasr(entry: Mapping[str, Any]) -> Utterance:
    """Times in milliseconds."""
    return Utterance(int(entry["start"]), int(entry["end"]), entry.get("text") or entry["sentence"], _speaker(entry.get("spk")))


def _of_whole_funasr(entry: Mapping[str, Any]) -> Utterance:
    """A recording without sentences of its own: its characters have times."""
    return Utterance(int(entry["timestamp"][0][0]), int(entry["timestamp"][-1][1]), entry["text"])


def _of_paraformer(entry: Mapping[str, Any]) -> Utterance:
    """Times in milliseconds; of a recording with several channels, each has its sentences."""
    return Utterance(int(entry["begin_time"]), int(entry["end_time"]), entry["text"], _speaker(entry.get("speaker_id")))


def _speaker(speaker: Any) -> str:
    """Who speaks: a number, or what somebody made of it."""
    return f"SPEAKER_{speaker:02}" if isinstance(speaker, int) else str(speaker or "")


_UTTERANCES: Mapping[str, Callable[[Mapping[str, Any]], Utterance]] = {
    "whisper": _of_whisper,
    "whisperx": _of_whisper,
    "whisper cpp": _of_whisper_cpp,
    "funasr": _of_funasr,
    "funasr whole": _of_whole_funasr,
    "paraformer": _of_paraformer,
}
"""How each kind of entry tells what is said and when; the first word of a kind is the name of its source."""


def _cue(utterance: Utterance) -> str:
    voice = f"<v {html.escape(utterance.speaker, quote=False)}>" if utterance.speaker else ""
    words = html.escape(" ".join(utterance.text.split()), quote=False)
    return f"{_time(utterance.start)} --> {_time(utterance.end)}\n{voice}{words}\n\n"


def _time(moment: int) -> str:
    """A time of WebVTT, which knows none before the beginning."""
    seconds, fraction = divmod(max(moment, 0), 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{fraction:03}"
