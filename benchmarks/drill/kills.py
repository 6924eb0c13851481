"""Runs that are ended at random times: nothing is lost, no mixture, no residue after the next command.

uv run python -m benchmarks.drill.kills [--count 20]     # of each signal
"""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.drill.report import EXAMPLES, Trial, misfits, report, residue, site, start, translate
from bilingual.errors import BilingualError

ENDS = {signal.SIGKILL: (-9,), signal.SIGTERM: (143, -15, 0), signal.SIGINT: (130, -2, 0)}
"""The exit codes: a signal may come before the program's first line, and after its last."""


def trials(count: int, seed: int) -> Iterator[Trial]:
    chance = Random(seed)
    with site(EXAMPLES) as folder:
        whole = max(translate(folder, "run", "posts", "-q").seconds, 1.0)
        texts = {post.name: post.read_text("utf-8") for post in EXAMPLES}
        for number in range(count * len(ENDS)):
            sent = list(ENDS)[number % len(ENDS)]
            for name, text in texts.items():
                (folder / "posts" / name).write_text(f"{text}\n今天是第{number}天，天气很好。\n", "utf-8")
            with start(folder, "run", "posts") as running:
                time.sleep(chance.uniform(0, whole))
                running.send_signal(sent)
                _, told = running.communicate(timeout=300)
            yield Trial(sent.name, _wrong(folder, sent, running.returncode, told.decode("utf-8", "replace")))
        again = translate(folder, "run", "posts", "-q")
        yield Trial("the next run", again.err[-300:] if again.code else ", ".join(residue(folder)))


def _wrong(folder: Path, sent: signal.Signals, code: int, told: str) -> str:
    """What is not as it should be after a run was ended, or in the run itself, which followed on another that was ended."""
    if code not in (*ENDS[sent], 0) or "error:" in told:
        return f"exit code {code}: {told[-300:]}"
    if "bilingual/cli" in told:
        return f"a traceback: {told[-200:]}"
    try:
        mixed = misfits(folder / "outputs")
    except BilingualError as error:
        return str(error)
    return f"files that do not fit: {mixed}" if mixed else ""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    raise SystemExit(report("Kills", trials(given.count, given.seed)))
