"""`python -m training.augment`: from `aligned.tsv`, the examples in the order in which they are learnt.

Each pair is seen as often as mix.toml says. Some of the times it is changed: words that stand for each other become slots, or
others of the dictionary; a slot is put into a seam of both texts, sentences are joined, or the Chinese is made to look like a
transcript. Behind Chinese and English stand the hints, `end gloss`, as training/hints.py gives them, and the English that terms
are to have, `end! term`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bilingual.engines.ctranslate.hints import Hint, with_terms
from bilingual.model import overlap
from training.alignment import Aligned, Span, counterpart, read, seams
from training.cleaning import HANZI
from training.exchange import COMMON, NAME, Dictionary, Edit, exchange, in_place, kinds
from training.files import command, lines, writing
from training.hints import Hinting
from training.hints import read as read_hints
from training.tokenizer import SLOT, SLOTS

FUNCTION = frozenset(
    "a an the of to in on at by for from with as is are was were be been am do does did have has had will would can could may "
    "might must should shall not no and or but if so that this these those it its he she they we you i me him her them us my "
    "your his their our who what which when where how why all any some very too also just only than then there here".split()
)
"""English words that no term begins or ends with."""
FILLERS = ("嗯，", "呃，", "啊，", "那个，", "就是，", "就是说，", "然后，", "对，", "哎，")
COUNTS = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8)
"""How many slots an example gets, if it has room: half of them one or two, as sentences of posts have."""

TERMS = (1, 1, 1, 2, 2, 3, 4)
"""How many terms an example gets, if it has room."""
OTHER = 0.5
"""Part of the nouns among them that get another word's English: a glossary is right, whatever the model would have written."""


class Example(NamedTuple):
    """What is learnt from: a text, its English, and the terms whose English stands beside them."""

    zh: str
    en: str
    terms: tuple[Hint, ...] = ()


Change = Callable[[Aligned, random.Random], Example]


def replaced(text: str, changes: list[tuple[Span, str]]) -> str:
    """The text with spans replaced.

    >>> replaced("abcd", [((1, 2), "X"), ((3, 3), "Y")])
    'aXcYd'
    """
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _candidates(pair: Aligned, chance: random.Random) -> list[tuple[Span, Span]]:
    """Spans that may become slots, as characters of both texts, in random order: see `_like_a_term`."""
    found = []
    for first in range(len(pair.zh_words)):
        last = min(first + chance.choice((0, 0, 0, 1, 1, 2)), len(pair.zh_words) - 1)
        zh = pair.zh_words[first][0], pair.zh_words[last][1]
        between = counterpart(pair, first, last)
        if between:
            en = pair.en_words[between[0]][0], pair.en_words[between[1]][1]
            if _like_a_term(pair.zh[slice(*zh)], pair.en[slice(*en)]):
                found.append((zh, en))
    chance.shuffle(found)
    return found


def _like_a_term(zh: str, en: str) -> bool:
    """One to three words of content, without marks.

    >>> _like_a_term("用户界面", "user interface"), _like_a_term("的", "of"), _like_a_term("是谁", "is who")
    (True, False, False)
    """
    words = en.lower().split()
    return (
        len(zh) > 1
        and not set(zh) & set("，。！？；：、“”（）《》,.!?;:()\"'[]{}")
        and any(char.isalpha() for char in en)
        and words[0] not in FUNCTION
        and words[-1] not in FUNCTION
    )


def slotted(pair: Aligned, chance: random.Random) -> Example:
    """Words that stand for each other, as many as COUNTS says, replaced by the same slots; seams fill up what is missing."""
    wanted = chance.choice(COUNTS)
    names = chance.sample(SLOTS, wanted)
    if chance.random() < 0.5:
        names.sort()
    changes = list[tuple[Span, Span]]()
    for zh, en in _candidates(pair, chance):
        if len(changes) < wanted and not any(overlap(zh, other) for other, _ in changes):
            changes.append((zh, en))
    if (len(changes) < wanted and chance.random() < 0.25) or (not changes and chance.random() < 0.5):
        taken = [zh for zh, _ in changes]
        open_seams = [(a, b) for a, b in seams(pair) if not any(start < a < end for start, end in taken)]
        spare = chance.sample(open_seams, min(len(open_seams), wanted - len(changes)))
        changes += [((a, a), (b, b)) for a, b in spare]
    changes.sort()
    named = list(zip(changes, names, strict=False))
    new_zh = replaced(pair.zh, [(span, name) for (span, _), name in named])
    new_en = replaced(pair.en, [(span, _spaced(pair.en, span, name)) for (_, span), name in named])
    return Example(new_zh, new_en)


