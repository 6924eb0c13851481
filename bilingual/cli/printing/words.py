"""Texts of posts as a terminal shows them."""

from __future__ import annotations


def on_one_line(text: str) -> str:
    """The text with a blank for each stretch of blanks and breaks.

    >>> on_one_line(" We go\\n  home. ")
    'We go home.'
    """
    return " ".join(text.split())
