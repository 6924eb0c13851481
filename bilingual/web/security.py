"""Who is let in: the page that this server gave out, in a browser on this machine, with the token that it was started with.

A page from elsewhere can send requests to this machine. So the host must be this one by name (DNS rebinding), the browser must
say that the request comes from this page (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/; the header `Origin`), and
whatever reads or changes a post needs the token, which no other page knows: it came in the address's fragment, which browsers
send nowhere. No header opens anything to other origins.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST = 1 << 20
"""Bytes of a request: a row's text with much room. More is refused unread."""
TOO_LONG = f"More than {LONGEST} bytes are refused."
TOKEN = "x-bilingual-token"
"""The header that carries the token. A page from elsewhere could not send it without asking first, which is never granted."""
FROM_HERE = frozenset({"same-origin", "none"})
"""`Sec-Fetch-Site` of this page's requests, and of an address that a person typed."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Nothing runs or is loaded but what this server has in files of its own; no string becomes markup."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guard:
    """An application behind the door: what is not let in never reaches it."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers what is refused, and hands on the rest."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope) if scope["type"] == "http" else PlainTextResponse("Not here.", 400)
        if refusal is not None:
            await refusal(scope, receive, sealed)
            return
        await self._app(scope, _limited(receive), sealed)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """Why a request is refused; none where it is let in."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return PlainTextResponse("This host is not served here.", 421)
        if headers.get("sec-fetch-site", "none") not in FROM_HERE or origin not in (None, f"http://{host}"):
            return PlainTextResponse("Requests from other pages are refused.", 403)
        if scope["path"].startswith("/api/") and not secrets.compare_digest(
            headers.get(TOKEN, "").encode(), self._token.encode()
        ):
            return PlainTextResponse("The token is missing or wrong: open the address that the command printed.", 401)
        length = headers.get("content-length", "0")
        return PlainTextResponse(TOO_LONG, 413) if not length.isdecimal() or int(length) > LONGEST else None


def _limited(receive: Receive) -> Receive:
    """What gives a body as it comes, and stops where it goes on beyond the limit, whatever its length was said to be."""
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LONGEST:
            raise HTTPException(413, TOO_LONG)
        return message

    return counted