def _spaced(text: str, span: Span, name: str) -> str:
    """A slot put between words of English gets the blanks that a word has."""
    start, end = span
    if start != end:
        return name
    before = " " if start and text[start - 1].isalnum() else ""
    after = " " if end < len(text) and text[end].isalnum() else ""
    return before + name + (after or (" " if start == 0 else ""))


def exchanged(pair: Aligned, chance: random.Random, words: Dictionary) -> Example:
    """One or two nouns or names replaced by others of the dictionary, on both sides."""
    wanted, edits = chance.choice((1, 1, 2)), list[tuple[Edit, Edit]]()
    for zh, en in _candidates(pair, chance):
        new = exchange(pair, zh, en, words, chance) if len(edits) < wanted else None
        if new and not any(overlap(zh, other) for (other, _), _ in edits):
            edits.append(new)
    return Example(replaced(pair.zh, [ours for ours, _ in edits]), replaced(pair.en, [theirs for _, theirs in edits]))


def termed(pair: Aligned, chance: random.Random, words: Dictionary) -> Example:
    """Words that stand for each other, as terms: their English is told, some of them in other words than the pair has."""
    wanted, found = chance.choice(TERMS), list[tuple[Span, Edit, str]]()
    for zh, en in _candidates(pair, chance):
        if len(found) < wanted and not any(overlap(zh, other) for other, _, _ in found):
            english = _as_glossary(pair, zh, en, words, chance)
            found.append((zh, in_place(pair.en, en, english), english))
    found.sort()
    terms = (Hint(zh[1], pair.zh[slice(*zh)], english, exact=True) for zh, _, english in found)
    return Example(pair.zh, replaced(pair.en, [edit for _, edit, _ in found]), tuple(terms))


def _as_glossary(pair: Aligned, zh: Span, en: Span, words: Dictionary, chance: random.Random) -> str:
    """A term's English: what stands there, now and then without the capital of a beginning; for a noun also another word's."""
    kind, old = kinds().get(pair.zh[slice(*zh)], ("", 0))[0], pair.en[slice(*en)]
    other = words.drawn(NAME if old[0].isupper() else COMMON, chance) if kind.startswith("n") else None
    if other and chance.random() < OTHER:
        return other[1]
    return old[0].lower() + old[1:] if en[0] == 0 and chance.random() < 0.5 else old


def introduced(pair: Aligned, chance: random.Random, words: Hinting) -> Example:
    """A noun or a name replaced by a word that hardly any example has, on both sides: only its hint tells what it means."""
    for zh, en in _candidates(pair, chance):
        if edit := exchange(pair, zh, en, words, chance):
            source = replaced(pair.zh, [edit[0]])
            words.unexplained.add(source)
            return Example(source, replaced(pair.en, [edit[1]]))
    return Example(pair.zh, pair.en)


def noisy(pair: Aligned, chance: random.Random) -> Example:
    """The Chinese as a transcript has it: a filler, a stutter, or the last mark gone; the English stays."""
    zh, kind = pair.zh, chance.randrange(3)
    if kind == 0:
        at = chance.choice([0, *(number + 1 for number, char in enumerate(zh[:-1]) if char == "，")])
        return Example(zh[:at] + chance.choice(FILLERS) + zh[at:], pair.en)
    if kind == 1:
        words = [span for span in pair.zh_words[:-2] if HANZI.match(pair.zh[span[0]]) and span[1] - span[0] < 3]
        if words:
            start, end = chance.choice(words)
            return Example(zh[:end] + zh[start:end] + zh[end:], pair.en)
    return Example(zh.rstrip("。"), pair.en)


