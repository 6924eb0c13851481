"""Which labels of a post name somebody who speaks.

A label is believed because the post is a transcript, not because of its own looks: `注意: …` looks like one too. What counts:

- names that are known, and the usual roles where they recur or where a short post is nothing but turns;
- parts of a script (角色A, 客服, `Person 1`) that speak in turn, two turns each at least: what is listed has each once;
- names that come back among others in one stretch and look like names or sound like speech;
- in a long talk, whatever label comes back among others often enough: whatever it looks like (a nickname may be 流程), and
  whatever stands between its turns. What essays and reviews label (优点, 缺点) comes back too, but nobody is addressed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bilingual.lang.labels import is_stop_word
from bilingual.lang.names import is_latin_word_name, is_name_like
from bilingual.lang.roles import is_part, is_role, is_speaking_role
from bilingual.sources.markdown.exchanges import (
    OFTEN,
    SPOKEN,
    Line,
    is_form,
    is_nothing_else,
    returned,
    returns,
    speech_share,
    stretches,
)
from bilingual.sources.markdown.labels import ITEM, STOPPED, is_diarised
from bilingual.sources.markdown.regions import Region


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
    parts = [line for line in lines if not line.found.is_wrapped and (is_role(line.name) or not is_stop_word(line.name))]
    names |= _recurring(regions, lines, names) | _in_parts(regions, labelled) | _in_turn(regions, parts, names)
    return frozenset(names - _listed_once(lines, names, sure))


def without_faint(regions: Sequence[Region], lines: Sequence[Line], *, exact: bool) -> list[Line]:
    """The lines without those whose marks also list things (`- 名字：…`, `名字 - …`), unless names come back often with the same.

    Two who speak in all there is of a short post are believed as well. `exact`: who speaks is known, in any language.
    """
    forms: dict[str, list[Line]] = {}
    for line in lines:
        if line.found.is_faint:
            forms.setdefault(line.found.form, []).append(line)
    believed = {form for form, same in forms.items() if _is_usual(regions, same, exact=exact)}
    return [line for line in lines if not line.found.is_faint or line.found.form in believed]


def _is_usual(regions: Sequence[Region], lines: Sequence[Line], *, exact: bool) -> bool:
    """Whether faint marks of one form are those of a talk."""
    if lines[0].found.form == STOPPED:
        return exact or _is_interview(lines)
    back, spoken = returned(regions, lines), speech_share(lines) >= 1 / 2
    by_role = any(is_speaking_role(line.name) for line in lines)
    by_time = lines[0].found.is_timed and back > 0
    is_plain = lines[0].found.form == ITEM + "c"  # in bold, features are listed
    by_name = is_plain and spoken and back > 1 and all(is_name_like(line.name) for line in lines)
    if back >= OFTEN:
        return True
    is_talk = exact or by_role or by_time or spoken
    return is_talk and is_nothing_else(regions, lines, with_items=by_role or by_time or by_name)


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
        by_word = speech_share(same) >= 1 / 2
        is_vouched = all(name in known or is_name_like(name) or (by_word and is_latin_word_name(name)) for name in names)
        if is_whole and is_vouched and returns(names) > (not all(map(is_speaking_role, names))):
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
    return any(line.spoken and line.name in roles for line in lines) and is_nothing_else(regions, lines)


def _is_talk(regions: Sequence[Region], lines: Sequence[Line], sure: set[str]) -> bool:
    """Whether names come back among other names, in one stretch of the post."""
    names = [line.name for line in lines]
    if len(set(names)) < 2 or len(lines) < 3:
        return False
    vouched = sum(name in sure or is_name_like(name) for name in names)
    strict = vouched * 2 < len(names)
    by_name = all(map(is_latin_word_name, names)) and is_nothing_else(regions, lines)
    is_clear = by_name or all(line.found.is_marked for line in lines)
    if strict and (is_form(names) or speech_share(lines) < (1 / 2 if is_clear else 3 / 5)):
        return False
    return any(returns(stretch) for stretch in stretches(regions, lines, strict))


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
    return marked and ((often and speech_share(lines) >= 1 / 3) or (most and speech_share(lines) >= 1 / 2))


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
    talks = [names for names in stretches(regions, parts, strict=True) if returns(names) > 1 and not is_form(names)]
    return {name for names in talks for name in names} if parts and speech_share(parts) >= 1 / OFTEN else set()


def _in_turn(regions: Sequence[Region], lines: Sequence[Line], believed: set[str]) -> set[str]:
    """The names of those who answer each other in a post that is nothing else, all with one form of label.

    But for labels in brackets, one of them is known to speak: things are told of in turn, too.
    """
    names = [line.name for line in lines]
    is_enclosed = all(line.found.is_enclosed for line in lines)
    often, spoken = (1, 1 / 4) if is_enclosed else (2, 1 / 2)
    back = returns(names) if is_enclosed else returned(regions, lines)
    is_whole = len({line.found.form for line in lines}) == 1 and is_nothing_else(regions, lines)
    is_vouched = is_enclosed or any(name in believed or is_role(name) for name in names)
    are_turns = is_vouched and is_whole and back >= often and speech_share(lines) >= spoken and not is_form(names)
    return set(names) if are_turns else set()


def _is_long_talk(regions: Sequence[Region], lines: Sequence[Line], believed: set[str]) -> bool:
    """Whether names come back often, not all of them words that essays label, and it sounds like speech or speakers are known."""
    names = [line.name for line in lines]
    talkers = [line for line in lines if not is_stop_word(line.name)]
    vouched = sum(name in believed or is_name_like(name) for name in names) * 3 >= len(names)
    back, speech = returned(regions, lines), speech_share(lines)
    is_marked = all(line.found.is_marked for line in lines) and back >= 2 * OFTEN
    is_certain = back >= 2 * OFTEN and len(talkers) == len(lines)
    is_spoken = speech >= (1 / 5 if is_marked else 1 / 4 if is_certain else 2 / 5)
    often = back >= OFTEN or (is_spoken and returns(names) >= OFTEN)
    return bool(talkers) and often and not is_form(names) and (vouched or is_spoken)


def _may_be_nickname(name: str, lines: Sequence[Line]) -> bool:
    """Whether a label in a long talk is somebody's; a word that essays label must sound more like it."""
    if is_stop_word(name):
        return len(lines) >= OFTEN and (all(line.found.is_marked for line in lines) or speech_share(lines) >= 1 / 3)
    return len(lines) > 2 or speech_share(lines) > 0


def _listed_once(lines: Sequence[Line], names: set[str], sure: set[str]) -> set[str]:
    """The names in a row of labels that each stand once and are not addressed to anybody: a glossary at a talk's end."""
    labels = [line for line in lines if line.name in names]
    counts = Counter(line.name for line in labels)
    lone = [line.name not in sure and counts[line.name] == 1 and not line.spoken for line in labels]
    beside = zip([False, *lone], lone, [*lone[1:], False], strict=False)
    return {line.name for line, (before, this, after) in zip(labels, beside, strict=False) if this and (before or after)}
