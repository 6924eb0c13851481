"""What a speaker's label looks like at the start of a line; whether it is one, `speakers` decides from the whole post."""

from __future__ import annotations

import re
from typing import NamedTuple

from bilingual.lang.characters import HANZI
from bilingual.lang.clocks import CLOCK
from bilingual.lang.names import is_name_again
from bilingual.lang.roles import is_speaking_role
from bilingual.lang.stage_directions import is_stage_direction
from bilingual.model import Label, Span
from bilingual.sources.markdown.lines import trimmed

NAME = (
    r"(?:[^\s*_`~<>\[\]［］【】〔〕〈〉『』（）()|｜:：∶﹕︰＞，。！？；、,!?;“”\"‘’《》「」{}#$\\^=…—]"
    r"|(?<=[^\W_])_(?=[^\W_]))"
)
PICTURES = r"(?:[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+ ?)?"
"""Pictures before a name say nothing of who it is: `🎙️ 主持：`."""
INDENT = r"(?:&(?:nbsp|ensp|emsp|#12288|#160);)*[ \u3000]*(?:(?P<bullet>[\u2022\u25a0-\u25ff])[ \u3000]?)?"
"""What a paragraph is set in with, perhaps a mark of a list that is none to Markdown."""
OPEN = r"(?P<open>\*{1,3}|_{1,2}|==|<(?P<tag>b|strong|i|em|u|mark|font|span)(?: [^<>\n]*)?>)?"
"""What emphasis or HTML a name or a whole label may stand in (HTML Standard, 4.5)."""
CLOSE = r"(?P<close>(?(tag)</(?P=tag)>|(?(open)(?P=open)|(?(shut)(?!)|(?(early)(?P=early)|(?!))))))?"
"""The end of what was opened, and nothing else: after a colon, other marks are those of the words (`小林：**好**`)."""
COLON = "[:：∶﹕︰]"
"""A colon, and what looks like one: a ratio (U+2236), a small and an upright form."""
_NOTE = (
    rf"[ ]?(?!{CLOCK})(?:[（(][^（()）\n]{{1,200}}[）)]"
    r"|[\[［【](?!\^)[^\[\]［］【】\n]{1,20}[\]］】](?![(\[])"
    rf"|[|｜][ ]?[^\W\d][^\W_]{{1,11}}(?=[*_]{{0,3}}{COLON}))"
)
"""What a label says beside the name: in brackets, or behind a bar and before the colon (`小林｜嘉宾：`)."""
_REFERENCE = r"(?:\[\^[^\]\s]+\])?"
"""A footnote on a name stays on the label."""
LABEL = re.compile(
    rf"{INDENT}(?:(?P<early>\*\*|__|`)?(?P<before>{CLOCK})(?:\(\S*?\))?(?P<shut>\*\*|__|`)?[ \t\u3000]*)?"
    rf"{PICTURES}{OPEN}(?P<bracket>\\?[\[［【〔〈「『(（<])?(?P<within>(?(bracket)(?:\*\*|__)?)){PICTURES}@?"
    rf"(?P<name>{NAME}{{1,24}}(?:,?(?:[ \u00a0]|\u3000(?=\S{{1,2}}{COLON}))(?!{CLOCK}|[-–]+ ){NAME}{{1,24}}){{0,4}})"
    rf"(?P<gloss>{_NOTE})?{_REFERENCE}(?P=within)(?(bracket)(?:[ \t]+{CLOCK}(?<![\])）】」>#]))?(?P<enclosed>{COLON})?)"
    rf"(?(bracket)(?P<unbracket>\\?[\]］】〕〉」』)）>])?)(?:(?<=\])\([^()\s]*\))?(?P<inner>{COLON})?{CLOSE}"
    rf"(?(inner)|(?P<gloss2>{_NOTE})?{_REFERENCE})"  # after a colon it is said: `主持人: （笑）`
    rf"(?:[ \t\u3000]*(?:[|｜][ \t]*)?(?P<tick>`)?(?P<after>{CLOCK})(?(tick)`)(?(inner)[ \t]*$|(?=[\s:：]|$)))?"
    rf"(?P<outer>[ \u3000]?{COLON}|(?:\\?>|＞){{1,2}}(?!.*[>＞])"
    r"|(?P<dash>[ ][-–—]{1,2}(?=[ ])|[—–]{2}|[ ]?[|｜](?!.*[|｜])|[ ](?:\\?>|＞){1,2}(?!.*[>＞])))?"
    r"(?P<space>[ \t\u3000\u00a0]*)"
)
DIARISED = r"(?:(?i:speaker|spk)[ _-]?#?\d{1,3}|(?:说话人|說話人|发言人|發言人|讲话人|講話人)[ ]?\d{1,3})"
"""The names that diarisation tools give."""
_STAMP = rf"(?:[ \t\u3000]*(?:[-–—·|｜,，][ \t]*)?[*_`]{{0,2}}{CLOCK}[*_`]{{0,2}})?"
NUMBERED = re.compile(
    rf"(?:(?P<before>{CLOCK})[ \t\u3000]*(?:[-–—·|｜][ \t]*)?)?(?P<open>\*\*|__|`|<(?:v )?)?(?P<name>{DIARISED})(?!\d)"
    rf"(?P<inside>{_STAMP})(?(open)(?:\*\*|__|`|>))(?P<after>{_STAMP})"
    r"(?:(?:[ ]?(?:[：∶﹕︰]|:(?=[ \t\u3000]))[ \t\u3000]*|(?:[ ][-–—](?=[ ]))?[ \t\u3000]+)(?=[^\s\d:：(（\[【|｜–—-])|$)"
)
"""What a diarisation tool writes before words, or with a clock above them, whatever marks it has: `SPEAKER_00 大家好。`"""
LETTERED = re.compile(r"(?P<name>[A-Z]\d{0,2})(?:[．、]|\.(?=[ \u3000]))[ \u3000]*(?=\S)(?!(?:[A-Z][\w.'’\-]*[ ]?){1,3}[:：])")
"""Letters as interviews have them (`Q. 你几点起床？`); parts and choices have them too. `J. Smith:` is a name."""
DIRECTION = re.compile(
    r"(?P<mark>[*_]{1,3})?(?:\\?[\[［【](?P<square>[^\[\]［］【】\n]{1,20})\\?[\]］】]"
    r"|[（(](?![一二三四五六七八九十百]+[）)])"
    rf"(?P<round>{HANZI.pattern}{{1,12}}|[A-Za-z][^()（）\n]{{1,60}})[）)])(?(mark)(?P=mark))[ ]?"
)
"""How somebody speaks, said before the name: `（笑）小林：`; in square brackets one that is known, `[笑]小林：`."""
BEFORE_SPEECH = re.compile(rf"(?:\*\*|__)?{CLOCK}(?:\*\*|__)?[ \t\u3000]*")
LONE_NAME = re.compile(rf"{NAME}{{1,24}}(?:[ \u00a0]{NAME}{{1,24}}){{0,4}}")
CREDITS = re.compile(rf"[|｜][ ]?{NAME}{{1,8}}{COLON}")
"""Another label behind a bar on the same line: `主播：小北｜嘉宾：老张` tells who takes part."""
WRAPPED, DASHED, STOPPED, ITEM, HEADING, TIMED = "wrapped", "–", "stopped", "item ", "heading", "[clock]"
PARTNERS = dict(zip("[［【〔〈「『(（<", "]］】〕〉」』)）>", strict=True))
TELLING = re.compile(".[说說]$|.(?:回答|喊叫|[问問喊笑叹嘆答叫]道)$")
"""`他说：…` tells of speech: a sentence, no label."""


