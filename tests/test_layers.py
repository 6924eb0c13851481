"""The arrows of the design: cli → runners → pipeline → stages → model, errors; a stage never imports another stage."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bilingual"
STAGES = {"documents", "segments", "terms", "engines", "variants", "memory", "quality", "exporters", "importers"}
CONDUCTORS = {
    "pipeline", "planning", "ladder", "rows", "columns", "api", "restoring", "placing", "faults", "edits", "checking", "impact",
}  # fmt: skip
EVERYBODY = {"model", "errors"}
LEAVES = {"formats"}  # below the stages: what several of them need of TMX, XML and zip files
ONE_ADAPTER = {
    "ctranslate2": {"engines"}, "sentencepiece": {"engines"}, "argostranslate": {"engines"}, "opencc": {"variants"},
    "docx": {"exporters", "importers"}, "markdown_it": {"documents"}, "yaml": {"documents"}, "sqlite3": {"memory"},
    "typer": {"cli"}, "rich": {"cli"}, "pypinyin": {"terms"}, "ahocorasick": {"terms"},
    "lxml": {"formats", "exporters", "importers", "terms"}, "openpyxl": {"formats", "exporters", "terms"},
}  # fmt: skip
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
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "bilingual" else [node.module or ""]
        for name in names:
            yield name, id(node) not in inside and id(node) not in typing_only


def home_of(path: Path) -> str:
    """The stage or module a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_arrow_points_the_wrong_way(path: Path) -> None:
    home = home_of(path)
    for name, _ in imports(path):
        root, _, rest = name.partition(".")
        if root != "bilingual" or not rest:
            continue
        other = rest.split(".")[0]
        if home in STAGES:
            assert other in EVERYBODY | LEAVES | {home}, f"{home} imports {name}"
        elif home in LEAVES:
            assert other in EVERYBODY | {home}, f"{home} imports {name}"
        elif home in EVERYBODY:
            raise AssertionError(f"{home} imports {name}")
        elif home in CONDUCTORS:
            assert other in STAGES | EVERYBODY | LEAVES | CONDUCTORS, f"{home} imports {name}"
        elif home == "runners":
            assert other != "cli", f"{home} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_library_lives_in_its_one_adapter_and_loads_when_it_is_used(path: Path) -> None:
    for name, at_import in imports(path):
        library = name.split(".")[0]
        if library in ONE_ADAPTER:
            assert home_of(path) in ONE_ADAPTER[library], f"{path.name} imports {library}"
            light = library in ("typer", "sqlite3")
            assert light or not at_import, f"{path.name} loads {library} when it is imported"
