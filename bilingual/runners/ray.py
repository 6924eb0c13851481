"""A batch on several machines, by Ray (the extra `bilingual[ray]`): posts go to workers, and one keeper writes what they make.

A worker holds an engine and nothing else. The keeper runs on the machine of the command and is the only one that touches the
memory and the files: workers ask it for what it remembers, and give it what they made. Ray starts a worker anew that is lost, on
another machine if need be, and gives it its posts again; what it had translated until then is in the memory.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from importlib.metadata import version
from itertools import chain
from typing import Any, cast

from bilingual.errors import EngineError, StoreError
from bilingual.memory import Memory
from bilingual.runners import JobSpec, Opening, Post, Progress, Report, Runner
from bilingual.runners.cluster import cluster
from bilingual.runners.desk import Desk
from bilingual.runners.local import GROUP, OpenJob, Outlook, job_opening, open_job, opened_memory, reports, swept

BYTES = 3 * GROUP
"""Of posts that a worker gets at a time: as many as are translated together here."""
AHEAD = 2
"""Groups that lie ready for a worker, the one that it does included: the command reads no more of the posts."""
SHARES = 4
"""Groups that a worker gets at least, so that none is idle while another has much left."""
TRIES = 3
"""How often posts are given to a worker that ends while it has them."""
LEAVE = 20.0
"""Seconds that the keeper has to finish what it writes when a run is ended."""


def runner(address: str = "") -> Runner:
    """A runner on the cluster at `host:port`, which this machine is part of; without one, on a cluster of this machine alone."""
    return partial(run, address=address)


def run(spec: JobSpec, progress: Progress | None = None, *, address: str = "") -> Generator[Report]:
    """A report for each post, in order. Raises `EngineError` where there is no cluster, no engine on it, or not the same one."""
    watching = progress or Progress()
    with cluster(address) as ray, _crew(ray, spec) as crew:
        watching.opened(crew.opening)
        swept(spec)
        outlook = Outlook(watching, sum(post.size for post in spec.posts))
        for group, work in crew.done(spec.posts):
            outlook.has_read(group)
            for error in work.troubles:
                watching.troubled(error)
            for report in work.reports:
                outlook.expect(report.segments)
                watching.done(report.segments)
                watching.written(1)
                yield report


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker made of some posts."""

    reports: tuple[Report, ...]
    troubles: tuple[EngineError, ...] = ()
    """What went wrong with its engine and did not stop it."""


@dataclass(frozen=True, slots=True)
class _Introduction:
    """What a worker works with."""

    opening: Opening
    engine: str
    """The engine's signature."""
    program: str
    """The version of this program there."""
    in_order: bool


class _Keeper:
    """Memory and files: one for a run, where the command is."""

    def __init__(self, spec: JobSpec, folder: str) -> None:
        os.chdir(folder)
        self._spec = spec

    def open(self) -> None:
        """Opens memory and desk. Raises `StoreError`."""
        self._memory, self._desk = opened_memory(self._spec), Desk(self._spec)

    def job(self) -> JobSpec:
        """What there is to do, posts aside: too large for what Ray remembers of a worker that it starts anew."""
        return self._spec

    def memory(self, name: str, *arguments: Any) -> Any:
        """What a method of the memory gives."""
        return getattr(self._memory, name)(*arguments)

    def desk(self, name: str, *arguments: Any) -> Any:
        """What a method of the desk gives."""
        return getattr(self._desk, name)(*arguments)

    def close(self) -> None:
        """Called when all else is done."""
        with self._memory, self._desk:
            pass


class _Asked:
    """The memory or the desk of the keeper, as it looks from a worker: each method is asked of the keeper."""

    def __init__(self, ask: Any) -> None:
        self._ask = ask

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *arguments: _answer(self._ask.remote(name, *arguments))


def _answer(asked: Any) -> Any:
    """What an actor answers; what it raises is raised as if it had been here."""
    from ray import get
    from ray.exceptions import RayActorError, RayTaskError

    try:
        return get(asked)
    except RayTaskError as error:
        raise error.cause from None
    except RayActorError as error:
        raise StoreError("The process that keeps memory and files has ended.", "Run again to go on.") from error


class _Worker:
    """An engine that translates the posts that it is given."""

    def __init__(self, keeper: Any, folder: str) -> None:
        with suppress(OSError):  # on another machine there may be none such: only a model that is named from there needs it
            os.chdir(folder)
        os.environ.setdefault("ARGOS_INTER_THREADS", "1")  # there is a worker for each core
        self._keeper = keeper
        self._troubles: list[EngineError] = []

    @cached_property
    def _job(self) -> OpenJob:
        watching = Progress(troubled=self._troubles.append)
        return open_job(_answer(self._keeper.job.remote()), watching, cast(Memory, _Asked(self._keeper.memory)))

    def introduced(self) -> _Introduction:
        """What it works with. Raises `EngineError`."""
        info = self._job.engine.info
        return _Introduction(job_opening(self._job), info.signature, version("bilingual"), info.in_order)

    def translated(self, posts: Sequence[Post]) -> _Work:
        """The posts, whose files are written."""
        self._troubles.clear()
        job = replace(self._job, spec=replace(self._job.spec, posts=tuple(posts)))
        return _Work(tuple(reports(job, cast(Desk, _Asked(self._keeper.desk)), Progress())), tuple(self._troubles))


