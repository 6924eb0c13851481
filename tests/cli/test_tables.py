"""Tables at any width, and through a pipe: no word and no path is ever broken."""

from __future__ import annotations

import io

import pytest

from bilingual.cli.printing.tables import print_table

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
