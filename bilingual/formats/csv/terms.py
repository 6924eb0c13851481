"""Tables of text: our own CSV, OmegaT's glossary (TSV) and DeepL's (CSV). Whatever table of text the glossary reads is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bilingual.formats.common.terms import TermRows
from bilingual.glossary.entries import term_cells
from bilingual.glossary.headers import COLUMNS
from bilingual.glossary.row_text import header_line, row_line
from bilingual.glossary.table import Shape, parse_table
from bilingual.model import Term

_OMEGAT = Shape(delimiter="\t", columns=("source", "target", "note"), has_header=False)
_DEEPL = Shape(columns=("source", "target", "source_lang", "target_lang"), has_header=False)


def read_csv_terms(data: bytes, path: str) -> TermRows:
    """The rows of any table of text."""
    return TermRows(parse_table(data, Path(path)))


def write_csv_terms(terms: Sequence[Term]) -> bytes:
    """The glossary's own format, with every column that a term has."""
    extra = dict.fromkeys(name for term in terms for name, _ in term.extra)
    shape = Shape(columns=(*COLUMNS, *extra))
    return (header_line(shape) + "".join(row_line(term_cells(term), shape) for term in terms)).encode()


def write_omegat_terms(terms: Sequence[Term]) -> bytes:
    """OmegaT's glossary: source, target, comment, without a header; a row of its own for each alias.

    A term that is kept as it is has itself as target: OmegaT passes over rows without one. A line that begins with `#` is
    a comment there, so such a term is left out; what is not accepted is left out too.
    """
    written = (term for term in in_force(terms) if not term.source.startswith("#"))
    return "".join(row_line(term_cells(term) | {"target": term.english}, _OMEGAT) for term in written).encode()


def write_deepl_terms(terms: Sequence[Term]) -> bytes:
    """DeepL's glossary: source, target and their languages; a row of its own for each alias. It knows no empty target."""
    languages = {"source_lang": "zh", "target_lang": "en"}
    return "".join(
        row_line({"source": term.source, "target": term.english, **languages}, _DEEPL) for term in in_force(terms)
    ).encode()


def in_force(terms: Sequence[Term]) -> Iterator[Term]:
    """The accepted terms, each alias as a term of its own; of two with one source the first."""
    seen: set[str] = set()
    for term in terms:
        if term.status != "accepted":
            continue
        for source in (term.source, *term.aliases):
            if source not in seen:
                seen.add(source)
                yield Term(source, term.english if term.aliases and source != term.source else term.target, note=term.note)
