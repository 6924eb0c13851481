"""A document that somebody changed is told and left: `translate run` and `translate export` replace only what they wrote."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Translate, tree

POST = "# 公园\n\n主持人: 今天天气很好。我们去公园。\n\n老王: 好。\n\n主持人: 走吧。\n\n老王: 再见。\n"
OUTPUTS = Path("outputs/talk")
FORMATS = "md,docx,json,html,csv"


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").touch()
    for name in ("talk", "other"):
        (project / f"{name}.md").write_text(POST, "utf-8")
    assert translate("run", "talk.md", "other.md", "-q", "--format", FORMATS).code == 0
    return project / "talk.md"


def in_word(file: Path) -> None:
    made = docx.Document(str(file))
    table = next(own for own in made.tables if own.cell(0, 0).text == "#")
    table.rows[-1].cells[3].paragraphs[0].text = "So long, Old Wang!"
    made.save(str(file))


def in_a_text_editor(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?<=再見。 \| \*\*Lao Wang\*\*: )[^|]*", "So long! ", text), "utf-8")


def a_comment(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"<!-- mine -->\n")


EDITS: dict[str, tuple[Callable[[Path], None], str]] = {
    "talk.docx": (in_word, "(1 row, "),
    "talk.bilingual.md": (in_a_text_editor, "(1 row, "),
    "talk.html": (a_comment, "(it cannot be told what)"),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("command", ["run", "export"])
def test_a_changed_file_is_told_and_left_and_the_other_posts_are_done(
    post: Path, translate: Translate, name: str, command: str
) -> None:
    edit, words = EDITS[name]
    edit(OUTPUTS / name)
    (OUTPUTS.with_name("other") / "other.docx").unlink()
    before = tree(OUTPUTS)
    result = translate(command, "talk.md", "other.md", "--format", FORMATS)
    assert (result.code, tree(OUTPUTS)) == (1, before), result.err
    assert f"Changed since it was written: outputs/talk/{name} {words}" in result.err
    assert "--overwrite" in result.err
    assert (f"translate import outputs/talk/{name}" in result.err) == (edit is not a_comment)
    assert (OUTPUTS.with_name("other") / "other.docx").is_file()


@pytest.mark.parametrize("name", EDITS)
def test_a_dry_run_announces_what_the_run_would_leave(post: Path, translate: Translate, name: str) -> None:
    edit, words = EDITS[name]
    edit(OUTPUTS / name)
    before = tree(post.parent)
    result = translate("run", "talk.md", "other.md", "--dry-run", "--format", FORMATS)
    assert (result.code, tree(post.parent), "other.md: " in result.out) == (1, before, True), result.err
    assert f"Changed since it was written: outputs/talk/{name} {words}" in result.err
    assert translate("run", "talk.md", "--dry-run", "--format", FORMATS, "--overwrite").code == 0
    assert translate("run", "talk.md", "--dry-run", "--format", "xlsx").code == 0, "that document would be left alone"


@pytest.mark.parametrize("name", ["talk.docx", "talk.json"])
@pytest.mark.parametrize("command", ["run", "export"])
def test_what_somebody_made_read_only_is_left(post: Path, translate: Translate, name: str, command: str) -> None:
    (OUTPUTS / name).chmod(0o444)
    before = tree(OUTPUTS)
    result = translate(command, "talk.md", "other.md", "--format", FORMATS)
    assert (result.code, tree(OUTPUTS)) == (1, before), result.err
    assert f"Read-only: outputs/talk/{name}. No file of this post is replaced." in result.err
    assert "translate import" not in result.err
    assert translate(command, "talk.md", "--format", FORMATS, "--overwrite").code == 0


def test_a_name_too_long_for_a_file_is_told_and_the_others_are_done(post: Path, translate: Translate) -> None:
    long = f"{'长' * 84}.md"
    Path(long).write_text(POST, "utf-8")
    (OUTPUTS / "talk.docx").unlink()
    result = translate("run", long, "talk.md", "--format", FORMATS)
    assert (result.code, (OUTPUTS / "talk.docx").is_file()) == (1, True)
    assert "File name too long. Give the post a shorter name." in result.err
    (OUTPUTS / "talk.docx").unlink()
    assert "Give the post a shorter name." in translate("run", long, "--dry-run", "--format", FORMATS).err
    for command in ("export", "check"):
        assert "There are no records of it" in str(translate(command, long, "talk.md"))
    assert translate("export", long, "talk.md", "--format", "docx").code == 1
    assert (OUTPUTS / "talk.docx").is_file()


def test_a_post_in_a_language_that_is_made_no_more_is_told(post: Path, translate: Translate) -> None:
    per_language = ("--layout", "per-language", "--format", "md")
    assert translate("run", "talk.md", *per_language, "-q").code == 0
    result = translate("run", "talk.md", *per_language, "--variant", "none")
    assert (result.code, (OUTPUTS / "talk.zh-Hant.md").is_file()) == (0, True)
    assert "talk.zh-Hant.md is of an earlier run; this one makes no post in its language." in result.err
    assert "earlier run" not in translate("run", "talk.md", *per_language).err


def test_documents_that_are_older_than_the_text_are_told(post: Path, translate: Translate) -> None:
    """Those of another layout or format that stand beside the new ones, until they are renewed."""
    assert translate("run", "talk.md", "--layout", "per-language", "--format", "md", "-q").code == 0
    assert "older" not in translate("run", "talk.md", "--format", "docx,json").err
    in_word(OUTPUTS / "talk.docx")
    assert translate("import", OUTPUTS / "talk.docx", "-q").code == 0
    told = "outputs/talk/talk.bilingual.md, outputs/talk/talk.csv, outputs/talk/talk.en.md, outputs/talk/talk.html are older"
    for _ in range(2):
        result = translate("run", "talk.md", "--format", "docx,json")
        assert (result.code, told in result.err, "talk.zh-Hans.md" in result.err) == (0, True, False), result.err
    assert translate("export", "talk.md", "--format", "html,csv", "-q").code == 0
    assert translate("run", "talk.md", "--layout", "per-language", "--format", "md", "-q").code == 0
    assert "older" not in translate("run", "talk.md", "--format", "docx,json").err


def test_it_can_be_replaced_and_a_dated_copy_stays(post: Path, translate: Translate) -> None:
    in_word(OUTPUTS / "talk.docx")
    edited = (OUTPUTS / "talk.docx").read_bytes()
    result = translate("run", "talk.md", "--overwrite")
    assert result.code == 0, result.err
    (copy,) = OUTPUTS.glob("replaced/????-??-?? *.*.*/talk.docx")
    assert copy.read_bytes() == edited
    assert str(copy) in result.err
    assert translate("run", "talk.md").code == 0
    assert translate("import", str(copy), "-q").code == 0
    assert "So long, Old Wang!" in translate("memory", "list", "再见").out


def test_what_was_imported_whole_may_be_replaced(post: Path, translate: Translate) -> None:
    in_word(OUTPUTS / "talk.docx")
    assert translate("import", OUTPUTS / "talk.docx", "-q").code == 0
    assert translate("run", "talk.md", "-q").code == 0
    made = docx.Document(str(OUTPUTS / "talk.docx"))
    table = next(own for own in made.tables if own.cell(0, 0).text == "#")
    assert table.rows[-1].cells[3].text == "Lao Wang: So long, Old Wang!"


def test_records_changed_by_hand_are_replaced_and_a_copy_stays(post: Path, translate: Translate) -> None:
    """They are no document: they must fit those that are written with them."""
    file = OUTPUTS / "talk.json"
    before = file.read_bytes()
    file.write_bytes(before.replace(b'"flags": []', b'"flags": ["mine"]'))
    result = translate("run", "talk.md")
    assert (result.code, b"mine" in file.read_bytes()) == (0, False)
    (copy,) = OUTPUTS.glob("replaced/*/talk.json")
    assert b"mine" in copy.read_bytes()
    assert str(copy) in result.err


def test_written_elsewhere(post: Path, translate: Translate) -> None:
    in_word(OUTPUTS / "talk.docx")
    assert translate("run", "talk.md", "-o", "new", "-q").code == 0
    assert translate("export", "talk.md", "--format", "docx", "-o", "mail", "-q").code == 0


def test_a_copy_on_another_machine_counts_as_changed_where_it_says_something_else(post: Path, translate: Translate) -> None:
    """Files from before it was remembered what was written: an old project, a fresh clone."""
    with closing(sqlite3.connect(".bilingual/memory.sqlite", isolation_level=None)) as memory:
        memory.execute("DELETE FROM output")
    assert translate("run", "talk.md", "--format", FORMATS, "-q").code == 0
    with closing(sqlite3.connect(".bilingual/memory.sqlite", isolation_level=None)) as memory:
        memory.execute("DELETE FROM output")
    in_word(OUTPUTS / "talk.docx")
    assert "talk.docx (1 row, " in translate("run", "talk.md", "--format", FORMATS).err


def test_somebody_elses_file_of_that_name(post: Path, translate: Translate) -> None:
    Path("talk.docx").write_bytes(b"my own manuscript")
    result = translate("export", "talk.md", "--format", "docx", "-o", ".")
    assert (result.code, Path("talk.docx").read_bytes()) == (1, b"my own manuscript")
    assert "no Word document" in result.err


def test_without_a_memory_too(post: Path, translate: Translate) -> None:
    in_word(OUTPUTS / "talk.docx")
    assert "talk.docx (1 row, " in translate("run", "talk.md", "--no-memory").err


def test_a_renamed_file_stays_and_a_deleted_one_is_written_anew(post: Path, translate: Translate) -> None:
    (OUTPUTS / "talk.docx").rename(OUTPUTS / "talk for Ming.docx")
    (OUTPUTS / "talk.html").unlink()
    result = translate("run", "talk.md", "--format", FORMATS)
    assert result.code == 0
    assert "talk.docx is called outputs/talk/talk for Ming.docx now, which stays. It is written anew." in result.err
    assert "talk.html was deleted since. It is written anew." in result.err
    assert (OUTPUTS / "talk for Ming.docx").read_bytes() == (OUTPUTS / "talk.docx").read_bytes()


def test_links_are_left(post: Path, translate: Translate) -> None:
    elsewhere = post.parent / "elsewhere.docx"
    (OUTPUTS / "talk.docx").rename(elsewhere)
    (OUTPUTS / "talk.docx").symlink_to(elsewhere)
    result = translate("run", "talk.md")
    assert (result.code, (OUTPUTS / "talk.docx").is_symlink()) == (1, True)
    assert "talk.docx (a link to elsewhere.docx)" in result.err
    before = elsewhere.read_bytes()
    assert translate("run", "talk.md", "--overwrite", "-q").code == 0
    assert (elsewhere.read_bytes(), (OUTPUTS / "talk.docx").is_symlink()) == (before, False)


def test_a_folder_that_is_a_link_out_of_the_outputs(post: Path, translate: Translate) -> None:
    OUTPUTS.rename("elsewhere")
    OUTPUTS.symlink_to(post.parent / "elsewhere")
    before = tree(Path("elsewhere"))
    result = translate("run", "talk.md", "--overwrite")
    assert (result.code, tree(Path("elsewhere"))) == (1, before)
    assert "The folder is a link that leads out of outputs: to elsewhere." in result.err


def test_outputs_that_are_a_link_are_told(post: Path, translate: Translate) -> None:
    OUTPUTS.parent.rename("elsewhere")
    OUTPUTS.parent.symlink_to("elsewhere")
    told = f"outputs is a link: the documents are in {post.parent / 'elsewhere'}."
    for command in (("run", "talk.md"), ("export", "talk.md", "--format", "html")):
        result = translate(*command)
        assert (result.code, OUTPUTS.parent.is_symlink(), told in result.err) == (0, True, True), command
    Path("to").symlink_to("elsewhere")
    assert "to is a link: " in translate("export", "talk.md", "--format", "html", "-o", "to", "--overwrite").err


def test_line_ends_of_a_checkout_are_no_edit(post: Path, translate: Translate) -> None:
    file = OUTPUTS / "talk.bilingual.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert translate("run", "talk.md", "-q").code == 0
