"""Terms as TBX version 2 (ISO 30042:2008, "martif"), with the data categories of TBX-Basic; version 3 is read too.

A concept a term: aliases are variants beside it, the status is the English term's administrative status, the kind the
concept's subject field, the place the source of the Chinese term. Whether letters must match in case, and the columns of
one's own, have no category there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

from bilingual.errors import GlossaryError, ImportFailed
from bilingual.formats.common.languages import TAGS, column_of
from bilingual.formats.common.terms import TermRows, term_rows
from bilingual.glossary.entries import ALIAS_SEPARATOR
from bilingual.model import Column, Term, TermKind, TermStatus
from bilingual.office.xml import LANG, all_text, elements, escaped, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
  <martifHeader>
    <fileDesc><sourceDesc><p>Glossary written by bilingual</p></sourceDesc></fileDesc>
    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>
  </martifHeader>
  <text>
    <body>
"""
_FOOT = "    </body>\n  </text>\n</martif>\n"
_STATUS: dict[TermStatus, str] = {
    "accepted": "preferredTerm-admn-sts", "candidate": "admittedTerm-admn-sts", "rejected": "deprecatedTerm-admn-sts"
}  # fmt: skip
_MEANS: dict[str, TermStatus] = {word: status for status, word in _STATUS.items()} | {
    "supersededTerm-admn-sts": "rejected", "preferred": "accepted", "admitted": "candidate", "deprecated": "rejected",
    "superseded": "rejected", "notRecommended": "rejected", "forbidden": "rejected", "obsolete": "rejected",
}  # fmt: skip
"""What programs write, and what it means here; other words are no news."""
_ENTRY, _LANGUAGE, _TERM = ({"termEntry", "conceptEntry"}, {"langSet", "langSec"}, {"tig", "ntig", "termSec"})
_KINDS = frozenset(get_args(TermKind))


# --- Writing ------------------------------------------------------------------------------------


def write_tbx_terms(terms: Sequence[Term]) -> bytes:
    """A concept for each term, in order."""
    return (_HEAD + "".join(_entry(term, n) for n, term in enumerate(terms, 1)) + _FOOT).encode("utf-8")


def _entry(term: Term, number: int) -> str:
    kind = f'<descrip type="subjectField">{term.kind}</descrip>' if term.kind != "term" else ""
    note = f"<note>{escaped(term.note)}</note>" if term.note else ""
    chinese = [_tig(term.source, admin=term.where), *(_tig(alias, "termType", "variant") for alias in term.aliases)]
    languages = [
        _langset("hans", *chinese),
        _langset("en", _tig(term.english, "administrativeStatus", _STATUS[term.status])),  # programs for two take the second
        _langset("hant", _tig(term.traditional)) if term.traditional else "",
    ]
    return f'      <termEntry id="t{number}">{kind}{note}\n{"".join(languages)}      </termEntry>\n'


def _langset(column: Column, *tigs: str) -> str:
    return f'        <langSet xml:lang="{TAGS[column]}">{"".join(tigs)}</langSet>\n'


def _tig(term: str, type: str = "", value: str = "", admin: str = "") -> str:
    note = f'<termNote type="{type}">{value}</termNote>' if type else ""
    source = f'<admin type="source">{escaped(admin)}</admin>' if admin else ""
    return f"<tig><term>{escaped(term)}</term>{note}{source}</tig>"


# --- Reading ------------------------------------------------------------------------------------


def read_tbx_terms(data: bytes, path: str) -> TermRows:
    """A row for each concept with Chinese and English; `ImportFailed` where there is none, or the file is no sound TBX."""
    found: list[tuple[int, dict[str, str]]] = []
    problems: list[GlossaryError] = []
    languages: set[str] = set()
    root = ""
    for element in elements(data, path, "TBX", _ENTRY | {"martif", "tbx"}):
        root = local(element)
        if root not in _ENTRY:
            continue
        line = element.sourceline or 0
        languages |= {_language(child) for child in element if local(child) in _LANGUAGE}
        cells = dict(_cells(element))
        if cells.get("source") and "target" in cells:
            found.append((line, cells))
        else:
            fact = f"The concept has no {'English' if cells.get('source') else 'Chinese'} term."
            problems.append(GlossaryError(fact, "It was left out.", path=path, line=line))
    _check(root, found, languages, path)
    return term_rows(found, problems)


def _check(root: str, found: Sequence[object], languages: set[str], path: str) -> None:
    if root not in ("martif", "tbx"):
        raise ImportFailed(f"The file is no TBX: its root is “{root}”.", "Choose a file that ends in .tbx.", path=path)
    if not found:
        there = f"; its languages are {', '.join(sorted(languages))}" if languages else ""
        raise ImportFailed(f"No concept has Chinese and English{there}.", "Export it again with zh and en.", path=path)


def _language(element: _Element) -> str:
    return element.get(LANG) or element.get("lang") or ""


def _cells(entry: _Element) -> Iterator[tuple[str, str]]:
    """The cells of a row, out of everything that a concept says."""
    terms: dict[Column, list[_Element]] = {"hans": [], "hant": [], "en": []}
    for child in entry:
        column = column_of(_language(child)) if local(child) in _LANGUAGE else None
        if column:
            terms[column] += [tig for tig in child if local(tig) in _TERM]
    chinese = terms["hans"] or terms["hant"]
    if chinese:
        yield "source", _term(chinese[0])
        yield "aliases", ALIAS_SEPARATOR.join(map(_term, chinese[1:]))
        yield "where", _value(chinese[0], "source")
    if terms["hans"] and terms["hant"]:
        yield "traditional", _term(terms["hant"][0])
    if terms["en"]:
        yield from _english(terms["en"], _term(chinese[0]) if chinese else "", _notes(entry))
    kind = _value(entry, "subjectField").lower()
    yield "kind", kind if kind in _KINDS else ""


def _english(terms: Sequence[_Element], source: str, notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The target, its status and the notes; of several terms the first that is not rejected, the others in the note."""
    order = sorted(terms, key=lambda term: ["accepted", "", "candidate", "rejected"].index(_status(term)))
    target, *others = map(_term, order)
    yield "target", "" if target == source else target
    yield "status", _status(order[0])
    yield "note", "; ".join([*notes, *(f"also: {other}" for other in others)])


def _status(term: _Element) -> str:
    return _MEANS.get(_value(term, "administrativeStatus"), "")


def _notes(entry: _Element) -> list[str]:
    definitions = [_value(entry, "definition")]
    return [text for text in (*(all_text(child) for child in entry if local(child) == "note"), *definitions) if text]


def _term(tig: _Element) -> str:
    return next((all_text(child) for child in tig.iter() if local(child) == "term"), "").strip()


def _value(element: _Element, type: str) -> str:
    """The value of the first data category of that type outside of the languages below; else empty."""
    deeper = _LANGUAGE if local(element) in _ENTRY else frozenset()
    direct = (child for child in element if local(child) not in deeper)
    categories = (category for child in direct for category in child.iter() if category.get("type") == type)
    return next((all_text(category).strip() for category in categories), "")
