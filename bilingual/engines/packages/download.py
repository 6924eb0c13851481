"""Fetching the full Argos package: the index, then the file, resumed where it broke off."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from bilingual.errors import ModelMissing

Progress = Callable[[int, int], None]
"""Bytes done and bytes in all; 0 in all when the server does not say."""

TIMEOUT = 30
"""Seconds without a byte."""
ATTEMPTS = 4
"""A broken connection is taken up again this often before giving up."""
_CHUNK = 1 << 18

REMEDY = "Try again with a network, or get the zh→en package (.argosmodel) elsewhere and run `translate models install FILE`."


def newest(index: str) -> tuple[str, tuple[str, ...]]:
    """The name and the links of the newest zh→en package in the Argos index at an address."""
    fitting = [entry for entry in _index(index) if (entry.get("from_code"), entry.get("to_code")) == ("zh", "en")]
    if not fitting:
        raise ModelMissing("The Argos index lists no zh→en package.", REMEDY)
    entry = max(fitting, key=lambda entry: version_key(str(entry.get("package_version", ""))))
    links = tuple(link for link in map(str, entry.get("links", ())) if link.startswith(("https://", "http://")))
    return f"translate-zh_en-{entry.get('package_version', '')}", links


def version_key(version: str) -> tuple[int, ...]:
    """Versions in order: 1.10 after 1.9.

    >>> sorted(["1.10", "1.9"], key=version_key)
    ['1.9', '1.10']
    """
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _index(address: str) -> list[dict[str, Any]]:
    try:
        with _get(address) as response:
            entries = json.load(response)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ModelMissing(f"The index of Argos packages cannot be read: {_reason(error)}.", REMEDY) from error
    if not isinstance(entries, list):
        raise ModelMissing("The index of Argos packages is not a list.", REMEDY)
    return [entry for entry in entries if isinstance(entry, dict) and entry.get("type", "translate") == "translate"]


def fetch(links: tuple[str, ...], part: Path, progress: Progress) -> Path:
    """The whole file at `part`, from the first link that gives it. What is there already is not fetched again."""
    part.parent.mkdir(parents=True, exist_ok=True)
    reasons: list[str] = []
    for link in links:
        for _ in range(ATTEMPTS):
            try:
                if _continued(link, part, progress):
                    return part
                reasons.append("the connection broke off")
            except urllib.error.HTTPError as error:
                reasons.append(_reason(error))
                break
            except (OSError, http.client.HTTPException) as error:
                reasons.append(_reason(error))
    reason = reasons[-1] if reasons else "it has no web address"
    raise ModelMissing(f"The zh→en package cannot be fetched: {reason}.", REMEDY)


def _continued(link: str, part: Path, progress: Progress) -> bool:
    """Fetch what is missing; whether the file is whole now."""
    have = part.stat().st_size if part.exists() else 0
    try:
        response = _get(link, have)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        return _is_whole(error, part, have)
    with response:
        if response.status != http.HTTPStatus.PARTIAL_CONTENT:
            have = 0
        total = _total(response, have)
        with part.open("ab" if have else "wb") as file:
            for size in _copied(response, file):
                have += size
                progress(have, total)
    return have == total if total else have > 0


def _is_whole(error: urllib.error.HTTPError, part: Path, have: int) -> bool:
    """After “range not satisfiable”: nothing is missing, or the part is of another file and is thrown away."""
    whole = error.headers.get("Content-Range", "") == f"bytes */{have}"
    if not whole:
        part.unlink()
    return whole


def _total(response: http.client.HTTPResponse, have: int) -> int:
    length = response.headers.get("Content-Length", "")
    return have + int(length) if length.isdecimal() else 0


def _copied(response: http.client.HTTPResponse, file: IO[bytes]) -> Iterator[int]:
    while chunk := response.read(_CHUNK):
        file.write(chunk)
        yield len(chunk)


def _get(address: str, start: int = 0) -> http.client.HTTPResponse:
    headers = {"User-Agent": "bilingual", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(address, headers=headers)
    response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=TIMEOUT)
    return response


def _reason(error: Exception) -> str:
    """Why a connection failed, in the words of the system or the server."""
    cause = getattr(error, "reason", error)
    return str(getattr(cause, "strerror", None) or cause or type(error).__name__).rstrip(".")
