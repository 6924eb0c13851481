"""`translate models`, as a user calls it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bilingual.cli import main
from bilingual.engines.packages.argos import STARTER

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
    assert "Installed translate-zh_en-1_9 (10.7 MB)." in err
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
        "name": "starter", "version": "0.4", "path": str(STARTER), "bytes": model["bytes"], "embedded": True, "default": True,
    }  # fmt: skip
    assert model["bytes"] > 10_000_000
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
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


@pytest.mark.parametrize("command", [[], ["list"], ["install"], ["remove"], ["path"]])
def test_every_help_has_an_example(run: Run, command: list[str]) -> None:
    code, out, err = run(*command, "--help")
    assert code == 0
    assert "translate models " in out + err
