"""What the shell offers after Tab in the glossary's commands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-c", "import sys; sys.argv[0] = 'translate'; from bilingual.cli import main; main()"]


def offers(words: str, home: Path) -> tuple[list[str], str]:
    """What bash is offered for the last of the words, and what stands on stderr."""
    asked = {"_TRANSLATE_COMPLETE": "complete_bash", "COMP_WORDS": f"translate {words}", "COMP_CWORD": str(len(words.split()))}
    environment = os.environ | asked | {"XDG_CONFIG_HOME": str(home)}
    done = subprocess.run(PROGRAM, capture_output=True, env=environment, timeout=120)
    return done.stdout.decode().split("\n")[:-1], done.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("glossary show 物理", ["物理引擎"]),
        ("glossary show Sora", ["Sora\\ 2"]),
        ("glossary accept 物理引擎 物", ["物流"]),
        ("glossary merge 物", ["物理引擎", "物流"]),
        ("glossary set UI st", ["status="]),
        ("glossary set UI status=r", ["status=rejected"]),
        ("glossary add 云 Cloud kind=p", ["kind=person", "kind=product", "kind=phrase"]),
        ("glossary list --status c", ["candidate"]),
    ],
)
def test_terms_and_columns_are_offered(project: Path, words: str, offered: list[str]) -> None:
    (project / "glossaries").mkdir()
    rows = "source,target\n物理引擎,Physics Engine\n物流,Logistics\nSora 2,\n,bad\n"
    (project / "glossaries/terms.csv").write_text(rows, "utf-8")
    assert offers(words, project) == (offered, "")


def test_without_a_glossary_nothing_is_offered_and_nothing_said(project: Path) -> None:
    assert offers("glossary show 物", project) == ([""], "")
