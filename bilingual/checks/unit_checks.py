"""The checks of a post's units: for each name of the registry the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bilingual.checks import columns, cues, markup, measures, punctuation, sentences, speakers, symbols
from bilingual.checks.checked_post import (
    COLUMN_NAMES,
    CheckedPost,
    foreign_characters,
    in_simplified,
    prose_text,
    protected_strings,
    quoted,
    spaced_text,
    visible_text,
)
from bilingual.checks.locked_terms import doubt_facts, missing_facts
from bilingual.checks.rules import ENGINES, LOCKS
from bilingual.lang import dates, numbers
from bilingual.lang.length import has_units, words
from bilingual.lang.length import units as length_units
from bilingual.lang.repetition import doubled_words, is_loop
from bilingual.lang.residue import has_hanzi, leftovers, without
from bilingual.model import PEOPLES, Column, Unit, join, joined, plain
from bilingual.sources.subtitles.division import LINE

CHINESE: tuple[Column, ...] = ("hans", "hant")
SCRIPTS = {"hans": "Simplified", "hant": "Traditional"}
Found = Iterator[tuple[Unit, Column, str]]
"""A unit, the column that it is about, and what is so."""


@dataclass(frozen=True, slots=True)
class Check:
    """A function that finds what a rule of the registry describes."""

    name: str
    """Of the rule; several functions may find it."""
    find: Callable[[CheckedPost], Found]


def _missing_numbers(post: CheckedPost) -> Found:
    for unit in post.translated:
        for number in numbers.missing(prose_text(unit, "hans"), prose_text(unit)):
            yield unit, "en", f"The number “{number}” is missing."


def _added_numbers(post: CheckedPost) -> Found:
    for unit in post.translated:
        for number in numbers.added(prose_text(unit, "hans"), prose_text(unit), protected_strings(unit)):
            yield unit, "en", f"The number “{number}” does not stand in the Chinese."


def _dates(post: CheckedPost) -> Found:
    for unit in post.translated:
        source, target = prose_text(unit, "hans"), prose_text(unit)
        for day in dates.wrong_days(source, target):
            yield unit, "en", f"“{day}” has become another day of the week."
        for month in dates.wrong_months(source, target, protected_strings(unit)):
            yield unit, "en", f"“{month}” is not the month that the Chinese names."


def _units_of_measure(post: CheckedPost) -> Found:
    for unit in post.translated:
        for quantity in measures.lost_units(prose_text(unit, "hans"), prose_text(unit)):
            yield unit, "en", f"The unit of “{quantity}” is missing."


def _symbols(post: CheckedPost) -> Found:
    for unit in post.translated:
        source, target = prose_text(unit, "hans"), prose_text(unit)
        for sign in symbols.lost_signs(source, target):
            yield unit, "en", f"The sign “{sign}” is missing."
        for sign in symbols.invented_signs(source, without(target, protected_strings(unit))):
            yield unit, "en", f"The sign “{sign}” does not stand in the Chinese."


def _residue(post: CheckedPost) -> Found:
    for unit in post.translated:
        rests = leftovers(prose_text(unit), protected_strings(unit))
        if rests and not _is_untranslated(unit):
            yield from ((unit, "en", f"“{rest}” is left over.") for rest in rests)


def _untranslated(post: CheckedPost) -> Found:
    for unit in post.units:
        if _is_untranslated(unit):
            yield unit, "en", f"It is still Chinese: {quoted(visible_text(unit))}."


def _is_untranslated(unit: Unit) -> bool:
    english = prose_text(unit)
    return has_hanzi(english) and sentences.is_untranslated(prose_text(unit, "hans"), english, protected_strings(unit))


def empty_columns(post: CheckedPost) -> Found:
    """The columns without a word or number beside a sentence that says something."""
    given = post.columns
    for unit in post.units:
        for column in given:
            if not has_units(visible_text(unit, column)) and has_units(visible_text(unit, "hans")):
                yield unit, column, f"Nothing stands here for {quoted(visible_text(unit, 'hans'))}."


def _left_empty(post: CheckedPost) -> Found:
    """Empty columns, but not English that a person emptied: its words stand in another row."""
    return ((unit, column, fact) for unit, column, fact in empty_columns(post) if column != "en" or unit.origin not in PEOPLES)


def _loop(post: CheckedPost) -> Found:
    for unit in post.translated:
        if "loop" in unit.flags or is_loop(visible_text(unit, "hans"), visible_text(unit)):
            yield unit, "en", f"It repeats itself: {quoted(visible_text(unit))}."


def _repeated(post: CheckedPost) -> Found:
    for unit, following in pairwise(post.translated):
        if sentences.is_repeated(
            visible_text(unit, "hans"), visible_text(unit), visible_text(following, "hans"), visible_text(following)
        ):
            yield following, "en", f"The sentence before has the same English: {quoted(visible_text(following))}."


def _doubled_words(post: CheckedPost) -> Found:
    for unit in post.translated:
        for word in doubled_words(prose_text(unit, "hans"), without(prose_text(unit), protected_strings(unit))):
            yield unit, "en", f"“{word} {word}” stands here."


def _length(post: CheckedPost) -> Found:
    for unit in post.translated:
        source, target = visible_text(unit, "hans"), visible_text(unit)
        if words(target) and sentences.is_lopsided(source, target) and not is_loop(source, target):
            yield unit, "en", f"{len(words(target))} words stand for {len(length_units(source))} characters."


def _brackets(post: CheckedPost) -> Found:
    for block in post.blocks:
        expected = punctuation.unpaired_marks(plain(joined(block, "hans")))
        for column in COLUMN_NAMES:
            if not expected and (lost := punctuation.unpaired_marks(plain(joined(block, column)))):
                yield _unit_with(block, column, lost[0]), column, f"The mark {lost[0]} has no partner."


def _unit_with(units: tuple[Unit, ...], column: Column, mark: str) -> Unit:
    """The first unit with the mark unpaired, else the first that has it."""
    alone = (unit for unit in units if mark in punctuation.unpaired_marks(visible_text(unit, column)))
    return next(alone, next((unit for unit in units if mark in visible_text(unit, column)), units[0]))


def _punctuation(post: CheckedPost) -> Found:
    for unit in post.translated:
        marks = punctuation.wide_marks(prose_text(unit), protected_strings(unit))
        if marks and not _is_untranslated(unit):
            yield from ((unit, "en", f"“{mark}” is Chinese punctuation.") for mark in marks)


def _spaces(post: CheckedPost) -> Found:
    for unit in post.translated:
        for fault in punctuation.misplaced_spaces(spaced_text(unit)):
            yield unit, "en", fault


def _links(post: CheckedPost) -> Found:
    for unit, column, lost, gained in _markup(post, markup.links):
        yield from ((unit, column, f"The link to “{target}” is missing.") for target in lost)
        yield from ((unit, column, f"The link to “{target}” does not stand in the Chinese.") for target in gained)


def _codes(post: CheckedPost) -> Found:
    for unit, column, lost, gained in _markup(post, markup.codes):
        chinese, text = join(unit.hans), join(getattr(unit, column))  # a tag such as #标签 is read as one only after a space
        yield from ((unit, column, f"{code} is missing.") for code in lost if text.count(code) < chinese.count(code))
        yield from ((unit, column, f"{code} does not stand in the Chinese.") for code in gained if code not in chinese)


def _markup(post: CheckedPost, count: markup.Count) -> Iterator[tuple[Unit, Column, tuple[str, ...], tuple[str, ...]]]:
    for unit in post.units:
        for column in COLUMN_NAMES:
            if join(getattr(unit, column)):
                lost, gained = markup.compare_markup(unit.hans, getattr(unit, column), count)
                yield unit, column, lost, gained


def _locks(post: CheckedPost) -> Found:
    return ((unit, "en", fact) for unit in post.units for fact in missing_facts(unit))


def _doubts(flag: str) -> Callable[[CheckedPost], Found]:
    """Of a lock: what the run found when it put the term in its place."""

    def find(post: CheckedPost) -> Found:
        for unit in post.units:
            yield from ((unit, "en", fact) for fact in doubt_facts(unit, flag))

    return find


def _recorded(flag: str, fact: str) -> Callable[[CheckedPost], Found]:
    """Of a unit: what only the run itself could know."""

    def find(post: CheckedPost) -> Found:
        return ((unit, "en", fact) for unit in post.units if flag in unit.flags)

    return find


def _speakers(post: CheckedPost) -> Found:
    return ((unit, "en", fact) for unit, fact in speakers.misnamed(post.units))


def _columns(post: CheckedPost) -> Found:
    if "hant" not in post.columns:
        return
    for unit in post.units:
        simplified, traditional = prose_text(unit, "hans"), prose_text(unit, "hant")
        difference = columns.describe_difference(in_simplified(simplified), in_simplified(traditional))
        if difference and traditional.strip():
            yield unit, "hant", f"The Simplified and the Traditional column differ: {difference}."


def _script(post: CheckedPost) -> Found:
    for unit in post.units:
        for column in CHINESE:
            if unit.origin == "copy" or post.is_authors(unit, column):
                continue
            if wrong := foreign_characters(prose_text(unit, column), column):
                yield unit, column, f"“{wrong}” is not {SCRIPTS[column]}."


def _reading_speed(post: CheckedPost) -> Found:
    for unit, speed in cues.too_fast(post.units, post.cues):
        yield unit, "en", f"Its cue has {speed} characters a second; readers follow {cues.FASTEST}."


def _cue_lines(post: CheckedPost) -> Found:
    for unit, length in cues.too_long(post.units, post.cues):
        yield unit, "en", f"Its cue has {length} characters, which do not go into {cues.MOST_LINES} lines of {LINE}."


def _remarks(post: CheckedPost) -> Found:
    for unit in post.units:
        for comment in unit.comments:
            about = f" (on “{comment.about}”)" if comment.about else ""
            yield unit, "en", f"{comment.who or 'A comment'}: {' '.join(comment.text.split())}{about}"


CHECKS = (
    Check("numbers", _missing_numbers),
    Check("numbers", _added_numbers),
    Check("dates", _dates),
    Check("units", _units_of_measure),
    Check("symbols", _symbols),
    Check("residue", _residue),
    Check("untranslated", _untranslated),
    Check("empty", _left_empty),
    Check("loop", _loop),
    Check("repeated", _repeated),
    Check("doubled-words", _doubled_words),
    Check("length", _length),
    Check("brackets", _brackets),
    Check("punctuation", _punctuation),
    Check("spaces", _spaces),
    Check("links", _links),
    Check("codes", _codes),
    Check("locks", _locks),
    Check("speakers", _speakers),
    Check("columns", _columns),
    Check("script", _script),
    Check("reading-speed", _reading_speed),
    Check("cue-lines", _cue_lines),
    Check("remarks", _remarks),
    *(Check(rule.name, _doubts(rule.name)) for rule in LOCKS),
    *(Check(rule.name, _recorded(rule.name, rule.finds)) for rule in ENGINES),
)
"""In the order of the registry."""
