"""Terms explained where they stand: `**UI**（User Interface: 用户界面）`, in the forms that authors give it.

They are found by patterns on the source and go before emphasis, whose rules fail next to Chinese punctuation. What is in
doubt is left as it is: a term whose start is unknown is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bilingual.lang.characters import HANZI
from bilingual.model import Span
from bilingual.sources.markdown.inline.content import Content, content_of
from bilingual.sources.markdown.inline.nodes import Findings, GlossFields, Node, Run
from bilingual.sources.markdown.inline.terms import bare_term, is_term

PARENTHESIS = re.compile(r"[（(）)]")
QUOTES = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "【": "】", '"': '"', "'": "'", "＂": "＂"}
CLOSERS = frozenset(QUOTES.values())
GAP = " \t\u3000"


def partners(masked: str) -> dict[int, int]:
    """For each opening parenthesis that is closed, where; widths may be mixed: `（Safe Superintelligence (SSI): …）`."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for match in PARENTHESIS.finditer(masked):
        if match[0] in "（(":
            stack.append(match.start())
        elif stack:
            found[stack.pop()] = match.start()
    return found


def bolds(found: Findings, closing: dict[int, int]) -> Iterator[Span]:
    """Pairs of bold marks, as indexes of their inner text, each mark in one pair.

    Where the number of marks is odd, one is a slip: a pair that is followed by a parenthesis is then believed first.
    """
    runs = [run for run in found.runs if run.mark[0] in "*_" and 2 <= len(run.mark) <= 3 and (run.opens or run.closes)]
    slips = len(runs) % 2
    index = 0
    while index < len(runs) - 1:
        first, second = runs[index], runs[index + 1]
        slipped = slips and _explained(found, closing, runs[index + 1 : index + 3])
        if not _fits(first, second) or (slipped and not _explained(found, closing, [first, second])):
            slips = 0 if slipped else slips
            index += 1
        else:
            yield first.end - found.start, second.start - found.start
            index += 2


def _fits(first: Run, second: Run) -> bool:
    return first.mark == second.mark and first.opens and second.closes


def _explained(found: Findings, closing: dict[int, int], runs: list[Run]) -> bool:
    """Whether the two runs fit, and a parenthesis follows them without a further mark after it."""
    if len(runs) < 2 or not _fits(*runs):
        return False
    end = closing.get(runs[1].end - found.start)
    return end is not None and not found.text.startswith(runs[1].mark, end + 1 + found.start)


def glosses(found: Findings) -> list[Node]:
    """The glosses of a block. None stands in another."""
    masked = found.masked()
    closing = partners(masked)
    if not closing:
        return []
    nodes: list[Node] = []
    for term, term_end in bolds(found, closing):
        node = _outside(masked, closing, term, term_end) or _inside(masked, closing, term, term_end)
        if node and (not nodes or node.start >= nodes[-1].end):
            nodes.append(node)
    if HANZI.search(masked):
        nodes = sorted([*nodes, *_bare(masked, closing, nodes)])
    return [_moved(node, found.start) for node in nodes]


def _moved(node: Node, base: int) -> Node:
    assert node.gloss is not None
    fields = GlossFields(*(field + base for field in node.gloss))
    start, end, inner, inner_end = (offset + base for offset in node[:4])
    return Node(start, end, inner, inner_end, node.kind, fields)


def _unquoted(masked: str, term: int, term_end: int) -> Span:
    """The term without the quotation or book marks around it."""
    while term_end - term > 2 and QUOTES.get(masked[term]) == masked[term_end - 1]:
        term, term_end = term + 1, term_end - 1
    return term, term_end


def _mark_length(masked: str, term: int) -> int:
    mark = masked[term - 1]
    length = 0
    while length < 3 and term > length and masked[term - 1 - length] == mark:
        length += 1
    return length


def _outside(masked: str, closing: dict[int, int], inner: int, inner_end: int) -> Node | None:
    """`**T**（…）`, with quotation or book marks inside or outside the bold."""
    length = _mark_length(masked, inner)
    start, lead = inner - length, inner_end + length
    term, term_end = _unquoted(masked, inner, inner_end)
    if masked[lead : lead + 1] in CLOSERS and masked[lead : lead + 1]:
        mark = masked[lead]
        if start and QUOTES.get(masked[start - 1]) == mark:
            start -= 1
        elif QUOTES.get(masked[inner]) == mark:
            term += term == inner
        else:
            return None
        lead += 1
    opening = lead
    while opening < len(masked) and opening < lead + 2 and masked[opening] in GAP:
        opening += 1
    content = content_of(masked, opening + 1, closing.get(opening, 0))
    is_title = "《" in (masked[start], masked[inner])
    if content is None or not is_term(masked[term:term_end], is_title=is_title):
        return None
    if not content.names(masked, masked[term:term_end]):
        return None
    return _node(start, term, term_end, lead, content.with_name(masked, masked[term:term_end]), closing[opening] + 1)


def _inside(masked: str, closing: dict[int, int], inner: int, inner_end: int) -> Node | None:
    """`**人工智能（AI）**`, where one side is a Latin name, so that `**重要（真的）**` is none."""
    bold_end = inner_end + _mark_length(masked, inner)
    last = inner_end - 1 - (masked[inner_end - 1] in "：:")
    opening = next((index for index in range(inner, last) if closing.get(index) == last), 0)
    if not opening:
        return None
    term, term_end = inner, inner + len(masked[inner:opening].rstrip(GAP))
    term, unquoted_end = _unquoted(masked, term, term_end)
    content = content_of(masked, opening + 1, last)
    if content is None or not is_term(masked[term:unquoted_end]) or not content.names(masked, masked[term:unquoted_end]):
        return None
    if HANZI.search(masked[term:unquoted_end]) and not content.latin_head(masked):
        return None
    named = content.with_name(masked, masked[term:unquoted_end])
    return _node(inner - _mark_length(masked, inner), term, unquoted_end, term_end, named, bold_end)


def _node(start: int, term: int, term_end: int, lead: int, content: Content, end: int) -> Node:
    fields = GlossFields(term, term_end, lead, content.head, content.head_end)
    return Node(start, end, content.inner, content.inner_end, "emphasis", fields)


def _bare(masked: str, closing: dict[int, int], bold: list[Node]) -> Iterator[Node]:
    """`尾部事件（Tail Events: …）` without bold, where it is certain which words are the term."""
    floor, upcoming = 0, iter(bold)
    ahead = next(upcoming, None)
    for opening in sorted(closing):
        while ahead and ahead.end <= opening:
            floor, ahead = max(floor, ahead.end), next(upcoming, None)
        if opening < floor or (ahead and ahead.start <= closing[opening]):
            continue
        content = content_of(masked, opening + 1, closing[opening])
        found = bare_term(masked, floor, opening, content) if content else None
        if content and found:
            start, term, term_end, lead = found
            named = content.with_name(masked, masked[term:term_end])
            yield _node(start, term, term_end, lead, named, closing[opening] + 1)
            floor = closing[opening] + 1
