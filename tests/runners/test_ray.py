"""The runner for several machines: a real cluster of two, of which one is lost midway, writes what this machine alone writes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generated import site
from bilingual.cli import main
from bilingual.errors import EngineError, UsageError
from bilingual.project import Project
from bilingual.runners import JobSpec, Report, local
from bilingual.runners import ray as runner
from bilingual.runners.cluster import STORE, SWITCHES
from tests.cli.conftest import hear_interrupts, tree

needs_ray = pytest.mark.usefixtures("ray_there")
POSTS = 24
ALONE = {"node_ip_address": "127.0.0.1", "object_store_memory": STORE}
FRAGILE = '''
"""An engine that ends its process at one sentence."""
import os
from bilingual.engines.base import EngineInfo
from bilingual.model import Hypothesis


class Fragile:
    info = EngineInfo("fragile", "fragile 1")

    def translate(self, requests, search):
        if any("崩溃" in request.text for request in requests):
            os._exit(1)
        return [Hypothesis("A sentence.") for _ in requests]


def fragile(settings):
    return Fragile()
'''


@pytest.fixture(scope="module")
def ray_there() -> Iterator[Any]:
    """Ray, where it is installed, kept to the loopback device."""
    reason = "Ray is not installed: uv sync --inexact --extra ray (it has wheels for CPython 3.11 to 3.14)"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")  # where it is not set, Ray looks for an address of this machine
        for switch in SWITCHES:
            patch.setenv(switch, "0")
        yield pytest.importorskip("ray", reason=reason)


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> JobSpec:
    """A run over a site."""
    folder = tmp_path_factory.mktemp("ray")
    site(folder, POSTS, 5)
    return Project(folder).batch(["posts"], {"engine": "starter", "format": ["json", "md", "docx"]}).spec


def elsewhere(spec: JobSpec, name: str) -> JobSpec:
    """The same run, with files and memory of its own."""
    store = spec.root / name / "memory.sqlite"
    return replace(spec, output=spec.root / name / "out", memory=store, written=store)


@pytest.fixture(scope="module")
def here(spec: JobSpec) -> JobSpec:
    """The run, done by this machine alone."""
    done = elsewhere(spec, "local")
    assert [report.error for report in local.run(done)] == [None] * POSTS
    return done


def remembered(spec: JobSpec) -> list[tuple[str, ...]]:
    """What the memory of a run holds, times aside."""
    assert spec.memory
    with closing(sqlite3.connect(spec.memory)) as connection:
        return connection.execute("SELECT hex(key), source, engine, target, rung FROM translation ORDER BY key").fetchall()


@pytest.fixture(scope="module")
def add_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An engine of another package, in every process that is started."""
    folder = tmp_path_factory.mktemp("add-on")
    (folder / "fragile_engine.py").write_text(FRAGILE, "utf-8")
    info = folder / "fragile_engine-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fragile-engine\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[bilingual.engines]\nfragile = fragile_engine:fragile\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        yield


@pytest.fixture(scope="module")
def cluster(ray_there: Any, add_on: None) -> Iterator[Any]:
    """A cluster whose first machine, that of the command, has no core to work with."""
    from ray.cluster_utils import Cluster

    started = Cluster()
    patiently(started, num_cpus=0, include_dashboard=False)
    yield started
    started.shutdown()


def patiently(cluster: Any, **options: Any) -> Any:
    """A machine more in a cluster. Ray gives up after half a minute, which a machine with much else to do needs."""
    for _ in range(3):
        with suppress(Exception):
            return cluster.add_node(**options, **ALONE)
    return cluster.add_node(**options, **ALONE)


@pytest.mark.slow
@needs_ray
def test_a_machine_is_lost_midway_and_nothing_else(cluster: Any, spec: JobSpec, here: JobSpec) -> None:
    machines = [patiently(cluster, num_cpus=1) for _ in range(2)]
    there = elsewhere(spec, "two")
    reports: list[Report] = []
    for report in runner.run(there, address=cluster.address):
        reports.append(report)
        if len(reports) == POSTS // 3:
            cluster.remove_node(machines[0], allow_graceful=False)
    assert [(report.name, report.error) for report in reports] == [(post.name, None) for post in spec.posts]
    assert tree(there.output) == tree(here.output)
    assert remembered(there) == remembered(here)
    cluster.remove_node(machines[1])


