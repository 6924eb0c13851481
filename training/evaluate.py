"""`python -m training.evaluate PACKAGE…`: what a package is worth, as the rows of training/README.md's tables.

PACKAGE is an unpacked Argos package. Plain text is split after its full stops. Slots are put between words (by jieba), and in the
place of words, as the program does it, in everyday sentences and in news, which is hard; each must come back exactly once. Loops
and Hanzi are counted on posts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from bilingual.engines.ctranslate.hints import package_pieces
from training.alignment import Span, zh_words
from training.augment import replaced
from training.cleaning import HANZI
from training.files import command, lines
from training.tokenizer import SLOT, SLOTS

ENDS = re.compile(r"(?<=[。！？])")
SETS, POSTS = Path("sets"), Path("posts")
"""Folders of a clone with what is measured on: docs/sets.md says what lies in them and how it is fetched."""
HELD_OUT = Path(__file__).with_name("held_out.tsv")
"""Pairs written like those of `written/` and not learnt from: essays, stories, talk, technology, the world."""
SET_ASIDE = Path(__file__).with_name("set_aside.tsv")
"""300 pairs of each kind of `written/` that came after held_out.tsv, not learnt from: Chinese, English, kind."""
LAUGHTER = re.compile(r"\b(?:ha|he){2,}h?\b", re.IGNORECASE)
PLACES = ("start", "middle", "end")


class Package:
    """A CTranslate2 model and its tokenizer; beam 4 and the length penalty that the package asks for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def _parts(self) -> tuple[Any, Any]:
        import ctranslate2

        return (
            ctranslate2.Translator(str(self.folder / "model"), compute_type="int8", inter_threads=1, intra_threads=2),
            package_pieces(self.folder),
        )

    @cached_property
    def _penalty(self) -> float:
        said = json.loads((self.folder / "metadata.json").read_text("utf-8"))
        return float(said.get("length_penalty", 1))

    def translate(self, sources: Sequence[str], hypotheses: int = 1) -> list[list[str]]:
        """The best hypotheses of each source."""
        _, pieces = self._parts
        search = {"beam_size": 4, "length_penalty": self._penalty, "num_hypotheses": hypotheses, "max_decoding_length": 300}
        return [[pieces.decode(list(tokens)) for tokens in found] for found in self._searched(sources, **search)]

    def pieces(self, sources: Sequence[str]) -> list[list[str]]:
        """The pieces of the likeliest translation of each source, found piece by piece: where a model goes wrong by itself."""
        return [found[0] for found in self._searched(sources, beam_size=1, max_decoding_length=150)]

    def _searched(self, sources: Sequence[str], **search: float) -> list[list[list[str]]]:
        model, pieces = self._parts
        rows = [pieces.encode(source)[:500] for source in sources]
        results = model.translate_batch(rows, max_batch_size=2048, batch_type="tokens", **search)
        return [result.hypotheses for result in results]

    def paragraphs(self, sources: Sequence[str]) -> list[str]:
        """Each source, sentence by sentence."""
        split = [[part for part in ENDS.split(source) if part] or [source] for source in sources]
        done = iter(self.translate([part for parts in split for part in parts]))
        return [" ".join(next(done)[0] for _ in parts) for parts in split]


def drawn(path: Path, count: int) -> list[tuple[str, str]]:
    """Pairs of a file by a fixed seed."""
    pairs = [(zh, en) for zh, en, *_ in (line.split("\t") for line in lines(path))]
    return random.Random(1).sample(pairs, min(count, len(pairs)))


def slotted(source: str, count: int, chance: random.Random) -> str:
    """The source with `count` slots between its words; not after its last mark, which ends the sentence."""
    return _with_slots(source, [(start, start) for start, _ in zh_words(source)], count, chance)


def held(source: str, count: int, chance: random.Random) -> str:
    """The source with slots in the place of `count` of its words of two characters or more, as terms are held out."""
    return _with_slots(source, [(start, end) for start, end in zh_words(source) if end - start > 1], count, chance)


def _with_slots(source: str, spans: Sequence[Span], count: int, chance: random.Random) -> str:
    places = sorted(chance.sample(spans, min(count, len(spans))), reverse=True)
    return replaced(source, list(zip(places, chance.sample(SLOTS, count), strict=False)))


def exact(source: str, hypothesis: str) -> bool:
    """Every slot of the source once, and no other."""
    return Counter(SLOT.findall(source)) == Counter(SLOT.findall(hypothesis))


