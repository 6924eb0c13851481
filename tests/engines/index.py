"""An Argos index on loopback, with a server that can break off, refuse and forget how to resume."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Index:
    """What the server gives, and what it was asked for."""

    files: dict[str, bytes] = field(default_factory=dict)
    """By path."""
    cuts: list[int] = field(default_factory=list)
    """The next answers with a file break off after so many bytes."""
    ranges: bool = True
    """Whether it understands `Range`."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Path and `Range` of each request."""
    address: str = ""

    def list_package(self, data: bytes, **changes: object) -> None:
        """Put a package and its entry on the server."""
        self.files["/p.argosmodel"] = data
        entry = {"type": "translate", "from_code": "zh", "to_code": "en", "package_version": "1.9", "code": "translate-zh_en"}
        older = entry | {"package_version": "1.1", "links": [self.address + "/old"]}
        other = entry | {"from_code": "de", "package_version": "2.0", "links": [self.address + "/de"]}
        newest = entry | {"links": ["ipfs://x", self.address + "/p.argosmodel"]} | changes
        self.files["/index.json"] = json.dumps([older, other, newest]).encode()


@contextmanager
def serving() -> Iterator[Index]:
    """A running server."""
    index = Index()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            start = _start(self.headers.get("Range", "")) if index.ranges else 0
            index.asked.append((self.path, self.headers.get("Range", "")))
            data = index.files.get(self.path)
            if data is None:
                self.send_error(404)
            elif start and start >= len(data):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(data)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self._give(data[start:], partial=bool(start))

        def _give(self, data: bytes, *, partial: bool) -> None:
            self.send_response(206 if partial else 200)
            self.send_header("Content-Length", str(len(data)))
            if data.startswith(b"<html"):
                self.send_header("Content-Type", "text/html")
            self.end_headers()
            cut = index.cuts.pop(0) if index.cuts and self.path != "/index.json" else len(data)
            self.wfile.write(data[:cut])

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    index.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield index
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _start(header: str) -> int:
    match = re.fullmatch(r"bytes=(\d+)-", header)
    return int(match[1]) if match else 0
