"""What must outlive every rename: the memory, the records, the ids, the commands and the documents, seen from outside.

Nothing here names a module of the program but the command itself. What is compared stands in `data/`:

- `post/`: the post that is run, and its glossary;
- `pinned/`: what comes of it. After a change that is meant, all of it is written anew by

      PINS=write uv run pytest tests/pins

  and the diff is what the change does to people who have the program already;
- a folder for each version whose files later versions must read, as that version wrote them: a memory with a human
  entry, records and edited documents. The same command adds one for a version that has none and leaves the others alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bilingual.cli import main

DATA = Path(__file__).parent / "data"
MODEL = Path(__file__).parents[1] / "models/unslotted"
WRITE = os.environ.get("PINS") == "write"

FORMATS = "md,docx,html,epub,json,xliff,tmx,csv,xlsx"  # a PDF needs a browser
SUFFIXES = ("bilingual.md", "docx", "html", "epub", "json", "xlf", "tmx", "csv", "xlsx")
EDITED = ("csv", "docx", "tmx", "xlf", "xlsx", "bilingual.md")
"""What an editor may have been sent and `translate import` reads."""
HUMAN = ("我喜欢猫。", "I am fond of cats.")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def content(self) -> Any:
        return json.loads(self.out)


class Project:
    """A folder with the post and its glossary, and a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "project"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        (self.folder / "glossaries").mkdir(parents=True)
        (self.folder / "bilingual.toml").touch()
        self.memory = self.folder / ".bilingual/memory.sqlite"
        self.outputs = self.folder / "outputs/talk"

    def holds_post(self, source: Path) -> None:
        shutil.copy(source / "talk.md", self.folder)
        shutil.copy(source / "terms.csv", self.folder / "glossaries")

    def translate(self, *arguments: object, code: int | None = 0) -> Result:
        """Runs `translate …` in this process, in the project's folder; it must end with `code`."""
        streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
        with pytest.MonkeyPatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(("BILINGUAL_", "XDG_", "ARGOS_", "FORCE_COLOR"))]:
                patch.delenv(name)
            patch.setenv("HOME", str(self.home))
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["translate", *map(str, arguments)])
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            with pytest.raises(SystemExit) as stopped:
                main()
        for stream in streams:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)  # type: ignore[attr-defined]
        result = Result(int(stopped.value.code or 0), out, err)
        assert code in (None, result.code), result
        return result

    def run(self, *arguments: object) -> dict[str, Any]:
        """Runs the post with the tiny model: what `--json` says of it."""
        said = self.translate("run", "talk.md", "--model", MODEL, "--json", *arguments).content
        (post,) = said["posts"]
        return post

    def records(self) -> dict[str, Any]:
        return json.loads((self.outputs / "talk.json").read_text("utf-8"))

    def remembered(self, question: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.memory)) as file:
            return file.execute(question).fetchall()


def edited(path: Path, changes: dict[str, str]) -> Path:
    """A sheet with new English for the rows of that Chinese."""
    head, *lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")))
    chinese, english = head.index("zh-Hans"), head.index("en")
    file = io.StringIO()
    for line in (head, *lines):
        line[english] = changes.get(line[chinese], line[english])
        csv.writer(file).writerow(line)
    path.write_bytes(file.getvalue().encode("utf-8-sig"))
    return path


def unsigned(text: str) -> str:
    """Without the version and the engine of the signature."""
    return re.sub(r"bilingual [^|\s]+\|engine:[^|]*\|", "bilingual VERSION|engine:ENGINE|", text)


def pinned(name: str, found: Any) -> None:
    """Compares with `data/pinned/<name>`: text as it is, anything else as JSON."""
    path = DATA / "pinned" / name
    is_text = isinstance(found, str)
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        text = found if is_text else json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        path.write_bytes(text.encode("utf-8"))
    known = path.read_bytes().decode("utf-8")
    assert found == (known if is_text else json.loads(known)), f"not as in {path.name}; if that is meant: PINS=write"


