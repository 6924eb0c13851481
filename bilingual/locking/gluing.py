"""What is written without a space beside codes and raised digits: with them it is one word, `H<sub>2</sub>O`, `` `a`.`b` ``.

An engine that saw its pieces apart would put spaces between them, or change their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bilingual.model import Code, PairedCode, Part, Text

_PARAMETERS = re.compile(r"<[A-Za-z][\w, ]*>")
_TYPE = re.compile(r"[A-Za-z_](?:[\w.]|::)*$", re.ASCII)
_BASE = re.compile(r"[A-Za-z0-9()]+$")
_LONGEST = 60
"""In characters: how far back is looked for where such a word begins."""
_GOES_ON = re.compile(r"[A-Za-z0-9()]+")
_CALL = re.compile(r"\(\)")
_JOINT = re.compile(r"[.:=/+]+")


def is_raised(part: Part) -> bool:
    """Whether it is a subscript or a superscript that says the same in every language.

    >>> is_raised(PairedCode("<sup>", ("2+",), "</sup>", "html")), is_raised(PairedCode("<sup>", ("注",), "</sup>", "html"))
    (True, False)
    """
    if not isinstance(part, PairedCode) or not re.match(r"<su[bp]\b", part.open):
        return False
    return all(isinstance(inner, str) and re.fullmatch(r"[!-~−–]{1,12}", inner) for inner in part.inner)


def is_key(part: Part) -> bool:
    """Whether it is a key of a keyboard that is called the same in every language.

    >>> is_key(PairedCode("<kbd>", ("Ctrl",), "</kbd>", "html")), is_key(PairedCode("<kbd>", ("空格",), "</kbd>", "html"))
    (True, False)
    """
    return isinstance(part, PairedCode) and part.open == "<kbd>" and all(isinstance(i, str) and i.isascii() for i in part.inner)


def is_fixed(part: Part) -> bool:
    """Whether it is markup around what says the same in every language, as code does."""
    return is_raised(part) or is_key(part)


def is_picture(part: Part) -> bool:
    """Whether it is a picture, in a link or not: badges stand side by side.

    >>> picture = PairedCode("![", ("猫",), "](x)", "image")
    >>> is_picture(picture), is_picture(PairedCode("[", (picture,), "](y)", "link"))
    (True, True)
    """
    if not isinstance(part, PairedCode):
        return False
    return part.kind == "image" or (part.kind == "link" and len(part.inner) == 1 and is_picture(part.inner[0]))


def glued(text: Text, is_free: Callable[[str], bool]) -> Iterator[Part]:
    """The text with a code for the letters that belong to a raised digit, a code or a type's parameters, if they are no term.

    >>> [str(part) for part in glued(("水是H", PairedCode("<sub>", ("2",), "</sub>", "html"), "O。"), lambda words: True)]
    ['水是', 'H', '<sub>2</sub>', 'O', '。']
    """
    for before, part, after in zip(("", *text), text, (*text[1:], ""), strict=False):
        if not isinstance(part, str):
            yield part
            continue
        start, end = _head(before, part, after), len(part)
        base = _base(part, start, after)
        end = base.start() if base and is_free(base[0]) else end
        start = start if is_free(part[:start]) else 0
        yield from (Code(part[:start], "other"),) if start else ()
        yield from (part[start:end],) if start < end else ()
        yield from (Code(part[end:], "other"),) if end < len(part) else ()


def _head(before: Part, part: str, after: Part) -> int:
    """How much at the start of a part belongs to what stands before it."""
    if is_raised(before):
        found = _GOES_ON.match(part)
    elif not _is_code(before):
        found = None
    else:
        found = (_JOINT.fullmatch(part) if _is_code(after) else None) or _CALL.match(part)
    return found.end() if found else 0


def _base(part: str, start: int, after: Part) -> re.Match[str] | None:
    """What belongs to what stands behind a part, from `start` on: the letters before a raised digit, the name of a type."""
    start = max(start, len(part) - _LONGEST)
    if is_raised(after):
        return _BASE.search(part, start)
    return _TYPE.search(part, start) if _has_parameters(after) else None


def _has_parameters(part: Part) -> bool:
    """Whether it is no tag that pages have but those of a type: `Option<T>`."""
    return isinstance(part, Code) and part.kind == "html" and _PARAMETERS.fullmatch(part.text) is not None


def _is_code(part: Part) -> bool:
    return is_key(part) or (isinstance(part, Code) and part.kind == "code")
