"""The floors of the house, kept by import-linter (`lint-imports` in pyproject.toml), and one adapter for each library."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "bilingual"
ADAPTERS = {
    "ctranslate2": {"engines"},
    "sentencepiece": {"engines"},
    "argostranslate": {"engines"},
    "fxtranslate": {"engines"},
    "zstandard": {"engines"},
    "opencc": {"variants"},
    "docx": {"formats"},
    "markdown_it": {"sources"},
    "yaml": {"sources"},
    "sqlite3": {"memory"},
    "typer": {"cli"},
    "rich": {"cli"},
    "pypinyin": {"glossary", "lang", "checks"},
    "jieba": {"lang"},
    "ahocorasick": {"glossary"},
    "lxml": {"office", "formats", "sources"},
    "openpyxl": {"formats"},
    "pysubs2": {"formats"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "ray": {"runners"},
}
"""The rooms in which a library may be imported, and there inside the function that needs it."""
AT_IMPORT = {"typer", "sqlite3", "starlette", "uvicorn"}
"""Small enough to load when a module is imported, or in a room that only its own command loads (`tests/web/test_extra.py`)."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Each imported module, and whether the import runs when the file is imported."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    typing_only = {
        id(n)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for n in ast.walk(block)
    }
    for node in ast.walk(tree):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            yield name, id(node) not in inside and id(node) not in typing_only


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_library_lives_in_its_one_adapter_and_loads_when_it_is_used(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name, at_import in imports(path):
        library = name.split(".")[0]
        if library in ADAPTERS:
            assert room in ADAPTERS[library], f"{path.name} imports {library}"
            assert library in AT_IMPORT or not at_import, f"{path.name} loads {library} when it is imported"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        ("lang/words.py", "from bilingual.cli import console"),
        ("formats/csv/write.py", "from bilingual.formats.docx import write"),
        ("engines/base.py", "from bilingual.memory import base"),
        ("sources/markdown/reading.py", "from bilingual.sources.subtitles import syntax"),
        ("lang/length.py", "from bilingual.lang import repetition"),
        ("newroom.py", ""),
    ],
)
def test_one_wrong_import_breaks_a_contract(module: str, wrong: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "bilingual", ignore=shutil.ignore_patterns("starter", "__pycache__", "*.tsv"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file = tmp_path / "bilingual" / module
    file.write_text((file.read_text("utf-8") if file.exists() else "") + f"\n{wrong}\n", "utf-8")
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [lint, "--no-cache"], cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
