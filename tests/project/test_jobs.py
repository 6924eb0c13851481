"""What a run is asked for, as plain data; what cannot be done is refused with the file that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bilingual.errors import BilingualError, ExportError, UsageError
from bilingual.project.inputs import named_posts
from bilingual.project.jobs import Batch, Request, batch
from bilingual.project.settings import load_settings


def asked(folder: Path, flags: Mapping[str, Any], **options: bool) -> Batch:
    return batch(named_posts(["posts/talk.md"]), Request(flags, load_settings(folder)), **options)


def test_a_flag_wins_over_the_settings(folder: Path) -> None:
    (folder / "bilingual.toml").write_text('[run]\nvariant = "hk"\nformat = ["md"]\nglosses = "drop"\n', "utf-8")
    spec = asked(folder, {"variant": "twp"}).spec
    assert (spec.variant, spec.formats, spec.glosses, spec.export.variant) == ("twp", ("md",), "drop", "twp")
    assert (spec.output, spec.root, spec.memory) == (folder / "outputs", folder, folder / ".bilingual/memory.sqlite")
    assert asked(folder, {}, memory=False).spec.memory is None


def test_of_engine_and_model_the_nearest_counts(folder: Path) -> None:
    (folder / "bilingual.toml").write_text('[run]\nmodel = "models/big"\n', "utf-8")
    assert asked(folder, {}).spec.engine == folder / "models/big"
    assert asked(folder, {"engine": "starter"}).spec.engine == "starter"


def test_corrections_and_faults_of_glossaries_come_along(folder: Path) -> None:
    (folder / "corrections.csv").write_text("source,target\n工园,公园\n", "utf-8")
    (folder / "glossaries").mkdir()
    (folder / "glossaries/a.csv").write_text("source,target\n公园,Park\n——,x\n", "utf-8")
    found = asked(folder, {"corrections": "text"})
    assert ([row.target for row in found.spec.corrections], found.spec.corrected) == (["公园"], "text")
    assert [term.target for term in found.spec.glossary] == ["Park"]
    assert [problem.line for problem in found.problems] == [3]


@pytest.mark.parametrize(
    ("flags", "kind", "fact"),
    [
        ({"variant": "cn"}, UsageError, "no value of variant"),
        ({"format": "md,rtf"}, UsageError, "no format “rtf”"),
        ({"format": ","}, UsageError, "No format is named"),
        ({"columns": "hans,fr"}, UsageError, "no column “fr”"),
        ({"columns": "hans,hant", "variant": "none"}, UsageError, "with --variant none"),
        ({"columns": "en"}, UsageError, "no bilingual document"),
        ({"template": "none.docx"}, UsageError, "cannot be read"),
        ({"output": Path("bilingual.toml")}, ExportError, "A file stands"),
    ],
)
def test_what_cannot_be_done_is_refused(folder: Path, flags: dict[str, Any], kind: type[BilingualError], fact: str) -> None:
    with pytest.raises(kind, match=fact):
        asked(folder, flags)


def test_a_wrong_setting_is_told_with_its_file(folder: Path) -> None:
    (folder / "bilingual.toml").write_text('[run]\npaper = "a3"\n', "utf-8")
    with pytest.raises(UsageError) as refused:
        asked(folder, {})
    assert refused.value.path == str(folder / "bilingual.toml")
