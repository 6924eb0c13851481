"""What the README shows is what the program prints now.

The commands of its `console` blocks are run in order in a folder of their own, in which `posts/` holds two of the examples. A
line `…` stands for lines left out. `README=write uv run pytest tests/test_readme.py` puts today's output into the README.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
POSTS = ("city-radio.md", "repair-cafe.md")
EDITED = "Last summer the electric fan my grandmother left us suddenly stopped."
MORE = "…"
BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```\n")
VARYING = [
    (re.compile(r"\d+\.\d(?=  outputs/)"), "0.0"),
    (re.compile(r" +(?=0\.0  outputs/)"), " "),
    (re.compile(r" +seconds"), " seconds"),
]
"""What differs from run to run: the seconds that a post took."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command as the README shows it, and the lines below it."""

    line: str
    output: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The command's words, its comment left out."""
        return shlex.split(self.line.removeprefix("$ ").partition("  #")[0])


def calls(block: str) -> list[Call]:
    """The commands of a block."""
    found: list[Call] = []
    for part in re.split(r"(?m)^(?=\$ )", block):
        first, *rest = part.rstrip("\n").split("\n")
        if first.startswith("$ "):
            found.append(Call(first, (*rest, *([""] if part.endswith("\n\n") else []))))
    return found


def edited_document(folder: Path) -> None:
    """Plays the editor: the English of the first row of the Word document is written anew."""
    source = folder / "outputs/repair-cafe/repair-cafe.docx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / "repair-cafe-edited.docx", "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                data = _with_first_row_edited(data.decode("utf-8"), folder).encode("utf-8")
            new.writestr(item, data)


def _with_first_row_edited(xml: str, folder: Path) -> str:
    import json

    records = json.loads((folder / "outputs/repair-cafe/repair-cafe.json").read_text("utf-8"))
    english = next(row["en"] for row in records["rows"] if row["hans"].startswith("外婆留下来"))
    assert xml.count(f">{english}<") == 1, "the sentence is one run of the document"
    return xml.replace(f">{english}<", f">{EDITED}<")


PREPARED: dict[str, Callable[[Path], None]] = {"repair-cafe-edited.docx": edited_document}
"""Files that somebody makes by hand before a command that names them."""


def printed(call: Call, folder: Path) -> list[str]:
    """What the command prints, both streams, as a terminal would show it."""
    for name, prepare in PREPARED.items():
        if name in call.words:
            prepare(folder)
    program = [sys.executable, "-c", "from bilingual.cli import main; main()"]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("BILINGUAL_")} | {"NO_COLOR": "1"}
    done = subprocess.run(
        [*program, *_expanded(call.words[1:], folder)],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
    )  # fmt: skip
    return [line.rstrip() for line in done.stdout.decode("utf-8").replace("\r", "\n").splitlines()]


def _expanded(words: list[str], folder: Path) -> list[str]:
    return [
        name
        for word in words
        for name in (sorted(str(p.relative_to(folder)) for p in folder.glob(word)) if "*" in word else [word])
    ]


def fixed(line: str) -> str:
    """A line without what differs from run to run."""
    for pattern, put in VARYING:
        line = pattern.sub(put, line)
    return line.rstrip()


def agrees(wanted: tuple[str, ...], found: list[str]) -> bool:
    """Whether the output is what the README shows, but for what `…` leaves out."""
    have = [fixed(line) for line in found]
    want = [fixed(line) for line in wanted if line]
    have = [line for line in have if line]
    if MORE not in want:
        return want == have
    at = want.index(MORE)
    before, after = want[:at], want[at + 1 :]
    return have[: len(before)] == before and (not after or have[-len(after) :] == after) and len(have) >= len(before) + len(after)


def anew(call: Call, found: list[str]) -> tuple[str, ...]:
    """The lines to show: today's, as many before and after `…` as the README has now."""
    if MORE not in call.output:
        return (*found, *([""] if call.output[-1:] == ("",) else []))
    at = call.output.index(MORE)
    after = len([line for line in call.output[at + 1 :] if line])
    return (*found[:at], MORE, *(found[-after:] if after else []), *([""] if call.output[-1:] == ("",) else []))


@pytest.fixture
def folder(tmp_path: Path, home: Path) -> Path:
    (tmp_path / "posts").mkdir()
    for name in POSTS:
        shutil.copy(ROOT / "examples" / name, tmp_path / "posts")
    picture = ROOT / "examples" / "images"
    if picture.is_dir():
        shutil.copytree(picture, tmp_path / "posts" / "images")
    (tmp_path / "bilingual.toml").write_text("[run]\n")
    return tmp_path


EXAMPLE = re.compile(r"(?ms)^```markdown\n(?P<post>.*?)^```\n\nbecomes\n\n(?P<shown>(?:^>[^\n]*\n)+)")


def test_the_example_at_the_top_becomes_what_it_says(folder: Path) -> None:
    text = README.read_text("utf-8")
    (example,) = EXAMPLE.finditer(text)
    (folder / "talk.md").write_text(example["post"], "utf-8")
    printed(Call("$ translate run talk.md --format md", ()), folder)
    document = (folder / "outputs/talk/talk.bilingual.md").read_text("utf-8")
    body = document[document.index("### ") : document.index("## 术语表")]
    lines = [re.sub(r" *<!--.*?-->", "", line).rstrip() for line in body.strip().split("\n")]
    table = "".join(f"> {line}".rstrip() + "\n" for line in lines)
    if os.environ.get("README") == "write":
        README.write_text(text[: example.start("shown")] + table + text[example.end("shown") :], "utf-8")
    else:
        assert example["shown"] == table


@pytest.mark.slow
def test_the_readme_shows_what_is_printed(folder: Path) -> None:
    text = README.read_text("utf-8")
    differing: list[str] = []

    def run(block: re.Match[str]) -> str:
        lines = []
        for call in calls(block[1]):
            found = printed(call, folder)
            if any(call.output) and not agrees(call.output, found):
                differing.append("\n".join([call.line, *found]))
            lines += [call.line, *(anew(call, found) if any(call.output) else call.output)]
        return "```console\n" + "\n".join(lines).rstrip("\n") + "\n```\n"

    new = BLOCK.sub(run, text)
    if os.environ.get("README") == "write":
        README.write_text(new, "utf-8")
    else:
        assert not differing, "README.md shows something else for:\n\n" + "\n\n".join(differing)


def test_what_is_left_out_may_be_anything() -> None:
    assert agrees(("a", MORE, "z"), ["a", "b", "z"])
    assert agrees(("city  1.2  outputs/x/",), ["city  9.9  outputs/x/"])
    assert not agrees(("a", MORE, "z"), ["a", "b"])
    assert not agrees(("a",), ["a", "b"])
