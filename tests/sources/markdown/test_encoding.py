"""Bytes to text: the encodings that Chinese posts come in, and a clear refusal of the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import DocumentError
from bilingual.sources import decode
from bilingual.sources.encoding import legacy_encoding

POST = "---\ntitle: 标题\n---\n你好，这是一篇很短的文章。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_encodings(encoding: str) -> None:
    assert decode(POST.encode(encoding), "a.md") == (POST, encoding)


def test_traditional_in_gb18030() -> None:
    text = "這是一篇繁體的文章，說的是我們的時間。"
    assert decode(text.encode("gb18030"))[0] == text


def test_byte_order_marks_stay() -> None:
    assert decode(b"\xef\xbb\xbf" + POST.encode())[0] == "\ufeff" + POST
    assert decode(POST.encode("utf-16")) == ("\ufeff" + POST, "utf-16-le")
    assert decode(("\ufeff" + POST).encode("utf-16-be")) == ("\ufeff" + POST, "utf-16-be")


@pytest.mark.parametrize(
    "data",
    [
        b"line\n" + "Fran\u00e7ais, d\u00e9j\u00e0 vu, na\u00efve".encode("latin-1"),
        b"line\n" + "這是一篇文章，說的是時間。".encode("big5"),
        b"line\n" + "これはペンです。漢字".encode("shift_jis"),
        b"line\n\xff\xff\xff",
    ],
    ids=["latin-1", "big5", "shift-jis", "noise"],
)
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.md")
    assert (caught.value.path, caught.value.line) == ("a.md", 2)


@pytest.mark.parametrize(("encoding", "name"), [("big5", "Big5"), ("shift_jis", "Shift-JIS")])
def test_an_encoding_that_is_refused_is_named(encoding: str, name: str) -> None:
    with pytest.raises(DocumentError, match=f"it seems to be in {name}"):
        decode("這是一篇文章，是我的。".replace("這", "此").encode(encoding))


@pytest.mark.parametrize("word", ["软件", "魑魅", "軟體", "谷歌", "氫氧化鈉", "饕餮之徒"])
def test_a_few_words_are_told_by_their_characters(word: str) -> None:
    assert legacy_encoding(f"{word},term".encode("gb18030")) == "gb18030"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_back(text: str) -> None:
    assert decode(text.encode())[0] == text


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except DocumentError:
        return
    assert text.encode(encoding) == data
