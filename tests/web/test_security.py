"""What the server refuses, each by a request over the loopback address."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bilingual.project import Project
from bilingual.web.app import page_files
from bilingual.web.security import LONGEST, TOKEN
from tests.web.conftest import SECRET, Client, served

EVIL = "https://evil.example"


@pytest.mark.parametrize("path", ["/", "/main.js", "/api/posts"])
@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1.evil.example:{port}", ""])
def test_a_foreign_host_is_refused(client: Client, path: str, host: str) -> None:
    assert client.ask(path, Host=host.format(port=client.port)).status == 421
    assert client.ask(path, Host=f"localhost:{client.port}").status == 200


@pytest.mark.parametrize("token", [None, "", SECRET[:-1], f"{SECRET}t", "ä"])
@pytest.mark.parametrize("path", ["/api/posts", "/api/posts/talk", "/api/posts/talk/undo", "/api/nothing"])
def test_without_its_token_nothing_is_read_or_changed(client: Client, path: str, token: str | None) -> None:
    assert client.ask(path, **{TOKEN: token}).status == 401
    assert client.ask(path, {}, **{TOKEN: token}).status == 401
    assert client.ask(path, **{TOKEN: None, "Cookie": f"{TOKEN}={SECRET}", "Authorization": f"Bearer {SECRET}"}).status == 401


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense"])
@pytest.mark.parametrize("path", ["/", "/api/posts"])
def test_a_request_of_another_page_is_refused(client: Client, path: str, site: str) -> None:
    assert client.ask(path, **{"Sec-Fetch-Site": site}).status == 403


@pytest.mark.parametrize("origin", [EVIL, "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "http://localhost:{port}"])
def test_another_origin_is_refused_even_with_the_token(client: Client, origin: str) -> None:
    refused = client.ask("/api/posts/talk/undo", {}, Origin=origin.format(port=client.port))
    assert refused.status == 403
    assert client.ask("/api/posts", Origin=f"http://127.0.0.1:{client.port}", **{"Sec-Fetch-Site": None}).status == 200


def test_no_other_origin_is_ever_let_in(client: Client) -> None:
    asked = client.ask("/api/posts", method="OPTIONS", Origin=EVIL, **{"Access-Control-Request-Headers": TOKEN})
    for answer in (asked, client.ask("/"), client.ask("/api/posts")):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/", "/main.js", "/api/posts", "/nothing"])
def test_the_policy_lets_nothing_run_but_files_of_the_page(client: Client, path: str) -> None:
    for answer in (client.ask(path), client.ask(path, Host="evil.example")):
        policy = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"


def test_the_page_names_no_script_or_style_but_its_own() -> None:
    for name, (data, _) in page_files().items():
        text = data.decode().replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, name
        assert "https:" not in text, name
        assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if word in text]
    index = page_files()["/"][0].decode()
    assert "<style" not in index
    assert " style=" not in index
    assert index.count("<script") == index.count('<script type="module" src="/main.js"></script>') == 1


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml", "/..%2f..%2fsecurity.py", "/%2e%2e/security.py", "/words/../../security.py", "//etc/passwd",
        "/words/..%2f..%2fapp.py", "/security.py", "/words", "/words/", "/api/posts/..%2f..%2fbilingual.toml",
        "/api/posts/%2e%2e", "/api/posts/talk/../../bilingual.toml", "/api/posts/talk%00", "/main.js%00.html",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_page(client: Client, path: str) -> None:
    answer = client.ask(path)
    assert answer.status in (400, 404)
    assert b"engine" not in answer.data
    assert b"import" not in answer.data


def test_a_body_of_fifty_megabytes_is_refused_unread(client: Client) -> None:
    said = client.ask("/api/posts/talk/undo", b"{}", **{"Content-Length": str(50 << 20)})
    assert said.status == 413
    row = client.row("天气")
    assert client.save(row, "x" * (LONGEST - 500)).status == 200
    assert client.save(row, "x" * (LONGEST + 1)).status == 413


def test_a_body_that_does_not_say_how_long_it_is_is_cut_at_the_limit(client: Client) -> None:
    head = (
        f"POST /api/posts/talk/undo HTTP/1.1\r\nHost: 127.0.0.1:{client.port}\r\n{TOKEN}: {SECRET}\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.port), timeout=10) as connection:
        connection.sendall(head.encode())
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        try:
            for _ in range(2 * LONGEST // 0x10000):
                connection.sendall(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server has closed the door
        assert b" 413 " in connection.recv(200)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b'{"text": 3, "column": "en", "seen": ""}'])
def test_a_body_that_is_no_request_is_refused_in_words(client: Client, body: bytes) -> None:
    row = client.rows()[0]
    answer = client.ask(f"/api/posts/talk/rows/{row['id']}", body)
    assert answer.status == 400
    assert answer.error


SCRIPT = "<script>window.hacked = 1</script><img src=x onerror=window.hacked=1>"


def test_scripts_in_a_post_are_text_in_what_is_sent(folder: Path) -> None:
    Path("posts/bad.md").write_text(f"你好{SCRIPT}，世界。\n", "utf-8")
    list(Project().run(["posts/bad.md"], {"format": "json"}))
    with served(folder, "posts") as client:
        answer = client.ask("/api/posts/bad")
    assert answer.headers["content-type"] == "application/json"
    assert "<script>" in str(answer.content["rows"])
