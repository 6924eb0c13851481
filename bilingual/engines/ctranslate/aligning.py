"""Which words of a translation come from which of its source: read off the attention of a model that is made to write it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from bilingual.engines.ctranslate.tokenizer import SentencePieces
from bilingual.model import Links, Span

WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"
"""What SentencePiece writes for a space."""
AHEAD = 8
"""How many characters a piece may be from where it is expected: what stands between was normalised, or spelled in bytes."""


def aligned(
    translator: Any, tokenizer: SentencePieces, pairs: Sequence[tuple[str, str]], prefixes: Sequence[tuple[str, ...]], most: int
) -> list[Links]:
    """The links of each source and its English; none where one of them has more than `most` pieces.

    `prefixes` are what the model wants before a source, behind it, and before a target. The English is given as what decoding
    begins with, so that the model writes it, and nothing else. A piece comes from what most of its attention is on.
    """
    encoded = [(tokenizer.encode(source), tokenizer.encode_target(english)) for source, english in pairs]
    fit = [n for n, (source, english) in enumerate(encoded) if 0 < len(source) <= most and 0 < len(english) <= most]
    found: list[Links] = [()] * len(pairs)
    alike = sorted(fit, key=lambda n: len(encoded[n][0]))
    for _, group in groupby(alike, lambda n: len(encoded[n][0])):  # nothing is padded, as in `batching`
        numbers = list(group)
        attentions = _attentions(translator, [encoded[n] for n in numbers], prefixes)
        for n, attention in zip(numbers, attentions, strict=True):
            source, english = (places(pieces, text) for pieces, text in zip(encoded[n], pairs[n], strict=True))
            found[n] = _links(attention, source, english, len(prefixes[0]))
    return found


def _attentions(
    translator: Any, encoded: Sequence[tuple[Sequence[str], Sequence[str]]], prefixes: Sequence[tuple[str, ...]]
) -> list[Sequence[Sequence[float]]]:
    """For each pair of texts in pieces what each piece of the English looked at."""
    before, behind, begin = map(list, prefixes)
    results = translator.translate_batch(
        [[*before, *source, *behind] for source, _ in encoded],
        target_prefix=[[*begin, *english] for _, english in encoded],
        beam_size=1,
        max_input_length=0,
        max_decoding_length=max(len(english) for _, english in encoded) + len(begin) + 1,
        max_batch_size=1024,
        batch_type="tokens",
        return_attention=True,
    )
    return [result.attention[0][len(begin) :] for result in results]


def _links(attention: Sequence[Sequence[float]], source: Sequence[Span], english: Sequence[Span], skip: int) -> Links:
    links = []
    for span, weights in zip(english, attention, strict=False):
        best = max(range(len(weights)), key=weights.__getitem__) - skip
        if span[0] < span[1] and 0 <= best < len(source):
            links.append((*span, *source[best]))
    return tuple(links)


def places(pieces: Sequence[str], text: str) -> list[Span]:
    """Where each piece stands in its text; empty for one that is not spelled as the text is.

    >>> places(["\N{LOWER ONE EIGHTH BLOCK}I", "\N{LOWER ONE EIGHTH BLOCK}", "<0xF0>", "go"], "I 𠀀go")
    [(0, 1), (2, 2), (2, 2), (3, 5)]
    """
    spans: list[Span] = []
    position = 0
    for piece in pieces:
        words = piece.lstrip(WORD_START)
        if piece != words and text[position : position + 1].isspace():
            position += 1
        start = text.find(words, position, position + len(words) + AHEAD)
        spans.append((start, start + len(words)) if start >= 0 else (position, position))
        position = spans[-1][1]
    return spans
