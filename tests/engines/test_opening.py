"""Which engine a name or a path opens, and what is said when there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

from bilingual import engines
from bilingual.engines import Request, Search, open_engine
from bilingual.engines.packages import installed
from bilingual.engines.packages.argos import STARTER
from bilingual.errors import EngineError, ModelMissing
from tests.conftest import STARTER_VERSION

from .conftest import Zipped, translated

SOURCE = "再给我五分钟。"
told: list[dict[str, object]] = []
"""The tables that `open_mine` was given."""


def test_the_starter_is_the_default_until_a_package_is_installed(zipped: Zipped) -> None:
    assert open_engine().info.draft
    installed.install(zipped("1.9"))
    installed.install(zipped("1.10"))
    assert open_engine().info.name == open_engine("argos").info.name == "argos zh_en 1.10"
    assert open_engine().info.draft == ""
    assert open_engine("translate-zh_en-1_9").info.name == "argos zh_en 1.9"
    assert open_engine("starter").info.name == f"starter {STARTER_VERSION}"


def test_every_form_of_the_same_model_translates_alike(zipped: Zipped, plain: Path, home: Path) -> None:
    expected = translated(open_engine("starter"), [SOURCE])
    package = zipped()
    penalty = json.loads((STARTER / "metadata.json").read_text("utf-8"))["length_penalty"]
    (plain / "bilingual-engine.toml").write_text(f"length_penalty = {penalty}\n", "utf-8")
    (plain / "source.spm").symlink_to(STARTER / "sentencepiece.model")
    (plain / "target.spm").symlink_to(STARTER / "sentencepiece.model")
    for form in (package, str(package), STARTER, plain, str(plain)):
        assert translated(open_engine(form), [SOURCE]) == expected, form


def test_a_zip_file_is_unpacked_into_the_cache_once(zipped: Zipped, home: Path) -> None:
    package = zipped()
    first = open_engine(package)
    (cached,) = (home / ".cache" / "bilingual" / "packages").iterdir()
    package_time = (cached / "model" / "model.bin").stat().st_mtime_ns
    assert open_engine(package).info.signature == first.info.signature
    assert (cached / "model" / "model.bin").stat().st_mtime_ns == package_time
    assert not list(home.rglob(".bilingual-*"))


def test_the_signature_tells_models_apart_and_not_places(zipped: Zipped, tmp_path: Path) -> None:
    same = open_engine(zipped(STARTER_VERSION))
    assert same.info.signature.split()[-1] == open_engine("starter").info.signature.split()[-1]  # the names say where it is from
    model = bytearray((STARTER / "model" / "model.bin").read_bytes())
    model[-1] ^= 1
    other = open_engine(zipped(STARTER_VERSION, **{"model/model.bin": bytes(model)}))
    assert other.info.name == same.info.name
    assert other.info.signature != same.info.signature


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(ModelMissing, match=r"no translation model “opus”.*There are: starter") as caught:
        open_engine("opus")
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("path", ["no/such/folder", "x.argosmodel", Path("nothing")])
def test_a_path_to_nothing_is_a_missing_model(path: str | Path) -> None:
    with pytest.raises(ModelMissing) as caught:
        open_engine(path)
    assert caught.value.path == str(path)


def test_a_folder_with_something_else(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no translation model") as caught:
        open_engine(tmp_path)
    assert caught.value.exit_code == 1


def test_a_damaged_model_says_where_and_what_to_do(zipped: Zipped) -> None:
    engine = open_engine(zipped(**{"model/model.bin": b"not a model"}))
    with pytest.raises(EngineError, match="cannot be loaded") as caught:
        translated(engine, [SOURCE])
    assert caught.value.exit_code == 1
    assert caught.value.path
    assert "install" in caught.value.remedy


def test_a_damaged_tokenizer(zipped: Zipped) -> None:
    with pytest.raises(EngineError, match="not a SentencePiece model"):
        translated(open_engine(zipped(**{"sentencepiece.model": b"not a model"})), [SOURCE])


def test_damaged_metadata_of_an_installed_package(zipped: Zipped) -> None:
    package = installed.install(zipped())
    (package.path / "metadata.json").write_text("{")
    with pytest.raises(EngineError, match="not JSON") as caught:
        open_engine(package.path)
    assert caught.value.path == str(package.path / "metadata.json")
    assert open_engine().info.name == f"starter {STARTER_VERSION}"


def test_a_package_with_bpe_needs_another_library(zipped: Zipped) -> None:
    package = zipped(**{"sentencepiece.model": None, "bpe.model": b"#version: 0.2\n"})
    with pytest.raises(EngineError, match="sacremoses"):
        open_engine(package)


def test_an_engine_of_another_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    def points(group: str) -> EntryPoints:
        names = {"mine": f"{__name__}:open_mine", "gone": "nowhere_at_all:x", "wrong": "builtins:dict"}
        return EntryPoints(EntryPoint(name, value, group) for name, value in names.items())

    monkeypatch.setattr(engines, "entry_points", points)
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    assert open_engine("mine", {"beam": 2}).info.name == f"starter {STARTER_VERSION}"
    assert told == [{"beam": 2}]
    with pytest.raises(EngineError, match="takes no settings"):
        open_engine("starter", {"beam": 2})
    with pytest.raises(EngineError, match="cannot be loaded"):
        open_engine("gone")
    with pytest.raises(EngineError, match="not an engine"):
        open_engine("wrong")


def open_mine(table: Mapping[str, object]) -> engines.Engine:
    told.append(dict(table))
    return open_engine("starter")


def test_it_works_where_the_home_cannot_be_written_and_without_argos(home: Path) -> None:
    script = (
        "import sys; from bilingual import engines; from bilingual.engines import Request, Search; e = engines.open_engine();"
        "print(e.translate([Request('你好。')], Search())[0].text);"
        "assert not [m for m in sys.modules if m.startswith(('argostranslate', 'torch', 'stanza'))]"
    )
    environment = os.environ | {"HOME": "/dev/null"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize(("asked", "alike"), [(1.0, False), (1.3, True), ("long", False), (-1, False), (9, False)])
def test_a_package_says_how_long_its_sentences_should_be(zipped: Zipped, asked: object, alike: bool) -> None:
    said = json.loads((STARTER / "metadata.json").read_text("utf-8")) | {"length_penalty": asked}
    given = open_engine(zipped(said["package_version"], **{"metadata.json": json.dumps(said).encode()}))
    plain = open_engine(zipped(said["package_version"], top="other"))
    assert (given.info.signature == plain.info.signature) is alike


@pytest.mark.parametrize(("given", "threshold"), [(-0.5, -0.5), (None, float("-inf")), ("low", float("-inf"))])
def test_a_package_says_which_score_is_doubtful(zipped: Zipped, given: object, threshold: float) -> None:
    described = json.loads((STARTER / "metadata.json").read_text("utf-8")) | {"doubtful": given}
    assert open_engine(zipped(**{"metadata.json": json.dumps(described).encode()})).info.doubtful == threshold


def test_a_score_is_the_mean_of_the_pieces_whatever_the_length_penalty(zipped: Zipped) -> None:
    """With the penalty in it, “Thing” for 东西 was as bad as nonsense of two lines: most false reports were short."""
    asked = [Request("东西"), Request("音乐很好听。")]
    described = json.loads((STARTER / "metadata.json").read_text("utf-8"))
    engines = [
        open_engine(zipped(str(penalty), **{"metadata.json": json.dumps(described | {"length_penalty": penalty}).encode()}))
        for penalty in (1.0, 1.3)
    ]
    plain, penalised = (engine.translate(asked, Search(alternatives=4)) for engine in engines)
    assert [one.text for one in plain] == [one.text for one in penalised]
    assert [one.score for one in plain] == pytest.approx([one.score for one in penalised], rel=1e-4)
