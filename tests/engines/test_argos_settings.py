"""Our reading of Argos Translate's settings, against its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.engines import argos_settings

THEIRS = (
    "from argostranslate import settings as s; "
    "print(s.package_data_dir, s.device, s.compute_type, s.inter_threads, s.remote_package_index)"
)


@pytest.mark.parametrize(
    ("environment", "file"),
    [
        ({}, {}),
        ({"ARGOS_PACKAGES_DIR": "/tmp/argos-of-a-test"}, {"ARGOS_PACKAGES_DIR": "/nowhere"}),
        ({"XDG_DATA_HOME": "/tmp/argos-data-of-a-test"}, {}),
        ({"ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/"}, {"ARGOS_PACKAGE_INDEX": "http://nowhere/"}),
        ({}, {"ARGOS_PACKAGE_INDEX": "http://127.0.0.1:9/"}),
        ({"ARGOS_INTER_THREADS": "7"}, {"ARGOS_DEVICE_TYPE": "cuda", "ARGOS_COMPUTE_TYPE": "float32"}),
    ],
)
def test_both_read_the_same(
    home: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], file: dict[str, str]
) -> None:
    config = home / ".config" / "argos-translate"
    config.mkdir(parents=True)
    (config / "settings.json").write_text(json.dumps(file))
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    theirs = subprocess.run([sys.executable, "-c", THEIRS], env=os.environ, capture_output=True, text=True, check=True)
    folder, device, compute, inter, index = theirs.stdout.split()
    assert str(argos_settings.packages_folder()) == folder
    assert argos_settings.package_index() == index
    assert argos_settings.device() == device
    assert argos_settings.compute_type() == ("int8" if compute == "auto" and device == "cpu" else compute)
    assert "ARGOS_INTER_THREADS" not in environment or argos_settings.threads()[0] == int(inter)


def test_every_core_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("ARGOS_INTER_THREADS", "ARGOS_INTRA_THREADS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(argos_settings, "core_count", lambda: 8)
    assert argos_settings.threads() == (8, 1)
    monkeypatch.setenv("ARGOS_INTRA_THREADS", "4")
    assert argos_settings.threads() == (2, 4)
    monkeypatch.setenv("ARGOS_DEVICE_TYPE", "cuda")
    assert argos_settings.threads() == (1, 4)
    assert argos_settings.compute_type() == "auto"


def test_a_broken_settings_file_counts_as_empty(home: Path) -> None:
    config = home / ".config" / "argos-translate"
    config.mkdir(parents=True)
    (config / "settings.json").write_text("{")
    assert argos_settings.packages_folder() == home / ".local/share/argos-translate/packages"