def key_paths(value: Any, at: str = "") -> set[str]:
    """Where keys stand in a JSON value, whichever place of a list they are in."""
    if isinstance(value, dict):
        return {path for key, own in value.items() for path in {f"{at}.{key}", *key_paths(own, f"{at}.{key}")}}
    if isinstance(value, list):
        return {path for own in value for path in key_paths(own, f"{at}[]")}
    return set()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The post after its first run, in every format; tests leave it as it is."""
    project = Project(tmp_path_factory.mktemp("pins"))
    project.holds_post(DATA / "post")
    project.run("--format", FORMATS)
    return project


@pytest.fixture
def copy(project: Project, tmp_path: Path) -> Project:
    """The same, to be changed."""
    copied = Project(tmp_path)
    shutil.copytree(project.folder, copied.folder, dirs_exist_ok=True)
    return copied


# The memory


def test_memory_keys(project: Project) -> None:
    rows = project.remembered("SELECT source, lock, terms, engine FROM translation ORDER BY source, terms")
    pinned("memory-keys.json", [dict(zip(("source", "lock", "terms", "engine"), row, strict=True)) for row in rows])


def test_memory_keys_of_an_engine_that_carries_names(tmp_path: Path) -> None:
    own = Project(tmp_path)
    shutil.copy(DATA / "post/names.md", own.folder)
    own.translate("run", "names.md", "--engine", "starter", "--format", "json", "-q")
    rows = own.remembered("SELECT source, terms FROM translation ORDER BY source, terms")
    pinned("memory-keys-names.json", [dict(zip(("source", "terms"), row, strict=True)) for row in rows])


def test_memory_digests(project: Project) -> None:
    """The primary key of each row: a row is only found by it."""
    rows = project.remembered("SELECT hex(key), source FROM translation ORDER BY source, terms")
    pinned("memory-digests.json", [list(row) for row in rows])


def test_memory_schema(project: Project) -> None:
    tables = project.remembered("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    marks = [project.remembered(f"PRAGMA {name}")[0][0] for name in ("application_id", "user_version")]
    pinned("memory-schema.json", {"sql": [sql for (sql,) in tables], "application_id": marks[0], "user_version": marks[1]})


# Files of earlier versions


def written(folder: Path, project: Project) -> None:
    """Fills `folder` with what this version leaves behind: a run, an editor's change, a second run and its exports."""
    project.holds_post(DATA / "post")
    project.run("--format", "json,csv")
    sheet = edited(project.outputs / "talk.csv", dict([HUMAN]))
    project.translate("import", sheet, "--who", "Ming")
    project.run("--format", FORMATS)
    folder.mkdir()
    for name in ("talk.md", "glossaries/terms.csv", ".bilingual/memory.sqlite", "outputs/talk/talk.json"):
        shutil.copy(project.folder / name, folder)
    for suffix in EDITED:
        shutil.copy(project.outputs / f"talk.{suffix}", folder)


def versions() -> list[str]:
    return sorted(path.name for path in DATA.iterdir() if re.match(r"\d", path.name))


if WRITE and version("bilingual") not in versions():

    def test_this_version_leaves_its_files(tmp_path: Path) -> None:
        written(DATA / version("bilingual"), Project(tmp_path))


@pytest.fixture(params=versions())
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Project]:
    """A project as that version left it; the documents it wrote are in `sent/`."""
    folder = DATA / request.param
    project = Project(tmp_path)
    project.holds_post(folder)
    for path in (project.memory.parent, project.outputs, project.folder / "sent"):
        path.mkdir(parents=True)
    shutil.copy(folder / "memory.sqlite", project.memory)
    shutil.copy(folder / "talk.json", project.outputs)
    for suffix in EDITED:
        name = "talk" if suffix == "bilingual.md" else "from-ming"  # which post it is, the others say inside
        shutil.copy(folder / f"talk.{suffix}", project.folder / f"sent/{name}.{suffix}")
    return project


