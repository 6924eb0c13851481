"""`python -m training.hints`: the dictionary that stands at the model's side, and how often the examples have each of its words.

Reads CC-CEDICT (`cedict.tsv` of the corpus: word and one sense a line), `new_words.tsv` and `aligned.tsv`, writes `hints.tsv`:
word, how often it is seen in one pass, gloss. Words that are seen often need no gloss; which is often enough is chosen when a
package is exported.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bilingual.engines.ctranslate.hints import Hint, HintTable
from training.exchange import COMMON, NAME
from training.files import command, lines, writing
from training.marks import unmarked

REMARKS = re.compile(
    r"\b(?:surname|variant of|abbr\.|see|used in|used as|lit\.|fig\.|old name|one of|also written|same as|erroneous|Japanese|"
    r"bound form|particle|classifier|idiom|coll\.|slang|dialect|Kangxi|radical|radiotherapy of|Tw|PRC)\b"
)
"""What a dictionary says about a word instead of what it means (CC-CEDICT's own abbreviations)."""
PLACE = re.compile(
    r"^(?P<name>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*) (?:(?:autonomous|prefecture|county|level|subprefecture) )*"
    r"(?:city|county|district|town|township|prefecture|province|banner|league)\b.*"
)
"""A place in CC-CEDICT's words, `Huoqiu county in Lu'an, Anhui`: its name alone is its English."""
DICTIONARY = Path("corpus/cedict.tsv.zst")
"""CC-CEDICT, a word and one of its senses a line."""
NEW_WORDS = Path(__file__).with_name("new_words.tsv")
"""Names, and words of talk and trade, that it lacks or glosses by an older sense."""
HEAD = "# From CC-CEDICT (https://www.mdbg.net/chinese/dictionary?page=cedict), CC BY-SA 3.0, and new words of our own (CC0)"
"""The first line of a package's table."""
MOST_WORDS, MOST_LETTERS = 4, 32
KEPT = 0.45
"""Part of the examples with hints: the model must do without, too."""
ABSENT, WRONG, COMMON_WORD = 0.15, 0.04, 0.06
"""A rare word goes without its hint; a hint is another word's; a word that is seen often has one all the same."""
RARE = 300
"""A word seen less often than this gets a hint in the examples that have hints."""


def gloss(senses: Iterable[str]) -> str:
    """What is told of a word: its first two senses, short; blank when there is none that could stand in a sentence.

    >>> gloss(["to appreciate"]), gloss(["Wu Zetian , Tang empress, reigned 690-705"]), gloss(["surname Bao"])
    ('appreciate', 'Wu Zetian', '')
    >>> gloss(["Huoqiu county in Lu'an , Anhui"])
    'Huoqiu'
    """
    found = []
    for sense in senses:
        short = PLACE.sub(lambda match: match["name"], sense.split(" ,")[0].split(",")[0].split("(")[0]).strip()
        short = re.sub(r"^(?:to (?:be )?|an? |the )", "", short).removesuffix(" etc").strip(" .;:")
        if short and not REMARKS.search(short) and len(short.split()) <= MOST_WORDS and len(short) <= MOST_LETTERS:
            found.append(short)
    return "; ".join(dict.fromkeys(found[:2]))


def glosses(dictionary: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The gloss of each word of two characters or more."""
    senses: dict[str, list[str]] = {}
    for word, sense in dictionary:
        if len(word) > 1:
            senses.setdefault(word, []).append(sense)
    return {word: gloss(found) for word, found in senses.items()}


class Hinting:
    """What the examples are given as hints."""

    def __init__(self, rows: Sequence[tuple[str, int, str]]) -> None:
        self.table = HintTable({word: gloss for word, _, gloss in rows})
        self._often = {word: often for word, often, _ in rows}
        self._glossed = [(word, gloss) for word, often, gloss in rows if gloss and often < RARE]
        self._like = {like: [(word, gloss) for word, gloss in self._glossed if like.fullmatch(gloss)] for like in (COMMON, NAME)}
        self.unexplained: set[str] = set()
        """Sources with a word put in that nothing but its hint explains."""

    def given(self, zh: str, chance: random.Random) -> list[Hint]:
        """The hints of an example; none in many."""
        sure = zh in self.unexplained
        if not sure and chance.random() > KEPT:
            return []
        return [
            Hint(hint.end, hint.word, chance.choice(self._glossed)[1] if chance.random() < WRONG and not sure else hint.gloss)
            for hint in self.table.hints(zh)
            if chance.random() < (COMMON_WORD if self._often[hint.word] >= RARE else 1 - ABSENT * (not sure))
        ]

    def drawn(self, like: re.Pattern[str], chance: random.Random) -> tuple[str, str] | None:
        """A rare word with its gloss."""
        words = self._like[like]
        return chance.choice(words) if words else None


def read(path: Path) -> list[tuple[str, int, str]]:
    """The rows of a `hints.tsv`."""
    return [(word, int(often), gloss) for word, often, gloss in (line.split("\t") for line in lines(path))]


def table(path: Path, rare: int) -> str:
    """The table of a package: a gloss for the words that are seen less often than `rare`, the other words to know borders by."""
    rows = (f"{word}\t{gloss if often < rare else ''}\n" for word, often, gloss in read(path))
    return f"{HEAD}\n{''.join(sorted(rows))}"


def seen(aligned: Path) -> Iterator[tuple[str, int]]:
    """The Chinese of the pairs and how often each is seen, the dictionary's own left out."""
    for line in lines(aligned):
        name, often, zh, _, _ = line.split("\t")
        if name != "cedict":
            yield unmarked(zh), int(often)


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--dictionary", type=Path, default=DICTIONARY)
    parser.add_argument("--new-words", type=Path, default=NEW_WORDS)
    given = parser.parse_args(arguments)
    pairs = (line.split("\t") for line in lines(given.dictionary))
    found = glosses((zh, en) for zh, en in pairs)
    for line in lines(given.new_words):
        word, found[word] = line.split("\t")
    table, count = HintTable(found), Counter[str]()
    for zh, often in seen(given.work / "aligned.tsv"):
        for _, word in table.words(zh):
            count[word] += often
    with writing(given.work / "hints.tsv") as out:
        out.writelines(f"{word}\t{count[word]}\t{meaning}\n" for word, meaning in found.items())
    rare = sum(count[word] < RARE and meaning != "" for word, meaning in found.items())
    print(f"{len(found):,} words, {rare:,} of them seen fewer than {RARE} times and with a gloss")


if __name__ == "__main__":
    command(main)
