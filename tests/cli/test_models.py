"""`translate models`, as a user calls it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.cli import main
from bilingual.engines.packages import firefox_models
from bilingual.engines.packages.argos import STARTER
from tests.conftest import STARTER_VERSION

from ..engines import tiny_ctranslate
from ..engines.tiny_firefox import write_tiny_model

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `translate models …`: the exit code, stdout and stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["translate", "models", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return call


@pytest.fixture
def package(tmp_path: Path) -> Path:
    import zipfile

    path = tmp_path / "full.argosmodel"
    metadata = json.loads((STARTER / "metadata.json").read_text()) | {"package_version": "1.9"}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("translate-zh_en-1_9/metadata.json", json.dumps(metadata))
        for file in STARTER.rglob("*.*"):
            if file.is_file() and file.name != "metadata.json":
                archive.write(file, f"translate-zh_en-1_9/{file.relative_to(STARTER)}")
    return path


def test_the_life_of_a_package(run: Run, package: Path, home: Path) -> None:
    folder = home / ".local/share/argos-translate/packages/translate-zh_en-1_9"
    assert run("path") == (0, f"{STARTER}\n", "")
    code, out, err = run("install", package)
    assert (code, out) == (0, f"{folder}\n")
    assert "Installed translate-zh_en-1_9 (36.4 MB)." in err
    assert run("path") == (0, f"{folder}\n", "")
    assert run("path", "starter") == (0, f"{STARTER}\n", "")
    code, out, err = run("list")
    assert out.index("translate-zh_en-1_9") < out.index("starter")
    assert err == ""
    assert run("remove", "translate-zh_en-1_9", "--dry-run")[0] == 0
    assert folder.exists()
    assert run("remove", "translate-zh_en-1_9")[0] == 0
    assert not folder.exists()


def test_the_list_as_json(run: Run) -> None:
    code, out, err = run("list", "--json")
    (model,) = json.loads(out)["models"]
    assert model == {
        "name": "starter", "version": STARTER_VERSION, "path": str(STARTER), "bytes": model["bytes"],
        "embedded": True, "default": True,
    }  # fmt: skip
    assert model["bytes"] > 10_000_000
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["use", "firefox-base"], 3, "`translate models install firefox-base` fetches it."),
        (["info", "opus"], 3, "There is no translation model “opus”."),
        (["path", "opus"], 3, "There is no translation model “opus”. There are: starter."),
        (["remove", "starter"], 2, "part of the program"),
        (["install", "nowhere.argosmodel"], 3, "nowhere.argosmodel: There is no such file."),
        (["install", str(STARTER / "metadata.json")], 1, "not a whole Argos package"),
        (["lst"], 2, "No such command"),
    ],
)
def test_errors_have_their_exit_code_and_say_what_to_do(run: Run, arguments: list[str], code: int, message: str) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert message in err
    assert "Traceback" not in err


def test_offline_is_a_clear_error(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", "http://127.0.0.1:9/")
    monkeypatch.setenv("no_proxy", "*")
    code, out, err = run("install")
    assert (code, out) == (3, "")
    assert "translate models install FILE" in err
    assert not list(home.rglob("model.bin"))


def test_what_can_be_had(run: Run) -> None:
    code, out, err = run("available")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert re.fullmatch(
        r"firefox-base-memory +Firefox's model, small +38 +MPL-2.0 +55.0 +60.6 +bilingual\[firefox\] +170 *", lines[1]
    )
    assert [line.split()[0] for line in lines[1:4]] == ["firefox-base-memory", "firefox-base", "argos"]
    assert "42.3 on flores.dev and 41.5 on newstest2019" in lines[-1]


def test_what_can_be_had_as_json(run: Run, package: Path) -> None:
    run("install", package)
    code, out, err = run("available", "--json")
    first, _, last = json.loads(out)["models"]
    assert first == {
        "name": "firefox-base-memory", "title": "Firefox's model, small", "from": "zh", "to": "en", "kind": "firefox",
        "bytes": 38_287_826, "licence": "MPL-2.0", "forbids": "", "chrf": {"flores.dev": 55.0, "newstest2019": 60.6},
        "extra": "firefox", "usable": True, "memory": 170, "installed": False,
    }  # fmt: skip
    assert last["installed"]
    assert (code, err) == (0, "")


def test_the_life_of_a_firefox_model(run: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = home / ".local/share/bilingual/models/firefox-zhen"
    assert run("install", write_tiny_model(tmp_path / "zhen", packed="gz")) == (
        0, f"{folder}\n", "Installed firefox-zhen (0.3 MB).\n",
    )  # fmt: skip
    assert run("path") == run("path", "firefox-zhen") == (0, f"{folder}\n", "")
    assert run("list")[1].splitlines()[1].split()[:2] == ["*", "firefox-zhen"]
    code, out, _ = run("info", "firefox-zhen", "--json")
    facts = json.loads(out)
    assert (code, facts["path"], facts["installed"], facts["default"]) == (0, str(folder), True, True)
    assert "name: firefox-zhen\n" in run("info")[1]
    assert run("use", "starter")[0] == 0
    assert (tmp_path / "bilingual.toml").read_text() == '[run]\nengine = "starter"\n'
    assert run("remove", "firefox-zhen")[0] == 0
    assert not folder.exists()


def test_what_is_known_of_a_model_that_is_not_here(run: Run) -> None:
    code, out, err = run("info", "firefox-base")
    assert (code, err) == (0, "")
    assert "chrf: flores.dev 55.4, newstest2019 60.4\n" in out
    assert "installed: no\n" in out


def test_the_library_is_named_where_it_is_missing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firefox_models, "library_is_there", lambda: False)
    assert "pip install 'bilingual[firefox]'" in run("install", write_tiny_model(tmp_path / "zhen"))[2]


@pytest.mark.parametrize("command", [[], ["available"], ["list"], ["install"], ["use"], ["info"], ["remove"], ["path"]])
def test_every_help_has_an_example(run: Run, command: list[str]) -> None:
    code, out, err = run(*command, "--help")
    assert code == 0
    assert "translate models " in out + err


def test_a_licence_that_forbids_something_is_told_and_agreed_to(run: Run, tmp_path: Path) -> None:
    folder = tiny_ctranslate.nllb(tmp_path / "nllb")
    code, out, err = run("install", folder)
    assert (code, out) == (2, "")
    assert "The licence of nllb forbids commercial use (CC BY-NC 4.0); nothing was installed." in err
    code, out, err = run("install", folder, "--yes", "--quiet")
    assert (code, err) == (0, "")
    assert run("path") == (0, out, ""), "it is the best there is"


def test_how_fast_a_model_is_here(run: Run, package: Path) -> None:
    run("install", package)
    code, out, err = run("available", "--speed")
    assert (code, err) == (0, "")
    *_, last = [line for line in out.splitlines() if line.startswith("argos ")]
    assert int(last.split()[-1]) > 0
    assert out.splitlines()[0].split()[-1] == "Sentences/s"
    speeds = [model["speed"] for model in json.loads(run("available", "--speed", "--json")[1])["models"]]
    assert speeds[:2] == [None, None]
    assert speeds[2] > 0
