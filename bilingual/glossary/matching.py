"""Where the glossary's terms stand in a string: every term at once, the cover with most characters and fewest spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from bilingual.model import Match, Term

_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
"""Full-width forms of ASCII, and the ideographic space: one character for one, so offsets hold."""


def _is_latin(character: str) -> bool:
    """Letters and digits that run together into words; Hanzi and kana do not.

    >>> [_is_latin(c) for c in "aé7Я中、 "]
    [True, True, True, True, False, False, False]
    """
    return character.isalnum() and character < "\u1100"


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a term at `text[start:end]` is a word of its own: Latin edges need a neighbour that is no letter or digit.

    >>> is_word("OpenAI", 4, 6), is_word("用AI做", 1, 3), is_word("Sora 2.5", 0, 6), is_word("Sora 2。", 0, 6)
    (False, True, False, True)
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and _is_latin(before) and _is_latin(text[start]):
        return False
    if after and _is_latin(after) and _is_latin(text[end - 1]):
        return False
    in_number = text[end - 1].isdigit() and after == "." and text[end + 1 : end + 2].isdigit()
    of_number = text[start].isdigit() and before == "." and text[start - 2 : start - 1].isdigit()
    return not (in_number or of_number)


def _whole_name(term: Term) -> tuple[str, ...]:
    """The target as a spelling of its own where it holds the source: a post that says `Sam Altman` means the same Altman.

    >>> _whole_name(Term("Altman", "Sam Altman")), _whole_name(Term("AI", "AIDS")), _whole_name(Term("AI", "AI"))
    (('Sam Altman',), (), ())
    """
    start = term.target.find(term.source)
    longer = start >= 0 and len(term.target) > len(term.source)
    return (term.target,) if longer and is_word(term.target, start, start + len(term.source)) else ()


class Matcher:
    """Finds the terms of a glossary in strings.

    `fold` maps single characters to single characters (Traditional to Simplified), so that a term is found in either
    script; widths are always folded, Latin case where a term allows it.

    >>> matcher = Matcher([Term("AI", ""), Term("人工智能", "artificial intelligence"), Term("智能", "smart")])
    >>> [(m.term.source, m.start) for m in matcher.find("OpenAI的ＡＩ是人工智能")]
    [('AI', 7), ('人工智能', 10)]
    """

    def __init__(self, terms: Iterable[Term], fold: Mapping[int, int] | None = None) -> None:
        self._fold = {**(fold or {}), **_WIDTH}
        self._exact: dict[str, Term] = {}
        self._loose: dict[str, Term] = {}
        terms = tuple(terms)
        for term in terms:
            self._add(term, (term.source, *((term.traditional,) if term.traditional else ()), *term.aliases))
        for term in terms:
            self._add(term, _whole_name(term))  # last, so that what a glossary says of it comes first
        self._automata = tuple(_automaton(forms) for forms in (self._exact, self._loose))

    def _add(self, term: Term, spellings: Iterable[str]) -> None:
        forms = self._exact if term.case else self._loose
        for spelling in spellings:
            folded = spelling.translate(self._fold)
            if len(folded) > 1 or _is_latin(folded):  # one Hanzi matches far too much
                forms.setdefault(folded if term.case else folded.lower(), term)

    def find(self, text: str) -> tuple[Match, ...]:
        """The matches in `text`, rising, never overlapping; outer terms win over those nested in them."""
        folded = text.translate(self._fold)
        exact, loose = self._automata
        found = [*_hits(exact, folded)]
        if loose is not None:
            found += _hits(loose, _lowered(folded))
        return _best_cover([m for m in found if is_word(folded, m.start, m.end)])


def possible_terms(terms: Iterable[Term], text: str, fold: Mapping[int, int] | None = None) -> tuple[Term, ...]:
    """The terms that could stand in a text, and few others: one of their spellings begins as some word there does.

    A glossary of 100,000 terms costs a post no more than those it may hold.

    >>> terms = [Term("护城河", "Moat"), Term("护照", ""), Term("AI", "")]
    >>> [term.source for term in possible_terms(terms, "護城河与Ai", {0x8b77: 0x62a4})]
    ['护城河', 'AI']
    """
    table = {**(fold or {}), **_WIDTH}
    shadow = _lowered(text.translate(table))
    starts = {*shadow, *map(str.__add__, shadow, shadow[1:])}

    def stands(spelling: str) -> bool:
        start = spelling[:2].translate(table)
        return start in starts or (start.lower() != start and (_lowered(start) in starts or len(start.lower()) > 2))

    return tuple(
        term for term in terms
        if stands(term.source) or (term.traditional and stands(term.traditional)) or any(map(stands, term.aliases))
    )  # fmt: skip


def _lowered(text: str) -> str:
    """In small letters, one character for one."""
    return text.lower() if text.isascii() else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _automaton(forms: dict[str, Term]) -> Any:
    if not forms:
        return None
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form, term in forms.items():
        automaton.add_word(form, (len(form), term))
    automaton.make_automaton()
    return automaton


def _hits(automaton: Any, text: str) -> Iterable[Match]:
    if automaton is None:
        return
    for last, (length, term) in automaton.iter(text):
        yield Match(term, last + 1 - length, last + 1)


def _best_cover(matches: list[Match]) -> tuple[Match, ...]:
    """The non-overlapping matches that cover most characters, with fewest spans (weighted interval scheduling).

    >>> a, b, c = (Term(s, "") for s in ("ab", "bcd", "abc"))
    >>> [m.term.source for m in _best_cover([Match(a, 0, 2), Match(b, 1, 4), Match(c, 0, 3)])]
    ['abc']
    """
    matches = sorted(matches, key=lambda m: (m.end, -m.start))
    ends = [m.end for m in matches]
    best: list[tuple[int, int]] = [(0, 0)]  # (characters, -spans) over the first i matches
    before: list[int] = []
    for i, match in enumerate(matches):
        free = bisect_right(ends, match.start, 0, i)
        before.append(free)
        characters, spans = best[free]
        # on a tie the later match, which starts further right, must not displace the leftmost cover
        best.append(max(best[i], (characters + match.end - match.start, spans - 1)))
    chosen: list[Match] = []
    i = len(matches)
    while i:
        if best[i] == best[i - 1]:
            i -= 1
        else:
            chosen.append(matches[i - 1])
            i = before[i - 1]
    return tuple(reversed(chosen))
