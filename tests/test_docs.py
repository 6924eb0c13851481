"""The README and the other documents name only commands and flags that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from bilingual.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "README.zh.md",
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
PROGRAMS = ("translate", "bilingual")
LOCAL = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


def commands(text: str) -> Iterator[list[str]]:
    """The words of every call of the program: in shell blocks, line by line, and in code within a sentence."""
    blocks = re.findall(r"(?ms)^```(?:sh|bash|shell|console|text|)\n(.*?)^```", text)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    prose = re.sub(r"(?ms)^```.*?^```", "", text)
    lines += re.findall(r"`([^`\n]+)`", prose)
    for line in lines:
        for part in re.split(r"&&|\|\||[|;]", line.partition(" #")[0]):
            yield from called(part.strip().removeprefix("$ ").strip())


def called(part: str) -> Iterator[list[str]]:
    part = re.sub(r"^(?:[A-Z_]+=\S* +)*(?:uvx? (?:run |tool run )?)?", "", part)
    if re.match(rf"(?:{'|'.join(PROGRAMS)}) +[-a-z]", part):
        yield shlex.split(part.replace("…", "").replace("'", ""))


def below(command: Any) -> dict[str, Any]:
    """The commands of a group, which may be loaded only now; none of a command."""
    names = command.list_commands(None) if hasattr(command, "list_commands") else ()
    return {name: command.get_command(None, name) for name in names}


def resolved(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words name, and its flags."""
    command: Any = typer.main.get_command(app)
    rest = words[1:]
    while rest and below(command) and not rest[0].startswith("-"):
        assert rest[0] in below(command), f"there is no command {' '.join(words)}"
        command, rest = below(command)[rest[0]], rest[1:]
    return command, [word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)]


def found() -> list[Any]:
    texts = [(path, path.read_text("utf-8")) for path in DOCUMENTS if path.is_file()]
    return [pytest.param(words, id=f"{path.name}: {' '.join(words)}") for path, text in texts for words in commands(text)]


@pytest.mark.parametrize("words", found())
def test_the_command_and_its_flags_exist(words: list[str]) -> None:
    command, flags = resolved(words)
    known = {option for parameter in command.params for option in getattr(parameter, "opts", ())}
    known |= {option for parameter in command.params for option in getattr(parameter, "secondary_opts", ())}
    known |= {"--help", "-h", "--version", "--install-completion", "--show-completion"}
    assert [flag for flag in flags if flag.strip("[]") not in known] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```sh\n$ uv run translate run a.md -o x  # why\n```", [["translate", "run", "a.md", "-o", "x"]]),
        ("```bash\npip install uv && uv run translate run examples/*.md\n```", [["translate", "run", "examples/*.md"]]),
        ("Use `translate models install`.", [["translate", "models", "install"]]),
        ("```sh\nBILINGUAL_X=1 bilingual run \\\n  a.md --json | jq .\n```", [["bilingual", "run", "a.md", "--json"]]),
        ("```python\nbilingual.translate(x)\n```\nand `bilingual.parse(text)`, `translate`", []),
    ],
)
def test_commands_are_found(text: str, expected: list[list[str]]) -> None:
    assert list(commands(text)) == expected


def test_a_command_that_is_not_there_is_seen() -> None:
    with pytest.raises(AssertionError, match="there is no command"):
        resolved(["translate", "fly"])


def every_command(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    yield name, command
    for word, child in below(command).items():
        yield from every_command(child, f"{name} {word}")


COMMANDS = dict(every_command(typer.main.get_command(app), "translate"))


SHORT = {"translate memory undo": ["translate undo"]}
"""Commands that have a shorter name, which their help tells."""


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example_that_exists(name: str) -> None:
    command = COMMANDS[name]
    said = f"{command.help}\n{command.epilog or ''}"
    examples = [line.strip() for line in re.split(r"\n|:  ", said) if line.strip().startswith("translate ")]
    assert examples, f"{name} shows no example"
    for example in examples:
        resolved(shlex.split(example))
        assert example.startswith((name, *SHORT.get(name, ()))) or name.count(" ") == 0 or below(command)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_flag_says_what_it_does(name: str) -> None:
    for parameter in COMMANDS[name].params:
        if parameter.name != "help":
            assert getattr(parameter, "help", ""), f"{name} {parameter.name}"
        assert all(re.fullmatch(r"-[a-z]|--[a-z]+(-[a-z]+)*", option) for option in parameter.opts if option[0] == "-")


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.is_file()], ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    assert [link for link in LOCAL.findall(path.read_text("utf-8")) if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", [path for path in DOCUMENTS if path.name != "CHANGELOG.md"], ids=lambda path: path.name)
def test_modules_that_are_named_exist(path: Path) -> None:
    names = re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|sh|json|tsv|toml))?)`", path.read_text("utf-8"))
    roots = (ROOT, ROOT / "bilingual", ROOT / "bilingual/formats", ROOT / "bilingual/sources", ROOT / "bilingual/checks")
    ignored = ("outputs/", "posts/", "sets/", "corpus/", "glossaries/", "training/work/", "model/")
    assert [name for name in names if name not in ignored and not any((root / name).exists() for root in roots)] == []


def test_both_names_are_the_same_program() -> None:
    from importlib.metadata import entry_points

    scripts = {point.name: point.value for point in entry_points(group="console_scripts") if point.name in PROGRAMS}
    assert scripts == dict.fromkeys(PROGRAMS, "bilingual.__main__:main")


def test_a_clone_alone_suffices() -> None:
    """No page, no example of a command and no default of one leads to a folder beside the clone."""
    folders = ("bilingual", "benchmarks", "training", "examples", "docs", "tests/models")
    files = [path for name in folders for path in (ROOT / name).rglob("*") if path.suffix in (".py", ".md", ".toml", ".sh")]
    pages = [*DOCUMENTS, *(page for page in files if "work" not in page.relative_to(ROOT).parts)]
    outside = re.compile(r"(?<![\w/.])\.\./shared")
    assert [page.name for page in pages if page.is_file() and outside.search(page.read_text("utf-8"))] == []
