"""Whether a translated post has the structure of its source: blocks, code, link targets, shortcodes, front matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bilingual.errors import StructureChanged
from bilingual.model import OPAQUE_KINDS, Block, BlockId, Code, Document, Gloss, PairedCode, Text, join, leaves

KEPT = frozenset({"code", "math", "html", "shortcode", "url", "note", "tag", "comment"})
"""Kinds of opaque things whose characters a translation keeps."""
FORMULAS = (r"\[", r"\(")
"""What opens a formula, and to CommonMark is an escaped bracket: where a source has one, its English may look like a formula."""
REMEDY = "The post per language is left out; please report it."


def check_structure(source: Document, result: Document, added: dict[BlockId, str]) -> None:
    """Refuse a result that differs. `added`: anchors that were put before headings."""
    before = source.blocks
    for old, new in zip(before, result.blocks, strict=False):
        difference = _difference(old, new, added.get(old.id, ""))
        if difference:
            raise StructureChanged(difference, REMEDY, path=source.path or None, line=old.line)
    if len(before) != len(result.blocks):
        fact = f"The translated post would have {len(result.blocks)} blocks instead of {len(before)}."
        raise StructureChanged(fact, REMEDY, path=source.path or None)


def _difference(old: Block, new: Block, anchor: str) -> str:
    if (old.kind, old.level, old.cell, old.key) != (new.kind, new.level, new.cell, new.key):
        return f"A block of kind {old.kind} would become one of kind {new.kind} in the translated post."
    if old.kind in OPAQUE_KINDS:
        return "" if join(old.parts) == join(new.parts) else f"A block of kind {old.kind} would change in the translated post."
    required, optional = Counter(_marks(old.parts, False)), Counter(_marks(old.parts, True))
    now = Counter(_marks(new.parts, True))
    if anchor:
        now.subtract(dict.fromkeys((anchor.removesuffix("</a>"),), 1))
        now = +now
    escapes = "".join(leaf.text for leaf in leaves(old.parts) if isinstance(leaf, Code) and leaf.kind == "other")
    more = now - optional - Counter(_words_of_code(new.parts))
    lost, gained = required - now, [mark for mark in more if mark[:2] not in FORMULAS or mark[:2] not in escapes]
    marks = " ".join(f"`{mark}`" for mark in [*lost, *gained])
    return f"Code, a link or a tag would be lost or gained in the translated post: {marks}." if marks else ""


def _words_of_code(text: Text) -> Iterator[str]:
    """Regular expressions and files' names: words to every reader of the translation, as `#tag` is not."""
    return (leaf.text for leaf in leaves(text) if isinstance(leaf, Code) and leaf.kind == "tag" and leaf.text[0] != "#")


def _marks(text: Text, glossed: bool) -> Iterator[str]:
    """Code, tags and targets of a text; with or without those in explanations, which may be left out."""
    for part in text:
        if isinstance(part, Code):
            if part.kind in KEPT:
                yield part.text
        elif isinstance(part, PairedCode):
            if part.kind != "emphasis":
                yield _target(part)
            yield from _marks(part.inner, glossed)
        elif isinstance(part, Gloss) and glossed:
            yield from _marks(part.explanation, glossed)


def _target(pair: PairedCode) -> str:
    """Where a link leads, or the tag of an element."""
    if pair.open.startswith("[["):
        return pair.open[2:].rstrip("|\\") or join(pair.inner)
    if pair.kind == "html" or pair.close.startswith("]("):
        return pair.open if pair.kind == "html" else pair.close
    return pair.close[2:-1] or join(pair.inner)


def check_front_matter(source: Document, before: dict[str, Any], after: dict[str, Any], values: Mapping[str, set[str]]) -> None:
    """Refuse a result in whose front matter more changed than `values`, by key, what repeats them, and the language."""
    repeated = set[str]().union(*values.values())
    rest, now = (_without(data, {*values, "lang"}, repeated) for data in (before, after))
    if rest != now or set(before) - {"lang"} != set(after) - {"lang"}:
        fact = "The front matter of the translated post would differ in more than its translated values."
        raise StructureChanged(fact, REMEDY, path=source.path or None, line=1)


def _without(data: Any, keys: Collection[str], values: Collection[str], key: str = "") -> Any:
    """The data without the values of `keys`, which may lie in others (`seo.title`), and without `values` anywhere."""
    if isinstance(data, dict):
        paths = ((f"{key}.{name}".lstrip("."), name, value) for name, value in data.items())
        return {name: _without(value, keys, values, path) for path, name, value in paths if path not in keys}
    if isinstance(data, list):
        return [_without(item, keys, values, key) for item in data]
    return None if isinstance(data, str) and " ".join(data.split()) in values else data