def lost_by_place(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """Slots that did not come back exactly once and all slots, by the third of the sentence they stood in."""
    found = dict.fromkeys(PLACES, (0, 0))
    for source, hypothesis in pairs:
        have = Counter(SLOT.findall(hypothesis))
        for match in SLOT.finditer(source):
            place = PLACES[min(2, 3 * match.start() // len(source))]
            lost, total = found[place]
            found[place] = lost + (have[match.group()] != 1), total + 1
    return found


def loops(text: str) -> bool:
    """Whether a stretch of two letters or more stands three times in a row; laughter may.

    >>> loops("the same the same the same"), loops("the same thing"), loops("Hahaha!")
    (True, False, False)
    """
    return bool(re.search(r"(\b\w.{1,40}?)(?:\W*\1){2}", LAUGHTER.sub("", text)))


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--eval", type=Path, default=SETS)
    parser.add_argument("--text", type=Path, default=POSTS, help="folder of posts to count loops on")
    parser.add_argument("--segments", type=int, default=300)
    given = parser.parse_args(arguments)
    for folder in given.packages:
        report(Package(folder), given)


def report(package: Package, given: argparse.Namespace) -> None:
    """Print everything of one package."""
    print(f"## {package.folder}\n")
    for path in (*sorted(given.eval.glob("*.tsv")), HELD_OUT, SET_ASIDE):
        print(quality(package, path, given.segments), flush=True)
    for name in ("tatoeba", "newstest2019"):
        texts = [zh for zh, _ in drawn(given.eval / f"{name}.dev.tsv", given.segments)]
        sentences = [part for zh in texts for part in ENDS.split(zh) if 8 < len(part) < 60]
        chance = random.Random(2)
        for count in (1, 2, 4, 8):
            for kind, make in (("between", slotted), ("for", held)):
                sources = [one for one in (make(zh, count, chance) for zh in sentences) if len(SLOT.findall(one)) == count]
                print(f"{name}, {count} slots {kind} words, {len(sources)} sentences: {survival(package, sources)}")
    print(faults(package, [line for path in sorted(given.text.iterdir()) for line in lines(path)]))


def quality(package: Package, path: Path, segments: int) -> str:
    """chrF2++ and BLEU of plain text, with their signatures, and the speed."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    pairs = drawn(path, segments)
    began = time.monotonic()
    found = package.paragraphs([zh for zh, _ in pairs])
    speed = len(pairs) / (time.monotonic() - began)
    metrics = CHRF(word_order=2), BLEU()
    scores = [f"{metric.corpus_score(found, [[en for _, en in pairs]])} {metric.get_signature()}" for metric in metrics]
    return f"{path.stem}: {', '.join(scores)}; {speed:.0f} segments/s"


def brief(package: Package, evaluation: Path, segments: int) -> dict[str, str]:
    """A line of log.tsv: chrF2++ / BLEU by set, slots in the place of words in everyday sentences, loops in set_aside.tsv."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    told = {}
    for path in (*sorted(evaluation.glob("*.tsv")), HELD_OUT, SET_ASIDE):
        pairs = drawn(path, segments)
        found, wanted = package.paragraphs([zh for zh, _ in pairs]), [[en for _, en in pairs]]
        scores = [metric.corpus_score(found, wanted).score for metric in (CHRF(word_order=2), BLEU())]
        told[path.stem.removesuffix(".dev")] = " / ".join(f"{score:.1f}" for score in scores)
    chance, exactly = random.Random(2), list[str]()
    for count in (1, 2, 4):
        made = (held(zh, count, chance) for path in sorted(evaluation.glob("tatoeba*")) for zh, _ in drawn(path, segments))
        sources = [one for one in made if len(SLOT.findall(one)) == count]
        right = [exact(zh, one[0]) for zh, one in zip(sources, package.translate(sources), strict=True)]
        exactly.append(f"{100 * sum(right) / max(1, len(right)):.1f}")
    told["slots 1 / 2 / 4"] = " / ".join(exactly)
    sentences = [part for zh, _ in drawn(SET_ASIDE, 3 * segments) for part in ENDS.split(zh) if part]
    told["loops"] = f"{1000 * sum(loops(one[0]) for one in package.translate(sentences)) / len(sentences):.1f}"
    return told


def survival(package: Package, sources: Sequence[str]) -> str:
    """How many sentences have all slots exactly once, at once and among four hypotheses, and how many slots by place."""
    several = package.translate(sources, 4)
    first = sum(exact(source, found[0]) for source, found in zip(sources, several, strict=True))
    among = sum(any(exact(source, one) for one in found) for source, found in zip(sources, several, strict=True))
    places = lost_by_place((source, found[0]) for source, found in zip(sources, several, strict=True))
    told = ", ".join(f"{place} {1 - lost / max(1, total):.1%}" for place, (lost, total) in places.items())
    return f"all exact {first / len(sources):.1%}, among 4 hypotheses {among / len(sources):.1%}; slots by place: {told}"


def faults(package: Package, text: Sequence[str]) -> str:
    """Loops and Hanzi in 1,000 sentences."""
    sentences = [part for line in text for part in ENDS.split(line) if HANZI.search(part)]
    found = [one[0] for one in package.translate(sentences)]
    looped, chinese = (1000 * sum(map(holds, found)) / len(found) for holds in (loops, lambda one: bool(HANZI.search(one))))
    return f"{len(found)} sentences of posts: {looped:.1f} loops and {chinese:.1f} with Hanzi in 1,000"


if __name__ == "__main__":
    command(main)
