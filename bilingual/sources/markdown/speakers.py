"""Which labels of a post name somebody who speaks.

A label is believed because the post is a transcript, not because of its own looks: `注意: …` looks like one too. What counts:

- names that are known, and the usual roles where they recur or where a short post is nothing but turns;
- parts of a script (角色A, 客服, `Person 1`) that speak in turn, two turns each at least: what is listed has each once;
- names that come back among others in one stretch and look like names or sound like speech;
- in a long talk, whatever label comes back among others often enough: whatever it looks like (a nickname may be 流程), and
  whatever stands between its turns. What essays and reviews label (优点, 缺点) comes back too, but nobody is addressed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bilingual.lang.labels import is_stop_word
from bilingual.lang.names import is_latin_word_name, is_name_like
from bilingual.lang.roles import is_part, is_role, is_speaking_role
from bilingual.sources.markdown.labels import STOPPED, Candidate, is_diarised
from bilingual.sources.markdown.regions import Region

SPOKEN = ("paragraph", "quote")
"""Kinds of blocks that can be turns; items of a list with a bold start are lists of features, not talk."""
SPEECH = re.compile("[我你您咱俺吗嗎呢吧啊嗯呃哦哈？?]")
"""Words of people who talk with each other."""
OFTEN = 4
"""How often names must come back after others spoke for a form of label to be talk by that alone."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph that looks like the start of a turn."""

    region: int
    """Index of its paragraph."""
    piece: int
    found: Candidate
    spoken: bool
    """Whether it sounds like speech: somebody is addressed, or asked."""
    alone: bool = False
    """Whether the label has its line for itself, and what is said stands below."""

    @property
    def name(self) -> str:
        """Whom it names."""
        return self.found.label.name


def speakers_of(regions: Sequence[Region], lines: Sequence[Line], known: frozenset[str]) -> frozenset[str]:
    """The names that are believed to be speakers; `known` are believed wherever they stand on a label.

    An A answers a Q; without one it is a letter among others, of choices or of parts.
    """
    silent = {line.name for line in lines if _is_key(line.name)} - {line.name for line in lines if line.spoken}
    lines = [line for line in lines if line.name in known or line.name not in silent]
    labelled = [line for line in lines if line.name in known or not (line.found.is_wrapped or is_stop_word(line.name))]
    letters = set[str]() if any(line.name[:1] in "Qq" for line in lines) else {"A", "a"}
    usual = [line for line in labelled if line.name in known or line.name not in letters]
    counts = Counter(line.name for line in usual)
    roles = {line.name for line in lines if is_speaking_role(line.name)} - letters
    sure = {name for name in counts if name in known}
    exchange = _is_exchange(regions, usual, roles)
    if sure or exchange or _are_at_work([line for line in lines if line.name in roles]):
        sure |= roles
    if exchange:
        sure |= {name for name in counts if is_role(name)}
    marked = {line.name for line in usual if line.found.is_marked and is_latin_word_name(line.name)}
    likely = {name for name, count in counts.items() if name not in sure and (count > 1 or is_name_like(name) or name in marked)}
    candidates = sure | likely
    believed = [line for line in usual if line.name in candidates]
    names = set(sure)
    if exchange or _is_talk(regions, believed, sure) or (not sure and _is_monologue(regions, usual)):
        names |= _regular(believed, likely)
    elif sure:
        sounding = {line.name for line in believed if line.spoken or counts[line.name] > 1 or not line.name.isascii()}
        names |= {name for name in _regular(believed, likely) & sounding if is_name_like(name) or name in marked}
    names |= _recurring(regions, lines, names) | _in_parts(regions, labelled)
    return frozenset(names - _listed_once(lines, names, sure))


def without_faint(regions: Sequence[Region], lines: Sequence[Line], *, exact: bool) -> list[Line]:
    """The lines without those whose marks also list things (`- 名字：…`, `名字 - …`), unless names come back often with the same.

    Two who speak in all there is of a short post are believed as well. `exact`: who speaks is known, in any language.
    """
    believed: set[str] = set()
    for form in {line.found.form for line in lines if line.found.is_faint}:
        same = [line for line in lines if line.found.form == form]
        if form == STOPPED:
            believed |= {form} if exact or _is_interview(same) else set()
            continue
        by_role = any(is_speaking_role(line.name) for line in same)
        talk = exact or by_role or _speech(same) >= 1 / 2
        if (talk and _is_nothing_else(regions, same, with_items=by_role)) or _returned(regions, same) >= OFTEN:
            believed.add(form)
    return [line for line in lines if not line.found.is_faint or line.found.form in believed]


