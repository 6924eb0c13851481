"""The records that runs leave behind, and the post as it is since."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import BilingualError, ImportFailed
from bilingual.model import Translation
from bilingual.runners import JobSpec, Post, local
from bilingual.runners.records import (
    finished_posts,
    has_changed_since,
    load_records,
    post_now,
    read_file,
    records_path,
    reread,
)

POST = "主持人: 我们去公园。\n\n老王: 好。\n\n主持人: 走。\n\n老王: 再见。\n"


@pytest.fixture
def result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translation:
    monkeypatch.chdir(tmp_path)
    Path("talk.md").write_text(POST, "utf-8")
    spec = JobSpec((Post("talk.md", "talk", Path("talk.md")),), Path("out"), "starter", formats=("json",))
    assert [report.error for report in local.run(spec)] == [None]
    return load_records(records_path("talk", Path("out")))


def test_a_post_that_is_as_it_was(result: Translation) -> None:
    assert (has_changed_since(result), post_now(result)) == (False, None)
    assert reread(result, POST.encode(), "talk.md") is None


def test_a_post_that_changed_is_read_as_its_records_were(result: Translation) -> None:
    Path("talk.md").write_text("老王: 等等。\n", "utf-8")
    now = post_now(result)
    assert now is not None
    assert (has_changed_since(result), now.blocks[0].label.name if now.blocks[0].label else "") == (True, "老王")


def test_a_post_that_is_gone_has_not_changed(result: Translation) -> None:
    Path("talk.md").unlink()
    assert (has_changed_since(result), post_now(result)) == (False, None)


def test_finished_posts_and_those_that_cannot_be_read(result: Translation) -> None:
    Path("out/bad").mkdir()
    Path("out/bad/bad.json").write_bytes(b"{}")
    bad, talk = finished_posts(Path("out"))
    assert isinstance(bad, BilingualError)
    assert talk == result


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="cannot be read"):
        read_file(tmp_path / "none.json")