@dataclass(frozen=True, slots=True)
class _Crew:
    """The workers of a run."""

    ray: Any
    workers: Sequence[Any]
    opening: Opening

    def done(self, posts: Sequence[Post]) -> Iterator[tuple[Sequence[Post], _Work]]:
        """Groups of posts in order, with what became of them. A worker that is free gets the next; few are read ahead."""
        size = sum(post.size for post in posts) // (AHEAD * SHARES * len(self.workers))
        groups = enumerate(_groups(posts, min(BYTES, size)))
        free = deque([*self.workers] * AHEAD)
        running: dict[Any, tuple[int, Sequence[Post], Any]] = {}
        finished: dict[int, tuple[Sequence[Post], _Work]] = {}
        told = 0
        while True:
            while free and (given := next(groups, None)):
                worker, (number, group) = free.popleft(), given
                running[worker.translated.remote([post.with_data() for post in group])] = number, group, worker
            if not running:
                return
            (first, *_), _ = self.ray.wait([*running])
            number, group, worker = running.pop(first)
            free.append(worker)
            finished[number] = group, self._work(first, group, worker)
            while told in finished:
                yield finished.pop(told)
                told += 1

    def _work(self, asked: Any, group: Sequence[Post], worker: Any, *, again: bool = False) -> _Work:
        """What a worker made of a group; one by one, once it is there again, where it ended each time, to spare the others."""
        from ray.exceptions import RayError, RayTaskError

        try:
            work: _Work = self.ray.get(asked)
        except RayTaskError as error:
            raise error.cause from None
        except RayError:
            if again:
                return _Work(tuple(Report(post.path, post.name, error=_ended()) for post in group))
            _answer(worker.introduced.options(max_task_retries=-1).remote())
            works = [self._work(worker.translated.remote([post.with_data()]), [post], worker, again=True) for post in group]
            flat = chain.from_iterable
            return _Work(tuple(flat(work.reports for work in works)), tuple(flat(work.troubles for work in works)))
        return work


def _ended() -> EngineError:
    return EngineError("Workers ended again and again while they had this post.", "See the logs of the cluster.")


def _groups(posts: Sequence[Post], size: int) -> Iterator[Sequence[Post]]:
    """The posts in order, so many together that they have about `size` bytes."""
    group: list[Post] = []
    bytes_of_group = 0
    for post in posts:
        group.append(post)
        bytes_of_group += post.size
        if bytes_of_group >= size:
            yield group
            group, bytes_of_group = [], 0
    if group:
        yield group


@contextmanager
def _crew(ray: Any, spec: JobSpec) -> Iterator[_Crew]:
    """The keeper here, and a worker for each core of the cluster; for a model that uses all cores, one on each machine."""
    from ray.exceptions import RayError
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    here = NodeAffinitySchedulingStrategy(ray.get_runtime_context().get_node_id(), soft=False)
    folder = os.getcwd()
    keeper = ray.remote(_Keeper).options(num_cpus=0, scheduling_strategy=here).remote(replace(spec, posts=()), folder)
    # the CPU that an actor needs to be placed is not taken from others, so that one that is lost finds its place elsewhere
    lasting = {"scheduling_strategy": "SPREAD", "max_restarts": -1, "max_task_retries": TRIES - 1}
    workers: list[Any] = []
    try:
        _answer(keeper.open.remote())
        machines = [node["Resources"].get("CPU", 0) for node in ray.nodes() if node["Alive"]]
        if not any(machines):
            raise EngineError("The cluster has no core to work with.", "Start Ray on a machine with some: ray start --address ….")
        hire = partial(ray.remote(_Worker).options(**lasting).remote, keeper, folder)
        workers.append(hire())
        first: _Introduction = _answer(workers[0].introduced.remote())
        wanted = sum(map(bool, machines)) if first.in_order else int(sum(machines))
        workers += [hire() for _ in range(wanted - 1)]
        for worker in workers:
            _agrees(first, _answer(worker.introduced.remote()))
        yield _Crew(ray, workers, first.opening)
    finally:
        for worker in workers:
            ray.kill(worker)
        with suppress(RayError):
            ray.get(keeper.close.remote(), timeout=LEAVE)
        ray.kill(keeper)


def _agrees(first: _Introduction, other: _Introduction) -> None:
    """Raises `EngineError` where another machine would write something else."""
    for here, there in ((first.program, other.program), (first.engine, other.engine)):
        if here != there:
            fact = f"The machines of the cluster do not have the same: {here} here, {there} there."
            raise EngineError(fact, "Install the same program and the same model on each.")
