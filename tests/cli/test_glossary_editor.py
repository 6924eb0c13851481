"""`translate glossary edit`: what the person's editor leaves is checked, and never lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Translate

FILE = "source,target\n甲乙,A\n丙丁,B\n"


@pytest.fixture
def file(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_config_path", lambda *_, **__: tmp_path / "config")
    path = project / "glossaries/terms.csv"
    path.parent.mkdir()
    path.write_text(FILE, "utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor called `vim` that does at each call what the next line of `script` says, and writes down its arguments."""
    program = tmp_path / "vim"
    program.write_text(
        f"#!{sys.executable}\n"
        "import sys; from pathlib import Path\n"
        "here = Path(__file__).parent\n"
        "(here / 'called').open('a').write(sys.argv[1] + chr(10))\n"
        "first, *rest = (here / 'script').read_text('utf-8').splitlines()\n"
        "(here / 'script').write_text(chr(10).join(rest), 'utf-8')\n"
        "old, new, code = first.split(' ')\n"
        "draft = Path(sys.argv[2])\n"
        "draft.write_bytes(draft.read_bytes().replace(old.encode(), new.encode()))\n"
        "sys.exit(int(code))\n",
        "utf-8",
    )
    program.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(program))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path


def plan(editor: Path, *steps: str) -> None:
    (editor / "script").write_text("\n".join(steps), "utf-8")


def called(editor: Path) -> list[str]:
    return (editor / "called").read_text("utf-8").split()


def test_a_sound_draft_becomes_the_file(file: Path, editor: Path, translate: Translate) -> None:
    plan(editor, "B Bee 0")
    result = translate("glossary", "edit", "丙丁")
    assert (result.code, result.out) == (0, "glossaries/terms.csv\n  ~ 丙丁: target “B” → “Bee”\n")
    assert called(editor) == ["+3"]
    assert file.read_text("utf-8") == FILE.replace("B", "Bee")
    assert list(file.parent.iterdir()) == [file]


def test_a_fault_leads_back_to_its_line(file: Path, editor: Path, translate: Translate) -> None:
    plan(editor, "B =1+1 0", "=1+1 Bee 0")
    result = translate("glossary", "edit", stdin=b"e\n")
    assert result.code == 0
    assert "terms.csv:3: The target “=1+1” is a spreadsheet's formula." in result.err
    assert called(editor) == ["+1", "+3"]
    assert file.read_text("utf-8") == FILE.replace("B", "Bee")


@pytest.mark.parametrize("answer", [b"q\n", b""])
def test_who_leaves_keeps_the_draft_and_goes_on_from_it(file: Path, editor: Path, translate: Translate, answer: bytes) -> None:
    plan(editor, "B =1+1 0", "=1+1 Bee 0")
    left = translate("glossary", "edit", stdin=answer)
    assert left.code == 1
    assert "What you typed is in glossaries/terms.csv.draft" in left.err
    assert file.read_text("utf-8") == FILE
    assert translate("glossary", "edit").code == 0
    assert file.read_text("utf-8") == FILE.replace("B", "Bee")


def test_faults_can_be_saved(file: Path, editor: Path, translate: Translate) -> None:
    plan(editor, "B =1+1 0")
    result = translate("glossary", "edit", stdin=b"x\ns\n")
    assert result.code == 1
    assert file.read_text("utf-8") == FILE.replace("B", "=1+1")


def test_what_is_no_table_cannot_be_saved(file: Path, editor: Path, translate: Translate) -> None:
    plan(editor, "target source 0")
    result = translate("glossary", "edit", stdin=b"s\nq\n")
    assert result.code == 1
    assert "[s]ave" not in result.err
    assert file.read_text("utf-8") == FILE


def test_an_editor_that_fails(file: Path, editor: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(editor, "B Bee 3", "B B 3")
    result = translate("glossary", "edit")
    assert result.code == 1
    assert "ended with 3. What you typed is in glossaries/terms.csv.draft" in result.err
    assert file.read_text("utf-8") == FILE
    file.with_name("terms.csv.draft").unlink()
    assert "nothing was changed" in translate("glossary", "edit").err
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert translate("glossary", "edit").code == 2
    assert list(file.parent.iterdir()) == [file]


def test_somebody_elses_edit_in_the_meantime_is_not_overwritten(
    file: Path, editor: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = editor / "vim"
    program.write_text(
        program.read_text("utf-8").replace("sys.exit(", f"Path({str(file)!r}).write_text('source,target\\n戊,E\\n'); sys.exit(")
    )
    plan(editor, "B Bee 0")
    result = translate("glossary", "edit")
    assert result.code == 1
    assert "changed by somebody else" in result.err
    assert "What you typed is in glossaries/terms.csv.draft" in result.err
    assert file.read_text("utf-8") == "source,target\n戊,E\n"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_the_editor_sees_utf_8_and_the_file_keeps_its_encoding(
    file: Path, editor: Path, translate: Translate, encoding: str
) -> None:
    file.write_bytes(FILE.encode(encoding))
    plan(editor, "甲乙 界面 0")
    assert translate("glossary", "edit").code == 0
    assert file.read_bytes() == FILE.replace("甲乙", "界面").encode(encoding)


def test_a_new_glossary_begins_with_its_header(file: Path, editor: Path, translate: Translate) -> None:
    file.unlink()
    plan(editor, "where where,owner 0")
    assert translate("glossary", "edit").code == 0
    assert file.read_text("utf-8") == "source,target,traditional,status,kind,case,aliases,note,where,owner\n"
