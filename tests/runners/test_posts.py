"""Where a post's bytes come from."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bilingual.errors import DocumentError
from bilingual.runners import Post


def test_a_file_is_read_when_it_is_needed(tmp_path: Path) -> None:
    post = Post("a.md", "a", tmp_path / "a.md")
    with pytest.raises(DocumentError, match=r"a\.md: The post cannot be read: No such file"):
        post.read()
    (tmp_path / "a.md").write_bytes(b"1")
    assert post.read() == b"1"
    assert post.without_streams() is post


def test_standard_input_is_taken_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"once")))
    post = Post("-", "stdin").without_streams()
    assert (post.read(), post.read()) == (b"once", b"once")


def test_a_known_error_is_raised_again() -> None:
    error = DocumentError("No.", "Yes.")
    with pytest.raises(DocumentError) as raised:
        Post("a.md", "a", error=error).without_streams().read()
    assert raised.value is error
