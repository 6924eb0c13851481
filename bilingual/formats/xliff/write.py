"""A post as XLIFF 1.2 strict: a translation unit a row, the other Chinese beside it, every lock a protected span.

What a translator must know stands in notes: who speaks, which terms are locked, what the checks found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from bilingual.formats.common.glosses import source_column, unglossed
from bilingual.formats.common.languages import TAGS
from bilingual.formats.xliff.inline_codes import NAMESPACE, SIGNATURE, equivalent
from bilingual.model import Code, Column, ExportOptions, Origin, Output, PairedCode, Part, TermSpan, Text, Translation, Unit
from bilingual.office.xml import escaped

STATES: dict[Origin, str] = {
    "machine": ' state="needs-review-translation" state-qualifier="mt-suggestion"',
    "memory": ' state="needs-review-translation" state-qualifier="mt-suggestion"',
    "human": ' state="signed-off"',
    "edited": ' state="needs-review-translation"',
    "copy": ' state="translated"',
}
"""What may be said of a target (XLIFF 1.2, 2.3); a machine's is remembered, and still a machine's."""
PAIRS = frozenset({"bold", "italic", "link"})
"""Roles that XLIFF has a `ctype` for (XLIFF 1.2, 2.3)."""
PLACEHOLDERS = {"break": "lb", "hardbreak": "lb"}


def write_xliff(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.xlf`, the same whatever the layout."""
    source_language = source_column(result)
    lines = [*_head(result, source_language), *_body(result, source_language), "  </file>", "</xliff>", ""]
    return (Output(".xlf", "\n".join(lines).encode("utf-8")),)


def _head(result: Translation, source_language: Column) -> Iterator[str]:
    version = escaped(result.signature.version, quoted=True)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<xliff version="1.2" xmlns="{NAMESPACE}">'
    yield (
        f'  <file original="{escaped(result.document.name, quoted=True)}" source-language="{TAGS[source_language]}"'
        f' target-language="{TAGS["en"]}" datatype="x-markdown" tool-id="bilingual">'
    )
    yield f'    <header><tool tool-id="bilingual" tool-name="bilingual" tool-version="{version}"/>'
    yield f'      <note from="{SIGNATURE}">{escaped(str(result.signature))}</note></header>'


def _body(result: Translation, source_language: Column) -> Iterator[str]:
    chinese: Column = "hans" if source_language == "hant" else "hant"
    other = None if result.signature.variant == "none" else chinese
    yield "    <body>"
    for block, rows in groupby(result.units, key=lambda row: row.block):
        units = [line for row in rows for line in _unit(row, source_language, other)]
        yield f'      <group id="{escaped(block, quoted=True)}">'
        yield from units
        yield "      </group>"
    yield "    </body>"


def _unit(row: Unit, source_language: Column, other: Column | None) -> Iterator[str]:
    codes = Codes()
    source = codes.xml(unglossed(getattr(row, source_language)), locked=False)
    target = codes.xml(row.en, locked=True)
    approved = "yes" if row.origin == "human" else "no"
    unit = f'id="{escaped(row.id, quoted=True)}" approved="{approved}" restype="x-{row.kind}" xml:space="preserve"'
    yield f"        <trans-unit {unit}>"
    yield f'          <source xml:lang="{TAGS[source_language]}">{source}</source>'
    yield f'          <target xml:lang="{TAGS["en"]}"{STATES[row.origin]}>{target}</target>'
    yield from (f'          <note from="{name}">{escaped(text)}</note>' for name, text in _notes(row))
    if other:
        words = codes.xml(unglossed(getattr(row, other)), locked=False)
        yield f'          <alt-trans alttranstype="reference" origin="bilingual" xml:lang="{TAGS[other]}">'
        yield f'            <target xml:lang="{TAGS[other]}">{words}</target>'
        yield "          </alt-trans>"
    yield "        </trans-unit>"


def _notes(row: Unit) -> Iterator[tuple[str, str]]:
    if row.speaker:
        yield "speaker", f"{row.speaker.hans}: {row.speaker.en}"
    terms = dict.fromkeys(f"{lock.source} = {lock.target}" for lock in row.locks if lock.source != lock.target)
    if terms:
        yield "glossary", "; ".join(terms)
    if row.flags:
        yield "checks", ", ".join(row.flags)
    yield from ((escaped(comment.who, quoted=True), comment.text) for comment in row.comments)


@dataclass(slots=True)
class Codes:
    """The markup of a unit: what is the same in several languages has the same `id` in each."""

    numbers: dict[str, list[int]] = field(default_factory=dict)
    """The `id`s of each markup, in order: those in the source, then those that only other languages have."""
    count: int = 0

    def xml(self, text: Text, *, locked: bool) -> str:
        """A text with its codes; `locked`: its terms are protected."""
        return "".join(self._parts(text, locked, Counter()))

    def _parts(self, text: Text, locked: bool, used: Counter[str]) -> Iterator[str]:
        for part in text:
            yield from self._part(part, locked, used)

    def _part(self, part: Part, locked: bool, used: Counter[str]) -> Iterable[str]:
        if isinstance(part, PairedCode):
            return self._pair(part, locked, used)
        if isinstance(part, Code):
            return [self._placeholder(part.text, PLACEHOLDERS.get(part.kind, f"x-{part.kind}"), used)] if part.text else []
        if isinstance(part, TermSpan) and locked:
            return [f'<mrk mtype="protected">{escaped(part.text)}</mrk>']
        return [escaped(str(part))]

    def _pair(self, pair: PairedCode, locked: bool, used: Counter[str]) -> Iterator[str]:
        kind, same = pair.role if pair.role in PAIRS else f"x-{pair.kind}", equivalent(pair.open, pair.close)
        if not same:
            yield self._placeholder(pair.open, "x-open", used)
            yield from self._parts(pair.inner, locked, used)
            yield self._placeholder(pair.close, "x-close", used)
            return
        yield f'<g id="{self._id(same, used)}" ctype="{kind}" equiv-text="{escaped(same, quoted=True)}">'
        yield from self._parts(pair.inner, locked, used)
        yield "</g>"

    def _placeholder(self, text: str, kind: str, used: Counter[str]) -> str:
        return f'<x id="{self._id(text, used)}" ctype="{kind}" equiv-text="{escaped(text, quoted=True)}"/>'

    def _id(self, text: str, used: Counter[str]) -> int:
        """The number of the first such markup that this text has not used yet, else a new one."""
        numbers = self.numbers.setdefault(text, [])
        if used[text] == len(numbers):
            self.count += 1
            numbers.append(self.count)
        used[text] += 1
        return numbers[used[text] - 1]
