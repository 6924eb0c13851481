"""Finished posts and edited files under check: which records belong to each."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.checks.post import CheckReport
from bilingual.errors import BilingualError, UsageError
from bilingual.project import Project
from bilingual.project.checking import check_files


def reports(*files: str, off: frozenset[str] = frozenset()) -> list[CheckReport]:
    found = [*check_files(files, Path("outputs"), Project().settings, off)]
    assert not [error for error in found if isinstance(error, BilingualError)]
    return [report for report in found if isinstance(report, CheckReport)]


def test_a_post_its_records_and_their_folder_are_the_same(finished: Project) -> None:
    (post,) = reports("posts/talk.md")
    assert (post.path, post.rows) == ("posts/talk.md", 7)
    for name in ("outputs/talk/talk.json", "outputs", "outputs/talk"):
        (other,) = reports(name)
        assert (other.path, other.diagnostics, other.locks) == (post.path, post.diagnostics, post.locks)


def test_an_edited_document_is_checked_against_the_records_beside_it(finished: Project) -> None:
    list(finished.export(["posts/talk.md"], {"format": "csv"}))
    sheet = Path("outputs/talk/talk.csv")
    (before,) = reports(str(sheet))
    text = sheet.read_text("utf-8-sig")
    sheet.write_text("\n".join(text.splitlines()[:-1]) + "\n", "utf-8-sig")
    (after,) = reports(str(sheet))
    gone = [problem for problem in after.diagnostics if problem.name == "rows"]
    assert (before.rows - after.rows, len(gone)) == (1, 1)
    assert after.units[gone[0].unit].id == gone[0].unit


def test_without_records_that_is_what_is_found_unless_it_is_off(project: Project) -> None:
    (report,) = reports("posts/talk.md")
    assert [(problem.name, problem.remedy) for problem in report.diagnostics] == [
        ("records", "Make them: translate run posts/talk.md --format json.")
    ]
    (report,) = reports("posts/talk.md", off=frozenset({"records"}))
    assert report.diagnostics == ()
    Path("edited.csv").write_text("id,en\n", "utf-8")
    (report,) = reports("edited.csv")
    assert report.diagnostics[0].fact.startswith("Its records are not beside it")


def test_a_file_that_is_not_there_is_an_error_and_stops_no_other(finished: Project) -> None:
    gone, records, post = check_files(["gone.md", "gone.json", "posts/talk.md"], Path("outputs"), Project().settings)
    kinds = [isinstance(found, CheckReport) for found in (gone, records, post)]
    assert sorted(kinds) == [False, False, True]
    with pytest.raises(UsageError):
        list(check_files([], Path("outputs"), Project().settings))
