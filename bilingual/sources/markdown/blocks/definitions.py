"""Which lines define a link: `[简写]: https://…` does; `[主持人]: 早上好。` says something, whatever CommonMark takes it for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bilingual.lang.names import is_name_like
from bilingual.sources.markdown.inline.links import normalised

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

DEFINITION = re.compile(r"\[(?P<label>[^\[\]\\]+)\]:\s*(?P<target>\S*)")
SENTENCE = re.compile("[。！？，、；：…“”‘’「」（）]")
ADDRESS = re.compile(r"[<#?./]|\S*/|\S*#|\S*\.[A-Za-z0-9]|[A-Za-z][A-Za-z0-9+.-]*:")
SCHEME = re.compile(r"<|[A-Za-z][A-Za-z0-9+.-]*:|/|\.{1,2}/")
SAYS = re.compile(r"^[ >]*\[(?P<label>[^\[\]\\]+)\]:[ ]*(?P<target>[^\W\d_]\S*)", re.MULTILINE)
LABEL = re.compile(r"\[([^\[\]]+)\](?!:)")


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's link reference definitions (4.7), those whose target looks like an address or whose label is used."""
    from markdown_it.rules_block import reference

    found = DEFINITION.match(state.src, state.bMarks[start] + state.tShift[start])
    if found and (_is_spoken(state, found) or (not _is_address(found["target"]) and not _is_used(state, found))):
        return False
    return reference(state, start, end, silent)


def _is_address(target: str) -> bool:
    """Whether it may lead somewhere: marks of a Chinese sentence stand only in addresses that say so.

    >>> [*map(_is_address, ["https://a.cn/好。", "./指南.md", "#锚点", "图.png", "早上好。", "早/晚。", "OK"])]
    [True, True, True, True, False, False, False]
    """
    return (SCHEME if SENTENCE.search(target) else ADDRESS).match(target) is not None


def _is_spoken(state: StateBlock, found: re.Match[str]) -> bool:
    """Whether the label is a name and stands before words elsewhere: who speaks says `./run.sh` as well."""
    if "://" in found["target"] or not is_name_like(found["label"]):
        return False
    speakers = state.env.setdefault("speakers", None)
    if speakers is None:
        says = SAYS.finditer(state.src)
        speakers = state.env["speakers"] = {line["label"] for line in says if not _is_address(line["target"])}
    return found["label"] in speakers


def _is_used(state: StateBlock, found: re.Match[str]) -> bool:
    """Whether a link of the post has the label, and what follows is no sentence."""
    labels = state.env.setdefault("labels", None)
    if labels is None:
        labels = state.env["labels"] = {normalised(label) for label in LABEL.findall(state.src)}
    return normalised(found["label"]) in labels and not SENTENCE.search(found["target"])
