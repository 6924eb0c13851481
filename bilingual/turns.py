"""One process after another: what must not happen twice at a time waits for its turn, and after too long a wait says for whom."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bilingual.errors import InUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE = 20.0
"""Seconds to wait for another process."""
_PAUSE = 0.02
_UNLOCKABLE = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What a file system says that has no locks: there, nobody waits."""
_FAR = 1 << 30
"""The byte that is locked where locks keep others from reading: behind everything that is written."""


@contextmanager
def in_turn(file: Path, what: str, patience: float = PATIENCE) -> Iterator[None]:
    """Within it, no other process is within it with the same file, which says who it is; afterwards the file is gone.

    A process that is killed leaves the file and not its lock, so nobody waits for it. Raises `InUse`, which calls the matter
    `what`, after `patience` seconds, and `OSError` where the file cannot be made.
    """
    handle = _taken(file, what, patience)
    try:
        os.ftruncate(handle, 0)
        os.write(handle, signature().encode("utf-8", "surrogateescape"))
        yield
    finally:
        if sys.platform == "win32":
            os.close(handle)
            with suppress(OSError):  # another one waits with it open
                file.unlink()
        else:
            file.unlink(missing_ok=True)
            os.close(handle)


def _taken(file: Path, what: str, patience: float) -> int:
    deadline = time.monotonic() + patience
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
        if lock(handle) and stands_at(handle, file):
            return handle
        os.close(handle)
        if time.monotonic() > deadline:
            waited = f" It did not end within {patience:.0f} seconds." if patience else ""
            raise InUse(f"{what} is in use by {user_of(file)}.{waited}", "Run again when that is done.", path=str(file.parent))
        time.sleep(_PAUSE)


def stands_at(handle: int, file: Path) -> bool:
    """Whether the open file is the one of that name still: its last user has taken it away."""
    try:
        return os.path.samestat(os.fstat(handle), file.stat())
    except FileNotFoundError:
        return False


def lock(handle: int) -> bool:
    """Locks an open file until it is closed, or its process ends in whatever way; False where another one has locked it."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _UNLOCKABLE
    return True


def signature() -> str:
    """Who this process is and since when, as `user_of` reads it."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:3]]) if sys.argv else ""
    return f"{os.getpid()}\n{time.time():.0f}\n{command}\n"


def user_of(file: Path) -> str:
    """Who signed a file, and how long ago, in words; “another program” where that process is gone or did not sign."""
    try:
        number, since, command = file.read_text("utf-8", "replace").splitlines()[:3]
        pid, seconds = int(number), max(0, round(time.time() - float(since)))
    except (OSError, ValueError):
        return "another program"
    return f"process {pid} ({command}) for {seconds} seconds" if _runs(pid) else "another program"


def _runs(pid: int) -> bool:
    if sys.platform == "win32":  # asking would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