@pytest.mark.slow
@needs_ray
def test_few_posts_are_read_ahead_and_a_run_that_is_ended_goes_on(cluster: Any, spec: JobSpec, here: JobSpec) -> None:
    machine = patiently(cluster, num_cpus=1)
    there, texts = elsewhere(spec, "ended"), {post.file: post.read() for post in spec.posts}
    with closing(runner.run(there, address=cluster.address)) as running:
        first = next(running)
        for file in texts:
            file.unlink()
        rest = [next(running) for _ in range(POSTS - 2)]  # one is left: the run is ended by whoever has enough
    assert first.error is None
    assert sum(report.error is None for report in rest) <= POSTS * 3 // 4  # of eight groups one is done, two lie ready
    for file, text in texts.items():
        file.write_bytes(text)
    assert [report.error for report in local.run(there)] == [None] * POSTS
    assert tree(there.output) == tree(here.output)
    cluster.remove_node(machine)


@pytest.mark.slow
@needs_ray
def test_a_post_that_no_worker_survives_is_told_and_the_others_are_done(cluster: Any, tmp_path: Path) -> None:
    machine = patiently(cluster, num_cpus=1)
    (tmp_path / "bilingual.toml").touch()
    for name, text in (("a", "今天天气很好。"), ("b", "程序崩溃了。"), ("c", "我们去公园。")):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    spec = Project(tmp_path).batch([""], {"engine": "fragile", "format": ["md"]}).spec
    a, b, c = runner.run(spec, address=cluster.address)
    assert (a.error, c.error) == (None, None)
    assert "ended again and again while they had this post" in str(b.error)
    assert {path.split("/")[0] for path in tree(spec.output)} == {"a", "c"}
    cluster.remove_node(machine)


@pytest.mark.slow
@needs_ray
def test_a_cluster_without_a_core(cluster: Any, spec: JobSpec) -> None:
    with pytest.raises(EngineError, match="no core to work with"):
        list(runner.run(elsewhere(spec, "none"), address=cluster.address))


@pytest.mark.slow
@needs_ray
def test_the_command_starts_a_cluster_of_its_own_and_ctrl_c_ends_it(ray_there: Any, tmp_path: Path) -> None:
    site(tmp_path, 200, 15)  # more groups than the workers take at once, so that there is something to interrupt
    plain = [sys.executable, "-m", "bilingual", "run", "posts", "--engine", "starter", "--format", "json,md,docx"]
    command = [*plain, "-o", "command/out", "--runner", "ray"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    running = subprocess.Popen(command, cwd=tmp_path, preexec_fn=hear_interrupts, **pipes)
    while not [*tmp_path.glob("command/out/*/*.json")]:
        assert running.poll() is None, running.communicate()
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 130, told
    assert b"run the same command again to go on" in told
    written = tree(tmp_path / "command/out")
    for again in (command, [*plain, "-o", "plain/out", "--no-memory"]):
        done = subprocess.run(again, cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    expected = tree(tmp_path / "plain/out")
    assert written
    assert {name: expected[name] for name in written} == written
    assert tree(tmp_path / "command/out") == expected


def test_without_the_library_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch, spec: JobSpec) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(EngineError, match=r"pip install 'bilingual\[ray\]'"):
        next(runner.run(spec))


@pytest.mark.slow
@needs_ray
def test_no_cluster_at_an_address(spec: JobSpec) -> None:
    with pytest.raises(EngineError, match=r"no cluster of Ray at 127.0.0.1:9"):
        next(runner.run(spec, address="127.0.0.1:9"))
    with pytest.raises(UsageError, match="no address of a cluster"):
        next(runner.run(spec, address="somewhere"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--runner", "abacus"], "no runner “abacus”. Choose one of: local, ray."),
        (["--address", "127.0.0.1:6379"], "has no address"),
    ],
)
def test_a_runner_that_there_is_not(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("你好。\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["translate", "run", "a.md", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert (stopped.value.code, told in " ".join(capsys.readouterr().err.split()), os.listdir()) == (2, True, ["a.md"])
