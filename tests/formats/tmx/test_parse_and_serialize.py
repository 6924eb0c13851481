"""TMX: what is written is valid, comes back equal, and files of other programs are read."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.errors import ImportFailed
from bilingual.formats.tmx.parse import parse_tmx
from bilingual.formats.tmx.serialize import serialize_tmx
from bilingual.formats.tmx.units import Inline, Tmx, TranslationUnit, Tuv, bilingual_units, content, markdown, merged, words
from bilingual.model import Code, PairedCode, join

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff" + "".join(map(chr, range(32)))))
CODES = st.one_of(
    st.builds(Inline, st.just("ph"), TEXTS, st.just(0), st.sampled_from(["", "code"])),
    st.builds(Inline, st.just("bpt"), TEXTS, st.integers(1, 9), st.sampled_from(["", "bold"])),
)
STAMPS = st.datetimes().map(lambda d: d.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
NAMES = st.text(string.ascii_letters, min_size=1)
PROPERTIES = st.lists(st.tuples(NAMES, TEXTS), max_size=2).map(tuple)
CONTENTS = st.lists(TEXTS | CODES).map(lambda parts: tuple(merged(parts)))
TUVS = st.builds(Tuv, st.sampled_from(["zh-Hans", "en"]), CONTENTS, TEXTS, STAMPS, PROPERTIES)
UNITS = st.builds(
    TranslationUnit, st.lists(TUVS, min_size=1, max_size=3).map(tuple), TEXTS, PROPERTIES, st.lists(TEXTS, max_size=2).map(tuple)
)


@pytest.mark.slow
@given(st.lists(UNITS, max_size=4).map(tuple))
@settings(deadline=None)
def test_what_is_written_comes_back(units: tuple[TranslationUnit, ...]) -> None:
    back = parse_tmx(serialize_tmx(Tmx(units)), "a.tmx")
    assert back.is_markdown
    assert [(u.texts, u.id, u.properties, u.notes) for u in back.units] == [(u.texts, u.id, u.properties, u.notes) for u in units]


def test_marked_up_text_becomes_codes_and_comes_back_as_markdown() -> None:
    link = PairedCode("[", ("甲", PairedCode("**", ("乙",), "**", "emphasis")), "](https://a.b/?c&d)", "link")
    text = ("用", link, Code("`x<y`", "code"), "。")
    coded = content(text)
    assert [part if isinstance(part, str) else (part.kind, part.pair) for part in coded] == [
        "用", ("bpt", 1), "甲", ("bpt", 2), "乙", ("ept", 2), ("ept", 1), ("ph", 0), "。",
    ]  # fmt: skip
    data = serialize_tmx(Tmx((TranslationUnit((Tuv("zh-Hans", coded), Tuv("en", ("x",)))),)))
    assert markdown(parse_tmx(data, "a").units[0].texts[0].content) == join(text)
    assert words(coded) == "用甲乙。"


FOREIGN = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" creationtoolversion="3.6" segtype="sentence" o-tmf="OmegaT TMX" adminlang="EN-US"
          srclang="ZH-CN" datatype="plaintext"/>
  <body>
    <tu creationid="lan" creationdate="20240102T030405Z">
      <prop type="file">a.docx</prop><note>seen</note>
      <tuv lang="ZH-CN"><seg>用<bpt i="0" x="0">&lt;f0&gt;</bpt>甲<ept i="0">&lt;/f0&gt;</ept><hi type="x">乙</hi><it
        pos="begin">&lt;b&gt;</it>。</seg></tuv>
      <tuv lang="EN-GB" changeid="wu" changedate="20250102T030405Z"><seg>Use it.</seg></tuv>
    </tu>
  </body>
</tmx>
"""


def test_a_file_of_another_program() -> None:
    found = parse_tmx(FOREIGN.encode("utf-16"), "a.tmx")
    (unit,) = found.units
    chinese, english = unit.text("hans"), unit.text("en")
    assert (found.tool, found.source_language, found.is_markdown) == ("OmegaT", "ZH-CN", False)
    assert (unit.notes, unit.property("file"), unit.line) == (("seen",), "a.docx", 7)
    assert chinese is not None
    assert english is not None
    assert (words(chinese.content), chinese.who, chinese.when) == ("用甲乙。", "lan", "2024-01-02T03:04:05Z")
    assert (words(english.content), english.who, english.when) == ("Use it.", "wu", "2025-01-02T03:04:05Z")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"<html><body/></html>", "no TMX"),
        (b"<tmx version='1.4'><body/></tmx>", "no header"),
        (b"<tmx version='1.4'><header/><body><tu><tuv><seg/></tuv></tu></body></tmx>", "without a language"),
        (b"<tmx version='1.4'><header/><body><tu><tuv xml:lang='en'/></tu></body></tmx>", "without a text"),
        (b"<tmx version='1.4'><header/><body>", "no sound TMX"),
        (b'<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/passwd">]><tmx/>', "entities"),
    ],
)
def test_what_is_no_tmx_is_refused(data: bytes, fact: str) -> None:
    with pytest.raises(ImportFailed, match=fact) as caught:
        parse_tmx(data, "a.tmx")
    assert caught.value.path == "a.tmx"


def test_other_languages_are_refused_with_the_place() -> None:
    data = serialize_tmx(Tmx((TranslationUnit((Tuv("de", ("ja",)), Tuv("fr", ("oui",)))),)))
    with pytest.raises(ImportFailed, match="languages are de, fr") as caught:
        bilingual_units(parse_tmx(data, "a.tmx"), "a.tmx")
    assert caught.value.line == 6


def test_units_without_the_two_languages_are_left_out() -> None:
    pair = TranslationUnit((Tuv("zh-TW", ("好",)), Tuv("en", ("yes",)), Tuv("de", ("ja",))), line=7)
    assert bilingual_units(Tmx((TranslationUnit((Tuv("de", ("ja",)),)), pair)), "a.tmx") == (pair,)