def test_an_earlier_memory_needs_no_translation_and_people_win(earlier: Project) -> None:
    before = earlier.records()
    post = earlier.run("--format", "json")
    # what that version left as it was, in the one row with a link, is new: its title
    assert (post["machine"], post["human"]) == (1, 1)
    after = earlier.records()
    # the words are those that were remembered; a version may find emphasis its place where an earlier one lost it
    lost = re.compile(r'\*\*| "[^"]*"(?=\))')
    words = [[(row["id"], lost.sub("", row["en"])) for row in records["rows"]] for records in (before, after)]
    assert words[0] == words[1]
    assert [(row["hans"], row["en"]) for row in after["rows"] if row["origin"] == "human"] == [HUMAN]
    (entry,) = earlier.translate("memory", "list", "--json").content["entries"]
    assert (entry["text"], entry["who"]) == (HUMAN[1], "Ming")


def test_earlier_records_give_every_format(earlier: Project) -> None:
    earlier.translate("export", "talk.md", "--format", FORMATS, "-o", "new")
    assert {path.name for path in (earlier.folder / "new").iterdir()} == {f"talk.{suffix}" for suffix in SUFFIXES}
    new = (earlier.folder / "new/talk.json").read_text("utf-8").replace("|people:1", "")  # what people did by now
    assert json.loads(unsigned(new)) == json.loads(unsigned(json.dumps(earlier.records(), ensure_ascii=False)))


def test_earlier_records_are_checked(earlier: Project) -> None:
    (own,) = earlier.translate("check", "talk.md", "--format", "json", code=1).content["files"]
    assert own["rows"] == len(earlier.records()["rows"])
    # the title of a link was left in Chinese, and “and and and” stands there, which no check found then
    assert {finding["check"] for finding in own["findings"]} == {"doubled-words", "numbers", "residue", "script"}
    assert own["locks"]
    assert all(lock["exact"] for lock in own["locks"])


def test_earlier_documents_come_back_unchanged(earlier: Project) -> None:
    earlier.translate("export", "talk.md", "--format", FORMATS, "-o", "new")
    files = sorted([*earlier.folder.glob("sent/*"), *(earlier.folder / f"new/talk.{suffix}" for suffix in EDITED)])
    found = earlier.translate("import", *files, "--json").content["files"]
    whole = len(earlier.records()["rows"])
    assert [(own["differences"], own["unchanged"], own["import"]) for own in found] == [([], whole, None)] * len(files)


def test_an_edit_of_an_earlier_document_comes_back(earlier: Project) -> None:
    sheet = edited(earlier.folder / "sent/from-ming.csv", {"再见。": "So long."})
    earlier.translate("import", sheet, "-q")
    assert earlier.run("--format", "json")["human"] == 2
    assert [row["en"] for row in earlier.records()["rows"] if row["hans"] == "再见。"] == ["So long."]


# Records and what `--json` prints


def test_records(project: Project) -> None:
    pinned("records.json", json.loads(unsigned((project.outputs / "talk.json").read_text("utf-8"))))


def test_records_after_an_edit(copy: Project) -> None:
    """With a human row, and what stood there before (`earlier`)."""
    copy.translate("import", edited(copy.outputs / "talk.csv", dict([HUMAN])), "--who", "Ming", "-q")
    copy.run("--format", "json")
    rows = copy.records()["rows"]
    pinned("rows-after-an-edit.json", [row for row in rows if row["origin"] == "human" or "earlier" in row])


