"""Where sentences end, in Chinese and in English, as a rule on characters.

General splitters (pysbd, blingfire, spaCy, UAX 29) break Chinese at closing quotes and inside parentheses; this rule does
not. It works on masked text: what must not be cut is one character of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from bilingual.lang.quotation_marks import curled
from bilingual.lang.speech import is_speech_tag
from bilingual.model import Span

ATOM = "\ue000"
"""Something opaque inside a sentence: code, a link, a gloss."""
SOFT = "\ue001"
"""A line break that means nothing: white space."""
HARD = "\ue002"
"""A forced line break: it ends the sentence and belongs to it."""
CLOSING = "\ue003"
"""Something that belongs to what stands before it: a footnote's number, an emphasis mark."""
ENDED = "\ue004"
"""Emphasis, a link …, whose own text ends a sentence."""

LONGEST_QUOTATION = 120
"""In characters: a quotation up to here stays whole."""
LONGEST_PARENTHESIS = 400
"""In characters: what is longer is no aside; most often its closing half is another's."""
QUOTATIONS = {"”": "“", "’": "‘", "」": "「", "』": "『"}
PARENTHESES = {"）": "（", ")": "(", "】": "【", "》": "《", "]": "["}
OPENERS = {**QUOTATIONS, **PARENTHESES}

CLOSERS = rf"”’」』）】》〉\])\"'*_~{CLOSING}"
SPACE = rf"\s\u3000{SOFT}"
FORCED = f"{HARD}[{SPACE}{HARD}]*"
END = re.compile(rf"(?P<marks>[。！？｡!?…⋯.{ENDED}]+)(?P<closers>[{CLOSERS}]*)(?P<space>[{SPACE}]*)(?:{FORCED})?|{FORCED}")
STRONG = re.compile(f"[。！？｡…⋯{ENDED}]")
GOES_ON = frozenset("，、；：,;:）】》")
ANNOUNCING = ("：", ":")
LAST_CLAUSE = re.compile(rf"[^。！？｡!?…⋯，,；;：:{HARD}“”‘’「」『』]+\Z")
PARTICLES = frozenset("的地得")
BRACKET = re.compile("[{}]".format(re.escape("".join((*OPENERS, *OPENERS.values(), HARD)))))
ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|e\.g|i\.e|cf|Fig|No|Vol|Inc|Ltd|Corp|Co|pp?|approx|U\.S|U\.K|Ph\.D"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)
NUMBER = re.compile(r"[\s\d.]*$")
SPEECH_GOES_ON = re.compile(rf"[^。！？｡!?…⋯{HARD}“”‘’「」『』]{{1,24}}[，,] ?[“「‘『]")
_COUNTED = (
    r"步[骤驟]?|方案|[事案]?例|注|[问問]?[题題]|任务|任務|要点|要點|[规規][则則]|原[则則因]|理由|建[议議]|[图圖表]|版本|[条條]件|情[况況]|[选選][项項]|[阶階]段"
    r"|部分|技巧|方法|[场場]景|目[标標]|附[件录錄]|[类類]型|[Nn]o\.|[Ss]tep|[Pp]art|[Dd]ay|[Cc]ase|[Tt]ip|[Rr]ule|[Nn]ote|[Pp]hase|[Ll]esson|[Ww]eek|[A-Z]"
)
ITEM = re.compile(
    r"(?:(?:^|[：:；;，,、（(第其。！？…—])[ \t\u3000]*|[\u3400-\u9fff][ \t\u3000]+)"
    rf"(?:(?:{_COUNTED})[ ]?)?[（(]?"
    r"(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-zα-ωⅠ-ⅻ①-⑳甲乙丙丁戊己庚辛]|[ivx]{2,4}|[IVX]{2,4}|[一二三四五六七八九十]{1,2})[)）]?[章节節步条條点點项項]?$"
)
"""The number of one of several things, which the stop after it parts from the thing: `要带：1. 证件；2. 照片`."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; joined, they are the text.

    >>> sentences("他说：“好。”然后走了！真的？（笑。）It works. Dr. Li agrees.")
    ('他说：“好。”', '然后走了！', '真的？', '（笑。）', 'It works. ', 'Dr. Li agrees.')
    """
    return tuple(text[start:end] for start, end in spans(text))


def spans(masked: str) -> tuple[Span, ...]:
    """The spans of the sentences of a masked text, without gaps; none for the empty text.

    A stretch without a letter or anything opaque is no sentence: it belongs to the next one, or to the last.
    """
    masked = curled(masked)
    edges = [0]
    seen, says = 0, False
    for cut in [*_cuts(masked), len(masked)]:
        says = says or _says_something(masked[seen:cut])
        seen = cut
        if says and cut > edges[-1]:
            edges.append(cut)
            says = False
    if masked and edges[-1] < len(masked):
        edges[max(len(edges) - 1, 1) :] = [len(masked)]
    return tuple(pairwise(edges))


