"""`translate check`: what a person should look at in finished posts and in edited files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bilingual.checks.post import Report

FORMATS = ("text", "json", "github")


def _all_checks() -> list[str]:
    from bilingual.checks.post import NAMES

    return list(NAMES)


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES…]", help="Posts, their records (.json), or finished documents after editing."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", envvar="BILINGUAL_OUTPUT", help="Where the records are [outputs]."),
    ] = None,
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
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Show the Chinese and the English with each finding.")] = False,
) -> None:
    """Check finished posts: numbers, dates, leftovers, brackets, links, locked terms, and more.

    A post is checked by the records that a run wrote, an edited document against its records. Exit code 1 where
    something is found. A check is left out by --off, by `off = ["length"]` in the table [check] of bilingual.toml, and in
    a part of a post between <!-- check:off length --> and <!-- check:on -->.

    \b
    Examples:
      translate check posts/*.md
      translate check outputs/
      translate check outputs/talk/talk.docx
      translate check posts/ --off length --format github
    """
    from bilingual.cli.checked import Order, reports
    from bilingual.cli.console import report
    from bilingual.errors import BilingualError

    if as_list:
        _print_checks()
        return
    order = Order(files or [], output, _off(off or [], only or []))
    _one_of(form)
    found: list[Report] = []
    errors: list[BilingualError] = []
    for own in reports(order):
        if isinstance(own, BilingualError):
            errors.append(own)
        else:
            found.append(own)
    for error in errors:
        report(error)
    _PRINT[form](found, locks, verbose)
    raise typer.Exit(1 if errors or any(own.findings for own in found) else 0)


def _one_of(form: str) -> None:
    from bilingual.errors import UsageError

    if form not in FORMATS:
        raise UsageError(f"“{form}” is no value of --format.", f"Choose one of {', '.join(FORMATS)}.")


def _off(off: Sequence[str], only: Sequence[str]) -> frozenset[str]:
    """The checks that are left out: by flags, else by the settings."""
    from bilingual.checks.post import NAMES
    from bilingual.errors import UsageError
    from bilingual.project.settings import load_settings, words

    settings = load_settings(Path.cwd())
    configured = settings.get("check.off", [])
    left_out, kept = words(off), words(only)
    for names, path in ((left_out, None), (kept, None), (configured, settings.files.get("check.off"))):
        if unknown := next((name for name in names if name not in NAMES), None):
            raise UsageError(f"There is no check “{unknown}”.", f"There are: {', '.join(NAMES)}.", path=path)
    if kept:
        return frozenset(NAMES) - {*kept} | {*left_out}
    return frozenset((*left_out, *configured))


def _print_checks() -> None:
    from bilingual.checks import CHECKS
    from bilingual.checks.post import AROUND

    rows = {**{own.name: own.finds for own in CHECKS}, **AROUND}
    width = max(map(len, rows))
    sys.stdout.write("".join(f"{name:{width}}  {finds}\n" for name, finds in rows.items()))


def _print_text(found: Sequence[Report], locks: bool, verbose: bool) -> None:
    from bilingual.cli.checked import counts, events, placed, texts

    for own in found:
        for one, following in zip_longest(own.findings, own.findings[1:]):
            sys.stdout.write(f"{placed(one)}: {one.fact} [{one.check}]\n")
            if verbose and one.row and (following is None or following.row is not one.row):
                sys.stdout.write("".join(f"    {text}\n" for text in texts(one.row)))
        for event in own.locks if locks else ():
            sys.stdout.write(f"{events(own, event)}\n")
    if found:
        sys.stdout.write(counts(found) + "\n")


def _print_json(found: Sequence[Report], locks: bool, verbose: bool) -> None:
    from bilingual.cli.checked import as_object
    from bilingual.cli.console import print_json

    print_json({"files": [as_object(own) for own in found]})


def _print_github(found: Sequence[Report], locks: bool, verbose: bool) -> None:
    from bilingual.cli.annotations import github

    for own in found:
        for one in own.findings:
            place = f"{one.place}: " if one.place else ""
            sys.stdout.write(github("warning", one.path, one.line, one.check, f"{place}{one.fact}") + "\n")


_PRINT: dict[str, Any] = {"text": _print_text, "json": _print_json, "github": _print_github}
