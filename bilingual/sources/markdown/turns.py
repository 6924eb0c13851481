"""Who speaks: paragraphs with a speaker's label become turns, cut at the labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from bilingual.lang.roles import is_role
from bilingual.model import Label, Span
from bilingual.sources.markdown.exchanges import SPEECH, SPOKEN, Line
from bilingual.sources.markdown.labels import ITEM, Candidate, candidate, heading_name
from bilingual.sources.markdown.lines import trimmed
from bilingual.sources.markdown.regions import Region
from bilingual.sources.markdown.speakers import speakers_of, talking_headings, without_faint

NAME_KEY = "speaker"
"""The key of a block that is nothing but a speaker's name."""
REMARK_KEY = "remark"
"""The key of a block that is what a label says beside the name: how or as whom somebody speaks."""


def with_turns(
    text: str, regions: tuple[Region, ...], known: frozenset[str], listed: Iterable[str] = (), *, exact: bool = False
) -> tuple[Region, ...]:
    """The regions, those where somebody speaks cut at the labels and marked with them.

    `known` are names that speak, `listed` people whom the post names, perhaps as slugs (`sam-altman`).
    `exact`: only `known` speak.
    """
    lines = without_faint(regions, [*_lines(text, regions)], exact=exact)
    people = {_plain_name(name) for name in listed}
    known |= {line.name for line in lines if _plain_name(line.name) in people}
    names = known if exact else speakers_of(regions, lines, known)
    titled = [_with_role(text, line.found, known, exact=exact) for line in lines]
    starts = {
        (line.region, line.piece): found
        for line, found in zip(lines, titled, strict=True)
        if line.name in names or found.label.name in names
    }
    headings = talking_headings(regions, [*_heading_lines(text, regions)], known)
    starts |= {(line.region, line.piece): line.found for line in headings}
    return tuple(_attached(text, [*_cut(text, regions, starts)])) if starts else regions


def _plain_name(name: str) -> str:
    """A name as it is compared: `sam-altman` is Sam Altman."""
    return "".join(filter(str.isalnum, name.casefold()))


def _lines(text: str, regions: Iterable[Region]) -> Iterator[Line]:
    regions = [*regions]
    for index, region in enumerate(regions):
        if region.kind in (*SPOKEN, "item", "html"):
            following = [*region.pieces[1:], None]
            for number, piece in enumerate(region.pieces):
                found = candidate(text, piece, following[number])
                if found and region.kind == "item" and not found.speaks_in_lists:
                    found = found._replace(form=ITEM + found.form) if not found.is_wrapped else None
                if found and not (found.is_wrapped and _goes_on(text, following[number])):
                    start, end = trimmed(text, found.rest)
                    if start == end and region.kind == "html":
                        continue
                    yield Line(index, number, found, _sounds_spoken(text, found, regions[index : index + 2]), start == end)


def _with_role(text: str, found: Candidate, known: frozenset[str], *, exact: bool) -> Candidate:
    """The label with the role in parentheses as part of the name, `李雷（主播）：`; how somebody speaks is a remark.

    So is what stands apart from the name, behind the marks around it.
    `exact`: only a name that is `known` has one.
    """
    if found.remark is None or text[found.label.name_span[1] : found.remark[0]].strip():
        return found
    span = found.label.name_span[0], found.remark[1]
    name, note = text[slice(*span)], text[slice(*found.remark)]
    if name in known or (not exact and note[0] in "(（" and is_role(note[1:-1])):
        return found._replace(label=replace(found.label, name=name, name_span=span), remark=None)
    return found


def _heading_lines(text: str, regions: Sequence[Region]) -> Iterator[Line]:
    for index, region in enumerate(regions):
        if region.kind == "heading" and len(region.pieces) == 1 and (found := heading_name(text, region.pieces[0])):
            yield Line(index, 0, found, _sounds_spoken(text, found, [*regions[index : index + 2]]), alone=True)


def _goes_on(text: str, piece: Span | None) -> bool:
    """Whether a line in bold has another one after it that starts no turn."""
    return piece is not None and candidate(text, piece) is None


def _sounds_spoken(text: str, found: Candidate, regions: list[Region]) -> bool:
    """Whether what follows a label, on its line or else below it, sounds like speech."""
    start, end = trimmed(text, found.rest)
    if start < end:
        return SPEECH.search(text, start, end) is not None
    for region in regions:
        below = bisect_right(region.pieces, start, key=itemgetter(0))
        if region.kind in SPOKEN and below < len(region.pieces):
            return SPEECH.search(text, *region.pieces[below]) is not None
    return False


# --- The regions --------------------------------------------------------------------------------


def _cut(text: str, regions: tuple[Region, ...], starts: dict[tuple[int, int], Candidate]) -> Iterator[Region]:
    """The regions, cut before each line that starts a turn; a turn that is only a label has no pieces."""
    for index, region in enumerate(regions):
        cuts = [number for number in range(len(region.pieces)) if (index, number) in starts]
        if not cuts:
            yield region
            continue
        if cuts[0]:
            yield replace(region, pieces=region.pieces[: cuts[0]])
        for cut, following in zip(cuts, [*cuts[1:], len(region.pieces)], strict=True):
            found = starts[index, cut]
            turn = replace(region, kind="turn", pieces=region.pieces[cut:following], label=found.label)
            if found.direction:
                yield replace(region, kind="paragraph", pieces=(found.direction,), key=REMARK_KEY)
            words = turn.clipped(text, found.rest[0], found.rest[1] if found.is_wrapped else turn.span[1])
            yield from _remarked(found, words, found.remark) if found.remark else [words]


def _remarked(found: Candidate, words: Region, remark: Span) -> Iterator[Region]:
    """The remark on a label as a turn of its own before the words: a row of the same speaker's."""
    label = replace(found.label, closing=(remark[1], found.rest[0]))
    yield replace(words, pieces=(remark,), key=REMARK_KEY, label=label)
    yield replace(words, marker="")


def _attached(text: str, regions: list[Region]) -> Iterator[Region]:
    """The regions, a label on a line of its own given to the paragraph after it."""
    waiting: Region | None = None
    for region in regions:
        if waiting and waiting.label:
            if region.kind in SPOKEN and region.container == waiting.container:
                region = replace(region, kind="turn", label=waiting.label)
            else:
                yield _lone_label(waiting, waiting.label)
        waiting = None if region.pieces else region
        if region.pieces:
            yield _joined(region)
    if waiting and waiting.label:
        yield _lone_label(waiting, waiting.label)


def _lone_label(region: Region, label: Label) -> Region:
    """A label that no paragraph follows: a name on its own, which is written as speakers' names are."""
    return replace(region, kind="paragraph", pieces=(label.name_span,), label=None, key=NAME_KEY)


def _joined(region: Region) -> Region:
    """The turn with its label reaching to its text."""
    if region.label is None:
        return region
    start = region.label.span[0]
    return replace(region, label=replace(region.label, span=(start, region.span[0])))
