"""A post as one self-contained page: three columns, terms that explain themselves, search; nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources

from bilingual.formats.common.images import media_type
from bilingual.formats.common.links import web_address
from bilingual.formats.common.numbering import first_references, notes, row_numbers
from bilingual.formats.common.outline import HEADERS, Outline, columns, outline_of, title_of
from bilingual.formats.common.post_source import alignments, references
from bilingual.formats.common.times import first_clocks
from bilingual.formats.html.body import Body
from bilingual.formats.html.glossary import first_uses, glossary
from bilingual.formats.html.inline import Inline, Places, anchor
from bilingual.model import Column, ExportOptions, Output, Paper, Speaker, Translation
from bilingual.office.xml import escaped_line

CONTENTS = 2
"""Headings from which on there is a list of them."""


def write_html(result: Translation, options: ExportOptions) -> tuple[Output, ...]:
    """`.html`: columns side by side; one under another on a narrow screen, and everywhere for `interleaved`."""
    return (Output(".html", page(result, outline_of(result), options)),)


def page(result: Translation, outline: Outline, options: ExportOptions) -> bytes:
    """The page of a post whose parts are known."""
    pictures = {address: _data_uri(data) for address, data in options.images.items()}
    body = writer(result, outline, options, Places(terms=term_numbers(outline), notes=notes(result)), pictures)
    return "".join((_head(result, outline, options, body.columns), _body(result, outline, options, body))).encode()


def writer(result: Translation, outline: Outline, options: ExportOptions, places: Places, pictures: Mapping[str, str]) -> Body:
    """What writes the sections of this post."""
    returns = first_references(result, places.notes)
    numbers = {name: number for number, name in enumerate(returns, 1)}
    inline = Inline(references(result.document.source), places, pictures, numbers, options.trust_html)
    return Body(
        inline,
        columns(options),
        languages(options),
        _speakers(result),
        row_numbers(result, outline),
        {surface: entry.term.source for entry in outline.entries for surface in entry.surfaces},
        returns,
        options.flags,
        alignments(result.document),
        first_clocks(result),
    )


def languages(options: ExportOptions) -> dict[Column, str]:
    """The language tag of each column (BCP 47): from it browsers choose the forms of the characters."""
    return {"hans": "zh-Hans", "hant": "zh-Hant-HK" if options.variant == "hk" else "zh-Hant-TW", "en": "en"}


def term_numbers(outline: Outline) -> dict[str, int]:
    """The entries of the glossary, numbered from 0, by the source of the term."""
    return {entry.term.source: number for number, entry in enumerate(outline.entries)}


def _speakers(result: Translation) -> dict[Speaker, int]:
    found = dict.fromkeys(row.speaker for row in result.units if row.speaker)
    return {speaker: number for number, speaker in enumerate(found)}


def _data_uri(data: bytes) -> str:
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode('ascii')}"


# --- The frame -----------------------------------------------------------------------------------


@cache
def part(name: str) -> str:
    """A file of `formats/html/assets`: the style sheet or the script."""
    return (resources.files("bilingual.formats.html") / "assets" / name).read_text(encoding="utf-8")


RUNNING = "text-align: left; font: 8pt sans-serif; color: #68645c;"
"""How what stands on each printed page looks."""
GUTTER, GAP, GROWTH = 22.8, 15.2, {"en": 1.25}
"""Of the columns on paper in `page.css`: points before the first and between two, and how wide they are, 1 being usual."""


@lru_cache(maxsize=4)
def style(paper: Paper, title: str, columns: tuple[Column, ...]) -> str:
    """The page's style sheet, for that paper, with the title below each printed page and a name above each of its columns."""
    boxes = [f"@bottom-left {{ content: {_css_string(title)}; width: 80%; {RUNNING} }}", *_heads(columns)]
    paged = part("page.css").replace("size: A4", f"size: {paper}")
    return f"{paged}@page {{ {' '.join(boxes)} }}\n"


def _heads(columns: Sequence[Column]) -> Iterator[str]:
    """The names of the columns in boxes of equal width (CSS Paged Media 3, 5), indented to where the columns begin."""
    number, growths = len(columns), [GROWTH.get(column, 1) for column in columns]
    for index, column in enumerate(columns):
        place = ("left", "right")[index] if number == 2 else ("left", "center", "right")[index]
        share = sum(growths[:index]) / sum(growths)
        beside = GUTTER + index * GAP - share * (GUTTER + (number - 1) * GAP)
        indent = f"calc({100 * (share * number - index):.2f}% + {beside:.2f}pt)"
        name = _css_string(HEADERS[column])
        yield f"@top-{place} {{ content: {name}; width: {100 / number:.2f}%; text-indent: {indent}; {RUNNING} }}"


