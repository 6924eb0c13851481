from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.variants import uncertain


def test_a_word_that_reads_otherwise_alone_is_flagged() -> None:
    assert uncertain("房间里弄了一天世界") == ((2, 4, "里弄"),)
    assert uncertain("最后他又干着急") == ((4, 7, "乾著急"),)


def test_what_the_vocabulary_settles_is_not_flagged() -> None:
    assert uncertain("但是只要家长发现") == ()


def test_where_all_agree_nothing_is_flagged() -> None:
    assert uncertain("今天天气很好，我们去公园。") == ()
    assert uncertain("") == ()
    assert uncertain("OK, 2025") == ()


def test_spans_are_those_of_the_text() -> None:
    text = "禁止用谷米酿酒"
    for start, end, alone in uncertain(text):
        assert len(alone) == end - start
        assert 0 <= start < end <= len(text)


@pytest.mark.slow
def test_the_segmenter_leaves_no_cache_behind(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "from bilingual.variants import uncertain; uncertain('今天')"
    subprocess.run([sys.executable, "-c", code], check=True, env={"TMPDIR": str(tmp_path), "PATH": ""})
    assert list(tmp_path.iterdir()) == []
