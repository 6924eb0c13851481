"""Hostile and ordinary text for properties."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "../shared/samples/2025-10-01-sora2.md"
EXAMPLES = sorted((ROOT / "examples").glob("*.md"))

PIECES = [
    "\n", "\n\n", "\r\n", "\r", "  \n", "\\\n", " ", "\t", "    ", "\u3000", "\u2028", "\x85", "\x0b", "\x1c", "\x08",
    "\ufeff", "\u00a0", "中文", "很好。", "吗？", "AI", "x", "1. ", "- ", "> ", ">", "# ", "## ", "===", "---", "***",
    "+++", "```", "~~~", "````", "| a | b |", "|---|---|", "\\|", "|", "*", "**", "***", "_", "__", "~~", "==", "`",
    "``", "[", "]", "(", ")", "](u)", "[^1]", "[^1]: ", "[a]: /u", "[[", "]]", "![", "^[", "<b>", "</b>", "<br>",
    "<div>", "</div>", "<pre>", "<!--", "-->", "<summary>", "</", "<", ">", "<!-- translate:off -->",
    "<!-- translate:on -->", "{{", "}}", "{%", "%}", "{% raw %}", "{% endraw %}", "{#", "#}", "{#id}", "$", "$$",
    "&nbsp;", "\\", "\\*", "https://a.cn/x_y", "a@b.cn", "主持人: ", "**张三**：", "张三: ", "李四：", "[00:12:03] ",
    "title: ", "**AI**（Artificial Intelligence: 人工智能）", "（", "）", "“", "”", "：", ": ", "𦥑", "👩🏽‍🚀", "é",
    ":::", "::: tip ", "'", '"', "''", "\\\"",
]  # fmt: skip


def joined(most: int) -> st.SearchStrategy[str]:
    """Up to `most` pieces in a row."""
    return st.lists(st.sampled_from(PIECES), min_size=1, max_size=most).map("".join)


nasty = st.one_of(
    joined(40),
    joined(25).map("---\n{}".format),
    joined(12).map("---\ntitle: 甲{}\n---\n正文".format),
)
