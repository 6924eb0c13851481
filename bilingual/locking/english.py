"""The surface of the English around what was put back: punctuation, spaces, articles. It never touches a `TermSpan`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilingual.lang.articles import sounds_vowel, without_article
from bilingual.lang.english_words import ordinary_words
from bilingual.lang.enumeration import MARKER
from bilingual.locking.gluing import is_fixed, is_picture
from bilingual.model import Code, PairedCode, Part, TermSpan, Text, plain

_PUNCTUATION = str.maketrans(
    {
        "，": ", ", "、": ", ", "。": ". ", "！": "! ", "？": "? ", "；": "; ", "：": ": ", "（": " (", "）": ") ",
        "「": " “", "」": "” ", "『": " ‘", "』": "’ ", "《": " “", "》": "” ", "〈": " ‘", "〉": "’ ", "【": " [", "】": "] ",
        "—": "—", "…": "…", "～": "–", "．": ".", "\u3000": " ",
    }
)  # fmt: skip
_ENDS = {"。": ".", "！": "!", "？": "?", "；": ";", "：": ":", ":": ":", "!": "!", "?": "?", ";": ";", ".": ".", "…": "…"}
SMALL_WORDS = frozenset(
    "a an the this that these those it its he she they we you his her their our your my there here and but so or if"
    " when while because then what which who how as in on at to for from with by of is are was were can will not no"
    " some many all just also even like after before actually really very maybe perhaps now then first only let including"
    " especially still already always often such each every both one two".split()
)
_CLINGING = r"(?:[,;)\]”’]|(?!\.\.(?!\.))[.:!?](?![\w/:]))"
"""What stands right after a word, without a space; but the dot of `.env` begins one, and two are a folder: `cd ..`."""
_OF_NAME = re.compile("[a-z]{1,5}[A-Z]")
"""A small letter before capitals, as names of things have it: `iPhone`."""
_HEAD = re.compile(r"( *)([A-Z][a-z]*(?:-[a-z]+)*)(?![\w-])( *[A-Z0-9])?")
"""A first word with a capital, and what of a name may stand behind it."""


def punctuated(text: str) -> str:
    """Chinese punctuation as English, with the spaces that English wants.

    >>> punctuated("GPT-5，OK！")
    'GPT-5, OK! '
    """
    return text.translate(_PUNCTUATION)


def finished(source: str, english: str) -> str:
    """English with the end its source has: no full stop after a heading, one after a sentence, `?` for `？`.

    >>> finished("用户界面", "User interface."), finished("对吗？", "Right."), finished("好。", "Good"), finished("等等", "etc.")
    ('User interface', 'Right?', 'Good.', 'etc.')
    >>> finished("“好。 ”", "“Good. ”"), finished("为什么：", "Why?")
    ('“Good.”', 'Why:')
    """
    found = re.search(r"([。！？!?…；;：:.])[”’」』）)\"'\s]*$", source)
    wanted = _ENDS[found[1]] if found else ""
    text = re.sub(r"\s+(?=[”’)\]]+$)", "", english.rstrip())
    if not wanted:
        return text if re.search(r"(\b[A-Z]\.[A-Z]|\betc|\.\.)\.$", text) else text.rstrip(".,;:")
    if re.search(r"[.!?…][”’\"')\]]*$", text) and wanted in ".…!":
        return text
    if text.rstrip("”’\"')]").endswith(wanted):
        return text
    return text.rstrip(" .,;:?!" if wanted == ":" else " .,;:") + wanted


def lowered(words: str) -> str:
    """Words that stand inside a sentence, without the capital that the first has as if it began it; names keep theirs.

    >>> lowered("The model"), lowered("I think"), lowered("Tom left"), lowered(" Getting better"), lowered("May 3")
    ('the model', 'I think', 'Tom left', ' getting better', 'May 3')
    """
    head = _HEAD.match(words)
    if not head:
        return words
    before, word, name_follows = head.groups()
    no_names = SMALL_WORDS if name_follows else ordinary_words()
    return before + word.lower() + words[head.end(2) :] if word.lower() in no_names else words


def capitalised(text: Text, tokens: Sequence[str] = ()) -> Text:
    """The text with a capital where it begins with a small letter of ours; a term, a token, a name in a link or code stay.

    >>> capitalised(("1. wash rice",))
    ('1. Wash rice',)
    >>> capitalised(("and so on",)), capitalised((TermSpan("iPhone", "iPhone", (0, 6), "slot"), " is"))[0].text
    (('And so on',), 'iPhone')
    >>> capitalised(("myUid() gives it",), ["myUid()"])
    ('myUid() gives it',)
    """
    first = text[0] if text else ""
    if isinstance(first, PairedCode) and first.kind == "emphasis":
        return (first.with_inner(capitalised(first.inner, tokens)), *text[1:])
    marker = MARKER.match(first) if isinstance(first, str) else None
    at = marker.end() if marker else 0
    if not isinstance(first, str) or not first or first.startswith(tuple(tokens), at) or _OF_NAME.match(first, at):
        return text
    return (first[:at] + first[at : at + 1].upper() + first[at + 1 :], *text[1:])


def set_apart(token: str, before: object, after: object) -> str:
    """A token with the spaces that its signs need beside words: those of letters and digits get theirs in `tidied`.

    `before` and `after` are what stands there: a string, or anything else for another token.

    >>> set_apart("~/.zshrc", "open", "."), set_apart("f(x)", "call ", "first"), set_apart("→", "left", 1)
    (' ~/.zshrc', 'f(x) ', ' → ')
    """
    left = " " if not token[0].isalnum() and _is_word(before, -1) else ""
    right = " " if not token[-1].isalnum() and _is_word(after, 0) else ""
    return f"{left}{token}{right}"


def _is_word(piece: object, place: int) -> bool:
    return piece[place].isalnum() if isinstance(piece, str) and piece else piece is not None and piece != ""


def tidied(text: Text) -> Text:
    """Spaces as English has them, and `a` / `an` / `the` right before what was put in.

    >>> tidied(("I use a", TermSpan("UI", "UI", (0, 2), "slot"), "Is good , really ."))
    ('I use a ', TermSpan(text='UI', source='UI', source_span=(0, 2), strategy='slot', flags=()), ' is good, really.')
    """
    parts: list[Part] = []
    for part in text:
        _append(parts, part)
    return tuple(without_article(part) if isinstance(part, str) else part for part in parts if part != "")


def _append(parts: list[Part], part: Part) -> None:
    """Adds a part with the spacing that what stands before it asks for."""
    if isinstance(part, str):
        part = lowered(part) if parts and isinstance(parts[-1], TermSpan) else part
        part = re.sub(rf" +(?={_CLINGING})", "", re.sub(r"(?<=[(\[“‘]) +", "", re.sub(r"[ \t]+", " ", part)))
    before, after = _last(parts), _first(part)
    if isinstance(part, Code) and part.kind == "note" and parts and isinstance(parts[-1], str):
        # a footnote's mark stands right after its word; but `![` would begin an image
        parts[-1] = parts[-1].rstrip(" ") + (" " if parts[-1].rstrip(" ").endswith("!") else "")
    clings = re.match(rf" |{_CLINGING}", _edge(part))
    if parts and isinstance(parts[-1], str) and parts[-1].endswith(" ") and clings:
        parts[-1] = parts[-1].rstrip(" ")
    elif before and after and _needs_space(before, after) and not (_is_opaque(part) and _is_opaque(parts[-1])):
        _append_text(parts, " ")
    if not isinstance(part, str):
        _mend_article(parts, plain((part,)))
        parts.append(part)
    else:
        _append_text(parts, part)


def _is_opaque(part: Part) -> bool:
    """Whether it is a code, a raised digit, a key or a picture: what stands right behind another stays there."""
    return isinstance(part, Code) or is_fixed(part) or is_picture(part)


def _append_text(parts: list[Part], text: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
    else:
        parts.append(text)


def _needs_space(before: str, after: str) -> bool:
    word_after = after.isalnum() or after in "([“‘$€£¥`"
    if after == '"' and before == ":":
        return True
    return word_after and (before.isalnum() or before in ",;:!?)]”…%`" or before == ".")


def _edge(part: Part) -> str:
    if isinstance(part, str | TermSpan):
        return str(part)
    if isinstance(part, Code):
        return part.text if part.kind in ("code", "math", "url", "tag", "other") else ""
    return plain((part,))


def _first(part: Part) -> str:
    return _edge(part)[:1]


def _last(parts: list[Part]) -> str:
    return _edge(parts[-1])[-1:] if parts else ""


def _mend_article(parts: list[Part], following: str) -> None:
    """`a UI`, `an AI`, `the Hague` after `the`: the article before something put in, by the sound of it."""
    if not parts or not isinstance(parts[-1], str):
        return
    if re.match(r"(the|a|an) ", following, re.IGNORECASE):
        parts[-1] = re.sub(r"\b(the|an?) $", "", parts[-1], flags=re.IGNORECASE)
        return
    article = re.search(r"\b([Aa])n? $", parts[-1])
    if article and following:
        parts[-1] = parts[-1][: article.start()] + article[1] + ("n " if sounds_vowel(following) else " ")
