"""`translate models probe`, with the tiny model, and what a run makes of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.engines import open_engine, surrogates

pytestmark = pytest.mark.slow

MODEL = Path(__file__).parents[1] / "models/unslotted"
Translate = Callable[..., object]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The tiny model, not probed."""
    return Path(shutil.copytree(MODEL, tmp_path / "model", ignore=shutil.ignore_patterns("probe.json", "*.py", "*.md")))


def test_what_is_measured_is_shown_kept_with_the_model_and_used(translate: Translate, model: Path) -> None:
    assert surrogates.known(open_engine(model)) == surrogates.UNPROBED
    done = translate("models", "probe", model)
    assert done.code == 0
    assert "names" in done.out
    assert done.out.endswith("Terms are carried by names, up to 1 in one decode.\n")
    assert (model / "probe.json").is_file()
    found = surrogates.known(open_engine(model))
    assert found.forms == ("names",)
    places = ("start", "middle", "end")
    assert {(cell.slots, cell.place) for cell in found.cells} == {(n, place) for n in (1, 2, 4, 8) for place in places}


def test_a_dry_run_measures_and_writes_nothing(translate: Translate, model: Path) -> None:
    done = translate("models", "probe", model, "--dry-run", "--json")
    assert json.loads(done.out)["forms"] == ["names"]
    assert not (model / "probe.json").exists()


def test_where_the_model_cannot_be_written_it_goes_to_the_users_data(
    translate: Translate, model: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (model / "probe.json").mkdir()
    done = translate("models", "probe", model, "-q")
    assert done.code == 0
    assert len(list((tmp_path / "data/bilingual/probes").iterdir())) == 1
    assert not list(model.glob(".probe*"))
    (model / "probe.json").rmdir()
    assert surrogates.known(open_engine(model)).forms == ("names",)


def test_the_probe_of_another_model_is_not_believed(model: Path) -> None:
    (model / "probe.json").write_text(surrogates.text(surrogates.Probe("another 0123", ("latin",), 4, {}, ())))
    assert surrogates.known(open_engine(model)) == surrogates.UNPROBED


def test_a_broken_probe_is_refused_with_its_place(translate: Translate, model: Path, project: Path) -> None:
    (model / "probe.json").write_text("{")
    (project / "a.md").write_text("我喜欢**猫**（Cat: 动物）。\n", encoding="utf-8")
    done = translate("run", "a.md", "--model", model)
    assert done.code == 1
    assert "probe.json" in done.err
    assert "probe again" in done.err


def test_a_run_with_a_probed_model_locks_by_names(translate: Translate, project: Path) -> None:
    (project / "a.md").write_text("我们喜欢**抖音**（TikTok: 应用）。\n\n他不喜欢抖音。\n", encoding="utf-8")
    assert translate("run", "a.md", "--model", MODEL, "--no-memory").code == 0
    rows = json.loads((project / "outputs/a/a.json").read_text("utf-8"))["rows"]
    assert [lock["target"] for row in rows for lock in row["locks"]] == ["TikTok", "TikTok"]
    assert "surrogate" in {lock["rung"] for row in rows for lock in row["locks"]}


def test_no_form_holds_an_underscore() -> None:
    assert not [one for own in surrogates.FORMS.values() for one in own if "_" in one.source + one.english]
