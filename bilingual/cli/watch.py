"""`translate watch`: posts are done again when they are saved."""

from __future__ import annotations

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError


def watch(
    posts: flags.Posts,
    output: flags.Output = None,
    formats: flags.Formats = None,
    layout: flags.Layout = None,
    site: flags.Site = None,
    engine: flags.Engine = None,
    model: flags.Model = None,
    allow_remote: flags.AllowRemote = False,
    quiet: flags.Quiet = False,
) -> None:
    """Translate posts, and those that are saved again, until Ctrl-C.

    After a saved glossary or bilingual.toml all are done again, which takes little: only what it changes is translated.

    \b
    Examples:
      translate watch posts/
      translate watch posts/ -o site/en --layout per-language --format md
    """
    from bilingual.cli.console import note, report
    from bilingual.cli.run import Printer, run_batch
    from bilingual.project import Project
    from bilingual.project.watching import saved_posts

    given = {
        "output": output, "format": formats, "layout": layout, "site": site, "engine": engine, "model": model,
        "allow-remote": allow_remote or None,
    }  # fmt: skip
    values = {key: value for key, value in given.items() if value not in (None, [])}
    try:
        for saved in saved_posts(Project, posts):
            try:
                if run_batch(Project(), saved, values, Printer(as_json=False, quiet=quiet, verbose=False)) == 130:
                    break
            except BilingualError as error:  # a glossary that is being edited: the next save may mend it
                report(error)
            note("Waiting for posts to be saved; Ctrl-C ends it.")
    except KeyboardInterrupt:
        note("Ended.")
    raise typer.Exit
