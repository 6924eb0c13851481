"""Ray itself: loaded without a word to anybody, and connected to a cluster that is there or to one of this machine alone."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bilingual.engines.argos_settings import core_count
from bilingual.errors import EngineError, UsageError, of_add_on

STORE = 2**28
"""Bytes of shared memory for what is on its way, on a cluster of this machine alone."""
SWITCHES = ("RAY_USAGE_STATS_ENABLED", "RAY_ENABLE_UV_RUN_RUNTIME_ENV")
"""What is switched off, unless a person says otherwise; Ray reads them when it is loaded."""


@contextmanager
def cluster(address: str) -> Iterator[Any]:
    """Ray, connected: to the cluster at an address, else to one of this machine alone that ends with the run."""
    ray = _library()
    if ray.is_initialized():
        yield ray
        return
    quiet = {"log_to_driver": False, "logging_level": "ERROR"}
    alone = {"num_cpus": core_count(), "object_store_memory": STORE, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    with of_add_on(EngineError, "cluster of Ray"):
        try:
            ray.init(_checked(address), **quiet) if address else ray.init("local", **alone, **quiet)
        except ConnectionError as error:
            raise _no_cluster(address, str(error)) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _checked(address: str) -> str:
    """The address, where something listens: Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal()):
        raise UsageError(f"“{address}” is no address of a cluster.", "Write HOST:PORT, as `ray start --head` prints it.")
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except (OSError, OverflowError) as error:
        raise _no_cluster(address, str(error)) from error
    return address


def _no_cluster(address: str, why: str) -> EngineError:
    fact = f"There is no cluster of Ray at {address or 'this machine'}: {' '.join(why.split())[:200].rstrip('.')}."
    return EngineError(fact, "Start one: ray start --head. This machine must be part of it.")


def _library() -> Any:
    """Ray, which tells nobody that it is used, and leaves the signals as they are.

    Its workers are the Python that runs here: behind `uv run` it would send them the whole working folder and start uv there.
    """
    for switch in SWITCHES:
        os.environ.setdefault(switch, "0")
    before = signal.getsignal(signal.SIGTERM)
    try:
        import ray
    except ImportError as error:
        raise EngineError("The library Ray is not installed.", "Install it: pip install 'bilingual[ray]'.") from error
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, before)
    return ray
