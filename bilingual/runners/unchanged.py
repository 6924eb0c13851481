"""Posts whose files are what a run would make of them again: they are not made again.

A run's report is remembered with a digest of all that it depended on: the post, the options and glossaries, the engine, what
people wrote, the files made, and this program. Where any of it differs, the post is done as if nothing were remembered.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from bilingual.engines.base import EngineInfo
from bilingual.errors import BilingualError
from bilingual.memory import Memory, SqliteMemory
from bilingual.model import FALLBACK, Diagnostic
from bilingual.runners import STANDARD_INPUT, JobSpec, Post, Report
from bilingual.runners.records import records_path
from bilingual.runners.replacing import is_read_only, remembered_name
from bilingual.runners.staging import is_settled

PACKAGE = Path(__file__).resolve().parents[1]
LIBRARIES = ("bilingual", "opencc", "jieba", "python-docx", "ctranslate2")
"""What else decides how files look or read."""
PASSING = "output"
"""The name of what is told of the files that a run found: true of that run alone."""


class Unchanged:
    """What the memory of a job knows of earlier runs; nothing where there is none, and where an engine need not repeat itself."""

    def __init__(self, spec: JobSpec, engine: EngineInfo, memory: Memory) -> None:
        repeats = not (engine.in_order or engine.fallback or engine.remote)
        self._memory = memory if isinstance(memory, SqliteMemory) and repeats else None
        self._spec = spec
        self._asked: dict[str, str] = {}
        """What posts were before they were read, by name: one that is saved meanwhile is done again by the next run."""
        if self._memory:
            common = replace(spec, posts=(), overwrite=False)
            self._common = _digest(_program(), repr(common), engine.signature, _stamps(engine.folder), repr(memory.changes()))

    def report(self, post: Post) -> Report | None:
        """The report of the last run over a post, if another one would make the same of it."""
        if self._memory is None or post.path == STANDARD_INPUT or post.error is not None:
            return None
        self._asked[post.name] = made_of = self._made_of(post)
        found = self._memory.run_report(self._place(post), made_of)
        return _read(found, post) if found and self._is_settled(post) else None

    def remember(self, post: Post, report: Report, *, with_pictures: bool) -> None:
        """Keeps the report of a post whose files were just written, unless something of it is true of this run alone."""
        made_of = self._asked.pop(post.name, "")
        passing = any(notice.name == PASSING for notice in report.notices) or FALLBACK in report.flags
        if self._memory is None or not made_of or passing or with_pictures or report.error:
            return
        records = records_path(post.name, self._spec.output)
        self._memory.remember_run(self._place(post), made_of, _written(report, records))

    def _is_settled(self, post: Post) -> bool:
        folder = self._spec.output / post.name
        return folder.is_dir() and is_settled(folder)

    def _place(self, post: Post) -> str:
        """Where the files lie, and which they are: each set of formats has a report of its own."""
        folder = remembered_name(self._spec.output / post.name, self._spec.root)
        return " ".join((folder, self._spec.export.layout, *self._spec.formats))

    def _made_of(self, post: Post) -> str:
        try:
            data = post.read()
        except BilingualError:
            data = b""  # told as the post is read in earnest
        return _digest(self._common, repr((post.path, post.name, post.kind, post.terms)), data)


def _digest(*parts: str | bytes) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%d\0" % len(data) + data)
    return found.hexdigest()


@cache
def _program() -> str:
    """This program as it lies here, and the libraries that it writes with."""
    return _digest(*(f"{name} {version(name)}" for name in LIBRARIES), _stamps(PACKAGE))


def _stamps(folder: Path | None) -> str:
    """Which files lie below a folder, how large they are and since when."""
    files = sorted(file for file in folder.rglob("*") if file.suffix != ".pyc" and file.is_file()) if folder else ()
    return "\n".join(f"{file} {status.st_size} {status.st_mtime_ns}" for file in files for status in [file.stat()])


def _contents(files: Iterable[Path]) -> dict[str, str] | None:
    """A digest of each file by its path; None where one is missing, or is none that a run may replace."""
    try:
        found = {str(file): "" if file.is_symlink() or is_read_only(file) else _digest(file.read_bytes()) for file in files}
    except OSError:
        return None
    return found if all(found.values()) else None


def _written(report: Report, records: Path) -> str:
    files = dict.fromkeys([*report.outputs, *([records] if records.exists() else [])])
    told = {name: getattr(report, name) for name in ("segments", "human", "events", "exact", "flagged", "signature")}
    told |= {"remembered": report.remembered + report.machine, "flags": dict(report.flags)}
    notices = [asdict(notice) for notice in report.notices]
    return json.dumps({**told, "notices": notices, "outputs": [*map(str, report.outputs)], "files": _contents(files)})


def _read(text: str, post: Post) -> Report | None:
    """The report, where every file still has what was written."""
    told = json.loads(text)
    files = told.pop("files")
    if files is None or _contents(map(Path, files)) != files:
        return None
    notices = tuple(Diagnostic(**notice) for notice in told.pop("notices"))
    outputs, flags = tuple(map(Path, told.pop("outputs"))), Counter(told.pop("flags"))
    return Report(post.path, post.name, outputs=outputs, flags=flags, notices=notices, **told)
