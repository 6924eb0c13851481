"""`translate import`: from an edited file to the next run."""

from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Translate, records, tree

POST = "# 公园\n\n主持人: 今天**天气**很好。我们去公园。\n\n老王: 好。\n\n主持人: 用OpenAI（人工智能公司）吧。\n\n老王: 再见。\n"


@pytest.fixture
def post(project: Path, translate: Translate) -> Path:
    (project / "bilingual.toml").write_text("", "utf-8")
    (project / "glossaries").mkdir()
    (project / "glossaries/terms.csv").write_text("source,target\n公园,City Park\n", "utf-8")
    path = project / "talk.md"
    path.write_text(POST, "utf-8")
    assert translate("run", "talk.md", "-q").code == 0
    return path


def exported(post: Path, translate: Translate, format: str, suffix: str) -> Path:
    assert translate("export", "talk.md", "--format", format, "-o", "mail").code == 0
    return post.parent / "mail" / f"talk{suffix}"


def edit_csv(path: Path, changes: dict[str, str]) -> None:
    """New English for the rows of that Chinese."""
    text = path.read_bytes().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text)))
    at = lines[0].index("en")
    for line in lines[1:]:
        line[at] = changes.get(line[lines[0].index("zh-Hans")], line[at])
    file = io.StringIO()
    csv.writer(file).writerows(lines)
    path.write_bytes(file.getvalue().encode("utf-8-sig"))


def english(post: Path) -> dict[str, tuple[str, str]]:
    rows = records(post.parent / "outputs/talk")["rows"]
    return {row["hans"]: (row["en"], row["origin"]) for row in rows}


def memory(post: Path) -> Path:
    return post.parent / ".bilingual/memory.sqlite"


def test_an_edit_is_in_the_next_run_and_stays(post: Path, translate: Translate) -> None:
    before = english(post)
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"再见。": "=So long!"})
    result = translate("import", "mail/talk.csv", "--who", "Li Wei")
    assert (result.code, result.err) == (0, "")
    assert "+ =So long!" in result.out
    assert "Import 1 into the memory. To take it back: translate undo 1" in result.out
    for _ in range(2):
        shown = translate("run", "talk.md", "--json")
        assert shown.content["posts"][0]["human"] == 1
        assert english(post) == before | {"再见。": ("=So long!", "human")}
    again = translate("import", "mail/talk.csv")
    assert (again.code, "Nothing to remember." in again.out) == (0, True)


@pytest.mark.parametrize(("format", "suffix"), [("xliff", ".xlf"), ("tmx", ".tmx")])
def test_cat_formats_come_back(post: Path, translate: Translate, format: str, suffix: str) -> None:
    file = exported(post, translate, format, suffix)
    was = english(post)["再见。"][0]
    file.write_text(file.read_text("utf-8").replace(f">{was}<", ">So &amp; so long.<"), "utf-8")
    assert translate("import", file, "-q").code == 0
    translate("run", "talk.md", "-q")
    assert english(post)["再见。"] == ("So & so long.", "human")


def test_dry_run_shows_and_writes_nothing(post: Path, translate: Translate) -> None:
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"再见。": "So long."})
    before = tree(post.parent)
    result = translate("import", file, "--dry-run")
    assert result.code == 0
    assert "再见。" in result.out
    assert "+ So long." in result.out
    assert "1 change, 5 rows unchanged. Nothing was written." in result.out
    assert tree(post.parent) == before


def test_a_broken_lock_is_left_out_and_offered_to_the_glossary(post: Path, translate: Translate) -> None:
    """A name is offered at once; other words only where they stand twice."""
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"我们去公园。": english(post)["我们去公园。"][0].replace("City Park", "Hyde Garden")})
    before = memory(post).read_bytes()
    result = translate("import", file)
    assert result.code == 1
    assert "a lock is broken (left out)" in result.out
    assert "“City Park” is gone (for 公园)" in result.out
    assert "translate glossary set 公园 'target=Hyde Garden'" in result.out
    assert memory(post).read_bytes() == before
    taken = translate("import", file, "--accept-broken-locks")
    assert taken.code == 0
    run = translate("run", "talk.md", "--json").content["posts"][0]
    assert (run["human"], run["flags"].get("locks")) == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "code", "human"), [("y", 0, 1), ("n", 1, 0)])