def _says_something(masked: str) -> bool:
    return any(character.isalnum() or character in (ATOM, ENDED) for character in masked)


def _cuts(masked: str) -> Iterator[int]:
    """Where sentences end, rising."""
    brackets = _brackets(masked)
    last, upcoming = 0, 0
    for match in END.finditer(masked):
        end = match.end()
        while upcoming < len(brackets) and brackets[upcoming][1] <= end:
            upcoming += 1
        inside = upcoming < len(brackets) and brackets[upcoming][0] < end
        if HARD in match[0] or (
            not inside
            and _ends(masked, match, last)
            and not _aside(masked, match, brackets, upcoming, last)
            and not _tagged(masked, match, brackets, upcoming)
        ):
            yield end
            last = end


def _ends(masked: str, match: re.Match[str], last: int) -> bool:
    """Whether the marks end a sentence, by what stands around them."""
    marks, closers, space = match["marks"], match["closers"], match["space"]
    following = masked[match.end() : match.end() + 1]
    if not space and (following in GOES_ON and following):
        return False
    if not marks.strip("…⋯.") and not closers and following.isdigit():
        return False  # dots that lead to a number: `咖啡……20元`
    if STRONG.search(marks):
        loose = closers or not re.search("[。！？｡]", marks)
        return bool(space) or not (following in PARTICLES and following and loose)
    if following and not space:
        return False
    if following.islower():
        return False
    before = masked[max(last, match.start() - 12) : match.start()]
    return marks != "." or not (
        ABBREVIATION.search(before) or ITEM.search(before) or (NUMBER.match(before) and match.start() - last < 12)
    )


def _aside(masked: str, match: re.Match[str], brackets: list[Span], upcoming: int, last: int) -> bool:
    """Whether the closers end a title, or a parenthesis within a sentence: `这是（真的吗？）例子`."""
    if not upcoming:
        return False
    opening, closing = brackets[upcoming - 1]
    within = match.start("closers") <= closing - 1 < match.end("closers")
    inside = masked[opening] in PARENTHESES.values() and bool(masked[max(last, opening - 4) : opening].strip())
    return within and (inside or masked[opening] == "《")


def _tagged(masked: str, match: re.Match[str], brackets: list[Span], upcoming: int) -> bool:
    """Whether a quotation that nothing announced ends here, and words after it say whose it is: `“走吧。”他说。`

    So do words between it and a comma after which the speech goes on: `“我不去。”小明摇头，“你们去吧。”`
    """
    if not upcoming:
        return False
    opening, closing = brackets[upcoming - 1]
    ends = match.start("closers") <= closing - 1 < match.end("closers") and masked[opening] in QUOTATIONS.values()
    after = match.end("closers")
    return (
        ends
        and not _is_announced(masked, opening)
        and (is_speech_tag(masked, after) or SPEECH_GOES_ON.match(masked, after) is not None)
    )


def _is_announced(masked: str, opening: int) -> bool:
    """Whether words before a quotation say whose it is: `他说，“好。”`; but `他停了一下，“好。”他说。`"""
    while opening and masked[opening - 1].isspace():
        opening -= 1
    if not masked.endswith(("，", ","), 0, opening):
        return masked.endswith(ANNOUNCING, 0, opening)
    clause = LAST_CLAUSE.search(masked, max(0, opening - 1 - LONGEST_QUOTATION), opening - 1)
    return clause is None or is_speech_tag(masked, clause.start())


def _brackets(masked: str) -> list[Span]:
    """Quotations and parentheses that stay whole: outermost ones, rising. Halves without a partner count for nothing."""
    brackets: list[Span] = []
    stack: list[tuple[str, int]] = []
    waiting: Counter[str] = Counter()
    for match in BRACKET.finditer(masked):
        bracket, position = match[0], match.start()
        if bracket == HARD:
            stack.clear()
            waiting.clear()
        elif bracket not in OPENERS:
            stack.append((bracket, position))
            waiting[bracket] += 1
        elif waiting[OPENERS[bracket]]:
            start = _opening(stack, waiting, OPENERS[bracket])
            limit = LONGEST_QUOTATION if bracket in QUOTATIONS else LONGEST_PARENTHESIS
            if position - start <= limit:
                while brackets and brackets[-1][0] > start:
                    brackets.pop()
                brackets.append((start, position + 1))
    return brackets


def _opening(stack: list[tuple[str, int]], waiting: Counter[str], opener: str) -> int:
    """Where the partner of a closing half stands; what was opened since has none."""
    while True:
        bracket, position = stack.pop()
        waiting[bracket] -= 1
        if bracket == opener:
            return position
