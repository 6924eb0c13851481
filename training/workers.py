"""Several processes that learn one model: each takes its share of the batches, and their gradients are added up.

On two cores two processes of one thread see 3,600 target pieces a second where one of two threads sees 2,600.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import distributed, multiprocessing

from training.files import FileFault


class Gradients:
    """The gradients of all parameters in one array, with room for a few numbers that are added up with them."""

    def __init__(self, parameters: Sequence[torch.nn.Parameter], numbers: int) -> None:
        total = sum(parameter.numel() for parameter in parameters)
        self.flat = torch.zeros(total + numbers, device=parameters[0].device)
        self.slopes, self.numbers = self.flat[:total], self.flat[total:]
        at = 0
        for parameter in parameters:
            parameter.grad = self.slopes[at : at + parameter.numel()].view_as(parameter)
            at += parameter.numel()

    def add_up(self, numbers: Sequence[float]) -> list[float]:
        """Add the gradients of all processes, in place, and `numbers`, which are returned."""
        self.numbers.copy_(torch.tensor(numbers))
        if distributed.is_initialized():
            distributed.all_reduce(self.flat)
        added: list[float] = self.numbers.tolist()
        return added


def _work(rank: int, size: int, port: int, task: Callable[..., None], given: Any) -> None:
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    distributed.init_process_group("gloo", rank=rank, world_size=size)
    try:
        task(given, rank)
    except FileFault as fault:
        sys.exit(str(fault))
    finally:
        distributed.destroy_process_group()


def together(size: int, task: Callable[..., None], given: Any) -> None:
    """Run `task(given, rank)` in `size` processes; with one, here. SIGTERM and Ctrl-C reach all of them as SIGTERM."""
    if size == 1:
        task(given, 0)
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = multiprocessing.spawn(_work, (size, port, task, given), nprocs=size, join=False)

    def pass_on(*_: object) -> None:
        for process in running.processes:
            process.terminate()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, pass_on)
    try:
        while not running.join():
            pass
    except multiprocessing.ProcessExitedException as ended:
        sys.exit(ended.exit_code)
