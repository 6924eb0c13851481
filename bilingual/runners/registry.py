"""The runners by their names: those that come along, and those that other distributions register."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any

from bilingual.errors import UsageError, of_add_on
from bilingual.runners import Runner

ENTRY_POINTS = "bilingual.runners"
"""The group under which other distributions register runners: callables that are given an address and return a `Runner`."""
LOCAL = "local"


def _local(address: str) -> Runner:
    from bilingual.runners import local

    if address:
        raise UsageError("The runner “local” has no address.", "Name another one with --runner.")
    return local.run


def _ray(address: str) -> Runner:
    from bilingual.runners import ray

    return ray.runner(address)


BUILT_IN: dict[str, Callable[[str], Runner]] = {LOCAL: _local, "ray": _ray}


def runner_named(name: str, address: str = "") -> Runner:
    """The runner of that name; `address` says where its machines are found. Raises `UsageError` where there is none such.

    >>> runner_named("abacus")
    Traceback (most recent call last):
    bilingual.errors.UsageError: There is no runner “abacus”. Choose one of: local, ray.
    """
    if name in BUILT_IN:
        return BUILT_IN[name](address)
    plugins = entry_points(group=ENTRY_POINTS)
    if name not in plugins.names:
        raise UsageError(f"There is no runner “{name}”.", f"Choose one of: {', '.join([*BUILT_IN, *sorted(plugins.names)])}.")
    with of_add_on(UsageError, f"runner “{name}”"):
        made: Any = plugins[name].load()(address)
    runner: Runner = made
    return runner
