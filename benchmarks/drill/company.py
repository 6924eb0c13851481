"""Several processes at the same memory, glossary and documents: nothing is lost, and who waits says for whom.

uv run python -m benchmarks.drill.company [--glossary 64] [--runs 6] [--imports 8]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain

from benchmarks.drill.report import EXAMPLES, Ended, Trial, misfits, report, residue, site, start, translate

HOLDER = """
import sys
from pathlib import Path
from bilingual.memory import open_memory
with open_memory(Path(sys.argv[1])) as memory:
    memory.write_terms(who="", write=lambda: [print("in", flush=True), sys.stdin.readline()][:0])
"""


def together(commands: list[subprocess.Popen[bytes]]) -> list[Ended]:
    ended = [(running, *running.communicate(timeout=900)) for running in commands]
    return [Ended(running.returncode, out.decode(), err.decode()) for running, out, err in ended]


def glossary(count: int) -> Iterator[Trial]:
    with site([]) as folder:
        file = folder / "glossaries" / "terms.csv"
        file.write_text("source,target\n" + "".join(f"词{n},old\n" for n in range(count)), "utf-8")
        done = together([start(folder, "glossary", "set", f"词{n}", f"target=new {n}") for n in range(count)])
        rows = file.read_text("utf-8").splitlines()
        steps = translate(folder, "history").out
        for n, ended in enumerate(done):
            lost = f"词{n},new {n}" not in rows or f"词{n}" not in steps
            yield Trial("glossary set at once", f"{n}: lost. {ended.err[-200:]}" if lost or ended.code else "")
        yield Trial("and no residue", ", ".join(residue(folder)))


def runs(count: int) -> Iterator[Trial]:
    with site(EXAMPLES) as folder:
        for ended in together([start(folder, "run", "posts", "-q") for _ in range(count)]):
            yield Trial("runs over the same posts", ended.err[-300:] if ended.code else "")
        yield Trial("their documents fit their records", ", ".join(misfits(folder / "outputs")))
        yield Trial("and no residue", ", ".join(residue(folder)))


def imports(count: int) -> Iterator[Trial]:
    with site(EXAMPLES[-1:]) as folder:
        translate(folder, "run", "posts", "-q", "--format", "csv,json")
        (sheet,) = (folder / "outputs").glob("*/*.csv")
        rows = sheet.read_text("utf-8").splitlines(keepends=True)
        for n in range(count):
            edited = sheet.parent / f"from-{n}.csv"
            changed = rows[n + 5].replace(".", f" {n}.")
            edited.write_text("".join([*rows[: n + 5], changed, *rows[n + 6 :]]), "utf-8")
        done = together([start(folder, "import", f"{sheet.parent.relative_to(folder)}/from-{n}.csv") for n in range(count)])
        told = translate(folder, "history").out
        for n, ended in enumerate(done):
            yield Trial(
                "imports at once", "" if f"from-{n}.csv" in told else f"{n}: {ended.code} {(ended.out + ended.err)[-300:]}"
            )


def waiting() -> Iterator[Trial]:
    with site(EXAMPLES[-1:]) as folder:
        translate(folder, "run", "posts", "-q")
        memory = folder / ".bilingual" / "memory.sqlite"
        command = [sys.executable, "-c", HOLDER, str(memory)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout is not None
            other.stdout.readline()
            post = next((folder / "posts").glob("*.md"))
            more = "\n今天的天气真好，我们去修电扇。\n"  # what is not new needs no turn
            post.write_text(post.read_text("utf-8") + more, "utf-8")
            for arguments in (("run", "posts"), ("run", "posts", "--no-memory"), ("glossary", "set", "天气", "target=x")):
                ended = translate(folder, *arguments)
                names = f"process {other.pid} (" in ended.err and ended.code == 1 and ended.seconds < 60
                yield Trial(
                    "a memory that is not free", "" if names else f"{arguments}: {ended.seconds:.0f} s, {ended.err[-300:]}"
                )
            other.communicate("\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--glossary", type=int, default=64)
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--imports", type=int, default=8)
    given = parser.parse_args()
    trials = chain(glossary(given.glossary), runs(given.runs), imports(given.imports), waiting())
    raise SystemExit(report("Company", trials))
