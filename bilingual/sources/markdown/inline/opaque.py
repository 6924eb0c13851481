"""Handlers for what is the same in every language: escapes, code, formulas, shortcodes, addresses."""

from __future__ import annotations

import re
from bisect import bisect_left

from bilingual.sources.markdown.inline.state import TICKS, Scan

ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
MATH = re.compile(r"\$\$(?:\\.|[^\\$]|\$(?!\$))++\$\$|\$(?![\s$])(?:\\.|[^\\$])++(?<!\s)\$(?!\d)", re.DOTALL)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—\U00020000-\U0003ffff]")
COMMAND = re.compile(r"\\[A-Za-z]+")
ATTRIBUTES = re.compile(r"\{(?::[^{}\n]{0,300}|[#.][\w-][^{}\n]{0,300}|[\w-]{1,40}=[^{}\n]{1,300})(?<!#)\}")
RAW = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}")
END_RAW = re.compile(r"\{%-?\s*end(?:raw|verbatim)\s*-?%\}")
BRACES = {"{{": re.compile(r"\}\}"), "{%": re.compile(r"%\}"), "{#": re.compile(r"#\}"), "{/*": re.compile(r"\*/\}")}
URL = re.compile(r"(?:https?://|ftp://|www\.)[\w\-.~:/?#@!$&'()+,;=%]+", re.ASCII)
LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
DOMAIN = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


def escape(scan: Scan, start: int) -> int:
    """A backslash before ASCII punctuation (CommonMark 2.4)."""
    match = scan.match(ESCAPE, start)
    return scan.atom(start, match.end(), "other") if match else start + 1


def code(scan: Scan, start: int) -> int:
    """A code span: it ends at the next run of as many backticks (CommonMark 6.1)."""
    found = scan.found
    if not scan.ticks:
        for run in TICKS.finditer(found.text, found.start, found.end):
            scan.ticks.setdefault(len(run[0]), []).append(run.start())
    opening = scan.match(TICKS, start)
    assert opening is not None
    starts = scan.ticks.get(len(opening[0]), [])
    index = bisect_left(starts, opening.end())
    if index == len(starts):
        return opening.end()
    return scan.atom(start, starts[index] + len(opening[0]), "code")


def entity(scan: Scan, start: int) -> int:
    """`&nbsp;`, `&#8212;` (CommonMark 2.5)."""
    match = scan.match(ENTITY, start)
    return scan.atom(start, match.end(), "other") if match else start + 1


def math(scan: Scan, start: int) -> int:
    r"""`$x$` and `$$x$$`, not `$5 和 $10`: Pandoc's rule; Hanzi only beside a command such as `\text`."""
    match = scan.match(MATH, start)
    if match is None or (CHINESE.search(match[0]) and not COMMAND.search(match[0])):
        return start + 1
    return scan.atom(start, match.end(), "math")


def brace(scan: Scan, start: int) -> int:
    """Shortcodes and templates (Nunjucks, Liquid, Hugo, Vue), and attributes such as `{#id .class}`."""
    attributes = scan.match(ATTRIBUTES, start)
    if attributes:
        return scan.atom(start, attributes.end(), "shortcode")
    raw = scan.match(RAW, start)
    end = scan.after(END_RAW, raw.end()) if raw else -1
    if end < 0:
        opening = next((mark for mark in BRACES if scan.found.text.startswith(mark, start)), "")
        end = scan.after(BRACES[opening], start + len(opening)) if opening else -1
    return scan.atom(start, end, "shortcode") if end > 0 else start + 1


def url(scan: Scan, start: int) -> int:
    """A bare address, without the punctuation after it (GFM 6.9)."""
    match = scan.match(URL, start)
    if match is None:
        return start + 1
    address = match[0].rstrip(".,:;!?'~_")
    surplus = address.count(")") - address.count("(")
    while surplus > 0 and address.endswith(")"):
        address, surplus = address[:-1].rstrip(".,:;!?'~_"), surplus - 1
    return scan.atom(start, start + len(address), "url")


def address(scan: Scan, at: int) -> int:
    """A bare mail address; `at` is where its `@` stands."""
    domain = scan.match(DOMAIN, at)
    atoms = scan.found.atoms
    floor = max(scan.found.start, at - 64, atoms[-1].end if atoms else 0)
    local = LOCAL.search(scan.found.text[floor:at]) if domain else None
    if domain is None or local is None:
        return at + 1
    start = floor + local.start()
    while scan.found.runs and scan.found.runs[-1].start >= start:
        scan.found.runs.pop()
    return scan.atom(start, domain.end(), "url")
