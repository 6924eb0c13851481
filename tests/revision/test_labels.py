"""A speaker's label that an editor wrote into a text is not taken with it."""

from __future__ import annotations

import pytest

from bilingual.model import EditedRow, Speaker, Unit
from bilingual.revision.labels import without_labels

ROW = Unit("a", "b", "turn", Speaker("主持人", "主持人", "Host"), (0, 3), ("你好。",), ("你好。",), ("Hello.",), origin="machine")


@pytest.mark.parametrize(
    "edited",
    [
        "Host: Hi.",
        "**Host**: Hi.",
        "**Host:** Hi.",
        "[Host]: Hi.",
        "host：Hi.",
        "主持人：Hi.",
        "**主持人**：Hi.",
        "  Host : Hi.",
        "Hi.",
    ],
)
def test_the_label_of_the_rows_speaker_is_left_out(edited: str) -> None:
    assert without_labels(ROW, EditedRow("a", None, None, edited, "row 1")).en == "Hi."


@pytest.mark.parametrize("edited", ["Guest: Hi.", "The host: hi.", "Host", "Host:"])
def test_anything_else_stays(edited: str) -> None:
    assert without_labels(ROW, EditedRow("a", None, None, edited, "row 1")).en == edited
