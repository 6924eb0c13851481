"""Permissions, as a true other user: what may not be read or written is told and nothing is half-done (root, util-linux).

uv run python -m benchmarks.drill.permissions
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drill.report import COMMAND, EXAMPLES, Trial, report, residue, site, translate

NOBODY = 65534
OTHER = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--bounding-set=-all", "--inh-caps=-all")
CASES = (
    ("posts", 0o000, ("run", "posts"), "posts"),
    ("posts/repair-cafe.md", 0o000, ("run", "posts"), "repair-cafe.md"),
    ("glossaries", 0o000, ("run", "posts"), "glossaries"),
    ("glossaries/terms.csv", 0o000, ("run", "posts"), "terms.csv"),
    ("glossaries/terms.csv", 0o000, ("glossary", "set", "天气", "target=x"), "terms.csv"),
    ("glossaries", 0o555, ("glossary", "set", "天气", "target=x"), "terms.csv"),
    ("outputs", 0o555, ("run", "posts"), ""),
    ("outputs/repair-cafe", 0o555, ("run", "posts"), "repair-cafe"),
    ("outputs/repair-cafe", 0o000, ("run", "posts"), "repair-cafe"),
    ("outputs/repair-cafe", 0o000, ("check", "outputs"), "repair-cafe"),
    ("outputs/repair-cafe/repair-cafe.json", 0o000, ("check", "outputs"), "repair-cafe.json"),
    ("outputs", 0o000, ("check", "outputs"), "outputs"),
    ("outputs/repair-cafe/repair-cafe.docx", 0o000, ("import", "outputs/repair-cafe/repair-cafe.docx"), "repair-cafe.docx"),
    (".bilingual", 0o000, ("run", "posts"), "memory.sqlite"),
    (".bilingual", 0o555, ("glossary", "set", "天气", "target=x"), "memory.sqlite"),
    (".bilingual/memory.sqlite", 0o000, ("run", "posts"), "memory.sqlite"),
    (".bilingual/memory.sqlite", 0o444, ("glossary", "set", "天气", "target=x"), "memory.sqlite"),
    ("bilingual.toml", 0o000, ("run", "posts"), "bilingual.toml"),
)
"""A path, what it may be used for, a command, and what must be named; nothing where the command may well be done."""


def trials() -> Iterator[Trial]:
    for path, mode, command, named in CASES:
        with site(EXAMPLES[-1:]) as folder:
            shutil.chown(folder, NOBODY, NOBODY)
            for below in folder.rglob("*"):
                shutil.chown(below, NOBODY, NOBODY)
            first = translate(folder, "run", "posts", "-q", before=OTHER)
            before = _contents(folder)
            if command[0] == "run":
                (folder / "glossaries" / "terms.csv").write_text("source,target\n天气,the Weather\n", "utf-8")
                before |= _contents(folder)
            (folder / path).chmod(mode)
            ended = translate(folder, *command, before=OTHER)
            (folder / path).chmod(0o755)
            wrong = first.fault or ended.fault or ""
            if named and not (ended.code in (1, 2) and named in ended.err):
                wrong = f"exit code {ended.code}: {ended.err[-300:]}"
            changed = [name for name, data in _contents(folder).items() if before.get(name) != data and path in name]
            wrong = wrong or (f"changed: {changed}" if changed and named else "") or ", ".join(residue(folder))
            yield Trial(f"{mode:03o} {path}: {' '.join(command[:2])}", wrong)


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and "memory" not in path.name)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


if __name__ == "__main__":
    able = os.getuid() == 0 and shutil.which("setpriv")
    if not able or subprocess.run([*OTHER, *COMMAND, "--version"], capture_output=True, check=False).returncode:
        raise SystemExit("Root, setpriv, and a Python that another user may read are needed.")
    raise SystemExit(report("Permissions", trials()))
