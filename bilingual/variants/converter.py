"""Simplified to Traditional and back, with the glossary's forms and a reviewed vocabulary enforced."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate

from bilingual.model import Text, Variant
from bilingual.variants import masks, quotes, walk
from bilingual.variants.masks import Enforced, Forms, Stretch
from bilingual.variants.opencc import CONFIGS, Script, convert, refuse
from bilingual.variants.simplifying import simplified_forms
from bilingual.variants.vocabulary import corrected

_CLAUSE = re.compile(r"(?<=[，。！？；：\n])")


class Converter:
    """Converts texts for one variant of Traditional.

    `forms` maps a glossary's words to the Traditional spelling that they must have; the way back undoes it. Raises
    `DocumentError` for text with a NUL or private-use characters, which cannot be converted.

    >>> Converter("tw", {"抖音": "抖音短影音"}).string("只要“抖音”火了", "hant")
    '只要「抖音短影音」火了'
    """

    def __init__(self, variant: Variant, forms: Mapping[str, str] | None = None) -> None:
        self._variant: Variant = variant
        given = {source: form for source, form in (forms or {}).items() if source and form}
        for word in (*given, *given.values()):
            refuse(word)
        # a word that is already in the script wanted is held too, or OpenCC would touch it in a text of both scripts
        back = {form: source for source, form in reversed(given.items())}
        self._forms: dict[Script, Forms] = {
            "hant": Forms({**{form: form for form in back}, **given}),
            "hans": Forms({**{source: source for source in given}, **back}),
        }

    def hant(self, text: Text) -> Text:
        """`text` in Traditional; for the variant `none`, as it is."""
        return self.texts((text,), "hant")[0]

    def hans(self, text: Text) -> Text:
        """`text` in Simplified."""
        return self.texts((text,), "hans")[0]

    def string(self, text: str, to: Script) -> str:
        """A plain string in the script `to`."""
        refuse(text)
        return "".join(stretch.output for stretch in self._converted(text, (), to))

    def texts(self, texts: Sequence[Text], to: Script) -> tuple[Text, ...]:
        """Texts that follow each other, such as the sentences of a block: a quotation may begin in one and end in another."""
        if to not in CONFIGS[self._variant]:
            return tuple(texts)
        found = walk.strings(tuple(texts))
        stretches = self._converted(found.whole, found.mentions, to)
        pieces = _pieces(stretches, found.spans, partial(convert, config=CONFIGS[self._variant][to]))
        return walk.rebuilt(tuple(texts), pieces)

    def _converted(self, text: str, mentions: Iterable[tuple[int, int]], to: Script) -> tuple[Stretch, ...]:
        config = CONFIGS[self._variant].get(to)
        if config is None:
            return (Stretch(text, text),)
        forms = self._forms[to]
        named = [Enforced(a, b, forms[text[a:b]]) for a, b in mentions if text[a:b] in forms]
        enforced = forms.find(text, named)
        put_right = corrected if to == "hant" else simplified_forms
        enforced = put_right(text, enforced, self._variant)
        return masks.converted(quotes.converted(text, to), enforced, partial(convert, config=config))


def _pieces(stretches: Sequence[Stretch], spans: Iterable[tuple[int, int]], convert: Callable[[str], str]) -> Iterator[str]:
    """What became of each span of the source; spans rise and do not overlap."""
    whole = "".join(stretch.output for stretch in stretches)
    clauses = [clause for stretch in stretches for clause in _clauses(stretch, convert)]
    starts = list(accumulate((len(clause.source) for clause in clauses), initial=0))
    outputs = list(accumulate((len(clause.output) for clause in clauses), initial=0))
    number = 0

    def place(offset: int) -> int:
        nonlocal number
        while number < len(clauses) and starts[number + 1] < offset:
            number += 1
        if number == len(clauses):
            return len(whole)
        return outputs[number] + _cut(clauses[number], offset - starts[number], convert)

    for start, end in spans:
        first = place(start)
        yield whole[first : place(end)]


def _clauses(stretch: Stretch, convert: Callable[[str], str]) -> list[Stretch]:
    """The stretch clause by clause, where its length has changed and each clause alone gives the same."""
    if len(stretch.source) == len(stretch.output):
        return [stretch]
    pieces = [Stretch(piece, convert(piece)) for piece in _CLAUSE.split(stretch.source)]
    return pieces if "".join(piece.output for piece in pieces) == stretch.output else [stretch]


def _cut(stretch: Stretch, offset: int, convert: Callable[[str], str]) -> int:
    """Where in the output the first `offset` characters of the source end.

    Characters answer to each other except where a word has become a longer or shorter one; a cut inside such a word is
    made in proportion, since nothing there answers to it.
    """
    if offset in (0, len(stretch.source)):
        return len(stretch.output) if offset else 0
    if len(stretch.source) == len(stretch.output):
        return offset
    first = convert(stretch.source[:offset])
    if first + convert(stretch.source[offset:]) == stretch.output:
        return len(first)
    return round(offset * len(stretch.output) / len(stretch.source))
