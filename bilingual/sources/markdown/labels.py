"""What a speaker's label looks like at the start of a line; whether it is one, `turns` decides from the whole post."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.model import Label, Span
from bilingual.sources.markdown.lines import trimmed

CLOCK = r"[\[(（【]?(?<!\d)\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,]\d{1,3})?[\])）】]?"
NAME = r"[^\s*_`~<>\[\]【】（）()|:：，。！？；、,!?;“”\"‘’《》「」{}#$\\^=…—]"
LABEL = re.compile(
    rf"(?:(?P<before>{CLOCK})[ \t\u3000]*)?"
    r"(?P<open>\*\*|__)?(?P<bracket>[\[【])?"
    rf"(?P<name>{NAME}{{1,24}}(?:[ \u00a0](?!{CLOCK}){NAME}{{1,24}}){{0,4}})"
    rf"(?P<gloss>[ ]?(?!{CLOCK})[（(][^（()）\n]{{1,80}}[）)])?"
    r"(?P<unbracket>[\]】])?(?P<inner>[:：])?"
    r"(?P<close>\*\*|__)?"
    rf"(?(inner)|(?P<gloss2>[ ]?(?!{CLOCK})[（(][^（()）\n]{{1,80}}[）)])?)"  # after a colon it is said: `主持人: （笑）`
    rf"(?:[ \t\u3000]*(?P<after>{CLOCK})(?=[\s:：]|$))?"
    r"(?P<outer>[ \u3000]?[:：])?"
    r"(?P<space>[ \t\u3000\u00a0]*)"
)
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


class Candidate(NamedTuple):
    """A line that may start a turn."""

    label: Label
    form: str
    """Which marks it has: labels of one post look alike."""
    rest: Span
    """What follows on its line."""


def candidate(text: str, piece: Span) -> Candidate | None:
    """The label at the start of a line, if something there looks like one.

    >>> found = candidate("**主持人**: 大家好。", (0, 13))
    >>> found.label.name, found.rest
    ('主持人', (9, 13))
    """
    match = LABEL.match(text, *piece)
    if match is None or not _whole(match) or not _plausible(match["name"]):
        return None
    rest = match.end(), piece[1]
    colon = match["inner"] or match["outer"] or ""
    if colon == ":" and not match["space"] and not match["close"] and _clings(text[slice(*rest)], match["name"]):
        return None
    alone = trimmed(text, rest)[0] >= trimmed(text, rest)[1]
    if not colon and not match["unbracket"] and not (alone and (match["after"] or match["before"])):
        return None
    if match["unbracket"] and not colon and text[rest[0] : rest[0] + 1] in "([" and not alone:
        return None
    clock = "clock" if match["after"] or match["before"] else ""
    form = f"{match['open'] or ''}{match['bracket'] or ''}{'c' if colon else ''}{clock}"
    return Candidate(Label(match["name"], (piece[0], match.end()), match.span("name")), form, rest)


def _whole(match: re.Match[str]) -> bool:
    """Whether marks that open also close, with one colon at most."""
    pairs = (match["open"], match["close"]), (match["bracket"] and {"[": "]", "【": "】"}[match["bracket"]], match["unbracket"])
    return all(first == second for first, second in pairs) and not (match["inner"] and match["outer"])


def _plausible(name: str) -> bool:
    """Whether it could name somebody: a letter, not too long, no sentence."""
    hanzi = len(HAN.findall(name))
    return any(map(str.isalpha, name)) and hanzi <= 12 and len(name) <= 40 and not name.startswith(("-", "+", "!", "@", "&"))


def _clings(rest: str, name: str) -> bool:
    """Whether a colon without a space after it belongs to something else: an address, a time, `key:value`."""
    return rest[:1] in "/\\" or not HAN.search(name) or not ((rest[:1] and HAN.search(rest[:1])) or rest[:1] in "“《「（【‘")
