"""What a release is made by: the workflow runs what stands in the clone, and refuses a tag that is not the version."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text("utf-8"))
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]


def test_what_the_workflow_runs_is_there() -> None:
    commands = "\n".join(step["run"] for step in STEPS if "run" in step)
    assert [file for file in re.findall(r"(?:\.ci|tests)/[\w.]+", commands) if not (ROOT / file).is_file()] == []
    assert "twine check --strict" in commands
    assert "twine check --strict" in (ROOT / ".ci/run").read_text("utf-8"), "checked before, too"


def test_a_tag_that_is_not_the_version_is_refused() -> None:
    (check,) = (step["run"] for step in STEPS if step.get("name") == "The tag is the version")
    version = re.findall(r'(?m)^version = "(.*)"$', (ROOT / "pyproject.toml").read_text("utf-8"))[0]
    codes = [
        subprocess.run(["bash", "-c", check], cwd=ROOT, env={"GITHUB_REF_NAME": tag, "PATH": "/usr/bin:/bin"}).returncode
        for tag in (f"v{version}", "v99.0.0")
    ]
    assert codes == [0, 1]
