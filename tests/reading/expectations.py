"""What a case may expect, each by its name: a function that asserts it, and says what is so where it is not.

Expectations look at structure, numbers, tokens, forms and findings: none depends on how good the model is. Their meanings
stand in `tests/cases/reading/README.md`.
"""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

from tests.reading.outcomes import Outcome

Expectation = Callable[..., None]

HANZI = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
LANGUAGES = re.compile(r"^(?:\[?简体\]?[^\n]* · [^\n]*\n(?:\r?\n)?)", re.MULTILINE)
"""The line of links to the same post in the other languages."""
SUFFIXES = {
    "hans.md": ".zh-Hans.md", "hant.md": ".zh-Hant.md", "en.md": ".en.md", "bilingual.md": ".bilingual.md",
    "html": ".html", "csv": ".csv",
}  # fmt: skip
SCALES = {"": 1, "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
AMOUNT = re.compile(
    r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?:\s*(?:[-–—~～]|to|and|or)\s*(\d[\d,]*(?:\.\d+)?))?"
    r"(?:[\s-]*(hundred|thousand|million|billion|trillion)s?\b)?",
    re.IGNORECASE,
)
BOLD_LABEL = re.compile(r"\*\*[^a-z*\s][^*]*(?::\*\*|\*\* ?:)")


def expect(outcome: Outcome, expectation: list[Any]) -> None:
    """Asserts one expectation of a case."""
    name, *values = expectation
    if name == "any":
        _expect_any(outcome, values[0])
    else:
        EXPECTATIONS[name](outcome, *values)


def _expect_any(outcome: Outcome, choices: list[list[list[Any]]]) -> None:
    failures = []
    for choice in choices:
        try:
            for expectation in choice:
                expect(outcome, expectation)
        except AssertionError as failure:
            failures.append(str(failure))
        else:
            return
    raise AssertionError(" / ".join(failures))


