"""`translate export`: finished posts in further formats, from their records; nothing is translated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags
from bilingual.errors import BilingualError, DocumentError, ImportFailed

if TYPE_CHECKING:
    from bilingual.model import Diagnostic
    from bilingual.project.jobs import Asked
    from bilingual.runners.local import Post

Finished = Annotated[
    list[str],
    typer.Argument(metavar="POSTS|RECORDS", help="Posts that were translated, or the .json that a run wrote."),
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Folder to write to [where the records are]."),
]


def export(
    posts: Finished,
    output: Output = None,
    formats: flags.Formats = None,
    layout: flags.Layout = None,
    columns: flags.Columns = None,
    paper: flags.Paper = None,
    show_flags: flags.ShowFlags = False,
    template: flags.Template = None,
    trust_html: flags.TrustHtml = False,
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
      translate export posts/talk.md --format docx --columns hans,en --paper letter --template house.docx --flags
    """
    from bilingual.project import jobs
    from bilingual.project.settings import load_settings

    given = {
        "format": formats, "layout": layout, "trust-html": trust_html,
        "columns": columns, "paper": paper, "flags": show_flags, "template": template,
    }  # fmt: skip
    asked = jobs.Asked({key: value for key, value in given.items() if value}, load_settings(Path.cwd()))
    jobs.export_options(asked, "tw")  # what is asked for wrongly is refused before anything is written
    written = [*_exported(posts, asked, output)]
    _say(written, as_json=as_json, quiet=quiet)
    raise typer.Exit(1 if any(own.error or own.stale or any(n.problem for n in own.notices) for own in written) else 0)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one post."""

    post: str
    """As the user named it."""
    files: tuple[Path, ...] = ()
    stale: str = ""
    """The post's file, where it has changed since its records were made."""
    notices: tuple[Diagnostic, ...] = ()
    error: BilingualError | None = None


def records_of(names: Sequence[str], folder: Path) -> Iterator[tuple[str, Path | BilingualError]]:
    """For each post, records or folder of a run, as the user named it: where its records are, or why there are none."""
    from bilingual.project.inputs import named
    from bilingual.runners import records

    posts: list[str] = []
    for name in names:
        path = Path(name)
        if path.suffix.lower() == ".json":
            yield name, path
        elif (path / f"{path.absolute().name}.json").is_file():
            yield name, path / f"{path.absolute().name}.json"
        else:
            posts.append(name)
    for post in named(posts) if posts else ():
        file = records.of_post(post.name, folder)
        yield post.path, file if file.is_file() else _missing(post, records.shown(file))


def _missing(post: Post, file: str) -> BilingualError:
    """Why there are no records of a post: it is not there itself, or was never translated."""
    try:
        post.read()
    except OSError as error:
        return DocumentError(f"The post cannot be read: {error.strerror or error}.", "Check the name.", path=post.path)
    except BilingualError as error:
        return error
    return ImportFailed(f"There are no records of it at {file}.", f"Make them: translate run {post.path}.", path=post.path)


def _exported(names: Sequence[str], asked: Asked, output: Path | None) -> Iterator[Written]:
    from bilingual.project import jobs

    settings = asked.settings
    wanted = jobs.formats(asked)
    folder = Path(settings.get("output", settings.root / "outputs"))
    for name, file in records_of(names, folder):
        try:
            if isinstance(file, BilingualError):
                raise file
            yield _one(name, file, wanted, asked, output)
        except BilingualError as error:
            yield Written(name, error=error)


def _one(name: str, file: Path, formats: Sequence[str], asked: Asked, output: Path | None) -> Written:
    from bilingual.project import jobs
    from bilingual.runners import files, records
    from bilingual.runners.local import outputs

    result = records.load(file)
    folder = output or file.parent
    options = replace(jobs.export_options(asked, result.signature.variant), base=files.base(result.document.path, folder))
    made, notices = outputs(result, formats, options, asked.settings.root)
    written = files.write(folder, result.document.name, made)
    stale = result.document.path if records.changed_since(result) else ""
    return Written(name, written, stale, notices)


def _say(written: Sequence[Written], *, as_json: bool, quiet: bool) -> None:
    """The files to stdout, one to a line; what is wrong to stderr."""
    from bilingual.cli.console import note, print_json, report
    from bilingual.runners.records import shown

    for own in written:
        if own.error:
            report(own.error)
        if own.stale:
            note(f"warning: {own.stale}: The post has changed since; this is how it was. Run again: translate run {own.stale}")
        for notice in own.notices:
            if notice.problem or not quiet:
                note(f"{'warning' if notice.problem else 'note'}: {own.post}:{notice.line}: {notice.fact} {notice.remedy}")
    if as_json:
        print_json({"posts": [_object(own) for own in written]})
    elif not quiet:
        for file in (file for own in written for file in own.files):
            typer.echo(shown(file))


def _object(own: Written) -> dict[str, Any]:
    from bilingual.cli.summary import error_object, notice_objects

    return {
        "post": own.post,
        "outputs": [str(file.absolute()) for file in own.files],
        "changed_since": bool(own.stale),
        "notices": notice_objects(own.notices),
        "error": error_object(own.error) if own.error else None,
    }
