"""What reaches the terminal: nothing of a post or a name steers it; outputs that take nothing; the program's own faults."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilingual import errors
from bilingual.cli.terminal import STEERING, visible
from tests.cli.conftest import COMMAND, Translate

BAD = "坏"
EVIL = "\x1b]0;title\x07\x1b[2J\u202e"


def test_what_is_printed_of_posts_glossaries_and_names_is_visible(project: Path, translate: Translate) -> None:
    """Rows of a glossary, headings, file names, an error about each: one door for all of them."""
    (project / f"a{EVIL}.md").write_text(f"# 公园{EVIL}\n\n今天{EVIL}的天气很好。\n", "utf-8")
    (project / "terms.csv").write_text(f"source,target\n天气{EVIL},weather{EVIL}\n公园,the park{EVIL}\n,x{EVIL}\n", "utf-8")
    commands = [
        ("run", f"a{EVIL}.md", "-g", "terms.csv", "--verbose"),
        ("check", f"a{EVIL}.md", "-v", "--locks"),
        ("check", f"a{EVIL}.md", "--format", "github"),
        ("glossary", "list", "-g", "terms.csv"),
        ("glossary", "lint", "-g", "terms.csv"),
        ("memory", "list"),
        ("run", f"missing{EVIL}.md", "--engine", f"no{EVIL}"),
        ("import", f"missing{EVIL}.docx"),
    ]
    for command in commands:
        result = translate(*command)
        assert not STEERING.search(result.out + result.err), command


def test_an_object_for_programs_keeps_every_character(project: Path, translate: Translate) -> None:
    (project / "a\x9b.md").write_text("你好。\n", "utf-8")
    result = translate("run", "a\x9b.md", "--json")
    assert list(result.posts) == ["a\x9b.md"]
    assert not STEERING.search(result.out)


def test_colours_of_our_own_pass(project: Path) -> None:
    assert visible("\x1b[1m") == "\\u001b[1m"
    command = "from rich.table import Table; from bilingual.cli.terminal import open_doors; open_doors(); "
    command += (
        "from bilingual.cli.console import stdout; t = Table('h', header_style='bold'); t.add_row('a\\x1b[5m'); stdout().print(t)"
    )
    environment = os.environ | {"FORCE_COLOR": "1", "TERM": "xterm"}
    shown = subprocess.run([sys.executable, "-c", command], capture_output=True, env=environment, check=True).stdout.decode()
    assert "\x1b[1m" in shown
    assert "\x1b[5m" not in shown


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_output_is_told(project: Path) -> None:
    for command in ("models available", "check --list", "models list --json"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run([*COMMAND, *command.split()], stdout=full, stderr=subprocess.PIPE, timeout=60)
        told = done.stderr.decode()
        assert (done.returncode, "Traceback" in told, "Exception ignored" in told) == (1, False, False), told
        assert "could not be written" in told


def test_a_closed_output_is_no_fault(project: Path) -> None:
    """As a program started without one has it (`>&-`)."""
    line = f"{sys.executable} -c 'from bilingual.cli import main; main()' models list >&- 2>&-"
    assert subprocess.run(["sh", "-c", line], timeout=60).returncode == 0


def test_a_fault_in_one_post_is_that_posts(project: Path, translate: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault that nobody thought of: the others are written, no traceback is shown, and a file has what a report needs."""
    from bilingual.sources import registry

    read = registry.read_document

    def faulty(data: bytes, **named: object) -> object:
        return {}["nobody"] if BAD.encode() in data else read(data, **named)  # type: ignore[arg-type]

    monkeypatch.setattr("bilingual.runners.local.read_document", faulty)
    (project / "a.md").write_text(f"{BAD}。\n", "utf-8")
    (project / "b.md").write_text("你好。\n", "utf-8")
    result = translate("run", "a.md", "b.md")
    assert result.code == 1
    assert (project / "outputs" / "b" / "b.docx").is_file()
    assert "a.md: The program has a fault: KeyError: 'nobody'." in result.err
    (file,) = re.findall(r"stands in (\S+);", result.err)
    report = Path(file).read_text("utf-8")
    assert "faulty" in report
    assert BAD not in report
    Path(file).unlink()


def test_debugging_shows_where(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from bilingual.cli.console import DEBUG, report

    monkeypatch.setenv(DEBUG, "1")
    with pytest.raises(errors.Defect) as raised, errors.contained("a.md"):
        [].pop()
    report(raised.value)
    assert "IndexError: pop from empty list" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_in_the_first_moments_is_no_traceback(project: Path, sent: signal.Signals, code: int) -> None:
    """From the first line of the program on; what is sent while Python itself starts ends it without a word."""
    (project / "a.md").write_text("你好。\n" * 300, "utf-8")
    for wait in (0.05, 0.1, 0.2, 0.4):
        command = [sys.executable, "-m", "bilingual", "run", "a.md", "--no-memory"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
            time.sleep(wait)
            running.send_signal(sent)
            _, told = running.communicate(timeout=60)
        assert b"bilingual/cli" not in told
        assert running.returncode in (code, -sent, -signal.SIGINT, 0)  # a second in the interpreter's own end is Ctrl-C's


def test_a_control_character_in_a_name_stops_no_format(project: Path, translate: Translate) -> None:
    (project / "a\x07b.md").write_text("你好。\n", "utf-8")
    result = translate("run", "a\x07b.md", "--format", "md,docx,xlsx,xliff,tmx,csv,html,epub,json")
    assert result.code == 0, result.err


@pytest.mark.parametrize("command", ["run a.md", "check a.md", "export a.md", "glossary build a.md", "glossary suggest a.md"])
def test_no_name_is_no_folder(project: Path, translate: Translate, command: str) -> None:
    (project / "a.md").write_text("你好。\n", "utf-8")
    assert translate(*command.split(), "-o", "").code == 2
    assert [path.name for path in project.iterdir()] == ["a.md"]
