"""`python -m training.resume`: a day's learning in one command: carry on, let the rate fall at the end, measure, log.

Picks up the newest checkpoint of `run/`. The examples are made again only when the corpus, `written/` or mix.toml changed. It
learns for `--minutes` at a constant rate; that checkpoint is what the next day carries on from. Then a branch of it (`fall/`)
learns for `--fall` minutes while the rate falls to nothing; that is exported, measured, and told in one line of log.tsv. SIGTERM
or Ctrl-C saves and stops; the same command carries on. What it does not know itself it hands to train.py (`--rate 3e-4`).
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from training import alignment, augment, evaluate, export, hints, prepare, train, warm
from training.files import command, replacing, writing

STARTER = Path("bilingual/engines/starter")
PAPERS = ("README.md", "LICENSE", "SOURCES.md")
USUAL = f"--tokens 2500 --rate 5e-4 --warmup 200 --processes {os.cpu_count() or 1}".split()
"""For train.py, unless the command says otherwise."""


def fingerprint(paths: Iterable[Path]) -> str:
    """What changes when a file, its name or its place in the list does."""
    found = hashlib.sha256()
    for path in paths:
        found.update(f"{path.name} {path.stat().st_size} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def make(given: argparse.Namespace) -> None:
    """The examples, unless they are there and were made of the same data by the same steps."""
    corpus = [path for folder in given.corpus for path in sorted(folder.glob("*.tsv*"))]
    steps = [
        Path(__file__).with_name(f"{step}.py") for step in ("cleaning", "prepare", "alignment", "exchange", "hints", "augment")
    ]
    now = f"{fingerprint([*corpus, *sorted(given.eval.glob('*.tsv')), given.mix, *steps])} {given.slots}\n"
    mark = given.work / "data.sha256"
    if (given.work / "examples.tsv").exists() and mark.exists() and mark.read_text("utf-8") == now:
        return
    shared = ["--work", str(given.work)]
    prepare.main(["--corpus", *map(str, given.corpus), "--eval", str(given.eval), "--mix", str(given.mix), *shared])
    alignment.main(["--mix", str(given.mix), *shared])
    hints.main(["--dictionary", str(given.dictionary), *shared])
    augment.main(["--slots", str(given.slots), *shared])
    with writing(mark) as out:
        out.write(now)


def spent(folder: Path) -> float:
    """Minutes of training that the newest checkpoint has behind it; 0 when there is none."""
    return next((warm.checkpoint(path)["progress"]["seconds"] / 60 for path in train.newest(folder)), 0.0)


def learn(given: argparse.Namespace, rest: list[str], folder: Path, minutes: float, hold: float) -> bool:
    """Train in `folder` until `minutes` are behind it; whether that was reached."""
    fixed = {
        "--examples": given.work / "examples.tsv",
        "--tokenizer": given.tokenizer,
        "--start": given.start,
        "--out": folder,
        "--minutes": minutes,
        "--hold": hold,
    }
    train.main([str(part) for option in fixed.items() for part in option] + USUAL + rest)
    return spent(folder) >= minutes - 1e-6


def tell(log: Path, entry: dict[str, str]) -> None:
    """One more line of the log, which is made where it is missing; the other lines are left as they are."""
    before = log.read_text("utf-8") if log.exists() else "\t".join(entry) + "\n"
    with replacing(log) as hidden:
        hidden.write_text(before + "\t".join(entry.values()) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, help="of learning at the constant rate")
    parser.add_argument("--fall", type=float, default=12, help="minutes of the branch in which the rate falls; 0 leaves it out")
    parser.add_argument("--start", type=Path, default=STARTER, help="package or checkpoint for the first time")
    parser.add_argument("--tokenizer", type=Path, default=STARTER / "sentencepiece.model")
    parser.add_argument("--corpus", type=Path, nargs="+", default=prepare.CORPUS)
    parser.add_argument("--eval", type=Path, default=evaluate.SETS)
    parser.add_argument("--mix", type=Path, default=Path(__file__).with_name("mix.toml"))
    parser.add_argument("--dictionary", type=Path, default=hints.DICTIONARY)
    parser.add_argument("--slots", type=float, default=0.35, help="part of the examples with slots")
    parser.add_argument("--segments", type=int, default=300, help="of each set, to measure by")
    parser.add_argument("--between", type=Path, help="package to take the mean with, as export.py does")
    parser.add_argument("--version", default="0.8")
    parser.add_argument("--papers", type=Path, nargs="*", default=[STARTER / name for name in PAPERS])
    parser.add_argument("--log", type=Path, default=Path(__file__).with_name("log.tsv"))
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    given, rest = parser.parse_known_args(arguments)
    run, fall = given.work / "run", given.work / "fall"
    make(given)
    began = spent(run)
    if not learn(given, rest, run, began + given.minutes, 1.0):
        return
    if given.fall:
        end = spent(run)
        shutil.rmtree(fall, ignore_errors=True)
        fall.mkdir()
        shutil.copy(next(train.newest(run)), fall)
        if not learn(given, rest, fall, end + given.fall, end / (end + given.fall)):
            return
    last = fall if given.fall else run
    package = given.work / "package"
    options = {"--run": last, "--tokenizer": given.tokenizer, "--average": 1, "--version": given.version, "--out": package}
    options["--hints"] = given.work / "hints.tsv"
    options |= {"--between": given.between} if given.between else {}
    export.main([str(part) for option in options.items() for part in option] + ["--papers", *map(str, given.papers)])
    progress = warm.checkpoint(next(train.newest(last)))["progress"]
    entry = {
        "date": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%d"),
        "minutes": f"{spent(last) - began:.0f}",
        "pieces seen": f"{progress['pieces']:,}",
        **evaluate.brief(evaluate.Package(package), given.eval, given.segments),
    }
    tell(given.log, entry)
    print(", ".join(f"{name}: {value}" for name, value in entry.items()))


if __name__ == "__main__":
    command(main)
