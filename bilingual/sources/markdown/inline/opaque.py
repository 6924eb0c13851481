"""Handlers for what is the same in every language: escapes, code, formulas, shortcodes, addresses."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from bilingual.lang.addresses import address_end
from bilingual.lang.characters import HANZI
from bilingual.sources.markdown.arguments import argument_spans
from bilingual.sources.markdown.inline.state import TICKS, Scan
from bilingual.sources.markdown.tags import BRACED, STRINGS

ESCAPE = re.compile(r"(?:\\[!-/:-@\[-`{-~])+")
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
MATH = re.compile(r"\$\$(?:\\.|[^\\$]|\$(?!\$))++\$\$|\$(?![\s$])(?:\\.|[^\\$])++(?<!\s)\$(?!\d)", re.DOTALL)
TEMPLATE = re.compile(r"\$\{[A-Za-z_][\w.:/-]*\}", re.ASCII)
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—\U00020000-\U0003ffff]")
LATEX = re.compile(r"\\\((?:[^\\]|\\[^()])++\\\)|\\\[(?:[^\\]|\\[^\[\]])++\\\]", re.DOTALL)
COMMAND = re.compile(r"\\[A-Za-z]+")
WORDS = re.compile(r"[^=+×^_<>|\\{}]*[A-Za-z]{3,}[^=+×^_<>|\\{}]*")
"""What is no formula between escaped brackets: `\\[see figure 3\\]`, which a translator makes of Hanzi between them."""
OPERATOR = re.compile(r"[=+×÷^_<>≤≥≈≠∝→·*/|]")
PROSE = re.compile(rf"[。！？；“”]|^[，、：]|[，、：]$|{HANZI.pattern}[ \t]*[A-Za-z0-9]|[A-Za-z][ \t]*{HANZI.pattern}")
"""What stands in no formula whose quantities have Chinese names: `$总价 = 单价 × 数量$`."""
ATTRIBUTES = re.compile(r"\{(?::[^{}\n]{0,300}|[#.][\w-][^{}\n]{0,300}|[\w-]{1,40}=[^{}\n]{1,300})(?<!#)\}")
ATTRIBUTE_LIST = re.compile(r"\{(?::|[#.][^\W\d]|\w+=[\"'\w])")
ATTRIBUTED = frozenset(")]`*_>")
"""What attributes stand right behind, which no reader sees: a link, a span, code, emphasis. Elsewhere they end a block."""
RAW = re.compile(r"\{%-?\s*(raw|verbatim)\s*-?%\}")
END_RAW = re.compile(r"\{%-?\s*end(?:raw|verbatim)\s*-?%\}")
COMMENT = re.compile(r"%%(?!%)(?:[^%]|%(?!%))++%%(?!%)")
TAG = re.compile(
    r"#(?=[\w/\U0001f300-\U0001faff-]*[^\W\d_A-Za-z])[\w/\U0001f300-\U0001faff-]+(?=[\s，。、；：！？,.;!?)）】」』》”’\"*_~=…]|:(?!\S)|$)"
)
EMOJI = re.compile(r"(?::(?:(?=[0-9_+-]*+[a-z])[a-z0-9_+-]++|[+-]1|100|1234):)++(?![A-Za-z0-9:])")
BASE = re.compile(r"[A-Za-z0-9()]+$")
RAISED = re.compile(r"[A-Za-z0-9()]*(?:(?:~[A-Za-z0-9+=.,()-]{1,12}~|\^[A-Za-z0-9+=.,()-]{1,12}\^)[A-Za-z0-9()]*)+")
BLOCK_ID = re.compile(r"\^[A-Za-z0-9-]+(?=\s*$)")
STRING = re.compile(rf"{STRINGS}|\.\w+")
"""What may be Chinese in an expression: its strings and the names of properties."""
EXPRESSION = re.compile(rf"(?=\{{[A-Za-z_$!(\[\"'`.0-9]){BRACED}")
MODULE = re.compile(r"^(?:import|export) (.*)", re.MULTILINE)
VARIABLE = re.compile(r"\{(?P<name>(?=\w*[㐀-鿿])[^\W\d]\w{0,19})\}")
"""A Chinese name that may be a variable's: it is one where the post exports or imports it (MDX 3, "ESM")."""
WORD = re.compile("[A-Za-z0-9_]")
GOES_ON = re.compile(r"[./_-]?[A-Za-z0-9_]")
BRACES = {"{{": re.compile(r"\}\}"), "{%": re.compile(r"%\}"), "{#": re.compile(r"#\}"), "{/*": re.compile(r"\*/\}")}
LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
DOMAIN = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


