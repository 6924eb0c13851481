"""Subtitles in another language: the file with the words of its cues replaced, and nothing else."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bilingual.lang.characters import HANZI, script
from bilingual.model import Block, BlockId, Code, Document, Span, join, resolved
from bilingual.sources.subtitles.division import divided, in_lines
from bilingual.sources.subtitles.syntax import Syntax

Edit = tuple[Span, str]
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""What Markdown has for a mark that is none (CommonMark 2.4)."""
_MARKUP = re.compile(r"&(?!#?\w+;)|<(?!/?[A-Za-z][^<>]*>)")
"""What is no reference and no tag, and would be read as one in WebVTT."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z]+)[^<>]*>")
_WHOLE_LINE = re.compile(r"\\(?:an?\d|pos|move|fade?|org|i?clip|q\d|r\b)")
"""The tags of ASS that are about a whole line, wherever in it they stand."""


def translated(syntax: Syntax, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
    """The file with the text of each block and the names of the speakers replaced; the rest is kept byte for byte."""
    in_cues, beside = _edits(syntax, document, texts, names, language)
    return with_cue_texts(document, _cue_texts(syntax, document, in_cues, language), beside)


def cue_texts(
    syntax: Syntax, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str
) -> tuple[str, ...]:
    """What each cue says in another language, marks included."""
    return _cue_texts(syntax, document, _edits(syntax, document, texts, names, language)[0], language)


def with_cue_texts(document: Document, texts: Sequence[str], beside: Sequence[Edit] = ()) -> str:
    """The file with other texts of its cues, and with what is replaced outside of them."""
    edits = [(cue.span, text) for cue, text in zip(document.cues, texts, strict=True)]
    return _spliced(document.source, (0, len(document.source)), sorted((*edits, *beside)))


def line_break(syntax: Syntax, document: Document) -> str:
    """What ends a line within a cue of the file."""
    ending = re.search(r"\r\n?|\n", document.source)
    return syntax.line_break or (ending[0] if ending else "\n")


def words_of(syntax: Syntax, markdown: str) -> str:
    r"""A text as a cue has it: no backslash before a mark, and references only where the format knows them.

    >>> from bilingual.sources.subtitles.syntax import SRT, VTT
    >>> words_of(SRT, r"\*R&amp;D\*"), words_of(VTT, "R&D &lt;")
    ('*R&D*', 'R&amp;D &lt;')
    """
    text = " ".join(_ESCAPE.sub(r"\1", markdown).split())
    if syntax.has_references:
        return _MARKUP.sub(lambda found: html.escape(found[0]), re.sub(r"&#\d+;", lambda found: html.unescape(found[0]), text))
    text = html.unescape(text)
    return text if not syntax.line_break else text.replace("{", "(").replace("}", ")").replace("\\", "/")


def _edits(
    syntax: Syntax, document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str
) -> tuple[list[list[Edit]], list[Edit]]:
    """All that is replaced, in the order of the file: in each cue, and outside of them."""
    in_cues, beside = [list[Edit]() for _ in document.cues], list[Edit]()
    for edit in sorted((*_text_edits(syntax, document, texts, language), *_name_edits(syntax, document, names, language))):
        at = _cue_at(document, edit[0][0])
        (beside if at is None else in_cues[at]).append(edit)
    return in_cues, beside


def _cue_texts(syntax: Syntax, document: Document, in_cues: Sequence[Sequence[Edit]], language: str) -> tuple[str, ...]:
    wrapped = language == "en" and not syntax.names_beside
    return tuple(
        _lines(_spliced(document.source, cue.span, edits), document, syntax, wrapped=wrapped)
        if edits
        else document.source[slice(*cue.span)]
        for cue, edits in zip(document.cues, in_cues, strict=True)
    )


def _cue_at(document: Document, place: int) -> int | None:
    """The number of the cue that holds a place of the file, if one does."""
    at = bisect_right(document.cues, place, key=lambda cue: cue.span[0]) - 1
    return at if at >= 0 and place < document.cues[at].span[1] else None


def _text_edits(syntax: Syntax, document: Document, texts: Mapping[BlockId, str], language: str) -> Iterator[Edit]:
    starts = [cue.span[0] for cue in document.cues]
    for block in document.blocks:
        text = words_of(syntax, texts.get(block.id, ""))
        if block.id not in texts or text == words_of(syntax, join(resolved(block.parts))):
            continue
        pieces = list(_pieces(block))
        if language == "en":
            pieces = _by_cue(pieces, starts)
        parts = divided(text, [weight for _, weight in pieces])
        for (span, _), part in zip(pieces, parts, strict=True):
            yield span, part + _blank_after(document.source, span[1], part) + _tags(document.source, span, syntax)


def _pieces(block: Block) -> Iterator[tuple[Span, int]]:
    """Where the words of a block stand, and how many characters a reader has of each stretch, with the blank after it."""
    start = block.span[0]
    for part, following in pairwise([*block.parts, ""]):
        end = start + len(str(part))
        if not isinstance(part, Code):
            yield (start, end), len(str(part)) + (len(following.value) if isinstance(following, Code) else 0)
        start = end


def _by_cue(pieces: Sequence[tuple[Span, int]], starts: Sequence[int]) -> list[tuple[Span, int]]:
    """The stretches of each cue as one, with what stands between them."""
    found: dict[int, tuple[Span, int]] = {}
    for span, weight in pieces:
        cue = bisect_right(starts, span[0]) - 1
        first, before = found.get(cue, (span, 0))
        found[cue] = (first[0], span[1]), before + weight
    return list(found.values())


def _blank_after(source: str, end: int, part: str) -> str:
    """A blank where another sentence follows right behind a text that needs one."""
    goes_on = source[end : end + 1].strip() and source[end] not in "<{\\♪♫"
    return " " if part and goes_on and not HANZI.search(part[-2:]) and part[-1] not in "。！？…，、；：”」』）" else ""


def _tags(source: str, span: Span, syntax: Syntax) -> str:
    """The tags within a text that are about its whole line, or that have their partner outside of it."""
    gaps = "".join(syntax.gaps.findall(source, *span))
    alone: list[re.Match[str]] = []
    for tag in _TAG.finditer(gaps):
        if tag["end"] and alone and not alone[-1]["end"] and alone[-1]["name"] == tag["name"]:
            alone.pop()
        else:
            alone.append(tag)
    whole = [tag for tag in re.findall(r"\{[^{}]*\}", gaps) if _WHOLE_LINE.search(tag)]
    return "".join([*whole, *(tag[0] for tag in alone)])


def _name_edits(syntax: Syntax, document: Document, names: Mapping[str, str], language: str) -> Iterator[Edit]:
    """The names on labels within cues; what a file has in a field beside them is its own business."""
    labels = [block.label for block in document.blocks if block.label]
    labels += [timed.label for timed in syntax.timed_texts(document.source) if timed.label]
    for label in {label.span: label for label in labels}.values():
        name = names.get(label.name, label.name)
        if name == label.name or (_cue_at(document, label.span[0]) is None and not syntax.names_beside):
            continue
        yield label.name_span, name
        tail = document.source[label.name_span[1] : label.span[1]]
        if language == "en" and script(name) == "latin" and "：" in tail:
            yield (label.name_span[1], label.span[1]), tail.replace("：", ":").rstrip() + " "


def _lines(text: str, document: Document, syntax: Syntax, *, wrapped: bool) -> str:
    """The text of a cue with its long lines parted."""
    if not wrapped:
        return text
    ending = line_break(syntax, document)
    return ending.join(line for whole in text.split(ending) for line in in_lines(whole))


def _spliced(source: str, span: Span, edits: Sequence[Edit]) -> str:
    pieces: list[str] = []
    position = span[0]
    for (start, end), text in edits:
        pieces += [source[position:start], text]
        position = end
    return "".join([*pieces, source[position : span[1]]])
