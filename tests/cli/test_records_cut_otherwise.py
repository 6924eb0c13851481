"""Records of a version that cut posts otherwise: export, check and import work from them, and say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bilingual.sources.segmentation import segment_id
from tests.cli.conftest import Translate
from tests.cli.test_import import edit_csv

POST = "# 公园\n\n主持人: 今天**天气**很好。我们去公园。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
NOTICE = (
    "This version cuts the post otherwise than its records do; they are used as they are. To cut it anew: translate run talk.md."
)


@pytest.fixture
def records(project: Path, translate: Translate) -> Path:
    """Records in which the first turn is one sentence."""
    (project / "bilingual.toml").write_text("", "utf-8")
    (project / "talk.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q").code == 0
    path = project / "outputs/talk/talk.json"
    content = json.loads(path.read_text("utf-8"))
    rows = content["rows"]
    first, second = rows[1], rows.pop(2)
    first["span"][1] = second["span"][1]
    for column in ("hans", "hant", "en"):
        first[column] += second[column]
    first["id"] = segment_id(0, POST[slice(*first["span"])])
    content["signature"] = content["signature"].replace("segments:6", "segments:5")
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def test_they_are_exported(records: Path, translate: Translate) -> None:
    result = translate("export", "talk.md", "--format", "md,docx,html,csv")
    assert (result.code, result.err) == (0, f"note: talk.md:1: {NOTICE}\n")
    assert "今天**天气**很好。我们去公园。" in (records.parent / "talk.bilingual.md").read_text("utf-8")
    assert translate("export", "talk.md", "--format", "md", "-q").err == ""


def test_they_are_checked(records: Path, translate: Translate) -> None:
    result = translate("check", "talk.md")
    assert (result.code, "in 5 rows" in result.out) == (0, True)
    assert NOTICE in result.err


def test_an_edited_document_is_compared_with_them(records: Path, translate: Translate) -> None:
    assert translate("export", "talk.md", "--format", "csv", "-o", "mail").code == 0
    edit_csv(Path("mail/talk.csv"), {"今天**天气**很好。我们去公园。": "Fine **weather**. To the park!", "再见。": "Bye."})
    result = translate("import", "mail/talk.csv")
    assert NOTICE in result.out
    assert "the post now has: 今天**天气**很好。" in result.out, "no run would find what was written for both sentences"
    assert (result.code, "1 change, 3 rows unchanged, 1 left out." in result.out) == (1, True)


def test_a_run_cuts_the_post_anew(records: Path, translate: Translate) -> None:
    assert translate("run", "talk.md", "-q").code == 0
    assert translate("export", "talk.md", "--format", "csv").err == ""
