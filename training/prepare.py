"""`python -m training.prepare`: read the corpus, clean it, keep every evaluation sentence out, and write one file of pairs.

Writes `pairs.tsv` (file name, Chinese, English) and `prepare.json` (per file: read, kept, and dropped by reason).
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from training import cleaning, marks
from training.evaluate import HELD_OUT, SET_ASIDE, SETS
from training.files import FileFault, command, lines, writing

CORPUS = [Path("corpus"), Path(__file__).with_name("written")]
"""Folders of pairs: docs/sets.md says how they are laid in a clone."""


def pairs_of(path: Path, faults: Counter[str]) -> Iterator[tuple[str, str]]:
    """The cleaned pairs of one corpus file; what is dropped is counted in `faults` under its reason."""
    for number, line in enumerate(lines(path), 1):
        columns = line.split("\t")
        if len(columns) != 2:
            faults["not two columns"] += 1
            print(f"{path}:{number}: {len(columns)} columns instead of 2; the line is left out", file=sys.stderr)
            continue
        zh, en = cleaning.chinese(columns[0]), cleaning.english(columns[1])
        reason = marks.fault(zh, en) or cleaning.fault(marks.unmarked(zh), marks.unmarked(en))
        if reason:
            faults[reason] += 1
        else:
            yield zh, en


def held_out(folder: Path) -> frozenset[str]:
    """The keys of every sentence of the evaluation sets and of those measured by here, in both languages; short ones too."""
    paths = [*sorted(folder.glob("*.tsv")), HELD_OUT, SET_ASIDE]
    return frozenset(cleaning.key(side) for path in paths for line in lines(path) for side in line.split("\t")[:2])


def prepare(corpus: Sequence[Path], evaluation: Path, work: Path, exclude: Collection[str] = ()) -> dict[str, Counter[str]]:
    """Write the pairs of all files of `corpus` but those named in `exclude`; what happened to the lines of each.

    Raises `FileFault` where a folder is missing: without the sets, their sentences would be learnt.
    """
    if missing := [str(folder) for folder in (*corpus, evaluation) if not folder.is_dir()]:
        raise FileFault(f"There is no folder {missing[0]}. docs/sets.md says what lies there; --corpus and --eval name others.")
    secret, seen = held_out(evaluation), set[tuple[str, str]]()
    report: dict[str, Counter[str]] = {}
    with writing(work / "pairs.tsv") as out:
        for path in (found for folder in corpus for found in sorted([*folder.glob("*.tsv.zst"), *folder.glob("*.tsv")])):
            name = path.name.split(".")[0]
            if name in exclude:
                continue
            faults = report[name] = Counter()
            try:
                for zh, en in pairs_of(path, faults):
                    keys = cleaning.key(marks.unmarked(zh)), cleaning.key(marks.unmarked(en))
                    if keys[0] in secret or keys[1] in secret:
                        faults["in an evaluation set"] += 1
                    elif keys in seen:
                        faults["repeated"] += 1
                    else:
                        seen.add(keys)
                        faults["kept"] += 1
                        out.write(f"{name}\t{zh}\t{en}\n")
            except FileFault as broken:
                faults["file cut short"] += 1
                print(f"{broken} What stands before it is used.", file=sys.stderr)
    with writing(work / "prepare.json") as out:
        json.dump(report, out, ensure_ascii=False, indent=1)
    return report


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus",
        type=Path,
        nargs="+",
        default=CORPUS,
        help="folders of .tsv or .tsv.zst files",
    )
    parser.add_argument("--eval", type=Path, default=SETS, help="folder of the sets to keep out")
    parser.add_argument("--work", type=Path, default=Path("training/work"), help="where everything is written")
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"), help="`exclude`: files left out")
    given = parser.parse_args(arguments)
    exclude = tomllib.loads(given.mix.read_text("utf-8")).get("exclude", [])
    report = prepare(given.corpus, given.eval, given.work, exclude)
    for name, counts in report.items():
        dropped = ", ".join(f"{reason} {count}" for reason, count in counts.most_common() if reason != "kept")
        print(f"{name:24} kept {counts['kept']:7,}   {dropped}")


if __name__ == "__main__":
    command(main)
