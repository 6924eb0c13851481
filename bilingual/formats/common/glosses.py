"""Glosses as the exchange formats take them, and which column is the author's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bilingual.model import Column, Gloss, PairedCode, Part, Text, Translation, join, leaves


def unglossed(text: Text) -> Text:
    """The text with each gloss as marked words and what explains them; joined, it is the same.

    >>> unglossed((Gloss("**", "UI", "**", "（", "User Interface", ": ", ("界面",), "）"),))
    (PairedCode(open='**', inner=('UI',), close='**', kind='emphasis'), '（', 'User Interface', ': ', '界面', '）')
    """
    return tuple(_parts(text))


def _parts(text: Text) -> Iterator[Part]:
    for part in text:
        if isinstance(part, Gloss):
            yield (
                PairedCode(part.open, (part.term,), part.close, "emphasis") if part.open and part.close else part.open + part.term
            )
            yield from filter(str, leaves((replace(part, open="", term="", close="" if part.open else part.close),)))
        elif isinstance(part, PairedCode):
            yield replace(part, inner=unglossed(part.inner))
        else:
            yield part


def source_column(result: Translation) -> Column:
    """The Chinese column that the author wrote: where it is the post itself, character for character."""
    hans = sum(_is_source(result, row.span, row.hans) for row in result.units)
    hant = sum(_is_source(result, row.span, row.hant) for row in result.units)
    return "hant" if hant > hans else "hans"


def _is_source(result: Translation, span: tuple[int, int], text: Text) -> bool:
    return join(text) == result.document.words(span)
