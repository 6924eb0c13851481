"""Words that the checks of glossaries share."""

from __future__ import annotations


def quoted_list(sources: list[str], most: int = 3) -> str:
    """A few names in quotation marks, and how many there are more.

    >>> quoted_list(["a", "b", "c", "d", "e"])
    '“a”, “b”, “c” and 2 more'
    """
    quoted = ", ".join(f"“{source}”" for source in sources[:most])
    return quoted + (f" and {len(sources) - most} more" if len(sources) > most else "")
