"""What a broken connection says of itself."""

from __future__ import annotations


def failure_reason(error: Exception) -> str:
    """Why a connection failed, in the words of the system or the server, without a full stop."""
    cause = getattr(error, "reason", error)
    return str(getattr(cause, "strerror", None) or cause or type(error).__name__).rstrip(".")
