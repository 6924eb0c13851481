"""Fetching Firefox's models from a server on loopback: resumed, verified, placed whole or not at all."""

from __future__ import annotations

import errno
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bilingual.engines import catalogue, open_engine
from bilingual.engines.catalogue import CatalogueFile
from bilingual.engines.packages import download, firefox_models, installed, placing
from bilingual.errors import BilingualError, EngineError, ModelMissing, UsageError

from .index import Index, serving
from .tiny_firefox import files, write_tiny_model

NAME = "firefox-base-memory"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """A server with a tiny model, and a catalogue whose first entry lies there; its first address is no good."""
    monkeypatch.setenv("no_proxy", "*")
    first, *others = catalogue.entries()
    with serving() as index:
        served = {f"{name}.gz": gzip.compress(data, mtime=0) for name, data in files().items()}
        index.files = {f"/{name}": data for name, data in served.items()}
        listed = tuple(
            CatalogueFile(name, (f"{index.address}/gone", f"{index.address}/{name}"), len(data), hashlib.sha256(data).hexdigest())
            for name, data in served.items()
        )
        entry = replace(first, forbids="", files=listed, rank=1)
        monkeypatch.setattr(catalogue, "entries", lambda: (entry, *others))
        yield index


def parts(home: Path) -> list[Path]:
    return sorted(home.rglob("*.part"))


def nothing_is_installed() -> bool:
    folder = placing.models_folder()
    return [package.name for package in installed.installed()] == ["starter"] and not (folder.exists() and list(folder.iterdir()))


def failure(home: Path, kind: type[BilingualError]) -> BilingualError:
    with pytest.raises(kind) as caught:
        installed.install(NAME)
    assert nothing_is_installed()
    assert caught.value.remedy
    return caught.value


def test_it_is_fetched_used_and_removed(server: Index, home: Path) -> None:
    seen: list[tuple[int, int]] = []
    package = installed.install(NAME, lambda done, total: seen.append((done, total)))
    total = sum(len(data) for data in server.files.values())
    assert seen == sorted(seen)
    assert seen[-1] == (total, total)
    assert package.default
    assert package.path == home / ".local/share/bilingual/models" / NAME
    assert {path.name: path.read_bytes() for path in package.path.iterdir()} == files()
    assert not parts(home)
    assert open_engine().info.name == open_engine(NAME).info.name == NAME
    assert installed.remove(NAME) == package
    assert nothing_is_installed()


def test_a_cut_is_taken_up_again_and_the_next_time_too(server: Index, home: Path) -> None:
    (first, *_) = server.files
    server.cuts = [500] * download.ATTEMPTS
    error = failure(home, ModelMissing)
    assert "broke off" in error.fact
    (part,) = parts(home)
    assert part.stat().st_size == 500 * download.ATTEMPTS
    installed.install(NAME)
    assert (first, f"bytes={500 * download.ATTEMPTS}-") in server.asked
    assert not parts(home)


def test_what_is_whole_is_not_fetched_again(server: Index, home: Path) -> None:
    *_, last = server.files
    given = server.files.pop(last)
    assert "Not Found" in failure(home, ModelMissing).fact
    server.files[last] = given
    server.asked.clear()
    installed.install(NAME)
    assert {path for path, _ in server.asked} == {"/gone", last}


def test_wrong_bytes_are_never_unpacked(server: Index, home: Path) -> None:
    (first, *_) = server.files
    data = server.files[first]
    server.files[first] = data[:100] + bytes([data[100] ^ 1]) + data[101:]
    error = failure(home, ModelMissing)
    assert "another file (SHA-256" in error.fact
    assert not parts(home)


def test_a_part_of_another_file_is_thrown_away(server: Index, home: Path) -> None:
    (first, *_) = server.files
    part = home / f".cache/bilingual/downloads/{NAME}.{first[1:]}.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x" * 100)
    failure(home, ModelMissing)
    assert not parts(home)
    assert installed.install(NAME).default


def test_a_page_in_place_of_the_file(server: Index, home: Path) -> None:
    (first, *_) = server.files
    server.files[first] = b"<html>sign in</html>"
    error = failure(home, ModelMissing)
    assert "a web page, perhaps of a proxy" in error.fact
    assert not parts(home)


def test_no_network(server: Index, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: Any) -> None:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(download, "_get", unreachable)
    error = failure(home, ModelMissing)
    assert "Network is unreachable" in error.fact
    assert "models install FOLDER" in error.remedy


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_while_it_is_fetched(server: Index, home: Path) -> None:
    (first, *_) = server.files
    part = home / f".cache/bilingual/downloads/{NAME}.{first[1:]}.part"
    part.parent.mkdir(parents=True)
    part.symlink_to("/dev/full")
    error = failure(home, EngineError)
    assert "No space left" in error.fact
    assert "goes on" in error.remedy


def full(*_: object) -> Any:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_while_it_is_placed(server: Index, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "write_folder", full)
    assert "No space left" in failure(home, EngineError).fact
    assert len(parts(home)) == len(server.files)


@pytest.mark.parametrize("two", [False, True])
@pytest.mark.parametrize("packed", ["", "gz", "zst"])
def test_a_folder_is_taken_as_it_is(tmp_path: Path, home: Path, two: bool, packed: str) -> None:
    package = installed.install(write_tiny_model(tmp_path / "zhen", two=two, packed=packed))
    assert package.name == "firefox-zhen"
    assert package.default
    assert {path.name: path.read_bytes() for path in package.path.iterdir()} == files(two=two)
    assert open_engine("firefox-zhen").info.name == "firefox-zhen"


def test_a_folder_that_is_not_whole(tmp_path: Path) -> None:
    folder = write_tiny_model(tmp_path / "zhen")
    (folder / "vocab.zhen.spm").write_bytes(b"not a vocabulary")
    with pytest.raises(EngineError, match="not a SentencePiece model"):
        installed.install(folder)
    (folder / "vocab.zhen.spm").unlink()
    with pytest.raises(EngineError, match="lacks a file"):
        installed.install(folder)
    assert nothing_is_installed()


@pytest.mark.parametrize("data", [b"", bytes(100_000)])
def test_a_folder_that_cannot_translate(tmp_path: Path, data: bytes) -> None:
    folder = write_tiny_model(tmp_path / "zhen")
    (model,) = folder.glob("model.*")
    model.write_bytes(data)
    with pytest.raises(EngineError, match="cannot be used"):
        installed.install(folder)
    assert nothing_is_installed()


def test_without_its_library_another_model_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed.install(write_tiny_model(tmp_path / "zhen"))
    monkeypatch.setattr(firefox_models, "library_is_there", lambda: False)
    assert [package.name for package in installed.installed()] == ["starter", "firefox-zhen"]
    with pytest.raises(UsageError):
        installed.remove("starter")