def _is_interview(lines: Sequence[Line]) -> bool:
    """Whether each Q is asked and has its A: choices have a B, too, and parts have no Q."""
    letters = [line.name[0] for line in lines]
    return letters == ["Q", "A"] * (len(letters) // 2) and any(line.spoken for line in lines)


def talking_headings(regions: Sequence[Region], lines: Sequence[Line], known: frozenset[str]) -> list[Line]:
    """Of the headings that may be names, those of people who talk: all of a level are names, and these come back."""
    found: list[Line] = []
    for level in {regions[line.region].level for line in lines}:
        same = [line for line in lines if regions[line.region].level == level]
        names = [line.name for line in same]
        is_whole = len(same) == sum(region.kind == "heading" and region.level == level for region in regions)
        is_vouched = all(name in known or is_name_like(name) for name in names)
        if is_whole and is_vouched and _returns(names) > (not all(map(is_speaking_role, names))):
            found += same
    return found


def _is_key(name: str) -> bool:
    """Whether it is written as keys of settings are, too: `host: 主机名`; what a diarisation tool gives is none (`spk_0`)."""
    return name.islower() and len(name) > 1 and not is_diarised(name)


def _are_at_work(lines: Sequence[Line]) -> bool:
    """Whether labels with roles are a talk's: one comes back, or somebody is addressed. Credits name each role once."""
    return len(lines) > 1 and (any(line.spoken for line in lines) or len({line.name for line in lines}) < len(lines))


def _is_exchange(regions: Sequence[Region], lines: Sequence[Line], roles: set[str]) -> bool:
    """Whether a post is nothing but turns, a usual role's among them that sounds like speech: too short for names to recur."""
    return any(line.spoken and line.name in roles for line in lines) and _is_nothing_else(regions, lines)


def _is_nothing_else(regions: Sequence[Region], lines: Sequence[Line], *, with_items: bool = False) -> bool:
    """Whether these are the turns of several, and all the paragraphs of a post; `with_items`: turns may be items of lists."""
    labelled = {line.region for line in lines}
    kinds = (*SPOKEN, "item") if with_items else SPOKEN
    spoken = {index for index, region in enumerate(regions) if region.kind in kinds}
    elements = {index for index in labelled if regions[index].kind == "html"}
    return len({line.name for line in lines}) > 1 and spoken | elements == labelled


def _is_talk(regions: Sequence[Region], lines: Sequence[Line], sure: set[str]) -> bool:
    """Whether names come back among other names, in one stretch of the post."""
    names = [line.name for line in lines]
    if len(set(names)) < 2 or len(lines) < 3:
        return False
    vouched = sum(name in sure or is_name_like(name) for name in names)
    strict = vouched * 2 < len(names)
    by_name = all(map(is_latin_word_name, names)) and _is_nothing_else(regions, lines)
    is_clear = by_name or all(line.found.is_marked for line in lines)
    if strict and (_is_form(names) or _speech(lines) < (1 / 2 if is_clear else 3 / 5)):
        return False
    return any(_returns(stretch) for stretch in _stretches(regions, lines, strict))


def _returns(names: Iterable[str]) -> int:
    """How often a name comes back after another one spoke."""
    seen: set[str] = set()
    previous, count = "", 0
    for name in names:
        count += name != previous and name in seen
        seen.add(name)
        previous = name
    return count


def _returned(regions: Sequence[Region], lines: Iterable[Line]) -> int:
    """How often names come back between headings: what two things are like is told once under each."""
    return sum(map(_returns, _stretches(regions, lines, strict=False)))


def _is_form(names: Sequence[str]) -> bool:
    """Whether three names and more follow each other in one order all the time: of each thing the same is told."""
    order = list(dict.fromkeys(names))
    following = dict(zip(order, [*order[1:], order[0]], strict=True)) if order else {}
    return len(order) > 2 and all(following[name] == after for name, after in pairwise(names))


def _speech(lines: Sequence[Line]) -> float:
    """Which part of the lines sounds like speech."""
    return sum(line.spoken for line in lines) / len(lines)


def _stretches(regions: Sequence[Region], lines: Iterable[Line], strict: bool) -> Iterator[list[str]]:
    """The names of each stretch between headings; `strict`: anything but turns ends one.

    Essays label things too, each label once under each heading or thing: there, no name comes back in a stretch.
    """
    lines = [*lines]
    labelled = {region for line in lines for region in range(line.region, line.region + 1 + line.alone)}
    upcoming = iter(lines)
    line = next(upcoming, None)
    names: list[str] = []
    for index, region in enumerate(regions):
        if region.kind == "heading" or (strict and index not in labelled):
            yield names
            names = []
        while line and line.region == index:
            names.append(line.name)
            line = next(upcoming, None)
    yield names


def _is_monologue(regions: Sequence[Region], lines: Sequence[Line]) -> bool:
    """Whether one person speaks nearly all of the post, and is named in the usual way or sounds like it."""
    counts = Counter(line.name for line in lines)
    names = {name for name, count in counts.items() if count > 1}
    lines = [line for line in lines if line.name in names]
    paragraphs = sum(region.kind in SPOKEN for region in regions)
    if len(names) != 1 or len(lines) < 3:
        return False
    often, most = len(lines) > OFTEN, len(lines) * 2 > paragraphs
    if all(map(is_name_like, names)):
        return often or most
    marked = all(line.found.is_marked for line in lines)
    return marked and ((often and _speech(lines) >= 1 / 3) or (most and _speech(lines) >= 1 / 2))


def _regular(lines: Sequence[Line], names: set[str]) -> set[str]:
    """The names whose labels have the usual marks: those that look like one, and those that sound like speech."""
    forms = Counter(line.found.form for line in lines)
    usual = {form for form, count in forms.items() if count * 5 >= len(lines)}
    counts = Counter(line.name for line in lines if line.found.form in usual)
    spoken = Counter(line.name for line in lines if line.found.form in usual and line.spoken)
    likely = {name for name in names if counts[name] and (is_name_like(name) or is_latin_word_name(name))}
    marked = {line.name for line in lines if line.found.is_marked and counts[line.name] > 2}
    return likely | {name for name in names if counts[name] > 1 and (name in marked or spoken[name] * 2 >= counts[name])}


def _recurring(regions: Sequence[Region], lines: Sequence[Line], believed: set[str]) -> set[str]:
    """The names that one form of label brings back often enough, among others or among those who are `believed`."""
    found: set[str] = set()
    for form in {line.found.form for line in lines if not line.found.is_wrapped}:
        same = [line for line in lines if line.found.form == form]
        counts = Counter(line.name for line in same)
        names = {name for name, count in counts.items() if count > 1}
        turns = [line for line in same if line.name in names]
        if not turns or not _is_long_talk(regions, turns, believed):
            continue
        by_name: dict[str, list[Line]] = {}
        for line in turns:
            by_name.setdefault(line.name, []).append(line)
        found |= {name for name, lines_of in by_name.items() if _may_be_nickname(name, lines_of)}
        found |= {name for name in counts if is_latin_word_name(name) or is_name_like(name)}
        found |= {line.name for line in same if line.spoken and line.found.is_marked and not is_stop_word(line.name)}
    return found


def _in_parts(regions: Sequence[Region], lines: Sequence[Line]) -> set[str]:
    """The parts of a script that speak in turn, with nothing between them, if somebody is addressed."""
    parts = [line for line in lines if is_part(line.name)]
    stretches = [names for names in _stretches(regions, parts, strict=True) if _returns(names) > 1 and not _is_form(names)]
    return {name for names in stretches for name in names} if parts and _speech(parts) >= 1 / OFTEN else set()


def _is_long_talk(regions: Sequence[Region], lines: Sequence[Line], believed: set[str]) -> bool:
    """Whether names come back often, not all of them words that essays label, and it sounds like speech or speakers are known."""
    names = [line.name for line in lines]
    talkers = [line for line in lines if not is_stop_word(line.name)]
    vouched = sum(name in believed or is_name_like(name) for name in names) * 3 >= len(names)
    returns, speech = _returned(regions, lines), _speech(lines)
    is_marked = all(line.found.is_marked for line in lines) and returns >= 2 * OFTEN
    is_certain = returns >= 2 * OFTEN and len(talkers) == len(lines)
    is_spoken = speech >= (1 / 5 if is_marked else 1 / 4 if is_certain else 2 / 5)
    often = returns >= OFTEN or (is_spoken and _returns(names) >= OFTEN)
    return bool(talkers) and often and not _is_form(names) and (vouched or is_spoken)


def _may_be_nickname(name: str, lines: Sequence[Line]) -> bool:
    """Whether a label in a long talk is somebody's; a word that essays label must sound more like it."""
    if is_stop_word(name):
        return len(lines) >= OFTEN and (all(line.found.is_marked for line in lines) or _speech(lines) >= 1 / 3)
    return len(lines) > 2 or _speech(lines) > 0


def _listed_once(lines: Sequence[Line], names: set[str], sure: set[str]) -> set[str]:
    """The names in a row of labels that each stand once and are not addressed to anybody: a glossary at a talk's end."""
    labels = [line for line in lines if line.name in names]
    counts = Counter(line.name for line in labels)
    lone = [line.name not in sure and counts[line.name] == 1 and not line.spoken for line in labels]
    beside = zip([False, *lone], lone, [*lone[1:], False], strict=False)
    return {line.name for line, (before, this, after) in zip(labels, beside, strict=False) if this and (before or after)}
