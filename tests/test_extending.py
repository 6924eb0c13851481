"""The examples of `docs/extending.md`: taken from the page, installed, and run."""

from __future__ import annotations

import json
import re
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from bilingual.cli import main
from bilingual.formats import registry as formats
from bilingual.sources import registry

PAGE = Path(__file__).parents[1] / "docs/extending.md"


def blocks(heading: str, language: str) -> list[str]:
    """The code of a section of the page."""
    (section,) = re.findall(rf"(?ms)^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"))
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```", section)


def install(folder: Path, module: str, code: str, project: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The module on the path, with the entry points of its `pyproject.toml`, as an installer would put them there."""
    (folder / f"{module}.py").write_text(code, "utf-8")
    groups = tomllib.loads(project)["project"]["entry-points"]
    lines = [line for group, points in groups.items() for line in (f"[{group}]", *(f"{n} = {v}" for n, v in points.items()))]
    metadata = folder / f"{module}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1\n", "utf-8")
    (metadata / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, module, raising=False)


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """The exit code of `translate …`."""
    monkeypatch.setattr(sys, "argv", ["translate", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


ENGINE = "An engine in one file"


@pytest.fixture
def chat() -> Iterator[tuple[str, list[Any]]]:
    """A server that answers as a chat model does, and what it was asked."""
    asked: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            content = " We go to the Park. " if "公园" in asked[-1]["messages"][0]["content"] else "Hello."
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"choices": [{"message": {"content": content}}]}).encode())

        def log_message(self, *arguments: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/chat/completions", asked
    server.shutdown()
    server.server_close()


def test_an_engine_in_one_file(
    chat: tuple[str, list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address, asked = chat
    (code,), (project, settings) = blocks(ENGINE, "python"), blocks(ENGINE, "toml")
    assert len(code.splitlines()) <= 42
    assert tomllib.loads(project)["project"].keys() >= {"name", "version"}, "or pip installs nothing"
    install(tmp_path, "chat_engine", code, project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bilingual.toml").write_text(re.sub(r"(?m)^address = .*$", f'address = "{address}"', settings), "utf-8")
    (tmp_path / "post.md").write_text("你好。\n\n我们去**公园**（Park: 散步的地方）。\n\n公园很大。\n", "utf-8")
    assert run(monkeypatch, "run", "post.md", "--format", "json") == 0
    records = json.loads((tmp_path / "outputs/post/post.json").read_text("utf-8"))
    assert "|engine:chat qwen3-8b|" in records["signature"]
    assert records["rows"][0]["en"] == "Hello."
    assert [lock["target"] for row in records["rows"] for lock in row["locks"]] == ["Park", "Park"]
    assert {call["model"] for call in asked} == {"qwen3-8b"}
    assert any("公园 is Park" in call["messages"][0]["content"] for call in asked)


def test_an_engine_in_one_file_says_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,), (project, _) = blocks(ENGINE, "python"), blocks(ENGINE, "toml")
    install(tmp_path, "chat_engine", code, project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bilingual.toml").write_text('[engine.chat]\naddress = "http://127.0.0.1:9/"\n', "utf-8")
    (tmp_path / "post.md").write_text("你好。今天天气很好。\n", "utf-8")
    assert run(monkeypatch, "run", "post.md", "--engine", "chat") == 1
    assert "The chat model does not answer" in capsys.readouterr().err
    assert run(monkeypatch, "run", "post.md", "--engine", "chatty") == 3
    assert "There are: starter, chat." in capsys.readouterr().err
    assert run(monkeypatch, "models", "list") == 0
    assert re.search(r"chat +chat_engine:open_chat", capsys.readouterr().out)


@pytest.mark.slow
def test_a_runner_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, used = blocks("A runner in one file", "python")
    assert len(code.splitlines()) <= 30
    (tmp_path / "pool_runner.py").write_text(code, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pool_runner", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site/posts").mkdir(parents=True)
    for name in ("a", "b"):
        (tmp_path / f"site/posts/{name}.md").write_text("今天的天气很好。我们去公园。\n", "utf-8")
    exec(used, {})
    assert capsys.readouterr().out.split("\n") == ["a 2 ", "b 2 ", ""]
    assert (tmp_path / "site/outputs/b/b.docx").is_file()


def test_a_page_on_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = blocks("A page on a project", "python")
    assert len(code.splitlines()) <= 50
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["page.py", "talk.md"])
    (tmp_path / "bilingual.toml").write_text("", "utf-8")
    (tmp_path / "talk.md").write_text("今天的天气很好。\n", "utf-8")
    assert run(monkeypatch, "run", "talk.md") == 0
    monkeypatch.setattr(sys, "argv", ["page.py", "talk.md"])
    page: dict[str, Any] = {"__name__": "page"}
    exec(code, page)
    page["Page"].log_message = lambda *arguments: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), page["Page"])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    visible = urlopen(address).read().decode()
    (unit,) = re.findall(r'input name="(\w+)"', visible)
    assert "今天的天气很好。" in visible
    answer = urlopen(address, urlencode({unit: "What a fine day."}).encode()).read().decode()
    assert "Saved as change 1." in answer
    assert "What a fine day." in urlopen(address).read().decode()
    server.shutdown()
    server.server_close()


FORMAT = "A format in one file"


def test_a_format_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,), (project,) = blocks(FORMAT, "python"), blocks(FORMAT, "toml")
    assert len(code.splitlines()) <= 42
    install(tmp_path, "plain_text", code, project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.md").write_text("# 公园\n\n我们去公园。天气很好。\n", "utf-8")
    assert run(monkeypatch, "run", "post.md", "--engine", "starter", "--format", "txt,json") == 0
    file = tmp_path / "outputs/post/post.txt"
    text = file.read_text("utf-8")
    assert "简: 我们去公园。\nEn: " in text

    capsys.readouterr()
    assert run(monkeypatch, "import", str(file), "--json") == 0
    assert not json.loads(capsys.readouterr().out)["files"][0]["differences"], "nothing was edited"
    file.write_text(re.sub(r"(?<=简: 我们去公园。\nEn: ).*", "Off to the park.", text), "utf-8")
    assert run(monkeypatch, "import", str(file), "--json") == 0
    (change,) = json.loads(capsys.readouterr().out)["files"][0]["differences"]
    assert change["after"] == "Off to the park."

    file.write_text(text.replace("\nEn: ", "\n"), "utf-8")
    assert run(monkeypatch, "import", str(file)) == 1
    assert "Block 1 is no unit" in capsys.readouterr().err


SOURCE = "A kind of post in one file"
SONG = "[ti:歌]\r\n[00:01.00]今天天气很好。\r\n[00:04.50] 我们去公园。\r\n[00:09.00]\r\n[00:12.00]"


def test_a_source_in_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,), (project,) = blocks(SOURCE, "python"), blocks(SOURCE, "toml")
    assert len(code.splitlines()) <= 40
    registry.sources.cache_clear()
    install(tmp_path, "lyrics", code, project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/song.lrc").write_bytes(SONG.encode())
    try:
        assert (
            run(monkeypatch, "run", "posts", "--engine", "starter", "--format", "md,docx,json", "--layout", "per-language") == 0
        )
        assert run(monkeypatch, "export", "posts/song.lrc", "--format", "csv,html") == 0
        assert run(monkeypatch, "import", "outputs/song/song.docx", "--dry-run") == 0
        assert run(monkeypatch, "check", "posts/song.lrc") == 0
    finally:
        registry.sources.cache_clear()
    folder = tmp_path / "outputs/song"
    english = (folder / "song.en.lrc").read_bytes().decode()
    assert re.fullmatch(
        r"\[ti:歌\]\r\n\[00:01\.00\][A-Z][^\r\n一-龥]+\r\n\[00:04\.50\] [^\r\n一-龥]+\r\n\[00:09\.00\]\r\n\[00:12\.00\]", english
    )
    assert (folder / "song.zh-Hans.lrc").read_bytes().decode() == SONG
    records = json.loads((folder / "song.json").read_text("utf-8"))
    assert [row["hans"] for row in records["rows"]] == ["今天天气很好。", "我们去公园。"]
    assert records["post"]["format"] == "lyrics"
    assert {path.suffix for path in folder.iterdir()} == {".md", ".docx", ".json", ".lrc", ".csv", ".html"}


BROKEN = """
from bilingual.engines import EngineInfo
from bilingual.formats import Format
from bilingual.model import Block, Document, Hypothesis, Output
from bilingual.sources import Source


class Engine:
    info = EngineInfo(name="mine", signature="mine 1")

    def __init__(self, answers):
        self.answers = answers

    def translate(self, requests, search):
        return self.answers(requests)


def few(table): return Engine(lambda requests: [Hypothesis("A.")] * (len(requests) - 1))
def strings(table): return Engine(lambda requests: ["A."] * len(requests))
def boom(table): return Engine(lambda requests: {}["boom"])
def unset(table): return table["address"]


def source(spans, *, ids="abc", parts="", kind="paragraph", translated=None):
    def read(data, *, name, path, speakers, front_matter):
        text = data.decode()
        blocks = [Block(ids[i], kind, (a, b), (parts or text[a:b],), 1) for i, (a, b) in enumerate(spans)]
        return Document(name, path, text, tuple(blocks))

    return Source("mine", (".mine",), read, translated)


overlap = source([(0, 6), (3, 7)])
beyond = source([(0, 99)])
other = source([(0, 7)], parts="别的话。")
same = source([(0, 3), (3, 7)], ids="aa")
verse = source([(0, 7)], kind="verse")
nothing = Source("mine", (".mine",), lambda data, **more: None)
unwritten = source([(0, 7)], translated=lambda *values: {}["title"])


def format(write=None, read=None): return Format("mine", "mine", (".mine",), write=write, read=read)


fails = format(lambda result, options: 1 / 0)
text = format(lambda result, options: (Output(".mine", "text"),))
above = format(lambda result, options: (Output("/../above.mine", b""),))
json = format(lambda result, options: (Output(".json", b""),))
unread = format(read=lambda data, path, options: {}["row"])
def licence(): raise RuntimeError("no licence")
"""
"""Add-ons that do not keep their promises."""


@pytest.mark.parametrize(
    ("group", "value", "command", "said"),
    [
        ("engines", "few", "run post.md --engine mine", "The engine “mine” gave 0 hypotheses for 1 requests."),
        ("engines", "strings", "run post.md --engine mine", "The engine “mine” gave 0 hypotheses for 1 requests."),
        ("engines", "boom", "run post.md --engine mine", "The engine “mine” does not work: KeyError: 'boom'."),
        ("engines", "unset", "run post.md --engine mine", "The engine “mine” does not work: KeyError: 'address'."),
        ("engines", "absent", "run post.md --engine mine", "The engine “mine” cannot be loaded"),
        ("sources", "overlap", "run post.mine", "post.mine: The source “mine” does not work: ValueError: the block “b”"),
        ("sources", "beyond", "run post.mine", "ends behind the text"),
        ("sources", "other", "run post.mine", "joined, are not its text"),
        ("sources", "same", "run post.mine", "two blocks have the id “a”"),
        ("sources", "verse", "run post.mine", "“verse”"),
        ("sources", "nothing", "run post.mine", "The source “mine” does not work: AttributeError"),
        ("sources", "unwritten", "run post.mine --format md --layout per-language", "The source “mine” does not work: KeyError"),
        ("sources", "absent", "run .", "The source “mine” (broken:absent) does not work"),
        ("formats", "fails", "run post.md --format mine", "The format “mine” does not work: ZeroDivisionError"),
        ("formats", "text", "run post.md --format mine", "the data of “.mine” are no bytes"),
        ("formats", "above", "run post.md --format mine", "is no suffix of a file"),
        ("formats", "json", "run post.md --format mine,json", "Two of the formats write the file “.json”."),
        ("formats", "licence", "run post.md --format mine", "does not work: RuntimeError: no licence."),
        ("formats", "absent", "run post.md --format mine", "The format “mine” (broken:absent) does not work"),
        ("formats", "unread", "import post.mine", "post.mine: The format “mine” does not work: KeyError: 'row'."),
    ],
)
def test_an_add_on_that_fails_is_named(
    group: str,
    value: str,
    command: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = f'[project.entry-points."bilingual.{group}"]\nmine = "broken:{value}"\n'
    registry.sources.cache_clear()
    formats._loaded.cache_clear()
    install(tmp_path, "broken", BROKEN, project, monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "post.md").write_text("今天天气很好。\n", "utf-8")
    (tmp_path / "post.mine").write_text("今天天气很好。\n", "utf-8")
    try:
        assert run(monkeypatch, *command.split()) == 1
        assert said in capsys.readouterr().err
        assert not (tmp_path / "outputs/above.mine").exists()
        if command != "run .":
            assert run(monkeypatch, "run", "post.md", "--engine", "starter") == 0, "what comes along goes on"
            assert run(monkeypatch, "import", "outputs/post/post.docx", "--dry-run") == 0
    finally:
        registry.sources.cache_clear()
        formats._loaded.cache_clear()
