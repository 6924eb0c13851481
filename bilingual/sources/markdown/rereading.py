"""A segment's text in another language, or edited by somebody, read as the source's own was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bilingual.model import Code, CodeKind, Gloss, PairedCode, Part, Text, join, leaves
from bilingual.sources.markdown.inline import read_inline
from bilingual.sources.markdown.inline.links import normalised
from bilingual.sources.markdown.inline.scanner import SPECIAL

MARK = re.compile(r"[\\`*_\[<~$^{=#%]")
"""What may begin or end markup: a backslash makes a character of it (CommonMark 2.4)."""
LINE_END = r"[ \t]*\r?\n[ \t>]*"


def read_text(written: str, like: Text, *, glosses: bool = True) -> Text:
    r"""`written` as parts that, joined, are `written`. `like` is the source segment, whose line breaks and link labels count.

    Without `glosses` an explained term is emphasis and words: translations are not evidence for the glossary.

    >>> read_text("用`x`，\n> 走", ("用", Code("`x`", "code"), "，", Code("\n> ", "break"), "走"))[1:4]
    (Code(text='`x`', kind='code'), '，', Code(text='\n> ', kind='break'))
    """
    if not written:
        return ()
    kinds = {code.text: code.kind for code in _codes(like) if code.kind in ("break", "hardbreak")}
    pattern = "|".join([*map(re.escape, sorted(kinds, key=len, reverse=True)), LINE_END])
    breaks: list[tuple[int, int, CodeKind]] = [
        (match.start(), match.end(), kinds.get(match[0], "break")) for match in re.finditer(pattern, written)
    ]
    return read_inline(written, [(0, len(written))], breaks, frozenset(_labels(like)), glossed=glosses)


def literal(text: Text, like: Text) -> Text:
    r"""The text, its words escaped where they would be read as markup that it has not. `like` is the source segment.

    >>> literal(("See [it](x) and ", PairedCode("**", ("this",), "**", "emphasis")), ())[0]
    'See \\[it](x) and '
    """
    words = [part for part in leaves(text) if isinstance(part, str)]
    if not any(map(SPECIAL.search, words)) or markup(read_text(join(text), like, glosses=False)) == markup(text):
        return text
    return tuple(_escaped(part) for part in text)


def markup(text: Text) -> list[object]:
    """The markup of a text without its words."""
    marks: list[object] = []
    for part in text:
        if isinstance(part, PairedCode):
            marks.append((part.open, part.close, markup(part.inner)))
        elif isinstance(part, Code) and part.kind not in ("other", "break", "hardbreak", "mark"):
            marks.append(part.text)
    return marks


def _escaped(part: Part, closing: str = "]") -> Part:
    r"""A part with its words escaped. A bracket that may end a link is a character reference: `\[…\]` would be a formula."""
    if isinstance(part, PairedCode):
        return replace(part, inner=tuple(_escaped(inner, "&#93;") for inner in part.inner))
    if isinstance(part, Code) and part.kind == "other":
        return replace(part, text=part.text.replace(r"\]", "&#93;").replace(r"\)", "&#41;"))
    return MARK.sub(r"\\\g<0>", part).replace("]", closing) if isinstance(part, str) else part


def _codes(text: Text) -> Iterator[Code]:
    for part in text:
        if isinstance(part, Code):
            yield part
        elif isinstance(part, PairedCode):
            yield from _codes(part.inner)
        elif isinstance(part, Gloss):
            yield from _codes(part.explanation)


def _labels(text: Text) -> Iterator[str]:
    """The labels of the links that are defined elsewhere in the post: `[简写]`, `[text][label]`."""
    for part in text:
        if isinstance(part, PairedCode):
            yield from _labels(part.inner)
            label = re.fullmatch(r"\]\[([^\]]+)\]", part.close)
            if part.kind == "reference" or label:
                yield normalised(label[1] if label else join(part.inner))
        elif isinstance(part, Gloss):
            yield from _labels(part.explanation)
