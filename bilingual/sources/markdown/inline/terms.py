"""Whether words can be a term, and which words before a parenthesis are one."""

from __future__ import annotations

import re

from bilingual.lang.characters import HANZI
from bilingual.sources.markdown.inline.content import LETTER, Content
from bilingual.sources.markdown.inline.nodes import OPAQUE, STRUCTURE

LONGEST = 60
NOT_IN_TERMS = re.compile(rf"[。！？；、，!?;\n：{OPAQUE}{STRUCTURE}（）]|[:：]$|\s\s")
TITLE = re.compile("(?<=[^：:])：(?=[^：:])")
"""What parts a title from its subtitle, in book marks."""
PARTED = re.compile(r"[*_]{2}")

QUOTED = re.compile(r"(?P<open>[“‘《「『〈])(?P<term>[^“”‘’《》「」『』〈〉\n（）]{1,40})(?P<close>[”’》」』〉])[ \u3000]?$")
WORD = r"[A-Za-z0-9À-ɏ.'’&/+\-]"
LATIN = re.compile(rf"(?<!{WORD})(?<![_@#第])[A-Za-z0-9À-ɏ]{WORD}*(?: {WORD}+)*(?P<han>[\u3400-\u9fff]{{0,4}})[ \u3000]?$")
CHINESE = re.compile(
    r"(?:^|[\n，。！？；：、“”‘’（）《》「」『』…,.!?;:—~|])[ \u3000]?"
    r"(?P<term>[\u3400-\u9fff\U00020000-\U0003ffff·]{2,8})[ \u3000]?$"
)
FUNCTION_WORDS = re.compile("[的是在了和与與及或就把被这那這也都很让讓们們吗嗎呢吧啊个個叫说說它他她我你您其]")
NOT_AT_START = re.compile(
    "使用|采用|採用|利用|通过|通過|包括|例如|比如|称为|稱為|即|如|基于|基於|根据|根據|关于|關於|以及|而|但|因|所|由|用|以"
    "|从|從|对|對|为|為|有|到|不|并|並|还|還|又|再|等|像|某|每|各|该|該|此|新|老|一[种種位]|做|看|去|来|來|给|給|请|請|向|学|學|当|當"
)
"""How a run of Hanzi starts that is more than a term."""
SAID = re.compile(r"[ \u2e80-\uffff]")
"""What an explanation has and the arguments of a call (`SUM(A1:A3)`) do not: a space, or a word of Chinese."""


def is_term(text: str, *, is_title: bool = False) -> bool:
    """Whether words in bold can be a term: short, with a letter, and no sentence; a title may have a subtitle.

    >>> is_term("GPT-5"), is_term("真的吗？"), is_term("定义："), is_term("时间简史：从大爆炸到黑洞", is_title=True)
    (True, False, False, True)
    """
    text = TITLE.sub("", text, count=1) if is_title else text
    fits = 0 < len(text) <= LONGEST and text == text.strip() and LETTER.search(text) is not None
    return fits and not NOT_IN_TERMS.search(text) and not PARTED.search(text)


def bare_term(masked: str, floor: int, opening: int, content: Content) -> tuple[int, int, int, int] | None:
    """A term that is not bold, before the parenthesis at `opening`: start of the gloss, of the term, its end, the lead.

    It is certain in quotation or book marks, where it is Latin, and where a short run of Hanzi follows punctuation.
    """
    start = max(floor, opening - 80)
    before = masked[start:opening]
    latin = content.latin_head(masked) and _is_name(masked[content.head : content.head_end])
    match = QUOTED.search(before) if latin else None
    if (
        match
        and is_term(match["term"], is_title=match["open"] in "《〈")
        and _matching(match)
        and content.names(masked, match["term"])
    ):
        return start + match.start(), start + match.start("term"), start + match.end("term"), start + match.end("close")
    match = LATIN.search(before)
    if match:
        end = match.end("han")
        return _span(start, match.start(), end) if _latin_term(masked, match, content, latin, opening) else None
    match = CHINESE.search(before) if latin else None
    if (
        match is None
        or not content.names(masked, match["term"])
        or FUNCTION_WORDS.search(match["term"])
        or NOT_AT_START.match(match["term"])
    ):
        return None
    at_edge = match.start("term") == 0 and start > 0 and start != floor
    return None if at_edge else _span(start, match.start("term"), match.end("term"))


def _span(base: int, term: int, term_end: int) -> tuple[int, int, int, int]:
    return base + term, base + term, base + term_end, base + term_end


def _matching(match: re.Match[str]) -> bool:
    return "“‘《「『〈".index(match["open"]) == "”’》」』〉".index(match["close"])


def _is_name(head: str) -> bool:
    """Whether Latin words can be the English name of something: not a lone small word."""
    letters = sum(map(str.isalpha, head))
    return letters >= 2 and head[0].isalnum() and (letters > 3 or not head.islower())


def _latin_term(masked: str, match: re.Match[str], content: Content, latin: bool, opening: int) -> bool:
    """Whether a Latin token before a parenthesis is a term and what follows explains it: no call such as `print(x)`."""
    term = match[0][: match.end("han") - match.start()]
    words = term.split(" ")
    capital = len(words) == 1 or all(word[:1].isupper() or word[:1].isdigit() for word in words)
    if not capital or len(words) > 5 or not LETTER.search(term) or FUNCTION_WORDS.search(match["han"]):
        return False
    if term[0].isupper() and content.with_name(masked, term) is not content:
        return True
    colon = content.inner_end > content.inner
    head = masked[content.head : content.head_end]
    if latin and head.endswith(f" {term}") and HANZI.match(match.string, match.start() - 1):
        return False  # the end of `维生素C（Vitamin C）`
    is_touching = masked[opening] == "(" and match.end("han") == len(match.string)
    if is_touching and " " not in head and not SAID.search(masked, content.inner, content.inner_end):
        return False
    return bool(head) and ((colon and len(head) <= 40) or (latin and LETTER.search(head) is not None))