def _css_string(text: str) -> str:
    """A string of a style sheet (CSS Syntax 3, 4.3.5).

    >>> _css_string('a"b')
    '"a\\\\22 b"'
    """
    return '"' + re.sub(r"[\x00-\x1f!-/:-@\[-`{-\x7f]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


@cache
def _allowed(content: str) -> str:
    """The source expression of a style sheet or script in the page (CSP 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}'"


def policy(trusted: bool, styles: str) -> str:
    """The page's Content-Security-Policy: its own style and script, and pictures that it holds.

    A post whose HTML is trusted may run what it holds and load pictures, films and frames over https.
    """
    if trusted:
        return (
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: https:; "
            "media-src data: https:; frame-src https:; base-uri 'none'; form-action 'none'"
        )
    return (
        f"default-src 'none'; script-src {_allowed(part('page.js'))}; style-src {_allowed(styles)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _head(result: Translation, outline: Outline, options: ExportOptions, columns: Sequence[Column]) -> str:
    title = undirected(" · ".join(dict.fromkeys((title_of(result, outline), title_of(result, outline, "en")))))
    styles = style(options.paper, title, () if options.layout == "interleaved" else tuple(columns))
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(options.trust_html, styles)}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<meta name="referrer" content="no-referrer"/>\n'
        f'<meta name="generator" content="{escaped_line(str(result.signature))}"/>\n'
        f"<title>{escaped_line(title)}</title>\n<style>{styles}</style>\n</head>\n"
    )


def undirected(text: str) -> str:
    """Without the characters that turn the direction of what stands around them (UAX 9): a title has no element to hold them.

    >>> undirected("a\\u202eb")
    'ab'
    """
    return text.translate(dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]))


def _body(result: Translation, outline: Outline, options: ExportOptions, body: Body) -> str:
    levels = [section.level for section in outline.sections if section.heading]
    top = min(levels, default=1)
    sections = "".join(body.section(s, min(s.level - top + 2, 6)) for s in outline.sections)
    appendix = glossary(outline, body, first_uses(result))
    stacked = ' class="stacked"' if options.layout == "interleaved" else ""
    return (
        '<body>\n<a class="quiet skip" href="#text" lang="en">Skip to the text</a>\n'
        f'{_top(result, outline, body)}{_bar(body)}<main id="text"{stacked}>\n{sections}{appendix}'
        '<p class="nothing" id="nothing" lang="en" hidden="">Nothing found in any column.</p>\n</main>\n'
        '<div class="card" id="card" role="tooltip" hidden=""></div>\n'
        f"<script>{part('page.js')}</script>\n</body>\n</html>\n"
    )


def _top(result: Translation, outline: Outline, body: Body) -> str:
    theme = "".join(f'<option value="{name.lower()}">{name}</option>' for name in ("Auto", "Light", "Dark"))
    return (
        f'<header class="top">\n{title(result, outline, body)}'
        f'<label class="theme" lang="en">Colours <select id="theme">{theme}</select></label>\n'
        f'{facts(outline, body)}<div class="folds">\n{_about(outline, body)}{_contents(outline, body)}</div></header>\n'
    )


def _about(outline: Outline, body: Body) -> str:
    """What the front matter says of the post, folded: the text begins on the first screen."""
    values = "".join(map(body.front, outline.front))
    return f'<details class="about"><summary lang="en">About this post</summary>\n{values}</details>\n' if values else ""


def title(result: Translation, outline: Outline, body: Body) -> str:
    """The title in all columns, or the post's name."""
    if outline.title is None:
        return f"<h1>{escaped_line(result.document.name)}</h1>\n"
    marks = "".join(f'<span id="{anchor(row.id)}"></span>' for row in outline.title.rows)
    return f"<h1>{marks}{body.titles(outline.title)}</h1>\n"


def facts(outline: Outline, body: Body) -> str:
    """Date, source and author as the front matter has them, and who speaks."""
    lines = [f'<div><dt lang="en">{key.capitalize()}</dt><dd>{_fact(value)}</dd></div>' for key, value in outline.facts.items()]
    names = (f'<span class="is-{n % 6}">{_name(speaker, body)}</span>' for speaker, n in body.voices.items())
    if body.voices:
        lines.append(f'<div><dt lang="en">Speakers</dt><dd>{"".join(names)}</dd></div>')
    return f'<dl class="facts">{"".join(lines)}</dl>\n' if lines else ""


def _fact(value: str) -> str:
    target = web_address(value)
    words = escaped_line(value)
    return f'<a href="{escaped_line(target)}" rel="noopener noreferrer">{words}</a>' if target else words


def _name(speaker: Speaker, body: Body) -> str:
    seen: list[str] = []
    spans = []
    for column in body.columns:
        name = getattr(speaker, column)
        same = " same" if name in seen else ""
        spans.append(f'<span class="{column}{same}" lang="{body.languages[column]}">{escaped_line(name)}</span>')
        seen.append(name)
    return "".join(spans)


def _bar(body: Body) -> str:
    pills = "".join(
        f'<label class="pill"><input type="checkbox" id="show-{column}" checked=""/>'
        f'<span lang="{body.languages[column]}">{HEADERS[column]}</span></label>'
        for column in body.columns
    )
    return (
        '<div class="bar" role="region" aria-label="View" lang="en"><div>\n'
        f'<fieldset class="columns"><legend class="quiet">Columns</legend>{pills}</fieldset>\n'
        '<div class="search" role="search" hidden=""><output id="found" for="search"></output>'
        '<input type="search" id="search" aria-label="Search in all columns" placeholder="Search" '
        'autocomplete="off" spellcheck="false"/></div>\n</div></div>\n'
    )


def _contents(outline: Outline, body: Body) -> str:
    headings = [section.heading for section in outline.sections if section.heading]
    if len(headings) < CONTENTS:
        return ""
    items = "".join(f'<li><a href="#{anchor(h.rows[0].id)}">{body.titles(h)}</a></li>\n' for h in headings)
    return (
        '<nav class="contents" aria-label="Contents"><details><summary lang="en">'
        f"Contents ({len(headings)})</summary>\n<ol>\n{items}</ol></details></nav>\n"
    )