def test_on_a_terminal_a_broken_lock_is_asked_about(post: Path, translate: Translate, answer: str, code: int, human: int) -> None:
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"我们去公园。": "We go to the park."})
    keyboard, terminal = os.openpty()
    try:
        os.write(keyboard, f"{answer}\n".encode())
        done = subprocess.run(
            [*COMMAND, "import", str(file)], stdin=terminal, stderr=terminal, stdout=subprocess.PIPE, timeout=60, check=False
        )
        asked = os.read(keyboard, 10_000).decode()
    finally:
        os.close(keyboard)
        os.close(terminal)
    assert done.returncode == code
    assert "“City Park” is gone" in asked
    assert "Take it all the same? [y/N]" in asked
    assert translate("run", "talk.md", "--json").content["posts"][0]["human"] == human


def test_a_command_offered_for_the_glossary_works(post: Path, translate: Translate) -> None:
    assert translate("glossary", "set", "公园", "target=the park").code == 0
    translate("run", "talk.md", "-q")
    assert "the park" in english(post)["我们去公园。"][0].lower()


def test_what_changed_in_the_post_since_is_not_guessed(post: Path, translate: Translate) -> None:
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"再见。": "So long."})
    post.write_text(POST.replace("再见。", "再见吧。"), "utf-8")
    result = translate("import", file)
    assert result.code == 1
    assert "its Chinese is no longer in the post (left out)" in result.out
    assert "the post now has: 再见吧。" in result.out


def test_several_files_and_one_that_is_bad(post: Path, translate: Translate) -> None:
    good = exported(post, translate, "csv", ".csv")
    edit_csv(good, {"再见。": "So long."})
    bad = post.parent / "mail/bad.xlf"
    bad.write_text("<xliff", "utf-8")
    result = translate("import", bad, good, "--json")
    assert result.code == 1
    assert [own["error"] is None for own in result.content["files"]] == [False, True]
    assert result.content["files"][1]["import"] == 1


XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="{}" source-language="{}" \
target-language="{}" datatype="plaintext"><body><trans-unit id="1"><source>你</source><target>You</target></trans-unit></body>\
</file></xliff>'
TMX = '<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" \
srclang="fr" datatype="x"/><body>\n<tu><tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="de"><seg>Ja</seg></tuv></tu></body>\
</tmx>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + XLIFF.format("talk", "zh-Hans", "en")

