"""The action and the hooks of this repository, on clones of a bare remote: run as GitHub and pre-commit run them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

pytestmark = pytest.mark.slow
CACHED = (".bilingual", "outputs")
GIT = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "Li"), ("EMAIL", "li@x.org"))}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | GIT, check=True, capture_output=True, text=True
    ).stdout


def save(folder: Path, files: dict[str, str], message: str = "x") -> None:
    """Writes files, commits and pushes them."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)
    git(folder, "push", "-q")


class Site:
    """A bare remote, the clone of who writes, and what the cache keeps between two runs of the action."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.runs = folder, 0
        git(folder, "init", "-q", "--bare", "-b", "main", "remote.git")
        git(folder, "clone", "-q", "remote.git", "author")
        self.author = folder / "author"
        git(self.author, "checkout", "-qb", "main")
        git(self.author, "config", "push.autoSetupRemote", "true")

    def act(self, **inputs: str) -> tuple[int, str]:
        """The action on a fresh clone: its exit code, and what it said."""
        self.runs += 1
        clone = self.folder / f"run-{self.runs}"
        git(self.folder, "clone", "-q", "remote.git", clone.name)
        for name in CACHED:
            if (self.folder / name).exists():
                shutil.copytree(self.folder / name, clone / name)
        code, out = run_steps(clone, inputs)
        for name in CACHED:
            if (clone / name).exists():
                shutil.copytree(clone / name, self.folder / name, dirs_exist_ok=True)
        git(self.author, "pull", "-q")
        return code, out

    def forget(self) -> None:
        """The cache is gone."""
        for name in CACHED:
            shutil.rmtree(self.folder / name)

    def log(self) -> list[str]:
        return git(self.author, "log", "--format=%an: %s").splitlines()

    def changed(self) -> set[str]:
        """The files of the last commit."""
        return set(git(self.author, "-c", "core.quotePath=false", "show", "--format=", "--name-only").split())


def run_steps(clone: Path, inputs: dict[str, str]) -> tuple[int, str]:
    """The `run:` steps of action.yml, all but the installation: the program is here."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    values = {f"inputs.{name}": inputs.get(name, row.get("default", "")) for name, row in action["inputs"].items()}
    programs = clone.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "translate").write_text(f'#!/bin/sh\nexec {sys.executable} -m bilingual "$@"\n', "utf-8")
    (programs / "translate").chmod(0o755)
    told = ""
    for step in action["runs"]["steps"]:
        if "run" not in step or step["id"] == "install" or not holds(step.get("if", ""), values):
            continue
        assert step["shell"] == "bash"
        output = clone.parent / "output"
        output.write_text("", "utf-8")
        given = {name: filled(value, values) for name, value in step.get("env", {}).items()}
        environment = os.environ | given | {"GITHUB_OUTPUT": str(output), "PATH": f"{programs}:{os.environ['PATH']}"}
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]  # as GitHub calls it
        done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True)
        told += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, told
        lines = (line.partition("=") for line in output.read_text("utf-8").splitlines())
        values |= {f"steps.{step['id']}.outputs.{name}": value for name, _, value in lines}
    return 0, told


def holds(condition: str, values: dict[str, str]) -> bool:
    found = re.fullmatch(r"(\S+) == '(.*)'", condition)
    return not condition or (found is not None and values[found[1]] == found[2])


def filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], text)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    posts = {
        f"content/{name}.md": f"---\ntitle: {text}\n---\n\n我们去公园{text}。\n" for name, text in (("a", "喝茶"), ("b", "散步"))
    }
    settings = '[run]\nsite = "hugo"\nformat = "json"\nengine = "starter"\n'
    save(site.author, posts | {"bilingual.toml": settings, ".gitignore": ".bilingual\noutputs\n"})
    return site


