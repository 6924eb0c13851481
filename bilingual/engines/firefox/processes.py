"""Firefox's translators in processes of their own, since the library lets no other thread of Python run while it works.

A process is this module as a program: it reads sentences, a line of JSON each, and answers each with a line. It ends with its
input, so that none outlives the program that started it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bilingual.model import Hypothesis

MOST_PROCESSES = 4
"""Each has the model in memory."""
SHARE = 12
"""Sentences for each process, below which starting it takes longer than it saves."""

Decode = Callable[[str], str]
"""From a sentence to its English, in this process."""


class Processes:
    """As many processes as there are threads that ask; each begins with the first sentence that its thread has."""

    def __init__(self, folder: Path, cores: int, otherwise: Decode) -> None:
        """`otherwise` translates what a process does not: one that cannot start, or ends, costs time and nothing else."""
        self._command = [sys.executable, "-P", "-m", __name__, str(folder)]  # -P: nothing of the working folder
        self._otherwise = otherwise
        self._most = min(cores, MOST_PROCESSES)
        self._threads = ThreadPoolExecutor(self._most, thread_name_prefix="firefox-process")
        self._of_thread = threading.local()

    def are_worth_it(self, sentences: int) -> bool:
        """Whether so many sentences are done sooner by several processes."""
        return min(self._most, sentences // SHARE) > 1

    def each(self, work: Callable[[str, Decode], Hypothesis], sources: Sequence[str]) -> Iterator[Hypothesis]:
        """What `work` makes of each source with a way to translate, in order; what has not begun is dropped when it is left."""
        futures = [self._threads.submit(work, source, self._decoded) for source in sources]
        try:
            for future in futures:
                yield future.result()
        finally:
            for future in futures:
                future.cancel()

    def _decoded(self, source: str) -> str:
        answer = self._answer(source)
        return self._otherwise(source) if answer is None else answer

    def _answer(self, source: str) -> str | None:
        """What this thread's process answers; None where it cannot."""
        try:
            if not hasattr(self._of_thread, "process"):
                self._of_thread.process = self._started()
            process = self._of_thread.process
            process.stdin.write(json.dumps(source) + "\n")
            process.stdin.flush()
            return str(json.loads(process.stdout.readline()))
        except (OSError, ValueError):
            return None

    def _started(self) -> subprocess.Popen[str]:
        """A process that Ctrl-C does not reach: it is this one's to answer."""
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        return subprocess.Popen(self._command, stdin=pipe, stdout=pipe, stderr=nothing, text=True, start_new_session=True)


def main() -> None:
    """Sentences on stdin, their English on stdout, until there are no more."""
    from bilingual.engines.firefox.files import firefox_files, load_translator

    translator = load_translator(firefox_files(Path(sys.argv[1])))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(translator.translate(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
