"""`translate export`: finished posts in further formats, from their records; nothing is translated."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags

if TYPE_CHECKING:
    from bilingual.project.exporting import Exported

Finished = Annotated[
    list[str],
    typer.Argument(metavar="POSTS|RECORDS", help="Posts that were translated, or the .json that a run wrote."),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Folder to write to [where the records are].", parser=flags.named_path),
]

Conflicts = Annotated[
    bool,
    typer.Option(
        "--conflicts", help="A column (DOCX, CSV, XLSX) with other people's texts for a row: empty its cell to settle the row."
    ),
]


def export(
    posts: Finished,
    output: Output = None,
    formats: flags.Formats = None,
    layout: flags.Layout = None,
    site: flags.Site = None,
    columns: flags.Columns = None,
    paper: flags.Paper = None,
    audience: flags.For = None,
    show_flags: flags.ShowFlags = False,
    template: flags.Template = None,
    trust_html: flags.TrustHtml = False,
    conflicts: Conflicts = False,
    overwrite: flags.Overwrite = False,
    as_json: flags.AsJson = False,
    quiet: flags.Quiet = False,
) -> None:
    """Write finished posts in further formats.

    Everything comes from the records of the last run (outputs/<post>/<post>.json), so no model is needed. Exit code 1
    where a post has changed since: what is written is the post as it was.

    \b
    Examples:
      translate export posts/talk.md --format xliff
      translate export outputs/talk/talk.json --format tmx,xlsx -o ~/for-the-editor
      translate export posts/talk.md --format docx --conflicts -o ~/to-settle
      translate export posts/talk.md --format docx --columns hans,en --paper letter --template house.docx --flags
    """
    from bilingual.cli.outputs import tell_link
    from bilingual.project import Project

    given = {
        "format": formats, "layout": layout, "site": site, "trust-html": trust_html,
        "columns": columns, "paper": paper, "for": audience, "flags": show_flags, "template": template,
        "conflicts": conflicts, "overwrite": overwrite,
    }  # fmt: skip
    project = Project()
    if not quiet:
        tell_link(output or project.output)
    written = [*project.export(posts, {key: value for key, value in given.items() if value}, output)]
    _print_exported(written, as_json=as_json, quiet=quiet)
    nothing = bool(written) and all(post.error for post in written)
    raise typer.Exit(1 if nothing or any(post.failed for post in written) else 0)


def _print_exported(written: Sequence[Exported], *, as_json: bool, quiet: bool) -> None:
    """The files to stdout, one to a line; what is wrong to stderr."""
    from bilingual.cli.console import note, print_json
    from bilingual.cli.printing.summary import print_problems
    from bilingual.runners.records import display_path

    for post in written:
        if post.stale:
            path = post.stale
            note(f"warning: {path}: The post has changed since; this is how it was. Run again: translate run {path}")
        print_problems(post.path or post.post, post.notices, post.error, quiet=quiet)
    if as_json:
        print_json({"posts": [_post_object(post) for post in written]})
    elif not quiet:
        for file in (file for post in written for file in post.files):
            typer.echo(display_path(file))


def _post_object(post: Exported) -> dict[str, Any]:
    from bilingual.cli.printing.summary import error_object, notice_objects

    return {
        "post": post.post,
        "outputs": [str(file.absolute()) for file in post.files],
        "changed_since": bool(post.stale),
        "notices": notice_objects(post.notices),
        "error": error_object(post.error) if post.error else None,
    }
