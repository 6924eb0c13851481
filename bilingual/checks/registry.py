"""The table of checks: a name, what it finds, and the function that finds it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bilingual.checks import columns, markup, measures, punctuation, sentences
from bilingual.checks.findings import NAMES, Checked, Finding, kept, quoted, shown, solid
from bilingual.lang import dates, numbers
from bilingual.lang.length import units, words
from bilingual.lang.repetition import is_loop
from bilingual.lang.residue import leftovers
from bilingual.model import Column, Speaker, Unit, join, joined, plain

Found = Iterator[tuple[Unit, Column, str]]
"""A row, the column that it is about, and what is so."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check."""

    name: str
    """How it is switched off."""
    finds: str
    """What it finds, as one sentence."""
    run: Callable[[Checked], Found]


def findings(post: Checked, off: Collection[str] = ()) -> tuple[Finding, ...]:
    """What every check, but those that are `off`, finds; in the order of the rows."""
    order = {row.id: place for place, row in enumerate(post.rows)}
    found = [
        Finding(check.name, row.id, column, fact)
        for check in CHECKS
        if check.name not in off
        for row, column, fact in check.run(post)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: order[finding.row]))


def _numbers(post: Checked) -> Found:
    for row in post.translated:
        source, target = shown(row, "hans"), shown(row)
        for number in numbers.missing(source, target):
            yield row, "en", f"The number “{number}” is missing."
        for number in numbers.added(source, target, kept(row)):
            yield row, "en", f"The number “{number}” does not stand in the Chinese."


def _dates(post: Checked) -> Found:
    for row in post.translated:
        source, target = shown(row, "hans"), shown(row)
        for day in dates.wrong_days(source, target):
            yield row, "en", f"“{day}” has become another day of the week."
        for month in dates.wrong_months(source, target, kept(row)):
            yield row, "en", f"“{month}” is not the month that the Chinese names."


def _units(post: Checked) -> Found:
    for row in post.translated:
        for quantity in measures.lost(shown(row, "hans"), shown(row)):
            yield row, "en", f"The unit of “{quantity}” is missing."


def _residue(post: Checked) -> Found:
    for row in post.translated:
        if not sentences.is_untranslated(shown(row, "hans"), shown(row), kept(row)):
            for rest in leftovers(shown(row), kept(row)):
                yield row, "en", f"“{rest}” is left over."


def _untranslated(post: Checked) -> Found:
    for row in post.rows:
        if sentences.is_untranslated(shown(row, "hans"), shown(row), kept(row)):
            yield row, "en", f"It is still Chinese: {quoted(shown(row))}."


def _empty(post: Checked) -> Found:
    for row in post.rows:
        for column in _given(post):
            if units(shown(row, "hans")) and not units(shown(row, column)):
                yield row, column, f"Nothing stands here for {quoted(shown(row, 'hans'))}."


def _given(post: Checked) -> Iterator[Column]:
    """The columns that the post has: a post without Traditional has none that is empty."""
    for column in NAMES:
        if column != "hant" or any(join(row.hant) for row in post.rows):
            yield column


def _loop(post: Checked) -> Found:
    for row in post.translated:
        if is_loop(shown(row, "hans"), shown(row)):
            yield row, "en", f"It repeats itself: {quoted(shown(row))}."


def _repeated(post: Checked) -> Found:
    for row, following in pairwise(post.translated):
        if sentences.is_repeated(shown(row, "hans"), shown(row), shown(following, "hans"), shown(following)):
            yield following, "en", f"The sentence before has the same English: {quoted(shown(following))}."


def _length(post: Checked) -> Found:
    for row in post.translated:
        source, target = shown(row, "hans"), shown(row)
        if words(target) and not is_loop(source, target) and sentences.is_lopsided(source, target):
            yield row, "en", f"{len(words(target))} words stand for {len(units(source))} characters."


def _brackets(post: Checked) -> Found:
    for own in post.blocks:
        expected = punctuation.unpaired(plain(joined(own, "hans")))
        for column in NAMES:
            if not expected and (lost := punctuation.unpaired(plain(joined(own, column)))):
                yield _holding(own, column, lost[0]), column, f"The mark {lost[0]} has no partner."


def _holding(rows: tuple[Unit, ...], column: Column, mark: str) -> Unit:
    """The first row with the mark unpaired, else the first that has it."""
    alone = (row for row in rows if mark in punctuation.unpaired(shown(row, column)))
    return next(alone, next((row for row in rows if mark in shown(row, column)), rows[0]))


def _punctuation(post: Checked) -> Found:
    for row in post.translated:
        if not sentences.is_untranslated(shown(row, "hans"), shown(row), kept(row)):
            for mark in punctuation.wide(shown(row), kept(row)):
                yield row, "en", f"“{mark}” is Chinese punctuation."


