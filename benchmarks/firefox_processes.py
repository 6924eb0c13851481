"""Firefox's engine in one thread, in several threads and in processes: sentences a second, and the memory of a process.

    uv run python benchmarks/firefox_processes.py --workers 2
    … --folder ~/.local/share/bilingual/models/firefox-base-memory

Without a folder, a model with random weights in the real format and of the size of Firefox's small one (44 MB unpacked).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bilingual.engines.base import Request, Search
from bilingual.engines.firefox.engine import FirefoxEngine
from bilingual.engines.firefox.files import firefox_files, load_translator
from bilingual.engines.firefox.processes import Processes

OF_THREAD = threading.local()
"""Holds the translator of a thread, and ends with it."""
WIDTH, INNER, HEADS, ENCODER, DECODER, PIECES = 512, 2048, 8, 6, 2, 32_000
SOURCES = [f"第{number}天，我们去公园散步，天气很好，大家都很高兴。" for number in range(1, 241)]


def random_model(folder: Path) -> Path:
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests/engines"))
    import tiny_firefox

    tiny_firefox.DIM, tiny_firefox.FFN, tiny_firefox.HEADS = WIDTH, INNER, HEADS
    tiny_firefox.ENCODER, tiny_firefox.DECODER = ENCODER, DECODER
    chance = random.Random(1)
    words = tuple("".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(12)) for _ in range(8000))
    both = tiny_firefox.vocabulary(words + tuple(SOURCES) + tiny_firefox.ENGLISH, PIECES)
    (folder / "zhen").mkdir()
    (folder / "zhen/vocab.zhen.spm").write_bytes(both)
    (folder / "zhen/model.zhen.intgemm.alphas.bin").write_bytes(tiny_firefox.marian((both,)))
    return folder / "zhen"


def process_megabytes(folder: Path) -> float:
    """The most memory of one process that translates; asked before any other child has ended."""
    command = [sys.executable, "-m", "bilingual.engines.firefox.processes", str(folder)]
    subprocess.run(
        command, input="".join(json.dumps(source) + "\n" for source in SOURCES[:24]).encode(), stdout=subprocess.DEVNULL
    )
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def threads(folder: Path, workers: int) -> Callable[[Sequence[str]], object]:
    """Each thread with a translator of its own."""
    files = firefox_files(folder)

    def decoded(source: str) -> str:
        if not hasattr(OF_THREAD, "translator"):
            OF_THREAD.translator = load_translator(files)
        return str(OF_THREAD.translator.translate(source))

    pool = ThreadPoolExecutor(workers)
    return lambda sources: list(pool.map(decoded, sources))


def processes(folder: Path, workers: int) -> Callable[[Sequence[str]], object]:
    """As the program does it."""
    engine = FirefoxEngine(folder)
    engine._processes = Processes(folder, workers, engine._here)
    return lambda sources: engine.translate([Request(source) for source in sources], Search())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3, help="The best of so many counts.")
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        folder = asked.folder or random_model(Path(made))
        size = sum(file.stat().st_size for file in folder.iterdir())
        print(f"{size / 1e6:.0f} MB of files; one process: {process_megabytes(folder):.0f} MB", flush=True)
        ways = {
            "one thread": threads(folder, 1),
            "threads": threads(folder, asked.workers),
            "processes": processes(folder, asked.workers),
        }
        for name, way in ways.items():
            way(SOURCES[: 24 * asked.workers])  # what is loaded once does not count
            best = float("inf")
            for _ in range(asked.rounds):
                started = time.monotonic()
                way(SOURCES)
                best = min(best, time.monotonic() - started)
            print(f"{name}: {len(SOURCES) / best:.0f} sentences/s", flush=True)


if __name__ == "__main__":
    main()