def test_the_action_keeps_a_site_translated(site: Site) -> None:
    pages = {f"content/{name}.{language}.md" for name in "ab" for language in ("en", "zh-tw")}
    assert site.act() == (0, "")
    assert (site.log()[0], site.changed()) == ("translate: Translations", pages)
    before = site.log()
    assert (site.act()[0], site.log()) == (0, before), "nothing changed, and a commit was made"

    save(site.author, {"content/a.md": "---\ntitle: 喝茶\n---\n\n我们去公园喝茶。明天下雨。\n"}, "more")
    assert site.act() == (0, "")
    assert site.changed() == {"content/a.en.md", "content/a.zh-tw.md"}

    page = site.author / "content/a.en.md"
    edited = page.read_text("utf-8").replace("park", "garden")
    assert edited != page.read_text("utf-8")
    save(site.author, {"content/a.en.md": edited}, "by hand")
    save(site.author, {"content/a.md": "---\ntitle: 喝茶\n---\n\n我们去公园喝茶。明天下雨。你好。\n"}, "still more")
    assert site.act() == (0, "")
    assert "garden" in page.read_text("utf-8")
    assert len(page.read_text("utf-8")) > len(edited), "the edit stayed, and the new sentence is not there"

    site.forget()
    before = site.log()
    assert (site.act(), site.log()) == ((0, ""), before), "without the cache, the same pages"
    site.forget()
    save(site.author, {"content/a.md": "---\ntitle: 喝茶\n---\n\n我们去公园喝茶。明天下雨。你好。再见。\n"}, "and more")
    assert site.act() == (0, "")
    assert site.changed() == {"content/a.en.md", "content/a.zh-tw.md"}

    git(site.author, "mv", "content/a.md", "content/z.md")
    git(site.author, "rm", "-q", "content/a.en.md", "content/a.zh-tw.md")
    save(site.author, {}, "another name")
    assert site.act(**{"changed-from": "HEAD~1"}) == (0, "")
    assert site.changed() == {"content/z.en.md", "content/z.zh-tw.md"}
    assert "garden" in (site.author / "content/z.en.md").read_text("utf-8"), "a renamed post lost what people wrote"


def test_what_goes_wrong_stops_no_other_post(site: Site) -> None:
    (site.author / "content/bad.md").write_bytes(b"\xff\xfe\x00")
    save(site.author, {})
    code, out = site.act()
    assert (code, "::error file=content/bad.md" in out) == (1, True)
    assert len(site.changed()) == 4
    assert site.act(commit="false")[0] == 1


def test_without_settings_the_action_says_so(site: Site) -> None:
    git(site.author, "rm", "-q", "bilingual.toml")
    save(site.author, {})
    code, out = site.act()
    assert (code, "::error::There is no bilingual.toml" in out) == (2, True)


def test_the_steps_are_of_known_actions() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    used = [step["uses"].partition("@")[0] for step in action["runs"]["steps"] if "uses" in step]
    assert used == ["actions/setup-python", "actions/cache"]
    (cache,) = (step for step in action["runs"]["steps"] if step.get("uses", "").startswith("actions/cache"))
    assert tuple(cache["with"]["path"].split()) == CACHED


def hook(name: str) -> dict[str, Any]:
    return next(hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")) if hook["id"] == name)


def test_the_hook_translates_what_is_committed(site: Site) -> None:
    rules = hook("translate")
    assert run_hook(site.author, rules) == 0
    written = git(site.author, "ls-files", "--others", "--exclude-standard").split()
    assert sorted(written) == sorted(f"content/{name}.{language}.md" for name in "ab" for language in ("en", "zh-tw"))
    save(site.author, {"content/a.md": "---\ntitle: 喝茶\n---\n\n你好。\n", "README.md": "# 说明\n"})
    assert run_hook(site.author, rules) == 0
    assert git(site.author, "diff", "--name-only").split() == ["content/a.en.md", "content/a.zh-tw.md"], "pages are no posts"
    save(site.author, {"glossaries/terms.csv": "source,target,status\n公园,Park,maybe\n"})
    assert run_hook(site.author, hook("translate-check")) == 1


def run_hook(folder: Path, rules: dict[str, Any]) -> int:
    """What pre-commit does with all files: those that the hook's patterns choose are named behind its command."""
    files = git(folder, "ls-files").split()
    if rules.get("types") == ["markdown"]:
        files = [name for name in files if name.endswith(".md")]
    files = [
        name for name in files if re.search(rules.get("files", ""), name) and not re.search(rules.get("exclude", "^$"), name)
    ]
    assert files
    program, *arguments = rules["entry"].split()
    assert program == "translate"
    named = files if rules.get("pass_filenames", True) else []
    return subprocess.run([sys.executable, "-m", "bilingual", *arguments, *named], cwd=folder, capture_output=True).returncode