class Candidate(NamedTuple):
    """A line that may start a turn."""

    label: Label
    form: str
    """Which marks it has: labels of one post look alike."""
    rest: Span
    """What follows on its line, without the mark that closes a line in bold (`**问：能买吗？**`)."""
    remark: Span | None = None
    """What the label says beside the name, with its parentheses: `（笑）`; no name in English."""
    direction: Span | None = None
    """The same before the label, which begins after it: `（笑）小林：`."""

    @property
    def is_wrapped(self) -> bool:
        """Whether label and words stand in bold together."""
        return self.form.startswith(WRAPPED)

    @property
    def speaks_in_lists(self) -> bool:
        """Whether it is a label in items of a list, too, which else list features: `- [主持人]: …`, `- SPEAKER_00: …`."""
        return self.is_enclosed or is_diarised(self.label.name)

    @property
    def is_enclosed(self) -> bool:
        """Whether it stands in square brackets and has a colon, as little else does."""
        return self.form.startswith("[c")

    @property
    def is_timed(self) -> bool:
        """Whether a clock in brackets is on it, as programs that write down recordings set it: `[00:12:33] 小林：…`."""
        return self.form.endswith(TIMED)

    @property
    def is_marked(self) -> bool:
        """Whether more than a colon tells the label from the words: bold, brackets, a clock."""
        return self.form not in ("c", "calone", DASHED)

    @property
    def is_faint(self) -> bool:
        """Whether it is a label only among many of its kind: in items of a list, with a dash, a bar or a stop for the colon."""
        return self.form.startswith(ITEM) or DASHED in self.form or self.form == STOPPED


