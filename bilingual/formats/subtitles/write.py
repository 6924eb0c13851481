"""A post with times as subtitles: the file that it was with the words of its cues replaced, or another kind made of that.

Where the kind stays, whatever is no word stays byte for byte. Another kind is made by `pysubs2`, which knows what of styles and
positions each of them can say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from bilingual.errors import NotMadeOf
from bilingual.formats.common.block_texts import block_texts, names_in
from bilingual.formats.common.glosses import source_column
from bilingual.formats.common.languages import TAGS
from bilingual.formats.common.outline import columns
from bilingual.model import Cue, Document, ExportOptions, Output, Translation
from bilingual.sources.subtitles.division import in_lines
from bilingual.sources.subtitles.syntax import Syntax
from bilingual.sources.subtitles.writing import cue_texts, line_break, with_cue_texts
from bilingual.sources.timed import SYNTAXES

if TYPE_CHECKING:
    from pysubs2 import SSAFile

LAST = 5000
"""Milliseconds that a cue is seen whose end is not known."""
_OVERRIDES = re.compile(r"^(?:\{\\[^{}]*\})+")
"""Tags of ASS, which SRT files have as well, before a text: they are about the whole cue."""
Kind = Literal["srt", "vtt", "ass"]


def write_srt(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.bilingual.srt`, and `.en.srt` and so on, a file for each column. Raises `NotMadeOf` for a post without times."""
    return _written(result, options, "srt")


def write_vtt(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """The same as WebVTT."""
    return _written(result, options, "vtt")


def write_ass(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """The same as ASS (Advanced SubStation Alpha)."""
    return _written(result, options, "ass")


def _written(result: Translation, options: ExportOptions, kind: Kind) -> tuple[Output, ...]:
    document = result.document
    syntax = SYNTAXES.get(document.format)
    if syntax is None:
        fact = f"The post has no times, so no {kind.upper()} can be made of it."
        raise NotMadeOf(fact, "Give a file of subtitles, or leave that format out of --format.", path=document.path or None)
    texts = {
        column: cue_texts(syntax, document, block_texts(result, column), names_in(result, column), TAGS[column])
        for column in columns(options)
    }
    together = [texts[column] for column in options.columns or (source_column(result), "en")]
    ending = line_break(syntax, document)
    files = {
        "bilingual": [_stacked(cue, ending) for cue in zip(*together, strict=True)],
        **{TAGS[column]: of_column for column, of_column in texts.items()},
    }
    return tuple(Output(f".{name}.{kind}", _file(document, syntax, cues, kind)) for name, cues in files.items())


def _stacked(texts: Sequence[str], ending: str) -> str:
    """What a cue says in several languages, one under another, none twice; where it stands is said once."""
    first, *others = texts
    return ending.join(dict.fromkeys(filter(None, (first, *(_OVERRIDES.sub("", text) for text in others)))))


def _file(document: Document, syntax: Syntax, texts: Sequence[str], kind: Kind) -> bytes:
    """The file with these texts of its cues, as another kind of subtitles where it is to be one."""
    if syntax.parser == kind:
        return with_cue_texts(document, texts).encode("utf-8")
    made = _parsed(with_cue_texts(document, texts), syntax) if syntax.parser else _made(document.cues, texts)
    return made.to_string(kind).encode("utf-8")


def _parsed(written: str, syntax: Syntax) -> SSAFile:
    from pysubs2 import SSAFile

    return SSAFile.from_string(written.removeprefix("\ufeff"), format_=syntax.parser)


def _made(cues: Sequence[Cue], texts: Sequence[str]) -> SSAFile:
    """Subtitles of what `pysubs2` cannot parse: a transcript."""
    from pysubs2 import SSAEvent, SSAFile

    made = SSAFile()
    for cue, text in zip(cues, texts, strict=True):
        end = cue.start + LAST if cue.end is None else cue.end
        lines = [line for whole in text.splitlines() for line in in_lines(whole)]
        made.append(SSAEvent(cue.start, end, "\\N".join(lines)))
    return made