@pytest.mark.slow
def test_keys_of_what_json_prints(copy: Project) -> None:
    rows = ("source,target,status", "护城河,castle  moat,accepted", "坏,=1+1,accepted", "猫,,candidate", "公园,Green,accepted")
    (copy.folder / "mine.csv").write_text("\n".join(rows), "utf-8")
    (copy.folder / "park.md").write_text("**公园**（Green: 一个地方）。\n", "utf-8")
    edited(copy.outputs / "talk.csv", {HUMAN[0]: HUMAN[1], "我们明天去公园。": "We go to a park tomorrow."})
    (copy.folder / "open.md").write_text("---\na: b: c\n---\n\n汤姆喜欢猫。汤姆有狗。汤姆很好。\n", "utf-8")
    mine = ("-g", "mine.csv", "-g", "glossaries")
    commands: dict[str, tuple[int, Sequence[object]]] = {
        "run": (1, ["run", "talk.md", "open.md", "gone.md", "--model", MODEL, "--format", "json", "-o", "x", *mine, "--json"]),
        "run --dry-run": (0, ["run", "talk.md", "--model", MODEL, "--dry-run", "--json"]),
        "run without a model": (3, ["run", "talk.md", "--model", "nowhere", "--json"]),
        "check": (1, ["check", "talk.md", "--format", "json"]),
        "export": (1, ["export", "talk.md", "gone.md", "--format", "md", "-o", "x", "--json"]),
        "import": (1, ["import", "outputs/talk/talk.csv", "gone.csv", "--json"]),
        "models list": (0, ["models", "list", "--json"]),
        "memory list": (0, ["memory", "list", "--json"]),
        "memory import": (0, ["memory", "import", "ours.tmx", "--json"]),
        "memory undo": (0, ["memory", "undo", "--json"]),
        "glossary list": (0, ["glossary", "list", "--json"]),
        "glossary show": (0, ["glossary", "show", "公园", "--json"]),
        "glossary lint": (1, ["glossary", "lint", "talk.md", *mine, "--format", "json"]),
        "glossary impact": (0, ["glossary", "impact", "公园=Park", "talk.md", "--json"]),
        "glossary suggest": (0, ["glossary", "suggest", "talk.md", "open.md", "--json"]),
        "glossary build": (0, ["glossary", "build", "talk.md", "park.md", "-o", "glossaries/terms.csv", "--dry-run", "--json"]),
        "glossary correct": (0, ["glossary", "correct", "--json"]),
        "glossary diff": (1, ["glossary", "diff", "glossaries/terms.csv", "mine.csv", "--json"]),
        "glossary import": (1, ["glossary", "import", "mine.csv", "--dry-run", "--json"]),
    }
    before = {
        "memory import": ["memory", "export", "ours.tmx"],
        "glossary suggest": ["run", "open.md", "--model", MODEL, "--format", "json", "-q"],
        "glossary correct": ["glossary", "correct", "GBT=GPT"],
    }
    found = {}
    for name, (code, arguments) in commands.items():
        if name in before:
            copy.translate(*before[name], code=None)
        found[name] = sorted(key_paths(copy.translate(*arguments, code=code).content))
    pinned("json-keys.json", found)


# Documents


@pytest.mark.parametrize("layout", ["side-by-side", "interleaved", "per-language"])
def test_markdown(project: Project, tmp_path: Path, layout: str) -> None:
    project.translate("export", "talk.md", "--format", "md", "--layout", layout, "-o", tmp_path)
    wanted = {"talk.bilingual.md"} | {f"talk.{tag}.md" for tag in ("zh-Hans", "zh-Hant", "en") if layout == "per-language"}
    assert {path.name for path in tmp_path.iterdir()} == wanted
    for path in tmp_path.iterdir():
        text = unsigned(path.read_bytes().decode("utf-8")).replace(os.path.relpath(project.folder, tmp_path), "..")
        pinned(f"{layout}/{path.name}", text)


def test_markdown_of_a_run_is_the_same(project: Project) -> None:
    text = unsigned((project.outputs / "talk.bilingual.md").read_bytes().decode("utf-8"))
    pinned("run.bilingual.md", text)


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_word_names(project: Project) -> None:
    with zipfile.ZipFile(project.outputs / "talk.docx") as file:
        parts = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist() if name.endswith(".xml")}
    marks = {
        name: [mark.get(f"{WORD}name") for mark in part.iter(f"{WORD}bookmarkStart")]
        for name, part in sorted(parts.items())
        if name.startswith("word/")
    }
    properties = {own.get("name"): unsigned("".join(own.itertext())) for own in parts["docProps/custom.xml"]}
    pinned("docx.json", {"bookmarks": {name: own for name, own in marks.items() if own}, "properties": properties})


