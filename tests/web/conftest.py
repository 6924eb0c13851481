"""A translated project behind a real server on the loopback address."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bilingual.project import Project
from bilingual.project.workbench import Workbench

pytest.importorskip("uvicorn")
from bilingual.web.security import TOKEN
from bilingual.web.server import listening, server

POST = """# 公园

主持人: 今天的天气很好。我们去公园。

老王: 好。公园里有**护城河**（Moat: 竞争优势）。一共有三百棵树。

主持人: 再见。请看[地图](https://example.com/map)和`ls -l`。

老王: 再见。
"""
SECRET = "t" * 43


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def content(self) -> Any:
        return json.loads(self.data)

    @property
    def error(self) -> str:
        """What is refused, as prose."""
        told = self.content["error"]
        return f"{told['place']} {told['fact']} {told['remedy']}".strip()


@dataclass(frozen=True, slots=True)
class Client:
    """Asks the server as its page does, unless headers say otherwise."""

    port: int
    folder: Path
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, body: object = None, method: str = "", **headers: str | None) -> Answer:
        given = {"Host": f"127.0.0.1:{self.port}", TOKEN: SECRET, "Sec-Fetch-Site": "same-origin"} | headers
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(
            method or ("GET" if data is None else "POST"), path, data, {k: v for k, v in given.items() if v is not None}
        )
        answer = connection.getresponse()
        found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def rows(self, post: str = "talk") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.ask(f"/api/posts/{post}").content["rows"]
        return rows

    def row(self, chinese: str, post: str = "talk") -> dict[str, Any]:
        return next(row for row in self.rows(post) if chinese in row["text"]["hans"])

    def save(self, row: dict[str, Any], text: str, column: str = "en") -> Answer:
        return self.ask(f"/api/posts/talk/rows/{row['id']}", {"column": column, "text": text, "seen": row["text"][column]})


@contextmanager
def served(folder: Path, *posts: str) -> Iterator[Client]:
    """A server for posts of the working folder, in a thread."""
    listener = listening(0)
    running = server(Workbench(Project(), posts), listener, SECRET)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield Client(listener.getsockname()[1], folder)
    finally:
        running.should_exit = True
        thread.join()
        listener.close()


def run_there(folder: Path, post: str, formats: str) -> None:
    """A run over a post of a folder, which becomes a project."""
    (folder / "bilingual.toml").write_text('[run]\nengine = "starter"\n', "utf-8")
    with chdir(folder):
        (report,) = Project().run([post], {"format": formats})
    assert report.error is None


@pytest.fixture(scope="session")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project after a run, to be copied."""
    folder = tmp_path_factory.mktemp("translated")
    (folder / "posts").mkdir()
    (folder / "posts/talk.md").write_text(POST, "utf-8")
    run_there(folder, "posts/talk.md", "json,md")
    return folder


@pytest.fixture
def folder(translated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in [name for name in os.environ if name.startswith("BILINGUAL_")]:
        monkeypatch.delenv(variable)
    shutil.copytree(translated, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    with served(folder, "posts") as client:
        yield client
