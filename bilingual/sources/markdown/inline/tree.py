"""From what the scanner found to parts: nodes are nested, emphasis is paired inside each, and the text is cut up."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.model import Code, CodeKind, Gloss, PairedCode, Part, Text
from bilingual.sources.markdown.inline.emphasis import paired
from bilingual.sources.markdown.inline.nodes import Atom, Findings, Node, Run

DEEPEST = 16
"""How deep markup may nest; what is deeper is kept as marks. Keeps hostile text from exhausting the stack."""

Item = Atom | Node


def nested(nodes: Iterable[Node]) -> tuple[list[Node], list[Atom]]:
    """The nodes that nest, in order of their starts, and the marks of those that do not."""
    nesting: list[Node] = []
    dropped: list[Atom] = []
    open_nodes: list[Node] = []
    for node in sorted(nodes, key=lambda node: (node.start, -node.end)):
        while open_nodes and open_nodes[-1].end <= node.start:
            open_nodes.pop()
        outer = open_nodes[-1] if open_nodes else None
        if len(open_nodes) < DEEPEST and (outer is None or (outer.inner <= node.start and node.end <= outer.inner_end)):
            nesting.append(node)
            open_nodes.append(node)
        elif node.gloss is None:
            kind: CodeKind = "html" if node.kind == "html" else "mark"
            dropped += [Atom(node.start, node.inner, kind), Atom(node.inner_end, node.end, kind)]
    return nesting, dropped


def _levels(nodes: list[Node], runs: list[Run]) -> dict[int, list[Run]]:
    """The runs by the node that they stand in, as its index, -1 for none; those in a node's marks are left out."""
    levels: dict[int, list[Run]] = {}
    open_nodes: list[int] = []
    upcoming = 0
    for run in runs:
        while upcoming < len(nodes) and nodes[upcoming].start <= run.start:
            while open_nodes and nodes[open_nodes[-1]].end <= nodes[upcoming].start:
                open_nodes.pop()
            open_nodes.append(upcoming)
            upcoming += 1
        while open_nodes and nodes[open_nodes[-1]].end <= run.start:
            open_nodes.pop()
        index = open_nodes[-1] if open_nodes else -1
        if index < 0 or (nodes[index].inner <= run.start and run.end <= nodes[index].inner_end):
            levels.setdefault(index, []).append(run)
    return levels


def text_of(found: Findings) -> Text:
    """The parts of the block: joined, they are its source."""
    outer, dropped = nested(found.nodes)
    nodes, atoms = [*outer], [*found.atoms, *dropped]
    for runs in _levels(outer, found.runs).values():
        emphasis, lone = paired(runs)
        nodes += emphasis
        atoms += lone
    nodes, dropped = nested(nodes)
    items: list[Item] = sorted([*nodes, *atoms, *dropped], key=lambda item: (item.start, -item.end))
    return Assembly(found.text, items).fill(found.start, found.end)


class Assembly:
    """Cuts the source at the items, going through them once."""

    def __init__(self, text: str, items: list[Item]) -> None:
        self.text = text
        self.items = items
        self.next = 0

    def fill(self, start: int, end: int) -> Text:
        """The parts from `start` to `end`."""
        parts: list[Part] = []
        position = start
        while self.next < len(self.items) and (item := self.items[self.next]).start < end:
            self.next += 1
            if item.start < position or item.end > end:
                continue
            if position < item.start:
                parts.append(self.text[position : item.start])
            parts.append(self.part(item))
            position = item.end
        if position < end:
            parts.append(self.text[position:end])
        return tuple(parts)

    def part(self, item: Item) -> Part:
        """One item with what stands in it."""
        text = self.text
        if isinstance(item, Atom):
            return Code(text[item.start : item.end], item.kind)
        inner = self.fill(item.inner, item.inner_end)
        if item.gloss is None:
            return PairedCode(text[item.start : item.inner], inner, text[item.inner_end : item.end], item.kind)
        term, term_end, lead, head, head_end = item.gloss
        return Gloss(
            open=text[item.start : term],
            term=text[term:term_end],
            close=text[term_end:lead],
            lead=text[lead:head],
            head=text[head:head_end],
            separator=text[head_end : item.inner],
            explanation=inner,
            tail=text[item.inner_end : item.end],
        )
