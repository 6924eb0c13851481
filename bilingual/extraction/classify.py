"""What a gloss says about its term: the rule of its classes, and which of them wait for a person.

A gloss is evidence, not yet a glossary entry: `**肖像**（Portrait Rights Authorization: …）` has the form of a translation,
but the word means a likeness. The rule compares the term T with the head H, which stands before the colon.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from bilingual.extraction.reasons import (
    FORBIDDEN_CHARACTER,
    LONG_ENGLISH,
    LONG_TERM,
    NO_ENGLISH,
    NO_GLOSS,
    NO_WORDS,
    ONE_CHARACTER,
    SAME,
    SAYS_MORE,
    SENTENCE,
    SEVERAL,
    UNCLEAR,
)
from bilingual.lang.characters import FORBIDDEN, is_date, on_one_line, says_something, script
from bilingual.model import Gloss, GlossClass, plain

Confidence = Literal["clear", "doubtful"]


@dataclass(frozen=True, slots=True)
class Classified:
    """What one gloss says."""

    kind: GlossClass
    term: str
    """The term, NFC, on one line."""
    target: str = ""
    """The English, byte for byte as the author wrote it; empty: keep the term as it is, or (doubtful) not known."""
    full: str = ""
    """A longer or shorter form of the same name: `User Interface` for UI, `Sam Altman` for Altman. Never locked."""
    chinese: str = ""
    """The Chinese name of a Latin term: `亚马逊` for Amazon."""
    confidence: Confidence = "clear"
    reason: str = ""
    """Why a person should look, for a doubtful one."""


_MARKS = re.compile(r"(?<!\w)(\*{1,3}|(?<!`)`++|~~|__?)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_BOOK = re.compile("[《〈]")
"""Titles of works: short in Chinese, longer in English, perhaps whole sentences, as a quotation is that is no term."""
_SECOND_HEAD = re.compile(r"\s*([^:：（(]+?)\s*[:：]")
_ENGLISH_LABELS = frozenset(("英文", "英语", "英語", "英文名", "英", "英译", "英譯", "English", "en"))
_NOTE_LABELS = frozenset(
    "译注 譯註 译者注 譯者註 注 註 注释 注釋 编注 編註 编者注 编者按 編者按 按 原文 原注 笑 校注 同上 见 參見 参见 图 圖".split()
)
_SUBTITLE = re.compile("[：:]")
"""In a term: a title with its subtitle (`时间简史：从大爆炸到黑洞`), as in its English then."""
_SHORT_FORM = re.compile(
    r"(?P<long>.+?)(?:\s*[,，]\s*|\s*[（(]\s*|\s+[-–—]+\s*|\s*[-–—]+\s+)(?P<short>[A-Z][\w.&/-]{1,11})\s*[)）]?"
)
_COMPANY = re.compile(r",\s*(?:Inc|Ltd|LLC|Co|Corp|Jr|Sr|D\.?C|S\.?A|N\.?V)\b\.?", re.IGNORECASE)
_SEVERAL = re.compile(r"[;；、,，]|\s[/|]\s|\sor\s")
_VERBS = frozenset(
    "is are was were be been am means refers has have had can could will would should does did isn't aren't"
    " which that who whose used called known it they you we he she".split()
)
_CLAUSE = re.compile(r"[，。！？；：,!?;:…]")
"""Why a gloss waits that may be a quotation with its translation."""
_MOST_WORDS = 8
"""Longer English heads read like a sentence; the longest names of institutions stay below."""
_MOST_WORDS_OF_TITLES = 16
"""Titles with their subtitles may be as long."""
_MOST_HANZI = 16
"""Longer Chinese terms are phrases or sentences."""
_LONGEST_NAME = 8
"""Chinese names of Latin terms are short; a longer head describes."""


def classify_gloss(gloss: Gloss) -> Classified:
    """The class of a gloss, its English and whether a person should look first.

    >>> from bilingual.model import Gloss
    >>> classify_gloss(Gloss("**", "结构洞", "**", "（", "Structural Hole", ": ", ("无联系的部分",), "）")).target
    'Structural Hole'
    >>> classify_gloss(Gloss("**", "UI", "**", "（", "User Interface", ": ", ("用户界面",), "）")).kind
    'expansion'
    """
    term = unicodedata.normalize("NFC", on_one_line(gloss.term))
    head, explanation = _without_marks(gloss.head), on_one_line(plain(gloss.explanation))
    if _SUBTITLE.search(term) and script(head) == "latin" and script(explanation) in ("latin", "none"):
        head, explanation = f"{head}{gloss.separator}{explanation}", ""
    head, explanation = _relabelled(term, head, explanation)
    return _doubted(_by_rule(term, head, explanation), head, explanation, gloss.open)


def _without_marks(head: str) -> str:
    """The head as a reader sees it: emphasis inside a gloss belongs to the page, not to the name."""
    return on_one_line(_MARKS.sub(r"\2", head))


def _relabelled(term: str, head: str, explanation: str) -> tuple[str, str]:
    """Head and explanation where the head is a mere label (`英语：`), repeats the term before a second colon, or is missing."""
    if head in _ENGLISH_LABELS:
        name, _, rest = explanation.partition("，")
        return name.strip(), rest.strip()
    second = _SECOND_HEAD.match(explanation)
    if _same(head, term) and second and script(second[1]) == "latin":
        return second[1], explanation[second.end() :].strip()
    if not head and script(explanation) == "latin":
        return explanation, ""
    return head, explanation


def _by_rule(term: str, head: str, explanation: str) -> Classified:
    if not head:
        return Classified("description", term)
    if _same(head, term):
        return Classified("repeat", term)
    scripts = (script(term), script(head))
    if scripts == ("latin", "latin"):
        return _two_latin(term, head)
    if scripts == ("latin", "han"):
        return Classified("chinese-name", term, chinese=head) if _is_name(head) else Classified("description", term)
    if scripts[0] in ("han", "mixed") and scripts[1] == "latin":
        return _translation(term, head, explanation)
    return Classified("review", term)


def _two_latin(term: str, head: str) -> Classified:
    found = _SHORT_FORM.fullmatch(head)
    if found and _same(found["short"], term):
        return Classified("expansion", term, full=found["long"])
    if _initials(head) == _alphanumeric(term):
        return Classified("expansion", term, full=head)
    if re.search(rf"(?<!\w){re.escape(term)}(?!\w)", head):
        return Classified("short-name", term, full=head)
    capitals = [letter for letter in term if letter.isupper()]
    if len(capitals) > 1 and head[0].lower() == term[0].lower() and _in_order(capitals, head):
        return Classified("expansion", term, full=head)
    return Classified("review", term, full=head)


def _translation(term: str, head: str, explanation: str) -> Classified:
    """The English of a Chinese term; a short form that follows it (`…, IGF-1`, `… (SSI)`) is set apart."""
    found = _SHORT_FORM.fullmatch(head)
    if found and _abbreviates(found["short"], found["long"]):
        return Classified("translation", term, found["long"], full=found["short"])
    second = _SECOND_HEAD.match(explanation)
    full = second[1] if second and script(second[1]) == "latin" else ""
    return Classified("translation", term, head, full=full)


def _doubted(found: Classified, head: str, explanation: str, marks: str) -> Classified:
    reason = _reason(found, head, explanation, marks)
    return replace(found, confidence="doubtful", reason=reason) if reason else found


def _reason(found: Classified, head: str, explanation: str, marks: str) -> str:
    """Why a person should look; empty for a clear gloss."""
    term = found.term
    if FORBIDDEN.search(term + found.target):
        return FORBIDDEN_CHARACTER
    if not says_something(term) or is_date(term):
        return NO_WORDS
    if head in _NOTE_LABELS:
        return NO_GLOSS
    if len(term) == 1:
        return ONE_CHARACTER
    if head and head == explanation:
        return SAME
    if found.kind == "review":
        return UNCLEAR
    if not found.target and script(term) != "latin":
        return NO_ENGLISH
    return _doubtful_translation(term, found.target, marks) if found.target else ""


def _doubtful_translation(term: str, target: str, marks: str) -> str:
    words = target.split()
    if len(term) <= 2 and len(words) >= 3 and not _BOOK.search(marks):
        return SAYS_MORE.format(len(term), len(words))
    is_title = _BOOK.search(marks) is not None
    if len(words) > (_MOST_WORDS_OF_TITLES if is_title else _MOST_WORDS):
        return LONG_ENGLISH.format(len(words))
    if is_title:
        return ""
    if target[-1] in "!?;:" or not _VERBS.isdisjoint(word.lower() for word in words if not _is_acronym(word, target)):
        return SENTENCE
    if _SEVERAL.search(_COMPANY.sub("", target)):
        return SEVERAL
    if len(term) > _MOST_HANZI or _CLAUSE.search(term):
        return LONG_TERM
    return ""


def _is_acronym(word: str, target: str) -> bool:
    """Whether a word in capitals is an abbreviation (WHO), which it is not where everything is in capitals (WHO IS IT)."""
    return word.isupper() and (word == target or not target.isupper())


def _same(left: str, right: str) -> bool:
    """Whether two names differ in width, case and spaces at most."""
    return _folded(left) == _folded(right)


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _alphanumeric(name: str) -> str:
    return "".join(filter(str.isalnum, _folded(name)))


def _initials(head: str) -> str:
    """The first characters of the words, numbers whole.

    >>> _initials("Generative Pre-trained Transformer 5")
    'gpt5'
    """
    words = re.findall(r"[^\W_][\w'’-]*", head)
    return "".join(word if word.isdigit() else word[0] for word in words).casefold()


def _in_order(letters: list[str], text: str) -> bool:
    rest = iter(text.lower())
    return all(letter.lower() in rest for letter in letters)


def _abbreviates(short: str, long: str) -> bool:
    capitals = [letter for letter in short if letter.isupper()]
    return len(capitals) > 1 and long[0].lower() == short[0].lower() and _in_order(capitals, long)


def _is_name(head: str) -> bool:
    """Whether a Chinese head is a name rather than a description.

    >>> _is_name("亚马逊"), _is_name("一个视频生成的模型"), _is_name("萨姆·奥尔特曼")
    (True, False, True)
    """
    return 1 < len(head.replace("·", "")) <= _LONGEST_NAME and not re.search(r"[的是，、；。]|^一[个個种種]", head)
