"""Tables at any width, and through a pipe: no word and no path is ever broken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bilingual.cli.printing import summary
from bilingual.cli.printing.tables import print_table
from bilingual.runners import Report

PATH = "outputs/a-long-name-of-a-post/a-long-name-of-a-post.bilingual.md"
HEADINGS = ("term", "English", "where")
ROWS = [
    ("降噪", "Noise Reduction, as everybody calls it who edits sound for a living", "posts/city-radio.md:28"),
    ("茶", "tea", PATH),
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_words_and_paths_stay_whole_at_any_width(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout", screen)
    print_table(HEADINGS, ROWS)
    shown = screen.getvalue().split()
    for row in ROWS:
        assert set(" ".join(row).split()) <= set(shown)


def test_a_pipe_has_a_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(HEADINGS, [*ROWS, ("行", "two\nlines", "")])
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.split() == list(HEADINGS)
    assert [line.split()[0] for line in lines] == ["降噪", "茶", "行"]
    assert lines[0].endswith("posts/city-radio.md:28")
    assert "two lines" in lines[2]


@pytest.mark.parametrize(("width", "lines"), [(120, 2), (80, 4), (40, 10)])
def test_what_a_run_did_stays_whole_at_any_width(width: int, lines: int, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("NO_COLOR", "1")
    name = "城市-radio"
    summary.print_table([Report(f"posts/{name}.md", name, (Path("outputs/a-long-name/post.md"),), segments=129, machine=127)])
    shown = screen.getvalue().splitlines()
    assert len(shown) == lines
    assert all(len(line) <= width for line in shown)
    assert {name, "129", "127", "outputs/a-long-name/"} <= set(screen.getvalue().split())
