"""The command as a process of its own: exit codes, interruption, the network, terminals, and what importing does."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilingual.memory import open_memory
from tests.cli.conftest import COMMAND, Translate, hear_interrupts, tree

pytestmark = pytest.mark.slow

NO_NETWORK = """
import socket
def refuse(*arguments, **named):
    raise AssertionError(f"a socket was used: {arguments}")
for name in ("connect", "connect_ex", "bind", "sendto", "__init__"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection", "socketpair"):
    setattr(socket, name, refuse)
"""
WHO = "我们 他们 老师 医生 邻居 孩子 学生 朋友 客人 工人".split()
DOES = "喜欢 看见了 买了 忘了 想要 找到了".split()
WHAT = "红色的房子 新的自行车 小猫 旧的书 绿色的茶 木头桌子 花园 音乐 热的汤 蓝色的船".split()


@pytest.fixture
def post(project: Path) -> Path:
    path = project / "a.md"
    path.write_text("# 公园\n\n今天的天气很好。\n", "utf-8")
    return path


def test_exit_codes(post: Path, process: Translate) -> None:
    assert process("run", "a.md").code == 0
    assert process("run", "a.md", "missing.md").code == 1
    assert process("run").code == 2
    assert process("run", "a.md", "--variant", "cn").code == 2
    missing = process("run", "a.md", "--engine", "none")
    assert (missing.code, missing.out) == (3, "")
    assert "Traceback" not in missing.err


def test_standard_input_and_one_object(project: Path, process: Translate) -> None:
    result = process("run", "-", "--json", "--no-memory", stdin="今天的天气很好。\n".encode())
    assert result.code == 0
    assert result.posts["-"]["segments"] == 1
    assert (project / "outputs" / "stdin" / "stdin.docx").is_file()


def test_output_is_utf_8_wherever_it_runs(post: Path, process: Translate) -> None:
    post.rename(post.with_name("公园.md"))
    table = process("run", "公园.md", "--format", "md", PYTHONIOENCODING="ascii")
    assert (table.code, "Traceback" in table.err) == (0, False)
    assert "outputs/\\u516c\\u56ed/" in table.out
    assert list(process("run", "公园.md", "--json", PYTHONIOENCODING="gbk").posts) == ["公园.md"]


def test_a_reader_that_leaves_is_no_crash(post: Path) -> None:
    with subprocess.Popen([*COMMAND, "run", "a.md", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        said = running.stderr.read().decode()
    assert "Traceback" not in said


def test_nothing_touches_the_network(post: Path, home: Path) -> None:
    for line in ("run a.md --layout per-language", "glossary build a.md", "models list"):
        arguments = line.split()
        code = f"{NO_NETWORK}\nimport sys\nsys.argv[1:] = {arguments!r}\nfrom bilingual.cli import main\nmain()"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
    code = f"{NO_NETWORK}\nimport sys\nsys.argv[1:] = ['models', 'install']\nfrom bilingual.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert "a socket was used" in done.stderr, "else the guard guards nothing"


@pytest.fixture
def long(project: Path) -> Path:
    """A post of several batches."""
    path = project / "long.md"
    path.write_text("\n\n".join(f"{a}{b}{c}。" for a in WHO for b in DOES for c in WHAT), "utf-8")
    return path


def remembered(home: Path) -> int:
    return sum(open_memory(path).stats().entries for path in home.rglob("memory.sqlite"))


def test_an_interrupted_run_goes_on_where_it_stopped(long: Path, home: Path, translate: Translate) -> None:
    running = subprocess.Popen(
        [*COMMAND, "run", "long.md", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )
    limit = time.monotonic() + 60
    while running.poll() is None and not remembered(home) and time.monotonic() < limit:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert json.loads(out)["interrupted"] is True
    assert "Interrupted. The sentences finished so far are in the memory" in err
    assert "Traceback" not in err
    assert not (long.parent / "outputs").exists()
    kept = remembered(home)
    assert 0 < kept < 600, "it was over before it could be interrupted"
    resumed = translate("run", "long.md", "--format", "json", "--json")
    assert resumed.code == 0
    assert (resumed.posts["long.md"]["memory"], resumed.posts["long.md"]["machine"]) == (kept, 600 - kept)


KILLED = """
import os, signal, sys
def hook(event, arguments, left=[{renames}]):
    if event == "os.rename" and "outputs" in str(arguments[0]):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
from bilingual.cli import main
main()
"""


@pytest.mark.parametrize("renames", [1, 2, 3, 4])
def test_killed_between_the_files_of_a_post_the_next_command_makes_them_fit(post: Path, process: Translate, renames: int) -> None:
    """The first rename makes the new ones count, each of the others puts one in its place."""
    assert process("run", "a.md").code == 0
    folder = post.parent / "outputs" / "a"
    old = tree(folder)
    post.write_text("# 花园\n\n今天的天气不好。\n", "utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED.format(renames=renames), "run", "a.md"], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL
    code = process("check", "outputs", "--off", "doubtful").code
    new = tree(folder)
    assert {name.rpartition("/")[2] for name in new if not name.startswith(".bilingual")} == set(old)
    changed = {name for name in old if new[name] != old[name]}
    assert changed in (set(), set(old))
    assert (code, bool(changed)) == (0, renames > 1)
    assert process("run", "a.md").code == 0, "and nobody is thought to have changed them"
    assert sorted(tree(folder)) == sorted(old)


def test_glossary_commands_at_once_lose_nothing(project: Path) -> None:
    """Each waits for its turn, and begins again where another one was faster."""
    terms = [f"词{number}" for number in range(12)]
    (project / "terms.csv").write_text("source,target\n" + "".join(f"{term},old\n" for term in terms), "utf-8")
    commands = [[*COMMAND, "glossary", "set", term, "target=new", "-g", "terms.csv"] for term in terms]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for command in commands]
    told = [one.communicate(timeout=300) for one in running]
    assert [one.returncode for one in running] == [0] * len(terms), told
    assert (project / "terms.csv").read_text("utf-8") == "source,target\n" + "".join(f"{term},new\n" for term in terms)
    assert [path.name for path in project.iterdir()] == ["terms.csv"]


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """What a run shows where stderr is a terminal and stdout is not."""
    leader, follower = pty.openpty()
    surroundings = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    running = subprocess.Popen(
        [*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=follower, env=surroundings | {"TERM": "xterm"} | environment
    )
    os.close(follower)
    shown = b""
    while running.poll() is None or select.select([leader], [], [], 0)[0]:
        if select.select([leader], [], [], 0.1)[0]:
            try:
                shown += os.read(leader, 65536)
            except OSError:  # Linux: the other end is closed
                break
    os.close(leader)
    assert running.wait() == 0
    return shown.decode()


def test_progress_on_a_terminal_only(post: Path, process: Translate) -> None:
    shown = on_a_terminal(["run", "a.md", "--no-memory"])
    assert re.search(r"2/2\S* sentences", re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown))
    assert "1 of 1 post" in shown
    assert "sentences" not in on_a_terminal(["run", "a.md", "--json"])
    assert "sentences" not in process("run", "a.md", "--no-memory").err


def test_no_colour_on_a_terminal(post: Path) -> None:
    colours = re.compile(r"\x1b\[[0-9;]*[0-9]m")
    assert {code for code in colours.findall(on_a_terminal(["run", "a.md"], NO_COLOR="1")) if code != "\x1b[0m"} <= {"\x1b[1m"}
    assert colours.search(on_a_terminal(["run", "a.md"]))


def test_importing_everything_creates_nothing(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "here").mkdir()
    code = """
import importlib, pkgutil, logging, sys
import bilingual
for module in pkgutil.walk_packages(bilingual.__path__, "bilingual."):
    importlib.import_module(module.name)
assert not logging.getLogger().handlers
heavy = {"ctranslate2", "opencc", "docx", "markdown_it", "jieba", "pypinyin", "argostranslate", "sentencepiece", "yaml", "rich"}
print(sorted(heavy & set(sys.modules)))
"""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    surroundings |= {"HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(tmp_path / "here")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=surroundings, cwd=tmp_path / "here")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n", "a heavy library is loaded before it is used"
    assert tree(tmp_path / "home") == tree(tmp_path / "here") == {}


def test_help_loads_nothing_heavy(home: Path) -> None:
    code = "import sys; sys.argv[1:] = ['--help']\nfrom bilingual.cli import main\n"
    code += "try:\n    main()\nfinally:\n    print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    loaded = set(re.findall(r"'([\w.]+)'", done.stdout.splitlines()[-1]))
    assert not loaded & {
        "ctranslate2",
        "rich",
        "sqlite3",
        "bilingual.pipeline.stages",
        "bilingual.api",
        "bilingual.checks",
        "bilingual.sources",
        "numpy",
        "opencc",
        "yaml",
    }
    assert tree(home) == {}


def test_a_run_that_finds_all_as_it_is_loads_nothing_that_makes_it(post: Path, process: Translate) -> None:
    assert process("run", "a.md").code == 0
    code = "import sys; sys.argv[1:] = ['run', 'a.md', '-q']\nfrom bilingual.cli import main\n"
    code += "try:\n    main()\nfinally:\n    print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    loaded = set(re.findall(r"'([\w.]+)'", done.stdout.splitlines()[-1]))
    assert "bilingual.runners.unchanged" in loaded
    assert not loaded & {
        "ctranslate2",
        "jieba",
        "opencc",
        "bilingual.checks.post",
        "bilingual.formats.markdown",
        "bilingual.pipeline.stages",
        "bilingual.revision.compare",
        "bilingual.sources.markdown.reading",
        "bilingual.variants",
    }


def test_completion(process: Translate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION", "1")  # whatever shell these tests are run from
    for shell in ("bash", "zsh", "fish"):
        shown = process("--show-completion", shell)
        assert shown.code == 0
        assert "translate" in shown.out or "complete" in shown.out
