"""Sources too long for one decode: cut in two, translated apart and joined, so that nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bilingual.engines.ctranslate.vocabulary import SLOT
from bilingual.model import Hypothesis

_GAPS = (re.compile("(?<=[。！？!?；;])"), re.compile("(?<=[，,：:、])"), re.compile(r"(?<=\s)"), re.compile("(?<=.)", re.DOTALL))
"""Where to cut, the better places first."""


def halved(source: str) -> tuple[str, str]:
    """Two parts that make up the source, cut in its middle half at the best mark there; a slot is never cut.

    >>> halved("他去了学校，我没有去，因为下雨")
    ('他去了学校，', '我没有去，因为下雨')
    """
    length = len(source)
    inside = {place for slot in SLOT.finditer(source) for place in range(slot.start() + 1, slot.end())}
    for gap in _GAPS:
        places = {match.start() for match in gap.finditer(source)} - inside - {0, length}
        near = [place for place in places if gap is _GAPS[-1] or length <= 4 * place <= 3 * length]
        if near:
            cut = min(near, key=lambda place: (abs(2 * place - length), place))
            return source[:cut], source[cut:]
    raise ValueError(f"nothing to cut in {source!r}")


def joined(parts: Sequence[Hypothesis]) -> Hypothesis:
    """The hypotheses of the parts as one: as many alternatives as every part has, and the lowest score."""
    alternatives = zip(*(part.alternatives for part in parts), strict=False)
    return Hypothesis(_line(part.text for part in parts), min(part.score for part in parts), tuple(map(_line, alternatives)))


def _line(texts: Iterable[str]) -> str:
    return " ".join(filter(None, texts))
