"""`translate edit`: a page in the browser where a person edits posts that were translated."""

from __future__ import annotations

from typing import Annotated

import typer

NoOpen = Annotated[bool, typer.Option("--no-open", help="Print the address; open no browser.")]
Port = Annotated[int, typer.Option("--port", metavar="PORT", min=0, max=65535, help="Port of this machine [any that is free].")]
Posts = Annotated[
    list[str], typer.Argument(metavar="POSTS|RECORDS", help="Posts that were translated, or the .json that a run wrote.")
]


def edit(posts: Posts, no_open: NoOpen = False, port: Port = 0) -> None:
    """Edit translated posts on a page in your browser, until Ctrl-C.

    The page comes from this machine and is for it alone. Each save is one step that `translate undo` takes back.

    \b
    Examples:
      translate edit posts/
      translate edit outputs/talk/talk.json --no-open
    """
    from bilingual.cli.console import note
    from bilingual.errors import UsageError
    from bilingual.project import Project
    from bilingual.project.workbench import Workbench

    try:
        from bilingual.web.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(f"The page needs {error.name}.", "Install it: pip install 'bilingual[web]'.") from error

    def opened(address: str) -> None:
        typer.echo(address)
        note("The page is open until Ctrl-C; the address is for you alone.")
        if not no_open:
            import webbrowser

            webbrowser.open(address)

    try:
        serve(Workbench(Project(), posts), port, opened)
    except KeyboardInterrupt:
        note("Ended.")
    raise typer.Exit