def is_diarised(name: str) -> bool:
    """Whether a diarisation tool gives such names.

    >>> is_diarised("SPEAKER_00"), is_diarised("说话人 2"), is_diarised("小林")
    (True, True, False)
    """
    return re.fullmatch(DIARISED, name) is not None


def candidate(text: str, piece: Span, following: Span | None = None) -> Candidate | None:
    """The label at the start of a line, if something there looks like one; `following` is the next line of its paragraph.

    >>> found = candidate("**主持人**: 大家好。", (0, 13))
    >>> found.label.name, found.rest
    ('主持人', (9, 13))
    """
    for pattern, form in ((NUMBERED, "numbered"), (LETTERED, STOPPED)):
        match = pattern.match(text, *piece)
        if match and (match.end() < piece[1] or _is_timed(match)):
            label = Label(match["name"], (piece[0], match.end()), match.span("name"))
            return Candidate(label, form, (match.end(), piece[1]))
    direction = DIRECTION.match(text, *piece)
    known = direction is not None and is_stage_direction(direction["square"] or direction["round"])
    found = None if known else _labelled(text, piece, following)
    if found or not direction or not (known or direction["round"]):
        return found
    behind = _labelled(text, (direction.end(), piece[1]), None)
    return behind._replace(direction=trimmed(text, direction.span())) if behind else _labelled(text, piece, following)


def _is_timed(match: re.Match[str]) -> bool:
    """Whether a clock stands on the label of a diarisation tool."""
    return any(match.groupdict().get(place) for place in ("before", "inside", "after"))


def _labelled(text: str, piece: Span, following: Span | None) -> Candidate | None:
    """The label with a mark of its own."""
    match = LABEL.match(text, *piece)
    if match is None or not _plausible(match["name"]):
        return None
    whole = _whole(match)
    if not whole:
        return _wrapped(text, piece, match)
    rest, remark = (match.end(), piece[1]), _remark(match)
    colon = match["enclosed"] or match["inner"] or match["outer"] or ""
    if CREDITS.search(text, *rest):
        return None
    if colon == ":" and not match["space"] and not match["close"] and _clings(text[slice(*rest)], match["name"]):
        return None
    alone = trimmed(text, rest)[0] >= trimmed(text, rest)[1]
    if not colon and not match["unbracket"] and not (alone and (match["after"] or match["before"])):
        above = _above_clock(text, piece, following)
        is_role = is_speaking_role(match["name"]) and not match["name"].islower()  # a lone `a` is no A of Q and A
        if above or not alone or not (match["open"] or is_role):
            return above
    if match["unbracket"] and not colon and not _is_bare_bracket(match, text[slice(*rest)], alone=alone):
        return None
    clock = match["after"] or match["before"]
    timing = "" if not clock else "clock" if clock[0].isalnum() else TIMED
    if alone and match["dash"]:
        return None
    mark = DASHED if match["dash"] else "c" if colon else ""
    listed = ITEM if match["bullet"] else ""
    form = f"{listed}{match['open'] or ''}{match['bracket'] or ''}{mark}{'alone' if alone else ''}{timing}"
    return Candidate(Label(match["name"], (piece[0], match.end()), match.span("name")), form, rest, remark)


