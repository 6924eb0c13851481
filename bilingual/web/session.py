"""The port and the token of a project's page, kept for the next start: a page that is still open then finds its server again."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from bilingual.memory import default_path


@dataclass(frozen=True, slots=True)
class Session:
    """Where a page is served and what opens it."""

    port: int
    """0 for any that is free."""
    token: str


def session_file(root: Path) -> Path:
    """Where the session of a project is kept: beside its memory, which several projects may share."""
    digest = sha256(str(root.resolve()).encode()).hexdigest()[:8]
    return default_path(root).with_name(f"page-{digest}.json")


def last_session(file: Path) -> Session:
    """The session that is kept in a file, else a new one."""
    try:
        found = json.loads(file.read_text("utf-8"))
        return Session(int(found["port"]), str(found["token"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Session(0, secrets.token_urlsafe(32))


def keep_session(file: Path, session: Session) -> None:
    """Keeps a session where nobody but the user can read it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        json.dump(asdict(session), stream)
