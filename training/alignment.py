"""`python -m training.alignment`: which words of a pair stand for which, by systran-align (fast_align's model).

Aligns the pairs that mix.toml takes, but for those with marks, and writes `aligned.tsv`: file, how often, Chinese, English,
links. What an `aligned.tsv` that is there already has is kept: a few thousand new pairs take a minute or two instead of twelve.
The rest of this module finds the spans that can change places.

Words are spans of a text: Chinese ones by jieba, English ones by letters. A pair of spans is *consistent* when no word of
either is linked to a word outside the other (Koehn, Och and Marcu 2003): those can be replaced by one slot on both sides.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.model import overlap
from training import marks
from training.files import command, lines, writing

Span = tuple[int, int]
SHORTEST = 5
"""Characters of Chinese below which a pair is not aligned: single words of a dictionary."""
COMPANY = 60_000
"""Known pairs that new ones are aligned together with, since the aligner learns what a word means from all it is given."""
ENGLISH = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Aligned:
    """A pair with its words and links."""

    zh: str
    en: str
    zh_words: tuple[Span, ...]
    """In characters of `zh`, rising, blanks left out."""
    en_words: tuple[Span, ...]
    links: frozenset[tuple[int, int]]
    """Numbers of a Chinese and an English word."""


def zh_words(text: str) -> tuple[Span, ...]:
    """The words that jieba sees.

    >>> zh_words("我用 AI。")
    ((0, 1), (1, 2), (3, 5), (5, 6))
    """
    import jieba

    jieba.setLogLevel(60)
    return tuple((start, end) for word, start, end in jieba.tokenize(text, HMM=False) if word.strip())


def en_words(text: str) -> tuple[Span, ...]:
    """Words and single marks.

    >>> en_words("I don't.")
    ((0, 1), (2, 7), (7, 8))
    """
    return tuple(match.span() for match in ENGLISH.finditer(text))


def _words(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end].lower() for start, end in spans)


def links(pairs: Sequence[tuple[str, str]], rounds: int = 4) -> Iterator[tuple[tuple[int, int], ...]]:
    """The links of every pair; the aligner learns from these same pairs, so give it many."""
    import systran_align

    with tempfile.TemporaryDirectory() as folder:
        text, forward, backward = (str(Path(folder) / name) for name in ("text", "forward", "backward"))
        words = [(_words(zh, zh_words(zh)), _words(en, en_words(en))) for zh, en in pairs]
        Path(text).write_text("".join(f"{left} ||| {right}\n" for left, right in words), "utf-8")
        systran_align.generate_alignment_probabilities(text, forward, backward, iterations=rounds, favor_diagonal=True)
        aligner = systran_align.Aligner(forward, backward)
        for left, right in words:
            yield tuple((int(i), int(j)) for i, j in aligner.align(left.split(" "), right.split(" "))["alignments"])


def _by_statistics(zh: str) -> bool:
    return len(zh) >= SHORTEST and not marks.MARK.search(zh)


def chosen(pairs: Path, times: dict[str, float], chance: random.Random) -> Iterator[tuple[str, int, str, str]]:
    """File, how often it is seen, and pair: those with a part of a time left out by chance."""
    for line in lines(pairs):
        name, zh, en = line.split("\t")
        often = times.get(name, 1.0)
        whole = int(often) + (chance.random() < often % 1)
        if whole:
            yield name, whole, zh, en


def known(path: Path) -> dict[tuple[str, str], str]:
    """The links of an `aligned.tsv`, if there is one, by pair."""
    rows = (line.split("\t") for line in (lines(path) if path.exists() else ()))
    return {(zh, en): linked for _, _, zh, en, linked in rows if _by_statistics(zh)}


def read(path: Path) -> Iterator[tuple[str, int, Aligned]]:
    """The lines of `aligned.tsv`."""
    for line in lines(path):
        name, often, zh, en, linked = line.split("\t")
        if marks.MARK.search(zh):
            yield name, int(often), marked(zh, en)
            continue
        found = frozenset((int(i), int(j)) for i, j in (link.split("-") for link in linked.split()))
        yield name, int(often), Aligned(zh, en, zh_words(zh) if found else (), en_words(en) if found else (), found)


def marked(zh: str, en: str) -> Aligned:
    """A pair with marks: each marked span is one word, linked to its like.

    >>> pair = marked("我用⟦1:数据中心⟧。", "I use a ⟦1:data center⟧.")
    >>> pair.zh_words, pair.en_words, pair.links
    (((0, 1), (1, 2), (2, 6), (6, 7)), ((0, 1), (2, 5), (6, 7), (8, 19), (19, 20)), frozenset({(2, 3)}))
    """
    ours, theirs = marks.spans(zh), marks.spans(en)
    zh, en = marks.unmarked(zh), marks.unmarked(en)
    left, right = _around(zh_words(zh), ours.values()), _around(en_words(en), theirs.values())
    return Aligned(zh, en, left, right, frozenset((left.index(ours[mark]), right.index(theirs[mark])) for mark in ours))


def _around(words: Sequence[Span], spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans and the words that touch none of them."""
    fixed = tuple(spans)
    free = (word for word in words if not any(overlap(word, span) for span in fixed))
    return tuple(sorted((*fixed, *free)))


def counterpart(pair: Aligned, first: int, last: int, longest: int = 5) -> Span | None:
    """The English words that a run of Chinese words stands for, both ends inclusive.

    None where the two are not consistent or the run begins or ends with a word that has no link.
    """
    inside = [(i, j) for i, j in pair.links if first <= i <= last]
    if not {first, last} <= {i for i, _ in inside}:
        return None
    low, high = min(j for _, j in inside), max(j for _, j in inside)
    if high - low >= longest or any(low <= j <= high and not first <= i <= last for i, j in pair.links):
        return None
    return low, high


def seams(pair: Aligned) -> list[tuple[int, int]]:
    """Places where both texts can be cut so that no link crosses: (characters of `zh`, characters of `en`) before the cut.

    The beginning is one; the others lie between two words that have links.
    """
    found, linked = [(0, 0)], {i for i, _ in pair.links}
    for number in range(1, len(pair.zh_words)):
        if not {number - 1, number} <= linked:
            continue
        before = [j for i, j in pair.links if i < number]
        after = [j for i, j in pair.links if i >= number]
        if max(before) < min(after):
            found.append((pair.zh_words[number - 1][1], pair.en_words[max(before)][1]))
    return found


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    times: dict[str, float] = tomllib.loads(given.mix.read_text("utf-8"))["weights"]
    chance = random.Random(given.seed)
    rows = list(chosen(given.work / "pairs.tsv", times, chance))
    found = known(given.work / "aligned.tsv")
    new = [(zh, en) for _, _, zh, en in rows if _by_statistics(zh) and (zh, en) not in found]
    if new:
        company = chance.sample(sorted(found), min(COMPANY, len(found)))
        for pair, linked in zip([*new, *company], links([*new, *company]), strict=True):
            found.setdefault(pair, " ".join(f"{i}-{j}" for i, j in linked))
    with writing(given.work / "aligned.tsv") as out:
        for name, often, zh, en in rows:
            out.write(f"{name}\t{often}\t{zh}\t{en}\t{found[zh, en] if _by_statistics(zh) else ''}\n")


if __name__ == "__main__":
    command(main)