def _options(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


# --- Rows ---------------------------------------------------------------------------------------


def _chinese(outcome: Outcome) -> list[str]:
    return [row["hans"].strip() for row in outcome.rows]


def _rows_of(outcome: Outcome, source: str) -> list[dict[str, Any]]:
    return [row for row in outcome.rows if row["hans"].strip() == source]


def _expect_rows(outcome: Outcome, *choices: list[str]) -> None:
    assert _chinese(outcome) in choices, _chinese(outcome)


def _expect_row(outcome: Outcome, source: str, *, there: bool = True) -> None:
    assert bool(_rows_of(outcome, source)) == there, _chinese(outcome)


def _expect_no_row_ends(outcome: Outcome, *ends: str) -> None:
    assert not any(text.endswith(ends) for text in _chinese(outcome)), _chinese(outcome)


def _expect_kind(outcome: Outcome, source: str, kind: str) -> None:
    assert kind in [row["kind"] for row in _rows_of(outcome, source)], [[row["kind"], row["hans"]] for row in outcome.rows]


def _expect_no_kind(outcome: Outcome, kind: str) -> None:
    assert all(row["kind"] != kind for row in outcome.rows), [[row["kind"], row["hans"]] for row in outcome.rows]


def _speaker(row: dict[str, Any]) -> str | None:
    return row["speaker"]["hans"] if row["speaker"] else None


def _expect_speaker(outcome: Outcome, source: str, speaker: str | None) -> None:
    found = [[_speaker(row), row["hans"].strip()] for row in outcome.rows]
    assert [speaker, source] in found, found


def _expect_speakers(outcome: Outcome, speakers: list[str]) -> None:
    found = [speaker for speaker in dict.fromkeys(map(_speaker, outcome.rows)) if speaker]
    assert found == speakers, found


def _expect_lock(outcome: Outcome, source: str, target: str) -> None:
    locks = [(lock["source"], lock["target"]) for row in outcome.rows for lock in row["locks"]]
    assert (source, target) in locks, locks


def _expect_no_lock(outcome: Outcome, source: str) -> None:
    locks = [lock["source"] for row in outcome.rows for lock in row["locks"]]
    assert source not in locks, locks


# --- The text of a column -----------------------------------------------------------------------


def _column(outcome: Outcome, column: str) -> str:
    return "\n".join(row[column] for row in outcome.rows)


def _expect_has(outcome: Outcome, *texts: str | list[str], column: str) -> None:
    found = _column(outcome, column)
    assert all(any(option in found for option in _options(text)) for text in texts), f"not {texts} in {found!r}"


def _expect_lacks(outcome: Outcome, *texts: str, column: str) -> None:
    found = _column(outcome, column)
    assert not any(text in found for text in texts), f"one of {texts} in {found!r}"


def _expect_of(outcome: Outcome, source: str, text: str | list[str], *, column: str) -> None:
    found = [row[column].strip() for row in _rows_of(outcome, source)]
    assert set(found) & set(_options(text)), found or _chinese(outcome)


def _expect_count(outcome: Outcome, text: str, count: int, *, column: str) -> None:
    assert _column(outcome, column).count(text) == count, _column(outcome, column)


def _expect_no_hanzi(outcome: Outcome, *but: str) -> None:
    rest = _column(outcome, "en")
    for text in sorted(but, key=len, reverse=True):
        rest = rest.replace(text, "")
    assert not HANZI.search(rest), _column(outcome, "en")


def _expect_bold_labels(outcome: Outcome, count: int) -> None:
    english = [row["en"] for row in outcome.rows]
    assert sum(BOLD_LABEL.match(text) is not None for text in english) == count, english


# --- Numbers ------------------------------------------------------------------------------------


def _amounts(text: str) -> list[Decimal]:
    """The numbers of an English text, each with its scale; both ends of a range have the one that stands after it."""
    return [
        Decimal(number.rstrip(",").replace(",", "")) * SCALES[scale.lower()]
        for *numbers, scale in AMOUNT.findall(text)
        for number in numbers
        if number
    ]


def _expect_number(outcome: Outcome, text: str, *, there: bool = True) -> None:
    found = _column(outcome, "en")
    assert (_amounts(text)[0] in _amounts(found)) == there, found


def _expect_range(outcome: Outcome, *ends: str) -> None:
    found = _amounts(_column(outcome, "en"))
    wanted = tuple(_amounts(end)[0] for end in ends)
    assert wanted in pairwise(found), _column(outcome, "en")


# --- What is told of a post ---------------------------------------------------------------------


def _expect_flag(outcome: Outcome, *flags: str, there: bool = True) -> None:
    found = [(flag, row["hans"], row["en"]) for row in outcome.rows for flag in row["flags"]]
    assert any(flag in flags for flag, _, _ in found) == there, found


def _expect_finding(outcome: Outcome, name: str, *facts: str) -> None:
    found = [(finding.name, finding.fact) for finding in outcome.findings]
    assert any(check == name and "".join(facts) in fact for check, fact in found), found


def _expect_no_finding(outcome: Outcome, *names: str) -> None:
    found = [(finding.name, finding.fact) for finding in outcome.findings]
    assert not any(check in names for check, _ in found), found


def _expect_findings(outcome: Outcome, *, there: bool) -> None:
    assert bool(outcome.findings) == there, outcome.findings


def _expect_notice(outcome: Outcome, *, there: bool = True) -> None:
    assert bool(outcome.notices) == there, outcome.notices


def _expect_gloss(outcome: Outcome, term: str, english: str, status: str) -> None:
    found = [(line.term, line.english, line.status) for line in outcome.glosses]
    assert (term, english, status) in found, found


def _expect_not_gloss(outcome: Outcome, term: str, status: str) -> None:
    found = [(line.term, line.status) for line in outcome.glosses]
    assert (term, status) not in found, found


def _expect_differences(outcome: Outcome, column: str, count: int) -> None:
    found = [(change.kind, change.before, change.after) for change in outcome.differences if change.column == column]
    assert len(found) == count, found


# --- Documents ----------------------------------------------------------------------------------


def _body(outcome: Outcome, document: str) -> str:
    return LANGUAGES.sub("", outcome.document(SUFFIXES[document]), count=1)


def _expect_document(outcome: Outcome, document: str, verb: str, text: str | list[str]) -> None:
    found = outcome.document(SUFFIXES[document])
    assert any(option in found for option in _options(text)) == (verb == "has"), found[:1500]


def _expect_lines(outcome: Outcome, document: str, lines: list[str]) -> None:
    found = [line.rstrip() for line in _body(outcome, document).splitlines() if line.strip()]
    anything = f"[^{HANZI.pattern[1:-1]}]+" if document == "en.md" else ".+"
    patterns = [re.escape(line).replace("…", anything) for line in lines]
    assert len(found) == len(patterns), found
    assert all(map(re.fullmatch, patterns, found)), found


def _expect_same(outcome: Outcome, document: str) -> None:
    assert _body(outcome, document) == outcome.case["post"], _body(outcome, document)


def _expect_title(outcome: Outcome, title: str) -> None:
    found = re.findall(r"<title>(.*?)</title>", outcome.document(".html"), re.DOTALL)
    assert title in html.unescape("".join(found)), found


def _marked(outcome: Outcome) -> dict[str, int]:
    """How much is bold or italic on the page, in each language."""
    page = outcome.document(".html")
    cells = {column: re.findall(rf'<p class="{column}"[^>]*>(.*?)</p>', page, re.DOTALL) for column in ("hans", "hant", "en")}
    return {column: len(re.findall("<(?:strong|em|b|i)[ >]", "".join(found))) for column, found in cells.items()}


def _expect_marks(outcome: Outcome, count: int) -> None:
    assert set(_marked(outcome).values()) == {count}, _marked(outcome)


def _expect_alike(outcome: Outcome, count: int) -> None:
    found = _marked(outcome)
    literal = not any(found.values()) and not any(map(partial(_renders_emphasis, outcome), ("hans.md", "hant.md", "en.md")))
    assert literal or (found["hans"] == found["hant"] == count and found["en"] <= count), found


def _renders_emphasis(outcome: Outcome, document: str) -> bool:
    from markdown_it import MarkdownIt

    return "<em>" in MarkdownIt().render(_body(outcome, document))


def _expect_cell(outcome: Outcome, column: str, text: str) -> None:
    found = [row[column] for row in csv.DictReader(io.StringIO(outcome.document(".csv"), newline=""))]
    assert text in found, found


def _expect_word(outcome: Outcome, text: str, *, part: str, there: bool) -> None:
    with zipfile.ZipFile(outcome.folder / f"{outcome.name}.docx") as package:
        xml = package.read(part).decode() if part in package.namelist() else ""
    found = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", xml)))
    assert (text in found) == there, found.strip()


# --- Their names --------------------------------------------------------------------------------


def _by_column(columns: Iterable[str]) -> dict[str, Expectation]:
    verbs = {"has": _expect_has, "lacks": _expect_lacks, "of": _expect_of, "count": _expect_count}
    return {f"{column} {verb}": partial(check, column=column) for column in columns for verb, check in verbs.items()}


EXPECTATIONS: dict[str, Expectation] = {
    **_by_column(("hans", "hant", "en")),
    "rows": _expect_rows,
    "rows any": lambda outcome, choices: _expect_rows(outcome, *choices),
    "row": _expect_row,
    "no row": partial(_expect_row, there=False),
    "no row ends": _expect_no_row_ends,
    "kind": _expect_kind,
    "no kind": _expect_no_kind,
    "speaker": _expect_speaker,
    "speakers": _expect_speakers,
    "lock": _expect_lock,
    "no lock": _expect_no_lock,
    "no hanzi": _expect_no_hanzi,
    "bold labels": _expect_bold_labels,
    "en number": _expect_number,
    "no en number": partial(_expect_number, there=False),
    "en range": _expect_range,
    "flag": _expect_flag,
    "no flag": partial(_expect_flag, there=False),
    "finding": _expect_finding,
    "no finding": _expect_no_finding,
    "some finding": partial(_expect_findings, there=True),
    "nothing found": partial(_expect_findings, there=False),
    "notice": _expect_notice,
    "no notice": partial(_expect_notice, there=False),
    "gloss": _expect_gloss,
    "gloss not": _expect_not_gloss,
    "differences": _expect_differences,
    "file": _expect_document,
    "lines": _expect_lines,
    "same": _expect_same,
    "html title": _expect_title,
    "marks": _expect_marks,
    "one reading": _expect_alike,
    "csv cell": _expect_cell,
    "docx note has": partial(_expect_word, part="word/footnotes.xml", there=True),
    "docx body has": partial(_expect_word, part="word/document.xml", there=True),
    "docx body lacks": partial(_expect_word, part="word/document.xml", there=False),
}