def escape(scan: Scan, start: int) -> int:
    r"""Backslashes before ASCII punctuation (CommonMark 2.4); `\(…\)` and `\[…\]` around a formula (LaTeX)."""
    formula = scan.match(LATEX, start)
    if formula and _is_formula(inside := formula[0][2:-2]) and not WORDS.fullmatch(inside):
        return scan.atom(start, formula.end(), "math")
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
    r"""`$x$` and `$$x$$`, not `$5 和 $10`: Pandoc's rule; `${name}` of shells and templates."""
    match = scan.match(MATH, start)
    if match and _is_formula(match[0].strip("$")):
        return scan.atom(start, match.end(), "math")
    template = scan.match(TEMPLATE, start)
    return scan.atom(start, template.end(), "shortcode") if template else start + 1


def _is_formula(text: str) -> bool:
    r"""Whether it can be a formula: full-width punctuation is a slip of the hand, Hanzi stand beside `\text` or operators.

    >>> [_is_formula(text) for text in ("f(x，y)", "总价 = 单价 × 数量", "v_{平均}", "5 和", "注", "例如 a=b 的情况")]
    [True, True, True, False, False, False]
    """
    if not CHINESE.search(text) or COMMAND.search(text):
        return True
    return not PROSE.search(text) and (not HANZI.search(text) or OPERATOR.search(text) is not None)


def comment(scan: Scan, start: int) -> int:
    """`%%…%%`, which Obsidian hides."""
    match = scan.match(COMMENT, start)
    return scan.atom(start, match.end(), "comment") if match else start + 2


def tag(scan: Scan, start: int) -> int:
    """`#读书/小说`: a tag of Obsidian (its help, "Tags"); one in Latin letters is a word as others are, `#话题#` a topic."""
    match = scan.match(TAG, start)
    return scan.atom(start, match.end(), "tag") if match else start + 1


def emoji(scan: Scan, start: int) -> int:
    """`:smile:`, an emoji by its name (GitHub's list of them is not asked)."""
    match = scan.match(EMOJI, start)
    return scan.atom(start, match.end(), "tag") if match else start + 1


def raised(scan: Scan, start: int) -> int:
    """`H~2~O` and `x^2^` (Pandoc's manual, "Superscripts and subscripts"), with the letters that they belong to.

    ` ^id` at the end of a block is what links to the block name (Obsidian's help, "Link to a block in a note").
    """
    block_id = scan.match(BLOCK_ID, start) if scan.found.text[start - 1].isspace() else None
    if block_id:
        return scan.atom(start, block_id.end(), "comment")
    atoms = scan.found.atoms
    floor = max(scan.found.start, start - 20, atoms[-1].end if atoms else 0)
    base = BASE.search(scan.found.text[floor:start])
    first = start - len(base[0]) if base else start
    match = scan.match(RAISED, first)
    return scan.atom(first, match.end(), "tag") if match and match.end() > start else start + 1


@lru_cache(maxsize=1)
def _module_words(text: str) -> frozenset[str]:
    """The words of what a post imports and exports (MDX 3, "ESM"); read once for all the braces of a post."""
    return frozenset(re.findall(r"\w+", "\n".join(MODULE.findall(text))))


def brace(scan: Scan, start: int) -> int:
    """Shortcodes and templates (Nunjucks, Liquid, Hugo, Vue), attributes such as `{#id .class}`, expressions of MDX."""
    attributes = scan.match(ATTRIBUTES, start)
    if attributes:
        ends = attributes.end() == scan.found.end or scan.found.text[start - 1 : start] in ATTRIBUTED
        return scan.atom(start, attributes.end(), "comment" if ends and ATTRIBUTE_LIST.match(attributes[0]) else "shortcode")
    text = scan.found.text
    expression = scan.match(EXPRESSION, start) if not text.startswith(tuple(BRACES), start) else None
    if expression and not CHINESE.search(STRING.sub("", expression[0])) and not _is_in_word(scan, start, expression.end()):
        return scan.atom(start, expression.end(), "shortcode")
    variable = scan.match(VARIABLE, start)
    if variable and variable["name"] in _module_words(text):
        return scan.atom(start, variable.end(), "shortcode")
    raw = scan.match(RAW, start)
    if raw and (end := scan.after(END_RAW, raw.end())) > 0:
        return scan.atom(start, end, "shortcode")
    opening = next((mark for mark in BRACES if text.startswith(mark, start)), "")
    end = scan.after(BRACES[opening], start + len(opening)) if opening else -1
    return scan.valued(start, end, "shortcode", argument_spans(text, start, end)) if end > 0 else start + 1


def _is_in_word(scan: Scan, start: int, end: int) -> bool:
    """Whether braces belong to a token that goes on before and behind them: `a{1,2}.txt`."""
    text = scan.found.text
    return WORD.match(text, start - 1) is not None and GOES_ON.match(text, end, scan.found.end) is not None


def url(scan: Scan, start: int) -> int:
    """A bare address."""
    end = address_end(scan.found.text, start, scan.found.start, scan.found.end)
    return scan.atom(start, end, "url") if end > start else start + 1


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
