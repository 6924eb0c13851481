"""Progress bars on a terminal's stderr; where there is no terminal, none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.runners import Opening, Progress


@contextmanager
def sentence_bar(posts: int, watching: Progress, *, visible: bool) -> Iterator[Progress]:
    """A bar of posts and sentences with their rate and the time left, beside what is watched already; it begins at `opened`."""
    from bilingual.cli.console import stderr
    from bilingual.cli.printing.summary import counted

    console = stderr()
    if not (visible and console.is_terminal):
        yield watching
        return
    from rich import progress as bars

    columns = (
        bars.TextColumn("{task.description}"), bars.BarColumn(), bars.MofNCompleteColumn(), bars.TextColumn("sentences"),
        bars.TextColumn("{task.fields[rate]}"), bars.TimeRemainingColumn(elapsed_when_finished=True),
    )  # fmt: skip
    bar = bars.Progress(*columns, console=console, transient=True)
    task = bar.add_task(counted(posts, "post"), total=None, rate="")
    finished, read = 0, 0

    def written(count: int) -> None:
        nonlocal finished
        finished += count
        bar.update(task, description=f"{finished} of {counted(posts, 'post')}")

    with ExitStack() as stack:

        def begin(opening: Opening) -> None:
            watching.opened(opening)
            stack.enter_context(bar)

        def expect(sentences: int) -> None:
            nonlocal read
            watching.expect(sentences)
            read += sentences
            bar.update(task, total=read)

        def ahead(sentences: int) -> None:
            watching.ahead(sentences)
            bar.update(task, total=read + sentences)

        def done(count: int) -> None:
            watching.done(count)
            bar.advance(task, count)
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.0f}/s" if speed else "")

        yield replace(watching, opened=begin, expect=expect, ahead=ahead, done=done, written=written)


@contextmanager
def byte_bar(*, visible: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar for a download: told the bytes done and in all."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    from bilingual.cli.console import stderr

    columns = (TextColumn("zh→en"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr(), disable=not visible) as progress:
        task = progress.add_task("zh→en", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


@contextmanager
def count_bar(name: str, total: int, *, visible: bool) -> Iterator[Callable[[int], None]]:
    """A bar for a number of things: told how many are done."""
    from rich.progress import Progress

    from bilingual.cli.console import stderr

    with Progress(console=stderr(), disable=not visible) as progress:
        task = progress.add_task(name, total=total)
        yield lambda done: progress.update(task, completed=done)
