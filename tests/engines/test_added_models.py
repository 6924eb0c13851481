"""Language models that are added from a file or fetched from an address, and Argos packages at an address."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.engines.llm.engine import LanguageModel
from bilingual.engines.packages import installed, placing
from bilingual.errors import BilingualError, EngineError, ModelMissing

from .conftest import Zipped
from .index import Index, serving
from .llm.tiny_gguf import write_tiny_gguf

ZEROS = b"GGUF" + bytes(1000)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as index:
        yield index


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_tiny_gguf(tmp_path / "tiny.gguf")


def nothing_is_left(home: Path) -> bool:
    folder = placing.models_folder()
    return not (folder.exists() and list(folder.iterdir())) and not list(home.rglob("*.part"))


def test_a_language_model_is_copied_and_used_when_it_is_named(file: Path, home: Path) -> None:
    package = installed.install(file)
    assert (package.name, package.kind, package.default) == ("tiny", "gguf", False)
    assert package.path == home / ".local/share/bilingual/models/tiny"
    file.unlink()
    engine = open_engine("tiny")
    assert isinstance(engine, LanguageModel)
    assert engine.info.name == "tiny"
    assert not isinstance(open_engine(), LanguageModel), "it is slow: nobody gets it unasked"
    assert isinstance(open_engine("tiny", {"prompt": str(_prompt(home))}), LanguageModel), "it takes settings"
    assert installed.remove("tiny") == package
    assert nothing_is_left(home)


def _prompt(home: Path) -> Path:
    path = home / "mine.toml"
    path.write_text('together=1\ncharacters=100\nsystem="Ja."\nterms=""\nterm=""\n')
    return path


def test_a_file_that_is_no_language_model(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_bytes(b"<html>")
    with pytest.raises(EngineError, match="no GGUF model"):
        installed.install(path)
    assert nothing_is_left(home)


@pytest.mark.parametrize("size", [9_000, 60_000])
def test_a_language_model_that_is_cut_or_zeros_is_not_installed_and_replaces_nothing(file: Path, size: int) -> None:
    pytest.importorskip("xllamacpp")
    package = installed.install(file)
    whole = file.read_bytes()
    for damaged in (whole[:size], ZEROS + bytes(size)):
        file.write_bytes(damaged)
        with pytest.raises(EngineError, match="cannot be loaded") as caught:
            installed.install(file)
        assert caught.value.path == str(file)
        assert (package.path / "tiny.gguf").read_bytes() == whole


def test_a_language_model_is_fetched_from_an_address_and_a_cut_is_taken_up_again(server: Index, file: Path, home: Path) -> None:
    data = file.read_bytes()
    server.files = {"/models/qwen3-8b.gguf?download=true": data}
    server.cuts = [300]
    address = f"{server.address}/models/qwen3-8b.gguf?download=true"
    package = installed.install(address, sha256=hashlib.sha256(data).hexdigest())
    assert (package.name, (package.path / "qwen3-8b.gguf").read_bytes()) == ("qwen3-8b", data)
    assert [header for _, header in server.asked] == ["", "bytes=300-"]
    assert not list(home.rglob("*.part"))


def test_an_argos_package_is_fetched_from_an_address(server: Index, zipped: Zipped) -> None:
    server.files["/p.argosmodel"] = zipped("1.9").read_bytes()
    assert installed.install(f"{server.address}/p.argosmodel").name == "translate-zh_en-1_9"


@pytest.mark.parametrize(
    ("served", "sha256", "kind", "message"),
    [
        (ZEROS, "0" * 64, ModelMissing, r"another file \(SHA-256"),
        (b"<html>sign in</html>", "", EngineError, "not a whole Argos package"),
        (None, "", ModelMissing, "Not Found"),
    ],
)
def test_what_is_fetched_and_will_not_do(
    server: Index, home: Path, served: bytes | None, sha256: str, kind: type[BilingualError], message: str
) -> None:
    server.files = {"/m.gguf": served} if served else {}
    with pytest.raises(kind, match=message) as caught:
        installed.install(f"{server.address}/m.gguf", sha256=sha256)
    assert caught.value.remedy
    assert nothing_is_left(home)
