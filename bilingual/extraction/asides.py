"""English in parentheses in plain text, `尾部事件（Tail Events: …）`, where nothing marks where the term begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.extraction.classify import Classified, classify_gloss
from bilingual.extraction.reasons import PLAIN_TEXT
from bilingual.extraction.term_edge import is_instance, propose_term
from bilingual.lang.characters import script
from bilingual.lang.units import names_nothing
from bilingual.model import Gloss


@dataclass(frozen=True, slots=True)
class Aside:
    """A term and its English as they seem to stand in a text."""

    reading: Classified
    """Always doubtful."""
    text: str
    """Term and parenthesis as written."""
    start: int
    """Where the term begins, in code points of the text."""


_ENGLISH = re.compile(
    r"[（(][ ]?(?P<head>[A-Za-zÀ-ɏ][^（）()：:\n\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF09\uFF0C-\uFFEF。、，；]{1,79}?)"
    r"[ ]?(?:[:：][^（）()\n]{0,200})?[）)]"
)
_BEFORE = re.compile(r"(?P<words>[^\s，。！？；：、,.!?;:（）()\[\]【】“”‘’《》「」『』…—]{2,40})(?P<closer>[”’》」』]?)[ ]?\Z")
"""The unbroken words before a parenthesis; searched for from it, since long lines have far more words than those."""
_NO_NAME = re.compile(
    r"(?i)https?\b|www\.|[^ ]+\.(?:com|org|net|cn|io|md|py|js|html?)\b|\S*[=<>{}\\@_]|via\b|see\b|source\b|p{1,2}\.\s*\d"
    r"|(?:ad|bc|bce|ce|ok|lol|op|ed)$|[a-z_]+(?:, ?[a-z_]+)+$"
)
_LATIN_END = re.compile("(?<=[\u3400-\u9fff])[A-Za-z\\d]{1,4}$")
"""`维生素C（Vitamin C）`."""


def find_asides(text: str) -> Iterator[Aside]:
    """What looks like a term with its English in a text without marks, in order.

    >>> [(a.reading.term, a.reading.target, a.start) for a in find_asides("这就是尾部事件（Tail Events: 概率极小）（笑）")]
    [('尾部事件', 'Tail Events', 3)]
    """
    for match in _ENGLISH.finditer(text):
        window = max(0, match.start() - 42)
        before = _BEFORE.search(text[window : match.start()])
        if before is None or not _ends_a_term(before["words"], match["head"]) or _NO_NAME.match(match["head"]):
            continue
        is_marked = before["closer"] and text[window + before.start() - 1 : window + before.start()] in tuple("“‘《「『")
        term = before["words"] if is_marked else propose_term(before["words"], match["head"])
        if (
            len(term) > 1
            and not names_nothing("", match["head"])
            and not is_instance(term, match["head"])
            and script(term) in ("han", "mixed")
        ):
            yield _aside(text, window + before.end("words") - len(term), match.end(), term, match["head"])


def _ends_a_term(words: str, head: str) -> bool:
    """Whether a Chinese term may end here, or a Latin letter of it that is in its English too."""
    end = _LATIN_END.search(words)
    return script(words[-1]) == "han" or (end is not None and head.split()[-1] == end[0])


def _aside(text: str, start: int, end: int, term: str, head: str) -> Aside:
    reading = classify_gloss(Gloss("", term, "", "（", head, "", (), "）"))
    reason = reading.reason or PLAIN_TEXT
    classified = Classified(reading.kind, reading.term, reading.target, reading.full, reading.chinese, "doubtful", reason)
    return Aside(classified, text[start:end], start)