def _spaces(post: Checked) -> Found:
    for row in post.translated:
        for fault in punctuation.misplaced_spaces(solid(row)):
            yield row, "en", fault


def _links(post: Checked) -> Found:
    for row, column, lost, gained in _markup(post, markup.links):
        yield from ((row, column, f"The link to “{target}” is missing.") for target in lost)
        yield from ((row, column, f"The link to “{target}” does not stand in the Chinese.") for target in gained)


def _codes(post: Checked) -> Found:
    for row, column, lost, gained in _markup(post, markup.codes):
        yield from ((row, column, f"{code} is missing.") for code in lost)
        yield from ((row, column, f"{code} does not stand in the Chinese.") for code in gained)


def _markup(post: Checked, count: markup.Count) -> Iterator[tuple[Unit, Column, tuple[str, ...], tuple[str, ...]]]:
    for row in post.rows:
        for column in NAMES:
            if join(getattr(row, column)):
                lost, gained = markup.differences(row.hans, getattr(row, column), count)
                yield row, column, lost, gained


def _locks(post: Checked) -> Found:
    for row in post.rows:
        english = join(row.en)
        wanted: dict[str, int] = {}
        for lock in row.locks:
            wanted[lock.target] = wanted.get(lock.target, 0) + 1
            if english[slice(*lock.span)] != lock.target and english.count(lock.target) < wanted[lock.target]:
                yield row, "en", f"“{lock.source}” must be “{lock.target}” here."
            for flag in lock.flags:
                yield row, "en", f"“{lock.source}” → “{lock.target}”: {post.doubts.get(flag, flag)}"


def _speakers(post: Checked) -> Found:
    names: dict[str, tuple[Unit, Speaker]] = {}
    taken: dict[str, Speaker] = {}
    for row in post.rows:
        if row.speaker is None:
            continue
        first = names.setdefault(row.speaker.hans, (row, row.speaker))
        if first[1] != row.speaker:
            yield row, "en", f"The speaker {row.speaker.hans} is called “{row.speaker.en}” here, “{first[1].en}” before."
        other = taken.setdefault(row.speaker.en.casefold(), row.speaker)
        if other.hans != row.speaker.hans and first[0] is row:
            yield row, "en", f"The speakers {other.hans} and {row.speaker.hans} are both called “{row.speaker.en}”."


def _columns(post: Checked) -> Found:
    if "hant" not in _given(post):
        return
    for row in post.rows:
        difference = columns.differ(post.simplified(shown(row, "hans")), post.simplified(shown(row, "hant")))
        if difference and shown(row, "hant").strip():
            yield row, "hant", f"The Simplified and the Traditional column differ: {difference}."


def _script(post: Checked) -> Found:
    for row in post.rows:
        for column in CHINESE:
            if row.origin != "copy" and (wrong := post.foreign(shown(row, column), column)):
                yield row, column, f"“{wrong}” is not {WRITTEN[column]}."


CHINESE: tuple[Column, ...] = ("hans", "hant")
WRITTEN = {"hans": "Simplified", "hant": "Traditional"}
CHECKS = (
    Check("numbers", "A number is missing in the English, or stands there alone.", _numbers),
    Check("dates", "A day of the week or a month has become another.", _dates),
    Check("units", "The English does not name the unit of a quantity.", _units),
    Check("residue", "Hanzi or marks of the machinery are left over in the English.", _residue),
    Check("untranslated", "A sentence is still Chinese in the English.", _untranslated),
    Check("empty", "Nothing stands in a column for a sentence that says something.", _empty),
    Check("loop", "The English repeats itself or runs on.", _loop),
    Check("repeated", "Two different sentences in a row have the same English.", _repeated),
    Check("length", "The English is far too short or too long for its source.", _length),
    Check("brackets", "A bracket or quotation mark has no partner.", _brackets),
    Check("punctuation", "Chinese punctuation stands in the English.", _punctuation),
    Check("spaces", "Two spaces in a row, or one before a comma.", _spaces),
    Check("links", "A link leads elsewhere, or is missing in a column.", _links),
    Check("codes", "Code, a tag, a shortcode or a footnote is missing in a column, or too many.", _codes),
    Check("locks", "A glossary term does not have its English, or reads badly where it stands.", _locks),
    Check("speakers", "A speaker is called by two names, or two by one.", _speakers),
    Check("columns", "The Simplified and the Traditional column do not say the same.", _columns),
    Check("script", "A column holds characters of the other script.", _script),
)
"""Every check, in the order in which `translate check --list` shows them."""
