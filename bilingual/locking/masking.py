"""Masking: terms, codes, pairs, glosses and names of a text give way to placeholders, out of the engine's reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bilingual.glossary.corrections import Corrections
from bilingual.glossary.matching import Matcher
from bilingual.lang.characters import HANZI
from bilingual.lang.chinese_numbers import with_marks_between, with_plain_ranges
from bilingual.lang.quotation_marks import doubled
from bilingual.lang.verbatim import verbatim_words
from bilingual.lang.years import with_years_in_digits
from bilingual.locking.gluing import glued, is_fixed, is_key
from bilingual.locking.placeholders import (
    PLACEHOLDER,
    CodePlaceholder,
    GlossPlaceholder,
    Masked,
    NamePlaceholder,
    PairedPlaceholder,
    Placeholder,
    Stressed,
    TermPlaceholder,
)
from bilingual.model import Code, Gloss, PairedCode, Part, TermSpan, Text, join

UNREAD = re.compile(rf"{PLACEHOLDER}|(?<![A-Za-z0-9])_+(?![A-Za-z0-9])")
"""What an engine is not to see: underscores beside Hanzi mark nothing (CommonMark 6.2), but it would strew them about."""

_WIDE_SIGNS = str.maketrans("―─‒＋", "——–+")
"""The horizontal bar, the line of a box that people type for a dash, and the figure dash, as the dashes that engines know; the
full-width plus as the one that tokens have."""
_BAR = re.compile(rf"(?<=[^\s｜])[ \u3000]?(?:｜|(?<={HANZI.pattern})\|(?={HANZI.pattern}))[ \u3000]?(?=[^\s｜])")
"""A bar that parts words, without its blanks or full-width: `文｜小北`."""


@dataclass(frozen=True, slots=True)
class Masker:
    """How a text is masked: which terms are locked and how Chinese is made Simplified for the engine."""

    matcher: Matcher
    simplify: Callable[[str], str] = str
    """Traditional to Simplified; the identity for a post that is Simplified."""
    keeps_names: bool = False
    """Whether tokens and large numbers get placeholders too: for an engine that carries slots well."""
    corrections: Corrections = field(default_factory=Corrections)
    """Slips of transcription that the engine is not to see; the Chinese columns show the post as it is."""

    def mask(self, text: Text, start: int) -> Masked:
        """`text`, which stands at `start` in the post, with a placeholder for everything that the engine must not write."""
        pieces: list[str | Placeholder | Masked] = []
        text = tuple(glued(text, lambda words: not any(self.matcher.find(words))))
        for index, part in enumerate(text):
            before = pieces[-1] if index and pieces else None
            if isinstance(before, CodePlaceholder) and _stays_with(text[index - 1], part):
                pieces[-1] = replace(before, more=(*before.more, part))  # type: ignore[arg-type]
            elif isinstance(part, PairedCode) and is_key(part):
                pieces.append(CodePlaceholder(part))
            elif isinstance(part, PairedCode):
                pieces.append(self._pair(part, start, text[index - 1 : index], text[index + 1 : index + 2]))
            else:
                pieces += self._part(part, start)
            start += len(str(part))
        return Masked.of(pieces)

    def _part(self, part: str | Code | Gloss | TermSpan, start: int) -> Iterator[str | Placeholder]:
        if isinstance(part, str) or is_written_out(part, self.matcher):
            yield from self._words(str(part), start)
        elif isinstance(part, Gloss):
            yield self._gloss(part, start)
        elif isinstance(part, Code) and part.kind == "escape":
            yield part.value
        elif not (isinstance(part, Code) and part.kind == "mark"):
            yield CodePlaceholder(part if isinstance(part, Code) else Code(str(part), "other"))

    def _words(self, text: str, start: int) -> Iterator[str | Placeholder]:
        position, meant = 0, self.corrections.applied(text)
        for match in self.matcher.find(meant.text):
            yield from self._free(meant.text[position : match.start])
            first, last = meant.span(match.start, match.end)
            yield TermPlaceholder(match.term, text[first:last], (start + first, start + last))
            position = match.end
        yield from self._free(meant.text[position:])

    def _free(self, text: str) -> Iterator[str | Placeholder]:
        words = _BAR.sub(" | ", doubled(UNREAD.sub("", text)).translate(_WIDE_SIGNS))
        words = self.simplify(with_plain_ranges(with_marks_between(with_years_in_digits(words))))
        position = 0
        for name in verbatim_words(words) if self.keeps_names else ():
            yield words[position : name.start]
            yield NamePlaceholder(name.english, name.is_sign)
            position = name.end
        yield words[position:]

    def _pair(self, pair: PairedCode, start: int, before: Text, after: Text) -> Placeholder | Masked:
        inner = self.mask(pair.inner, start + len(pair.open))
        stands_apart = _ends_clause(join(before)) and (_begins_clause(join(after)) or _is_label(inner.text))
        if pair.kind != "emphasis" or inner.placeholders or not inner.text or stands_apart:
            return PairedPlaceholder(pair, inner)
        # inside a clause the words matter more to the translator than the marks: those are looked for afterwards
        return replace(inner, stressed=(Stressed(pair, inner),))

    def _gloss(self, gloss: Gloss, start: int) -> GlossPlaceholder:
        term_start = start + len(gloss.open)
        span = (term_start, term_start + len(gloss.term))
        found = self.matcher.find(gloss.term)
        whole = next((m.term for m in found if (m.start, m.end) == (0, len(gloss.term))), None)
        term = Masked.of([TermPlaceholder(whole, gloss.term, span)] if whole else self._words(gloss.term, term_start))
        before = (gloss.open, gloss.term, gloss.close, gloss.lead, gloss.head, gloss.separator)
        return GlossPlaceholder(gloss, term, self.mask(gloss.explanation, start + sum(map(len, before))))


def is_written_out(part: Part, matcher: Matcher) -> bool:
    """Whether what reads like a gloss is the target of a term as the glossary has it: `Douyin (抖音)`."""
    return isinstance(part, Gloss) and any(match.end - match.start == len(str(part)) for match in matcher.find(str(part)))


def _is_label(words: str) -> bool:
    """Whether emphasised words end with a colon: `**注意：**不要忘了关灯。`"""
    return words.rstrip().endswith(("：", ":"))


def _stays_with(before: Part, part: Part) -> bool:
    r"""Whether two codes right behind one another go through as one: `\*\*`, `&nbsp;&nbsp;`, `[^1][^2]`, H and `<sub>2</sub>`."""
    return all(
        (isinstance(code, Code) and code.kind not in ("mark", "break", "hardbreak")) or is_fixed(code) for code in (before, part)
    )


def _ends_clause(before: str) -> bool:
    return not before.strip() or before.rstrip()[-1] in "，。！？；：、,.!?;:（(—…\n"


def _begins_clause(after: str) -> bool:
    return not after.strip() or after.lstrip()[0] in "，。！？；：、,.!?;:）)—…\n"


def mark_terms(text: Text, matcher: Matcher, start: int) -> Text:
    """A source text with its glossary terms marked as `TermSpan`, for the Chinese columns."""
    marked: list[Part] = []
    for part in text:
        if isinstance(part, str) or is_written_out(part, matcher):
            marked += _marked(str(part), matcher, start)
        elif isinstance(part, PairedCode):
            marked.append(part.with_inner(mark_terms(part.inner, matcher, start + len(part.open))))
        else:
            marked.append(part)
        start += len(str(part))
    return tuple(marked)


def _marked(text: str, matcher: Matcher, start: int) -> list[Part]:
    parts: list[Part] = []
    position = 0
    for match in matcher.find(text):
        places = (start + match.start, start + match.end)
        parts.append(text[position : match.start])
        parts.append(TermSpan(text[match.start : match.end], match.term.source, places, "plain"))
        position = match.end
    return [part for part in (*parts, text[position:]) if part]
