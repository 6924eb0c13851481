"""What the writer and the reader of XLIFF 1.2 share (https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html).

Markup is abstract: `g` around what it encloses, `x` elsewhere. Their `equiv-text` holds it as it stands in Markdown, since
the strict schema allows no attributes of our own, so that the file can be read back without anything else.
"""

from __future__ import annotations

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
INSIDE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""In the `equiv-text` of a `g`: where its content stands between opening and closing markup."""
SIGNATURE = "signature"
"""`from` of the note in the header that holds the signature."""
SPEAKER = "speaker"
"""`from` of the note that says who speaks."""
NOTES = {"glossary": "terms", "checks": "flags"}
"""`from` of the notes that tell a translator what else the records know, and which attribute that is. Others are people's."""


def equivalent(opening: str, closing: str) -> str:
    """The `equiv-text` of paired markup; empty where the pair cannot be told apart again.

    >>> equivalent("[", "](a.md)")
    '[\\ufffc](a.md)'
    """
    return "" if INSIDE in opening + closing else f"{opening}{INSIDE}{closing}"


def markup(equivalent: str) -> tuple[str, str]:
    """Opening and closing markup, from an `equiv-text`.

    >>> markup("[\\ufffc](a.md)"), markup("")
    (('[', '](a.md)'), ('', ''))
    """
    opening, _, closing = equivalent.partition(INSIDE)
    return opening, closing