def _whole(match: re.Match[str]) -> bool:
    """Whether marks that open also close, with one colon at most."""
    opened, closed = ([match[mark] for mark in marks if match[mark]] for marks in (("early", "open"), ("shut", "close")))
    brackets = match["bracket"] is None or PARTNERS[match["bracket"][-1]] == (match["unbracket"] or " ")[-1]
    return (
        len(opened) == len(closed)
        and match["shut"] in (None, match["early"])
        and brackets
        and bool(match["bracket"]) == bool(match["unbracket"])
        and sum(bool(match[colon]) for colon in ("enclosed", "inner", "outer")) < 2
    )


def _remark(match: re.Match[str]) -> Span | None:
    """Where a remark stands on the label; the English of a Chinese name is a gloss of it."""
    group = "gloss" if match["gloss"] else "gloss2"
    note = (match[group] or "").strip("（()）[［【】］] ")
    if is_name_again(match["name"], note) or not any(map(str.isalpha, note)):
        return None
    return trimmed(match.string, match.span(group))


def _is_bare_bracket(match: re.Match[str], words: str, *, alone: bool) -> bool:
    """Whether brackets without a colon may hold a speaker: no link, reference or element, and in round ones a role, no aside."""
    if match["bracket"] == "<":  # as chats are logged: `<小林> 好`
        return match["space"] != "" and HANZI.match(words) is not None and f"</{match['name']}" not in words
    bracket = match["bracket"][-1]
    if bracket not in "[【" or is_stage_direction(match["name"]):
        return bracket in "(（" and is_speaking_role(match["name"])
    return alone or bracket == "【" or not words.startswith(("(", "["))


def _wrapped(text: str, piece: Span, match: re.Match[str]) -> Candidate | None:
    """A line that stands in bold as a whole, its label too."""
    mark, end = match["open"], trimmed(text, piece)[1]
    if (
        not mark
        or mark[0] not in "*_"
        or match["bracket"]
        or not match["inner"]
        or match["close"]
        or not text.endswith(mark, match.end() + 1, end)
    ):
        return None
    rest = match.end(), end - len(mark)
    if mark in text[slice(*rest)]:
        return None
    return Candidate(Label(match["name"], (piece[0], match.end()), match.span("name")), WRAPPED + mark, rest, _remark(match))


def _above_clock(text: str, piece: Span, following: Span | None) -> Candidate | None:
    """A name alone on its line, and on the next one a clock."""
    clock = BEFORE_SPEECH.match(text, *following) if following else None
    name = LONE_NAME.fullmatch(text, *piece)
    if clock is None or name is None or following is None:
        return None
    return Candidate(Label(name[0], (piece[0], clock.end()), piece), "above", (clock.end(), following[1]))


def heading_name(text: str, piece: Span) -> Candidate | None:
    """The label that a heading is, if it is nothing but a name, perhaps with marks and a clock: `### 小林`, `## SPEAKER_00`."""
    found, name = candidate(text, piece), LONE_NAME.fullmatch(text, *piece)
    if found and trimmed(text, found.rest)[0] >= trimmed(text, found.rest)[1]:
        return found._replace(form=HEADING)
    return Candidate(Label(name[0], piece, piece), HEADING, (piece[1], piece[1])) if name and _plausible(name[0]) else None


def _plausible(name: str) -> bool:
    """Whether it could name somebody: a letter, not too long, no sentence; commas part only the halves of a Latin name."""
    hanzi = len(HANZI.findall(name))
    if "," in name and (hanzi or not name.replace(",", "").istitle()):
        return False
    if TELLING.search(name):
        return False
    return any(map(str.isalpha, name)) and hanzi <= 12 and len(name) <= 40 and not name.startswith(("-", "+", "!", "@", "&"))


_SPOKEN = re.compile(rf"(?:[*_~=]+|<[a-z]+(?: [^<>\n]*)?>)*(?:{HANZI.pattern}|[“《「（【‘])")
"""Words, perhaps with marks of emphasis or a tag before them."""


def _clings(rest: str, name: str) -> bool:
    """Whether a colon without a space after it belongs to something else: an address, a time, `key:value`."""
    if not rest or _SPOKEN.match(rest):
        return False
    return rest[0] in "/\\" or rest[0].isdigit() or not HANZI.search(name)