def examples(pair: Aligned, often: int, chance: random.Random, changes: list[tuple[float, Change]]) -> Iterator[Example]:
    """A pair as often as it is seen: plain, or changed with these chances."""
    for _ in range(often):
        roll = chance.random()
        for part, change in changes:
            if roll < part:
                yield change(pair, chance)
                break
            roll -= part
        else:
            yield Example(pair.zh, pair.en)


def short_turns(path: Path) -> Iterator[Example]:
    """The program's own list of short answers as sentences: `对。` is `Right.`; small models answer these with loops."""
    for line in lines(path):
        if line and not line.startswith("#"):
            zh, en = line.split("\t")[:2]
            asked = en.endswith("?")
            yield Example(zh + ("？" if asked else "。"), en[0].upper() + en[1:].rstrip("?.!") + ("?" if asked else "."))


def joined(rows: list[Example], part: float, chance: random.Random) -> Iterator[Example]:
    """Two to four neighbours as one example, so that a paragraph survives; no slot stands twice in one.

    Those with terms stay alone.

    >>> rows = [Example("一。", "One."), Example("⟦0⟧。", "⟦0⟧."), Example("⟦0⟧？", "⟦0⟧?")]
    >>> [row[:2] for row in joined(rows, 1.0, random.Random(1))]
    [('一。⟦0⟧。', 'One. ⟦0⟧.'), ('⟦0⟧？', '⟦0⟧?')]
    """
    waiting: Example | None = None
    missing = 0
    for row in rows:
        whole = len(row.zh) < 60 and row.zh.endswith(("。", "！", "？")) and not row.terms
        if waiting and whole and not {*SLOT.findall(waiting.zh)} & {*SLOT.findall(row.zh)}:
            waiting = Example(waiting.zh + row.zh, f"{waiting.en} {row.en}")
            missing -= 1
        elif whole and not waiting and chance.random() < part:
            waiting, missing = row, chance.choice((1, 1, 2, 3))
        else:
            yield row
        if waiting and not missing:
            yield waiting
            waiting = None
    if waiting:
        yield waiting


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--phrases", type=Path, default=Path("bilingual/engines/phrases.tsv"), help="short answers")
    parser.add_argument("--slots", type=float, default=0.35, help="part of the examples with slots")
    parser.add_argument("--terms", type=float, default=0.15, help="part of the examples with terms and their English")
    parser.add_argument("--exchange", type=float, default=0.06, help="part with other words of the dictionary")
    parser.add_argument("--introduce", type=float, default=0.05, help="part with a rare word that its hint explains")
    parser.add_argument("--noise", type=float, default=0.05)
    parser.add_argument("--join", type=float, default=0.06)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    words = Dictionary((zh, en) for _, _, zh, en, _ in (line.split("\t") for line in lines(given.work / "aligned.tsv")))
    hinting = Hinting(read_hints(given.work / "hints.tsv"))
    changes = [
        (given.slots, slotted),
        (given.terms, partial(termed, words=words)),
        (given.exchange, partial(exchanged, words=words)),
        (given.introduce, partial(introduced, words=hinting)),
        (given.noise, noisy),
    ]
    rows, seen = list[Example](), Counter[str]()
    for name, often, pair in read(given.work / "aligned.tsv"):
        new = list(examples(pair, often, chance, changes))
        seen[name] += len(new)
        rows += new
    rows += list(short_turns(given.phrases)) * 20
    chance.shuffle(rows)
    total = 0
    with writing(given.work / "examples.tsv") as out:
        for zh, en, terms in joined(rows, given.join, chance):
            found = with_terms(hinting.given(zh, chance), terms)
            hints = "\t".join(f"{hint.end}{'!' * hint.exact} {hint.gloss}" for hint in found)
            out.write(f"{zh}\t{en}\t{hints}".rstrip("\t") + "\n")
            total += 1
    print(f"{total:,} examples: " + ", ".join(f"{name} {count:,}" for name, count in seen.most_common()))


if __name__ == "__main__":
    command(main)
