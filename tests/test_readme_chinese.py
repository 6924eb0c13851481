"""The README in Chinese shows the same commands and samples as the English one, and its Traditional text is our own conversion.

`README=write uv run pytest tests/test_readme_chinese.py` brings both up to date, after the English one is.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from bilingual.variants import Converter

ROOT = Path(__file__).parents[1]
ENGLISH, SIMPLIFIED, TRADITIONAL = (ROOT / name for name in ("README.md", "README.zh.md", "README.zh-Hant.md"))
SAMPLE = re.compile(r"(?ms)^```\w+\n(?P<first>[^\n]*)\n.*?^```\n|(?P<quote>(?:^>[^\n]*\n)+)")
"""A block of code, known by its first line, and the quoted table."""
LANGUAGES = {
    SIMPLIFIED: "[English](README.md) · 简体中文 · [繁體中文](README.zh-Hant.md)\n",
    TRADITIONAL: "[English](README.md) · [简体中文](README.zh.md) · 繁體中文\n",
}


def known_by(sample: re.Match[str]) -> str:
    return "quote" if sample["quote"] else sample["first"].partition("  ")[0]


def with_samples_of_english(text: str) -> str:
    samples = {known_by(sample): sample[0] for sample in SAMPLE.finditer(ENGLISH.read_text("utf-8"))}
    return SAMPLE.sub(lambda sample: samples[known_by(sample)], text)


def in_traditional(text: str) -> str:
    """The text with its words converted; samples stay as they are."""
    convert, position, pieces = Converter("tw"), len(LANGUAGES[SIMPLIFIED]), [LANGUAGES[TRADITIONAL]]
    for sample in SAMPLE.finditer(text):
        pieces += [convert.string(text[position : sample.start()], "hant"), sample[0]]
        position = sample.end()
    return "".join([*pieces, convert.string(text[position:], "hant")])


def test_the_chinese_readme_has_the_samples_of_the_english_one() -> None:
    text = SIMPLIFIED.read_text("utf-8")
    if os.environ.get("README") == "write":
        SIMPLIFIED.write_text(with_samples_of_english(text), "utf-8")
    else:
        assert text == with_samples_of_english(text)
    assert text.startswith(LANGUAGES[SIMPLIFIED])


def test_the_traditional_readme_is_converted_from_the_simplified_one() -> None:
    made = in_traditional(SIMPLIFIED.read_text("utf-8"))
    if os.environ.get("README") == "write":
        TRADITIONAL.write_text(made, "utf-8")
    else:
        assert TRADITIONAL.read_text("utf-8") == made


def test_links_lead_somewhere() -> None:
    for file in LANGUAGES:
        for target in re.findall(r"\]\(([^)#]+)", file.read_text("utf-8")):
            assert (ROOT / target).exists() or target.startswith("https://"), target
