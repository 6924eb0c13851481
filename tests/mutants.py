"""Mutants: stretches of the example posts, damaged as hands, programs and transfers damage them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from hypothesis import strategies as st

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.md"))
STRETCH = 14
"""Lines of a post that a mutant is made of, at most."""
CHANGES = 4
"""Damages of one mutant, at most."""
MARKS = (
    "**", "*", "***", "__", "~~", "==", "`", "``", "[", "]", "](u)", "![", "[^1]", "[^k]", "[[", "]]", "^[", "(", ")", "（", "）",
    "“", "”", "「", "」", "《", "<", ">", "<b>", "</b>", "<br>", "<div>", "</div>", "<!--", "-->", "&amp;", "&", "\\", "|", "\\|",
    "{{", "}}", "{%", "%}", "{#id}", "$", "$$", "#", "：", ":", " / ", "<!---->", "⟦0⟧", "https://a.cn/x_y", "a@b.cn", "AI",
)  # fmt: skip
"""What stands within a line."""
CHARACTERS = (
    "\x01", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1f", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200e", "\u202e",
    "\u2028", "\u2029", "\u3000", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\t", "\r", "  ", "_x000D_",
    "_x0041_", "\U0001f469\u200d\U0001f680", "e\u0301", "\U00020000", "'=1+1", "=1+1", "-1", "007", "1-2", "'", '"',
)  # fmt: skip
"""What XML, spreadsheets, editors and terminals have trouble with."""
LINES = (
    "```", "- ```\n  a", "1. ~~~", "> ```", "    a", "---", "===", "# ", "- ", "> ", "| a | b |\n|---|---|\n| 甲 | 乙 |", "| a |",
    "|---|", "[^k]: 注。", "[^1]: 注。", "[a]: https://a.cn", "<div>", "</div>", "<!-- a", "</details>", "$$", ":::",
    "::: tip 提示", "<details>\n<summary>标题</summary>", "<!-- translate:off -->", "<!-- translate:on -->", "{% raw %}",
    "!!! note 提示", "主持人: 好。", "**张三**：好。", "[主持人]: 好。", "[00:12] 张三: 好", "## Glossary",
    "## 术语表 / 術語表 / Glossary", "简 你好", "",
)  # fmt: skip
"""What stands on lines of its own."""


def _cut(text: str, chance: Random) -> str:
    start = chance.randrange(len(text) + 1)
    return text[:start] + text[start + chance.randrange(1, 12) :]


def _doubled(text: str, chance: Random) -> str:
    start = chance.randrange(len(text) + 1)
    end = start + chance.randrange(1, 40)
    return text[:end] + text[start:]


def _swapped(text: str, chance: Random) -> str:
    lines = text.split("\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def _inserted(pieces: tuple[str, ...], before: str = "", after: str = "") -> Callable[[str, Random], str]:
    def insert(text: str, chance: Random) -> str:
        place = chance.randrange(len(text) + 1)
        if before:
            place = text.rfind("\n", 0, place) + 1
        return text[:place] + chance.choice(pieces) + after + text[place:]

    return insert


def _joined(text: str, chance: Random) -> str:
    return text.replace("\n\n", "\n", chance.randrange(1, 4))


DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    _cut, _doubled, _swapped, _joined, _inserted(MARKS), _inserted(MARKS), _inserted(CHARACTERS), _inserted(LINES, "\n", "\n"),
)  # fmt: skip
"""Each gives a text and takes the chance that decides where."""


def mutant(seed: int) -> str:
    """The mutant of that number: always the same.

    >>> mutant(1) == mutant(1) != mutant(2)
    True
    """
    chance = Random(seed)
    lines = chance.choice(EXAMPLES).read_text("utf-8").split("\n")
    start = chance.choice([0, chance.randrange(len(lines))])
    text = "\n".join(lines[start : start + chance.randrange(3, STRETCH)])
    for _ in range(chance.randrange(1, CHANGES + 1)):
        text = chance.choice(DAMAGES)(text, chance)
    return text


def mutants(count: int) -> Iterator[str]:
    """The first so many."""
    return map(mutant, range(count))


seeds = st.integers(0, 10**9).map(mutant)
"""Any of them."""
