"""The server on this machine: a port of the loopback address, a token, and the browser that is given both."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

import uvicorn

from bilingual.errors import UsageError
from bilingual.web.app import application
from bilingual.web.session import Session, keep_session, last_session, session_file

if TYPE_CHECKING:
    from bilingual.project.workbench import Workbench

ADDRESS = "127.0.0.1"
"""No other machine reaches it."""


def serve(bench: Workbench, port: int, opened: Callable[[str], object]) -> None:
    """Serves the page until it is stopped (SIGINT, SIGTERM); `opened` is told its address with the token, once it listens.

    `port` 0 is the one that the project had the last time, else any that is free. Raises `UsageError` where the port is not free.
    """
    file = session_file(bench.project.settings.root)
    last = last_session(file)
    listener, token = _listener(port, last), last.token
    with closing(listener), closing(bench):
        here = listener.getsockname()[1]
        if here != last.port:
            token = secrets.token_urlsafe(32)
            keep_session(file, Session(here, token))
        opened(f"http://{ADDRESS}:{here}/#{token}")
        server(bench, listener, token).run(sockets=[listener])


def _listener(port: int, last: Session) -> socket.socket:
    if port or not last.port:
        return listening(port)
    try:
        return listening(last.port)
    except UsageError:
        return listening(0)


def server(bench: Workbench, listener: socket.socket, token: str) -> uvicorn.Server:
    """A server for a socket that listens, ready to run."""
    app = application(bench, listener.getsockname()[1], token)
    return uvicorn.Server(
        uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ws="none", lifespan="off", proxy_headers=False
        )
    )


def listening(port: int) -> socket.socket:
    """A socket of this machine that listens. Raises `UsageError` where the port is not free."""
    # With the protocol named, asyncio sends at once what it is given; without, an answer's body waits 40 ms behind its head.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((ADDRESS, port))
        listener.listen()
    except OSError as error:
        listener.close()
        fact = f"Port {port} cannot be used: {error.strerror or error}."
        raise UsageError(fact, "Leave out --port for one that is free.") from error
    return listener
