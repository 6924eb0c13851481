"""Fetching the files of models, resumed where they broke off and compared with their hashes; and Argos' index."""

from __future__ import annotations

import hashlib
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bilingual.engines.connection import failure_reason
from bilingual.errors import EngineError, ModelMissing

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
        raise ModelMissing(f"The index of Argos packages cannot be read: {failure_reason(error)}.", REMEDY) from error
    if not isinstance(entries, list):
        raise ModelMissing("The index of Argos packages is not a list.", REMEDY)
    return [entry for entry in entries if isinstance(entry, dict) and entry.get("type", "translate") == "translate"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be fetched, and how it is known."""

    title: str = "The zh→en package"
    """For messages: the beginning of a sentence."""
    links: tuple[str, ...] = ()
    size: int = 0
    """In bytes; 0 where it is not known before."""
    sha256: str = ""
    """Empty where it is not known before."""
    remedy: str = REMEDY


def part_of(name: str) -> Path:
    """Where a download of that name is kept until it is whole."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("bilingual")) / "downloads" / f"{name}.part"


class _WrongFile(Exception):
    """An address gives something else than the file."""


def fetch(wanted: Wanted, part: Path, progress: Progress) -> Path:
    """The whole file at `part`, from the first link that gives it. What is there already is not fetched again.

    A file whose hash is known and is another one is thrown away, so what is returned may be unpacked.
    """
    _write(lambda: part.parent.mkdir(parents=True, exist_ok=True), part)
    if wanted.size and part.exists() and part.stat().st_size == wanted.size and _hash(part) == wanted.sha256:
        progress(wanted.size, wanted.size)
        return part
    reasons: list[str] = []
    for link in wanted.links:
        for _ in range(ATTEMPTS):
            try:
                if _continued(link, wanted, part, progress):
                    return part
                reasons.append("the connection broke off")
            except (urllib.error.HTTPError, _WrongFile) as error:
                reasons.append(failure_reason(error))
                break
            except (OSError, http.client.HTTPException) as error:
                reasons.append(failure_reason(error))
    reason = reasons[-1] if reasons else "it has no web address"
    raise ModelMissing(f"{wanted.title} cannot be fetched: {reason}.", wanted.remedy)


def _continued(link: str, wanted: Wanted, part: Path, progress: Progress) -> bool:
    """Fetch what is missing; whether the file is whole now."""
    have = part.stat().st_size if part.exists() else 0
    try:
        response = _get(link, have)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        return _is_whole(error, part, have) and _is_right(wanted, part)
    with response:
        if response.status != http.HTTPStatus.PARTIAL_CONTENT:
            have = 0
        total = _total(response, have)
        if wanted.size and total not in (0, wanted.size):
            page = " (a web page, perhaps of a proxy)" if "html" in response.headers.get("Content-Type", "") else ""
            raise _WrongFile(f"the address gives {total:,} bytes{page} in place of {wanted.size:,}")
        have = _copied(response, part, have, total, progress)
    whole = have == (total or wanted.size) if total or wanted.size else have > 0
    return whole and _is_right(wanted, part)


def _is_right(wanted: Wanted, part: Path) -> bool:
    """Whether a whole file has its hash; else it is thrown away and `_WrongFile` raised."""
    if wanted.sha256 and (found := _hash(part)) != wanted.sha256:
        part.unlink()
        raise _WrongFile(f"what came is another file (SHA-256 {found[:12]}… in place of {wanted.sha256[:12]}…)")
    return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_whole(error: urllib.error.HTTPError, part: Path, have: int) -> bool:
    """After “range not satisfiable”: nothing is missing, or the part is of another file and is thrown away."""
    whole = error.headers.get("Content-Range", "") == f"bytes */{have}"
    if not whole:
        part.unlink()
    return whole


def _total(response: http.client.HTTPResponse, have: int) -> int:
    length = response.headers.get("Content-Length", "")
    return have + int(length) if length.isdecimal() else 0


def _copied(response: http.client.HTTPResponse, part: Path, have: int, total: int, progress: Progress) -> int:
    """Appends what comes to the part, which holds `have` bytes that count; how many there are then."""
    with _write(lambda: part.open("ab" if have else "wb", buffering=0), part) as file:
        while chunk := response.read(_CHUNK):
            rest = memoryview(chunk)
            while rest:
                rest = rest[_write(partial(file.write, rest), part) :]
            have += len(chunk)
            progress(have, total)
    return have


_Done = TypeVar("_Done")


def _write(act: Callable[[], _Done], part: Path) -> _Done:
    """Does something to the disk; an `EngineError` where that refuses, which no other address would mend."""
    try:
        return act()
    except OSError as error:
        fact = f"The download cannot be written: {error.strerror}."
        remedy = "Make room, or let XDG_CACHE_HOME name a folder that can be written; the same command then goes on."
        raise EngineError(fact, remedy, path=str(part.parent)) from error


def _get(address: str, start: int = 0) -> http.client.HTTPResponse:
    headers = {"User-Agent": "bilingual", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    request = urllib.request.Request(address, headers=headers)
    response: http.client.HTTPResponse = urllib.request.urlopen(request, timeout=TIMEOUT)
    return response
