"""What the drills share: a project of its own, the command as a process, the table of what was tried and what survived."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bilingual.formats.registry import read_edited
from bilingual.revision.compare import compare_edited
from bilingual.runners.records import load_records

COMMAND = [sys.executable, "-m", "bilingual"]
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.md"))
RESIDUE = re.compile(r"\.part$|^\.bilingual-|\.in-use$")
"""What no command leaves, however it ended, once the next one is done."""
FAULT = re.compile(r'Traceback|The program has a fault|File ".*bilingual/')


@dataclass(frozen=True, slots=True)
class Trial:
    """One attempt to break something."""

    kind: str
    wrong: str = ""
    """What broke; empty where it survived."""


def report(title: str, trials: Iterable[Trial]) -> int:
    """Prints what breaks as it does, and at the end, or at Ctrl-C, a line for each kind; the exit code."""
    started = time.monotonic()
    tried, survived = Counter[str](), Counter[str]()
    with suppress(KeyboardInterrupt):
        for trial in trials:
            tried[trial.kind] += 1
            survived[trial.kind] += not trial.wrong
            if trial.wrong:
                print(f"{trial.kind}: {trial.wrong}", flush=True)
    seconds = time.monotonic() - started
    print(f"\n{title}, {datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {os.cpu_count()} cores, {seconds:.0f} s\n")
    for kind in tried:
        print(f"{kind:{max(map(len, tried))}}  {tried[kind]:5} tried  {survived[kind]:5} survived")
    return int(tried != survived)


@contextmanager
def site(posts: Sequence[Path] = EXAMPLES) -> Iterator[Path]:
    """A project with these posts, a glossary and a home of its own; away afterwards."""
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        folder = Path(name)
        for made in ("posts", "glossaries", "home"):
            (folder / made).mkdir()
        (folder / "bilingual.toml").touch()
        (folder / "glossaries" / "terms.csv").write_text("source,target\n天气,weather\n风扇,the Fan\n", "utf-8")
        for post in posts:
            (folder / "posts" / post.name).write_bytes(post.read_bytes())
        yield folder


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has ended."""

    code: int
    out: str
    err: str
    seconds: float = 0
    megabytes: float = 0
    """Of memory, at its peak."""
    cpu: float = 0
    """Seconds of processor time."""

    @property
    def fault(self) -> str:
        """What it told of a fault of the program; nothing where it did not."""
        return self.err[-300:] if FAULT.search(self.err) else ""


def start(folder: Path, *arguments: str, before: Sequence[str] = (), **options: object) -> subprocess.Popen[bytes]:
    """`translate …` in a project, as a process."""
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("BILINGUAL_", "XDG_"))}
    environment |= {"HOME": str(folder / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
    return subprocess.Popen([*before, *COMMAND, *arguments], cwd=folder, env=environment, **{**pipes, **options})  # type: ignore[call-overload,no-any-return]


def translate(folder: Path, *arguments: str, before: Sequence[str] = (), timeout: float = 600, **options: object) -> Ended:
    """`translate …` in a project, to its end."""
    started, megabytes = time.monotonic(), 0.0
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = start(folder, *arguments, before=before, stdout=out, stderr=err, **options)
        while not (ended := os.wait4(running.pid, os.WNOHANG))[0]:
            megabytes = _peak(running.pid) or megabytes
            if time.monotonic() - started > timeout:
                running.kill()
            time.sleep(0.01)
        running.returncode = os.waitstatus_to_exitcode(ended[1])
        told = [file.read().decode("utf-8", "replace") for file in (out, err) if not file.seek(0)]
    used = ended[2]
    seconds = time.monotonic() - started
    return Ended(running.returncode, *told, seconds, megabytes or used.ru_maxrss / 1024, used.ru_utime + used.ru_stime)


def _peak(process: int) -> float:
    """Megabytes that a running process had at most; `wait4` would count what the drill itself has, which a child begins with."""
    with suppress(OSError):
        found = re.search(r"^VmHWM:\s+(\d+) kB$", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
        return int(found[1]) / 1024 if found else 0
    return 0


def residue(folder: Path) -> list[str]:
    """What was left behind below a folder."""
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if RESIDUE.search(path.name)]


def misfits(outputs: Path) -> list[str]:
    """Documents that say something else than the records beside them."""
    found = []
    for file in sorted(path for form in ("docx", "md") for path in outputs.glob(f"*/*.{form}")):
        records = file.parent / f"{file.parent.name}.json"
        compared = compare_edited(load_records(records), read_edited(file.read_bytes(), str(file)), str(file))
        found += [str(file.relative_to(outputs))] if compared.differences else []
    return found
