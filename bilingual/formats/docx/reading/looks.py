"""Looks that Markdown does not have and somebody gave to words by hand, without a style: they are told, and not taken.

Word processors write the size, the font and the alignment of text beside its style when they save a document. So those count
where they are not as in most of the text of the same style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilingual.formats.docx.reading.paragraphs import Reader
from bilingual.office.looks import OFF
from bilingual.office.namespaces import W

_NO_COLOUR = frozenset({"", "auto", "000000", "ffffff", *OFF})
"""What word processors write for text that has none."""
_NEVER: dict[str, tuple[str, frozenset[str], str]] = {
    "highlight": ("val", OFF, "highlighted {}"),
    "color": ("val", _NO_COLOUR, "coloured #{}"),
    "shd": ("fill", _NO_COLOUR, "shaded #{}"),
    "caps": ("val", OFF, "in capitals"),
    "smallCaps": ("val", OFF, "in small capitals"),
    "dstrike": ("val", OFF, "struck through twice"),
}
"""Properties of runs that the program never writes: the attribute, its values that mean nothing, and how it is told."""
Usual = Mapping[tuple[str, str], str]
"""The commonest size, font and alignment, by the style of the text."""


class Looks:
    """What the texts of a document look like."""

    def __init__(self, elements: Sequence[Any], reader: Reader) -> None:
        self._reader = reader
        counts: dict[tuple[str, str], Counter[str]] = {}
        for element in elements:
            for kind, style, value, _ in self._told(element):
                counts.setdefault((kind, style), Counter())[value] += 1
        self._usual: Usual = {key: values.most_common(1)[0][0] for key, values in counts.items()}

    def of(self, element: Any) -> Iterator[tuple[str, str]]:
        """The looks in a place that are to be told, and the words that have them."""
        found: dict[str, list[str]] = {}
        for run in element.iter(f"{W}r"):
            for look in _never(run.find(f"{W}rPr")):
                found.setdefault(look, []).append(_words(run))
        for kind, style, value, words in self._told(element):
            if value != self._usual.get((kind, style), ""):
                found.setdefault(f"{kind} {value or 'as in the style'}", []).append(words)
        yield from ((look, words) for look, pieces in found.items() if (words := "".join(pieces).strip()))

    def _told(self, element: Any) -> Iterator[tuple[str, str, str, str]]:
        """Kind, style, value and words of what programs write beside the style."""
        for paragraph in element.iter(f"{W}p"):
            style = self._reader.style(paragraph)
            if words := _words(paragraph).strip():
                yield "aligned", style, _value(paragraph.find(f"{W}pPr/{W}jc"), "val"), words
            for run in paragraph.iter(f"{W}r"):
                if words := _words(run):
                    of_run = f"{style} {_value(run.find(f'{W}rPr/{W}rStyle'), 'val')}"
                    size = _value(run.find(f"{W}rPr/{W}sz"), "val")
                    yield "size", of_run, f"{int(size) / 2:g}" if size.isdecimal() else "", words
                    yield "font", of_run, _value(run.find(f"{W}rPr/{W}rFonts"), "ascii"), words


def _never(properties: Any) -> Iterator[str]:
    for element in () if properties is None else properties:
        attribute, nothing, told = _NEVER.get(element.tag.removeprefix(W), ("", OFF, ""))
        value = _value(element, attribute, "on").lower() if attribute else ""
        if value and value not in nothing:
            yield told.format(value)


def _value(element: Any, attribute: str, default: str = "") -> str:
    return "" if element is None else element.get(f"{W}{attribute}", default)


def _words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
