"""A server on loopback that speaks chat completions and fails as real ones do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answers = Callable[[dict[str, str]], dict[str, str] | str]
"""From the numbered segments of a question to the answer: an object, or the text itself."""


@dataclass
class ChatServer:
    """What the server does, and what it was asked."""

    answers: Answers
    refusals: list[tuple[int, Any]] = field(default_factory=list)
    """Status and body of the next answers; `(0, None)` closes the connection without one, bytes are a body that breaks off."""
    asked: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""

    @property
    def segments(self) -> list[dict[str, str]]:
        """The numbered segments of each question."""
        return [json.loads(body["messages"][-1]["content"].splitlines()[-1]) for body in self.asked]


@contextmanager
def chat_server(answers: Answers) -> Iterator[ChatServer]:
    """A running server."""
    state = ChatServer(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            state.asked.append(body)
            if state.refusals:
                status, content = state.refusals.pop(0)
                if not status:
                    self.close_connection = True
                    return
            else:
                found = state.answers(state.segments[-1])
                text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)
                status, content = 200, {"choices": [{"message": {"content": text}, "finish_reason": "stop"}]}
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            with suppress(ConnectionError):  # of a client that waits no longer
                self.send_response(status)
                self.send_header("Content-Length", str(len(data) + isinstance(content, bytes)))
                self.end_headers()
                self.wfile.write(data)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
