"""A post in another language: its source with the spans of its blocks replaced, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bilingual.errors import StructureChanged
from bilingual.lang.characters import script
from bilingual.lang.clocks import english_clocks
from bilingual.lang.names import is_name_again
from bilingual.model import OPAQUE_KINDS, Block, BlockId, Document, Label, Span, join, resolved
from bilingual.sources.markdown.anchors import anchors
from bilingual.sources.markdown.escaping import escaped
from bilingual.sources.markdown.front_matter.language import ending, front_data, language_edit
from bilingual.sources.markdown.front_matter.requote import front_edit, front_value
from bilingual.sources.markdown.reading import read
from bilingual.sources.markdown.structure import REMEDY, check_front_matter, check_structure
from bilingual.sources.markdown.turns import NAME_KEY

Edit = tuple[Span, str]

_LABEL_GLOSS = re.compile(r"(?<!\]) ?[（(]([^（()）]*)[）)]")


def translated(document: Document, texts: Mapping[BlockId, str], names: Mapping[str, str], language: str) -> str:
    r"""The post with each block's text from `texts` and each speaker's name from `names`; the rest is kept byte for byte.

    The result is read again: `StructureChanged` is raised where its blocks, code, link targets, tags, shortcodes or the
    rest of its front matter differ from the source's.

    >>> from bilingual.sources import parse
    >>> post = parse("---\ntitle: 标题\n---\n> 正文。\n")
    >>> title, body = (block.id for block in post.blocks)
    >>> translated(post, {title: "Title: one", body: "1. Text."}, {}, "en")
    "---\ntitle: 'Title: one'\nlang: en\n---\n> 1\\. Text.\n"
    """
    added = anchors(document, texts)
    extra = language_edit(document, language)
    edits = [*replacements(document, texts, names, language, added), *([extra] if extra else [])]
    result = spliced(document.source, edits, (0, len(document.source)))
    _check(document, result, texts, names, added)
    return result


def replacements(
    document: Document,
    texts: Mapping[BlockId, str],
    names: Mapping[str, str],
    language: str,
    added: Mapping[BlockId, str] = MappingProxyType({}),
) -> Iterator[Edit]:
    """What stands in the place of the blocks and of the names on labels; `added` goes before the text of a block."""
    changed = {block.id: block for block in document.blocks if _is_changed(block, texts)}
    yield from _edits(document, changed, texts, added)
    yield from _name_edits(document, names, in_english=language.partition("-")[0] == "en")


def _is_changed(block: Block, texts: Mapping[BlockId, str]) -> bool:
    new = texts.get(block.id)
    return new is not None and block.kind not in OPAQUE_KINDS and new != join(resolved(block.parts))


def _edits(
    document: Document, changed: Mapping[BlockId, Block], texts: Mapping[BlockId, str], added: Mapping[BlockId, str]
) -> Iterator[Edit]:
    for block in changed.values():
        if block.kind == "front":
            yield front_edit(document, block, texts[block.id], ending(document))
        else:
            yield block.span, added.get(block.id, "") + escaped(document, block, texts[block.id])


def _name_edits(document: Document, names: Mapping[str, str], *, in_english: bool) -> Iterator[Edit]:
    seen: set[Span] = set()
    for label in _labels(document):
        if label.name in names and label.name_span not in seen:
            seen.add(label.name_span)
            yield label.name_span, names[label.name]
            if in_english and script(names[label.name]) == "latin":
                head, tail = (label.span[0], label.name_span[0]), (label.name_span[1], label.span[1])
                yield head, english_clocks(document.source[slice(*head)])
                for span in (tail, label.closing) if label.closing else (tail,):
                    yield span, _english_tail(document.source[slice(*span)], label.name)


def _english_tail(tail: str, name: str) -> str:
    """What follows a name on its label, as English writes it; a gloss, which says the name again, is left out.

    >>> _english_tail("**：", "张三"), _english_tail(": ", "主持人"), _english_tail("**（GENERAL ROHMER）：", "罗默将军")
    ('**: ', ': ', '**: ')
    >>> _english_tail("", "李想")  # before a remark
    ' '
    """
    gloss = _LABEL_GLOSS.search(tail)
    if gloss and gloss[1].isascii():
        tail = tail.replace(gloss[0], "" if is_name_again(name, gloss[1].strip()) else f" ({gloss[1].strip()})")
    narrow = ". " if tail.strip() in {"．", "、"} else english_clocks(tail).replace("：", ":")
    return narrow + " " if not narrow or narrow.endswith((":", "*", "_")) else narrow


def _labels(document: Document) -> Iterator[Label]:
    return (block.label for block in document.blocks if block.label)


def spliced(source: str, edits: Sequence[Edit], span: Span) -> str:
    """A stretch of the source with what is replaced in it."""
    pieces: list[str] = []
    position = span[0]
    for (start, end), text in sorted(edits, key=lambda edit: edit[0]):
        pieces += [source[position:start], text]
        position = end
    return "".join([*pieces, source[position : span[1]]])


def _front_values(*documents: Document) -> dict[str, set[str]]:
    """The translated values of front matters, by key, white space as one space."""
    values: dict[str, set[str]] = {}
    for block in (block for document in documents for block in document.blocks if block.kind == "front"):
        values.setdefault(block.key, set()).add(" ".join(join(resolved(block.parts)).split()))
    return values


def _check(
    document: Document, result: str, texts: Mapping[BlockId, str], names: Mapping[str, str], added: dict[BlockId, str]
) -> None:
    alone = (texts.get(block.id, "") for block in document.blocks if block.key == NAME_KEY and block.kind != "front")
    speakers = frozenset((*(names.get(label.name, label.name) for label in _labels(document)), *alone))
    fronts = [block for block in document.blocks if block.kind == "front"]
    keys = frozenset(block.key for block in fronts)
    again = read(result, document.name, document.path, speakers, keys, exact=True)
    check_structure(document, again, added)
    before, after = front_data(document), front_data(again)
    if before is not None:
        check_front_matter(document, before, after or {}, _front_values(document, again))
    for old, new in zip(fronts, (block for block in again.blocks if block.kind == "front"), strict=True):
        if old.id in texts and front_value(new, join(resolved(new.parts))) != front_value(old, texts[old.id]):
            fact = f"The value of `{old.key}` would not be read back as it was translated."
            raise StructureChanged(fact, REMEDY, path=document.path or None, line=old.line)
