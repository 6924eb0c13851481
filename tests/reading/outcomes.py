"""Small posts taken through the whole program in this process, all of one kind and one set of options together."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.checks.post import CheckReport
from bilingual.model import Diagnostic
from bilingual.project import Project
from bilingual.project.glossary.gathering import GatheredTerm
from bilingual.revision.compare import Difference

Case = dict[str, Any]
"""A post, what is done with it and what is expected: see `tests/cases/reading/README.md`."""
COLUMNS = ("zh-Hans", "zh-Hant", "en")


@dataclass(slots=True)
class Outcome:
    """What became of a case."""

    case: Case
    folder: Path
    """Where its documents are."""
    notices: tuple[str, ...] = ()
    """What the run told about it."""
    findings: tuple[Diagnostic, ...] = ()
    glosses: tuple[GatheredTerm, ...] = ()
    differences: tuple[Difference, ...] = ()
    """What an import would take."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    """Of its records."""

    @property
    def name(self) -> str:
        return str(self.case["id"])

    def document(self, suffix: str) -> str:
        """The text of one of its documents."""
        return (self.folder / f"{self.name}{suffix}").read_bytes().decode("utf-8-sig" if suffix == ".csv" else "utf-8")


def outcomes(cases: Iterable[Case], folder: Path) -> dict[str, Outcome]:
    """What becomes of each case, by its name; `folder` is empty and theirs."""
    groups: dict[tuple[str, ...], list[Case]] = {}
    for case in cases:
        verb, *flags = case["command"]
        groups.setdefault((verb if verb == "glossary" else "run", *flags), []).append(case)
    found: dict[str, Outcome] = {}
    for number, ((verb, *flags), group) in enumerate(groups.items()):
        place = folder / str(number)
        project = _project(place, group)
        made = _built(project, group) if verb == "glossary" else _run(project, group, _request(group, flags))
        found |= {outcome.name: outcome for outcome in made}
    return found


def _project(folder: Path, cases: list[Case]) -> Project:
    """A project with the posts of the cases and the files beside them."""
    for case in cases:
        for name, text in {f"{case['id']}.md": case["post"], **case.get("files", {})}.items():
            path = folder / case["id"] / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
    (folder / "bilingual.toml").write_bytes(b"")
    return Project(folder)


def _post(case: Case) -> str:
    return f"{case['id']}/{case['id']}.md"


def _request(cases: list[Case], flags: list[str]) -> dict[str, Any]:
    """The flags of a group by name, with the formats that its expectations look at."""
    wanted = json.dumps([case["expect"] for case in cases])
    formats = {
        "csv": '"csv' in wanted or any("english" in case or "saved" in case for case in cases),
        "docx": '"docx' in wanted,
        "html": any(f'"{name}' in wanted for name in ("html", "marks", "one reading")),
    }
    given = dict(zip((flag.removeprefix("--") for flag in flags[::2]), flags[1::2], strict=True))
    return {"layout": "per-language", "format": ["md", "json", *(name for name, needed in formats.items() if needed)]} | given


def _built(project: Project, cases: list[Case]) -> Iterator[Outcome]:
    for case in cases:
        built = project.build_glossary([_post(case)], dry_run=True)
        yield Outcome(case, project.folder, glosses=tuple(built.gathered.lines))


def _run(project: Project, cases: list[Case], request: dict[str, Any]) -> Iterator[Outcome]:
    output = project.folder / "outputs"
    batch = project.batch([_post(case) for case in cases], request | {"engine": "starter", "output": str(output)}, memory=False)
    for case, report in zip(cases, project.run(batch), strict=True):
        outcome = Outcome(case, output / case["id"])
        problems = [report.error.fact] if report.error else []
        outcome.notices = (*(notice.fact for notice in report.notices), *problems)
        if not report.error:
            outcome.rows = json.loads(outcome.document(".json"))["rows"]
        if case["command"][0] == "check":
            outcome.findings = _findings(project, outcome)
        if case["command"][0] == "import":
            outcome.differences = _differences(project, outcome)
        yield outcome


def _findings(project: Project, outcome: Outcome) -> tuple[Diagnostic, ...]:
    """What `check` finds: in the post, or in its CSV where the case says what English stands there."""
    english = outcome.case.get("english")
    file = _edited(outcome, english, {}) if english else _post(outcome.case)
    (report,) = project.check([file], project.folder / "outputs")
    assert isinstance(report, CheckReport), report
    return report.diagnostics


def _differences(project: Project, outcome: Outcome) -> tuple[Difference, ...]:
    """What an import takes of the CSV after a spreadsheet saved it."""
    file = _edited(outcome, outcome.case.get("english", {}), outcome.case["saved"])
    return project.import_file(Path(file), dry_run=True).taken


def _edited(outcome: Outcome, english: dict[str, str], cells: dict[str, str]) -> str:
    """The CSV with the English of some rows by their Chinese, and whole cells of every column, written anew; its place."""
    path = outcome.folder / f"{outcome.name}.csv"
    head, *rows = csv.reader(io.StringIO(outcome.document(".csv"), newline=""))
    hans, _, target = places = [head.index(name) for name in COLUMNS]
    used = set()
    for row in rows:
        source = row[hans].strip()
        for place in places:
            used.add(row[place])
            row[place] = cells.get(row[place], row[place])
        row[target] = english.get(source, row[target])
        used.add(source)
    assert used >= {*english, *cells}, f"no row holds {sorted({*english, *cells} - used)}: {rows}"
    text = io.StringIO(newline="")
    csv.writer(text).writerows([head, *rows])
    path.write_bytes(text.getvalue().encode("utf-8-sig"))
    return str(path.relative_to(outcome.folder.parents[1]))
