"""The Chinese columns of a block: which script the author wrote it in, and the other one by conversion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bilingual.model import Block, Text, plain
from bilingual.variants import Converter, detect

Script = Literal["hans", "hant", "none"]


def scripts(blocks: Sequence[Block]) -> dict[str, Script]:
    """The script of each block, by its id. One that could be either goes with the post: 今天 in a Traditional post.

    So does one with characters of both, a Traditional name in a Simplified sentence: the author's column is what they wrote.
    """
    found = {block.id: _detected(plain(block.parts)) for block in blocks}
    told = Counter(script for script, certain in found.values() if certain)
    neutral: Script = "hant" if told["hant"] > told["hans"] else "hans"
    return {id_: script if certain or script == "none" else neutral for id_, (script, certain) in found.items()}


def _detected(text: str) -> tuple[Script, bool]:
    """The script, and whether the characters tell it."""
    script = detect(text)
    if script == "mixed":
        return "hans", False
    return script, script == "hant" or Converter("tw").string(text, "hant") != text


@dataclass(frozen=True, slots=True)
class Chinese:
    """The Chinese columns of the segments of one block."""

    hans: tuple[Text, ...]
    hant: tuple[Text, ...]


def chinese(segments: Sequence[Text], script: Script, converter: Converter) -> Chinese:
    """Both columns: the author's own words where the script is theirs, converted elsewhere.

    The segments are converted together, since a quotation may begin in one and end in another.
    """
    written = tuple(segments)
    if script == "none":
        return Chinese(written, written)
    hans = written if script == "hans" else converter.texts(written, "hans")
    hant = written if script == "hant" else converter.texts(written, "hant")
    return Chinese(hans, hant)