BAD = {
    "another post's XLIFF": ("a.xlf", XLIFF.format("other", "zh-Hans", "en"), "no records of its post"),
    "an XLIFF of other languages": ("a.xlf", XLIFF.format("talk", "zh-Hans", "fr"), "translates zh-Hans to fr"),
    "rows of another post": ("a.xlf", XLIFF.format("talk", "zh-Hans", "en"), "Only 0 of its 1 rows"),
    "XLIFF 2": ("a.xlf", '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"/>', "XLIFF 2.0, not XLIFF 1.2"),
    "entities": ("a.xlf", BOMB, "declares entities"),
    "no XML": ("a.xlf", "hello", "no sound XLIFF"),
    "no units": ("a.xlf", XLIFF.format("talk", "zh", "en").replace("trans-unit", "x-unit"), "no translation units"),
    "a TMX of other languages": ("a.tmx", TMX, "languages are de, fr"),
    "a sheet of something else": ("a.csv", "a,b\n1,2\n", "no line names the columns id and en"),
    "a workbook that is none": ("a.xlsx", "PK", "no workbook, or it is damaged"),
    "an ending nobody knows": ("a.xyz", "", "cannot be read back"),
    "a document of another program": ("a.odt", "", "Save it as .docx"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_its_reason_and_leaves_the_memory_alone(post: Path, translate: Translate, case: str) -> None:
    name, text, fact = BAD[case]
    file = post.parent / name
    file.write_text(text, "utf-8")
    before = memory(post).read_bytes()
    result = translate("import", name)
    assert result.code == 1
    assert re.match(rf"error: {re.escape(name)}(:\d+)?: ", result.err)
    assert fact in result.err
    assert memory(post).read_bytes() == before


def test_a_sheet_of_a_million_cells_is_refused(post: Path, translate: Translate) -> None:
    file = post.parent / "big.csv"
    file.write_text("id,en,post\n" + ",x" * 400 + "\n" + ("," * 400 + "\n") * 2600, "utf-8")
    result = translate("import", file)
    assert result.code == 1
    assert "more than 1,000,000 cells" in result.err


def test_a_file_that_cannot_be_read(post: Path, translate: Translate) -> None:
    result = translate("import", "gone.csv")
    assert (result.code, "gone.csv: The file cannot be read" in result.err) == (1, True)


def test_a_memory_that_cannot_be_written_is_an_error_of_that_file(post: Path, translate: Translate) -> None:
    file = exported(post, translate, "csv", ".csv")
    edit_csv(file, {"再见。": "So long."})
    memory(post).write_bytes(b"no database at all, just words" * 100)
    result = translate("import", file)
    assert result.code == 1
    assert "error:" in result.err


@pytest.mark.slow
def test_what_was_taken_back_can_be_brought_again(post: Path, translate: Translate) -> None:
    edited = exported(post, translate, "csv", ".csv")
    edit_csv(edited, {"再见。": "So long."})
    for step in (["import", edited], ["run", "talk.md"], ["memory", "undo"], ["run", "talk.md"]):
        assert translate(*map(str, step), "-q" if step[0] != "memory" else "1").code == 0, step
    assert english(post)["再见。"][1] != "human"
    assert "1 change" in translate("import", edited).out
    translate("run", "talk.md", "-q")
    assert english(post)["再见。"] == ("So long.", "human")


def test_an_old_document_does_not_undo_what_was_done_since(post: Path, translate: Translate) -> None:
    old = exported(post, translate, "xliff", ".xlf").rename(post.parent / "old.xlf")
    new = exported(post, translate, "csv", ".csv")
    edit_csv(new, {"再见。": "So long."})
    translate("import", new, "-q")
    translate("glossary", "set", "公园", "target=Green Park")
    translate("run", "talk.md", "-q")
    was = english(post)
    result = translate("import", old)
    assert (result.code, "0 changes, 6 rows unchanged." in result.out) == (0, True), result.out
    old.write_text(old.read_text("utf-8").replace("City Park", "Green Park"), "utf-8")
    translate("import", old, "-q")
    translate("run", "talk.md", "-q")
    assert english(post)["再见。"] == was["再见。"] == ("So long.", "human")


def test_a_file_of_a_post_that_is_called_otherwise_now_leads_to_its_records(project: Path, translate: Translate) -> None:
    """Another post of the same file name came along: what to do stands in the error, and does not lead round in circles."""
    (project / "bilingual.toml").touch()
    for folder, text in ("a", POST), ("b", "# 猫\n\n我喜欢猫。\n\n猫在睡觉。\n"):
        (project / folder).mkdir()
        (project / folder / "talk.md").write_text(text, "utf-8")
    translate("run", "a/talk.md", "-q", "--format", "csv,json")
    sheet = project / "mail.csv"
    sheet.write_bytes((project / "outputs/talk/talk.csv").read_bytes())
    edit_csv(sheet, {"再见。": "So long!"})
    (project / "outputs").rename("gone")
    translate("run", "a/talk.md", "b/talk.md", "-q", "--format", "csv,json")
    for others in (), ("--records", "outputs/b-talk/b-talk.json"):
        result = translate("import", sheet, *others)
        assert result.code == 1
        assert "To import it into that post: --records outputs/a-talk/a-talk.json." in result.err, result.err
    assert translate("import", sheet, "--records", "outputs/a-talk/a-talk.json").code == 0
    (project / "outputs/a-talk/a-talk.json").unlink()
    again = translate("import", sheet, "--records", "outputs/b-talk/b-talk.json").err
    assert "No records in outputs have its rows: translate its post as it was when the file was made." in again


def replace_in_docx(file: Path, before: str, after: str) -> None:
    """Other words in a Word document."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"].decode()
    assert main.count(f">{before}<") == 1
    parts["word/document.xml"] = main.replace(f">{before}<", f">{after}<").encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def test_without_json_an_edited_document_still_comes_back_by_what_each_error_says(post: Path, translate: Translate) -> None:
    was = english(post)["再见。"][0]
    (post.parent / "bilingual.toml").write_text('[run]\nformat = ["md", "docx"]\n', "utf-8")
    (post.parent / "outputs/talk/talk.json").unlink()
    assert translate("run", "talk.md", "-q").code == 0
    document = "outputs/talk/talk.docx"
    replace_in_docx(post.parent / document, was, "So long!")
    refused = translate("run", "talk.md").err
    assert "talk.docx (without records it cannot be told what)" in refused
    assert f"translate import {document}" in refused
    made = "translate run {} --format json"
    assert made.format("POST") in translate("import", document).err
    for command in ("export", "check"):
        told = translate(command, "talk.md")
        assert f"{made.format('talk.md')}." in told.err + told.out
    assert made.format("POST") in translate("check", document).out
    assert translate(*made.format("talk.md").split()[1:]).code == 0
    assert translate("import", document).code == 0
    assert translate("run", "talk.md", "--format", "md,docx,json").code == 0
    assert english(post)["再见。"] == ("So long!", "human")


@pytest.mark.parametrize(
    ("row", "advice"),
    [
        ("老闆,Boss,accepted,speaker", "glossary set 老闆 target=Owner\n"),
        ("老板,Boss,accepted,speaker", "glossary set 老板 target=Owner\n"),
        ("老闆,Boss,candidate,speaker", "glossary set 老闆 target=Owner status=accepted\n"),
        ("客人,Guest,accepted,speaker", "glossary add 老闆 Owner kind=speaker\n"),
    ],
)
def test_a_name_is_advised_for_the_row_that_there_is(row: str, advice: str, project: Path, translate: Translate) -> None:
    (project / "glossaries").mkdir()
    (project / "glossaries/terms.csv").write_text(f"source,target,status,kind\n{row}\n", "utf-8")
    (project / "talk.md").write_text("**老闆**：你們好。\n\n**客人**：謝謝。\n\n**老闆**：請坐。\n\n**客人**：好。\n", "utf-8")
    assert translate("run", "talk.md", "--format", "json,md").code == 0
    file = project / "outputs/talk/talk.bilingual.md"
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"\| \*\*(?:Boss|Lao Ban)\*\*: ", "| **Owner**: ", text), "utf-8")
    result = translate("import", file)
    assert result.code == 1
    assert f"To make it so: translate {advice}" in result.out


def test_what_is_left_out_is_counted_as_it_is_told_in_the_order_of_the_file(post: Path, translate: Translate) -> None:
    file = exported(post, translate, "md", ".bilingual.md")
    text = file.read_text("utf-8").replace("**Lao Wang**: ", "**Wang**: ", 1).replace("再见。", "再會啦。")
    text = text.replace("<!-- post:", "A word of mine.\n\n<!-- post:", 1)
    file.write_text(text, "utf-8")
    result = translate("import", file, "--dry-run")
    told = [line for line in result.out.splitlines() if "(left out)" in line]
    assert [int(line.split()[1]) for line in told] == sorted(int(line.split()[1]) for line in told)
    assert [word for line in told for word in ("became", "author", "belong") if word in line] == ["became", "author", "belong"]
    assert f", {len(told)} left out." in result.out
