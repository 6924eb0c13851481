"""What every test may use: the shared material beside the checkout, and a network that is not there."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from bilingual.engines import open_engine
from bilingual.engines.packages.argos import STARTER
from bilingual.model import Translation
from bilingual.pipeline.stages import translate
from bilingual.sources import parse

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
STARTER_VERSION = json.loads((STARTER / "metadata.json").read_text("utf-8"))["package_version"]
"""Of the model that comes along."""
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# What one machine refuses, another must be able to see; and a busy machine makes nothing fail. `HYPOTHESIS=random` looks further.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS", "fixed"))


# The same arithmetic on every processor: those with VNNI round 8-bit products another way, and the English of a model is then
# another here and there. Whoever renews outputs/, the README's samples or the pins by hand sets these, too.
ARITHMETIC = {"CT2_FORCE_CPU_ISA": "AVX2", "MKL_CBWR": "AVX2", "ONEDNN_MAX_CPU_ISA": "AVX2"}
os.environ.update(ARITHMETIC)

SLOW_FIXTURES = {"sample", "process", "office"}
"""The real post, LibreOffice, and commands as processes of their own: what uses them is slow."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that use a slow fixture carry the marker `slow`."""
    for item in items:
        if SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test leaves the machine: a connection anywhere but to loopback fails."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every test has a home of its own, so that none reads or writes the user's memory, models or settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture(scope="session")
def sample() -> Path:
    """The real post, read in place."""
    path = SHARED / "samples" / "2025-10-01-sora2.md"
    if not path.is_file():
        pytest.skip("the real post is not beside this checkout (shared/samples)")
    return path


@pytest.fixture(scope="session")
def finished() -> dict[str, Translation]:
    """The examples, translated with the starter model and nothing in the memory; by name."""
    documents = [
        parse(path.read_bytes().decode("utf-8"), name=path.stem, path=f"examples/{path.name}")
        for path in sorted((ROOT / "examples").glob("*.md"))
    ]
    return {result.document.name: result for result in translate(documents, engine=open_engine("starter"))}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """LibreOffice, which opens a file and saves it as another kind: one profile for all tests, so one first start."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = (tmp_path_factory.mktemp("office") / "profile").as_uri()

    def save(file: Path, kind: str, folder: Path, *, reading: str = "") -> Path:
        """The file as LibreOffice saves it; `kind` and `reading` may name a filter with its options."""
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", kind]
        command += [f"--infilter={reading}"] if reading else []
        folder.mkdir(exist_ok=True)
        subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=600)
        return folder / f"{file.stem}.{kind.partition(':')[0]}"

    return save
