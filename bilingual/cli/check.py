"""`translate check`: what a person should look at in finished posts and in edited files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli import flags

if TYPE_CHECKING:
    from bilingual.checks.post import CheckReport

FORMATS = ("text", "json", "github")


def _all_checks() -> list[str]:
    from bilingual.checks.registry import CHECKS

    return list(CHECKS)


def _all_names() -> list[str]:
    from bilingual.checks.registry import REGISTRY

    return list(REGISTRY)


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES…]", help="Posts, their records (.json), or finished documents after editing."),
    ] = None,
    output: flags.FinishedIn = None,
    off: Annotated[
        list[str] | None,
        typer.Option("--off", metavar="CHECK", autocompletion=_all_checks, help="Leave a check out; may be repeated."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CHECK", autocompletion=_all_checks, help="Do no other check; may be repeated."),
    ] = None,
    locks: Annotated[bool, typer.Option("--locks", help="Show every locked term: where, how, and whether it is exact.")] = False,
    form: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", autocompletion=lambda: list(FORMATS), help="text, json or github [text]."),
    ] = "text",
    as_list: Annotated[bool, typer.Option("--list", help="Show the checks and what each finds.")] = False,
    explain: Annotated[
        str,
        typer.Option("--explain", metavar="CHECK", autocompletion=_all_names, help="Say what a name in brackets means."),
    ] = "",
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show the Chinese and the English with each finding.")] = False,
) -> None:
    """Check finished posts: numbers, dates, leftovers, brackets, links, locked terms, and more.

    A post is checked by the records that a run wrote and what people wrote since, an edited document against its records.
    Exit code 1 where something is found. A check is left out by --off, by `off = ["length"]` in the table [check] of
    bilingual.toml, and in a part of a post between <!-- check:off length --> and <!-- check:on -->.

    \b
    Examples:
      translate check posts/*.md
      translate check outputs/
      translate check outputs/talk/talk.docx
      translate check posts/ --off length --format github
      translate check --explain numbers
    """
    from bilingual.cli.console import report_all
    from bilingual.cli.printing.summary import print_problems
    from bilingual.errors import BilingualError, has_failed
    from bilingual.project import Project
    from bilingual.project.checking import left_out

    if explain:
        _print_explanation(explain)
        return
    if as_list:
        _print_checks()
        return
    project = Project()
    checks_off = left_out(project.settings, off or [], only or [])
    _check_form(form)
    found: list[CheckReport] = []
    errors: list[BilingualError] = []
    for result in project.check(files or [], output, off=checks_off):
        if isinstance(result, BilingualError):
            errors.append(result)
        else:
            found.append(result)
    report_all(errors)
    for post in found:
        print_problems(post.path, post.notices, None)
    _PRINTERS[form](found, locks, verbose)
    raise typer.Exit(1 if has_failed(errors) or any(problem.problem for post in found for problem in post.diagnostics) else 0)


def _check_form(form: str) -> None:
    from bilingual.errors import UsageError

    if form not in FORMATS:
        raise UsageError(f"“{form}” is no value of --format.", f"Choose one of {', '.join(FORMATS)}.")


def _print_checks() -> None:
    from bilingual.checks.registry import CHECKS

    width = max(map(len, CHECKS))
    sys.stdout.write("".join(f"{name:{width}}  {rule.finds}\n" for name, rule in CHECKS.items()))


def _print_explanation(name: str) -> None:
    from bilingual.checks.registry import CHECKS, REGISTRY
    from bilingual.errors import UsageError

    if name not in REGISTRY:
        raise UsageError(f"Nothing is called “{name}”.", f"There are: {', '.join(REGISTRY)}.")
    rule = REGISTRY[name]
    off = f"To leave it out: --off {name}, or <!-- check:off {name} --> in the post.\n" if name in CHECKS else ""
    sys.stdout.write(f"{name}, a {rule.severity}. {rule.explanation}\n{off}")


def _print_text(reports: Sequence[CheckReport], locks: bool, verbose: bool) -> None:
    from bilingual.cli.printing.checked import lock_line, message, summary_line, unit_lines

    for post in reports:
        for found, following in zip_longest(post.diagnostics, post.diagnostics[1:]):
            sys.stdout.write(f"{found.where}: {message(found)} [{found.name}]\n")
            unit = post.units.get(found.unit)
            if verbose and unit and (following is None or following.unit != found.unit):
                sys.stdout.write("".join(f"    {line}\n" for line in unit_lines(unit)))
        for event in post.locks if locks else ():
            sys.stdout.write(f"{lock_line(post, event)}\n")
    if reports:
        sys.stdout.write(summary_line(reports) + "\n")


def _print_json(reports: Sequence[CheckReport], locks: bool, verbose: bool) -> None:
    from bilingual.cli.console import print_json
    from bilingual.cli.printing.checked import report_object

    print_json({"files": [report_object(post) for post in reports]})


def _print_github(reports: Sequence[CheckReport], locks: bool, verbose: bool) -> None:
    from bilingual.cli.printing.annotations import github_annotation
    from bilingual.cli.printing.checked import message

    for post in reports:
        for found in post.diagnostics:
            place = f"{found.place}: " if found.place else ""
            sys.stdout.write(github_annotation("warning", found.path, found.line, found.name, f"{place}{message(found)}") + "\n")


_PRINTERS: dict[str, Any] = {"text": _print_text, "json": _print_json, "github": _print_github}