def attributes(path: Path, leave: Sequence[str]) -> list[list[Any]]:
    """Every element of an XML file with its attributes, those in `leave` aside."""
    return [
        [element.tag.rpartition("}")[2], {key: value for key, value in element.attrib.items() if key not in leave}]
        for element in ElementTree.parse(path).iter()
    ]


def test_xliff_ids(project: Project) -> None:
    pinned("xliff.json", attributes(project.outputs / "talk.xlf", ["tool-version"]))


def test_tmx_ids(project: Project) -> None:
    pinned("tmx.json", attributes(project.outputs / "talk.tmx", ["creationtoolversion", "creationdate", "changedate"]))
    properties = [
        [own.get("type"), unsigned(own.text or "")] for own in ElementTree.parse(project.outputs / "talk.tmx").iter("prop")
    ]
    pinned("tmx-properties.json", properties)


def test_sheet_ids(project: Project) -> None:
    from openpyxl import load_workbook

    text = (project.outputs / "talk.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    pinned("sheet.json", {"head": lines[0], "first cells": [line[0] for line in lines[1:]]})
    book = load_workbook(project.outputs / "talk.xlsx")
    cells = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert cells == lines


# Commands


def commands(project: Project, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tree of commands, caught as it is about to be run."""
    from typer.core import TyperGroup

    caught: list[Any] = []

    def catch(self: Any, *_: object, **__: object) -> None:
        caught.append(self)
        raise SystemExit

    monkeypatch.setattr(TyperGroup, "main", catch)
    project.translate()
    return caught[0]


def tree(command: Any, name: str, above: Any = None) -> Iterator[tuple[str, list[Any]]]:
    """Every command with what it takes."""
    context = type(command).context_class(command, info_name=name, parent=above, **command.context_settings)
    takes = [parameter(own) for own in command.get_params(context)]
    yield name, sorted(takes, key=lambda own: own.get("flags", []))  # arguments first, in their order
    for below in command.list_commands(context) if hasattr(command, "list_commands") else ():
        yield from tree(command.get_command(context, below), f"{name} {below}", context)


def parameter(own: Any) -> Any:
    """A flag or an argument; the name that it has inside the program is nobody's business."""
    if own.param_type_name == "argument":
        return {"argument": own.metavar or "", "required": own.required, "nargs": own.nargs}
    takes = None if own.is_flag else own.metavar or "VALUE"
    default = own.default if isinstance(own.default, str | int) else None
    flags = sorted([*own.opts, *own.secondary_opts])
    facts = {"required": own.required, "repeated": own.multiple, "default": default, "variable": own.envvar}
    return {"flags": flags, "takes": takes} | {key: value for key, value in facts.items() if value}


def test_commands(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned("commands.json", dict(tree(commands(project, monkeypatch), "translate")))


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["glossary", "list"]),
        (0, ["--help"]),
        (1, ["check", "talk.md"]),
        (1, ["export", "gone.md"]),
        (2, ["run"]),
        (2, ["run", "talk.md", "--layout", "round"]),
        (3, ["run", "talk.md", "--model", "nowhere"]),
        (3, ["models", "path", "nowhere"]),
    ],
)
def test_exit_codes(project: Project, code: int, arguments: list[str]) -> None:
    project.translate(*arguments, code=code)


def test_settings(project: Project, copy: Project) -> None:
    """The keys of `bilingual.toml`; what is no key is refused."""
    values = {
        "output": '"out"', "glossary": '["glossaries"]', "format": '["json"]', "layout": '"interleaved"', "variant": '"hk"',
        "columns": '["hans", "en"]', "paper": '"letter"', "glosses": '"drop"', "corrections": '"none"',
        "front-matter": '["title"]', "model": json.dumps(str(MODEL)),
    }  # fmt: skip
    lines = ["[run]", *(f"{key} = {value}" for key, value in values.items()), "[check]", 'off = ["numbers"]', ""]
    (copy.folder / "bilingual.toml").write_text("\n".join(lines), "utf-8")
    copy.translate("run", "talk.md", "-q")
    assert "|variant:hk|" in json.loads((copy.folder / "out/talk/talk.json").read_text("utf-8"))["signature"]
    copy.translate("check", "talk.md")
