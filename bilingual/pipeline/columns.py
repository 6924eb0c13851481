"""The Chinese columns of a block: which script the author wrote it in, and the other one by conversion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bilingual.model import Block, Text, plain
from bilingual.variants import Converter, detect, differs, foreign

Script = Literal["hans", "hant", "both", "none"]
"""The column that the author's own words are; `both` for what is quoted in the other script, `none` without Chinese."""


def scripts(blocks: Sequence[Block]) -> dict[str, Script]:
    """The script of each block, by its id.

    A post has one author, so a block that could be either (今天), or that mixes both (a name, a quotation), goes with the
    post: the author's column is the source, whatever stands in it. What is all in the other script is quoted, unless there is
    about as much of it (two thirds): such a post has two hands, and is told block by block.
    """
    texts = {block.id: plain(block.parts) for block in blocks}
    found = {id_: detect(text) for id_, text in texts.items()}
    told: Counter[str] = Counter()
    for id_, script in found.items():
        told[script] += len(texts[id_]) if _is_certain(script, texts[id_]) else 0
    if not told["hans"] and not told["hant"]:  # nothing but blocks that mix both
        whole = "".join(texts.values())
        told.update(hans=len(foreign(whole, "hant")), hant=len(foreign(whole, "hans")))
    less, more = sorted((told["hans"], told["hant"]))
    post: Script = "hant" if told["hant"] > told["hans"] else "hans"
    has_one_hand = 2 * more > 3 * less

    def of_block(id_: str) -> Script:
        script = found[id_]
        if script == "none" or script == post:
            return script
        if script == "mixed" or not _is_certain(script, texts[id_]):
            return post
        return "both" if has_one_hand else script

    return {id_: of_block(id_) for id_ in found}


def _is_certain(script: str, text: str) -> bool:
    """Whether any character tells the script apart; what could be either is called Simplified."""
    return script == "hant" or (script == "hans" and differs(text))


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
    if script in ("none", "both"):
        return Chinese(written, written)
    hans = written if script == "hans" else converter.texts(written, "hans")
    hant = written if script == "hant" else converter.texts(written, "hant")
    return Chinese(hans, hant)
