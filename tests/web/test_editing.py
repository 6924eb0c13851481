"""The work on posts, asked for as the page asks: what is saved, found, taken back and written."""

from __future__ import annotations

import getpass
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bilingual.checks.post import CheckReport
from bilingual.model import join
from bilingual.project import Project
from bilingual.web.security import TOKEN
from tests.engines.tiny_ctranslate import opus
from tests.web.conftest import Client, run_there, served

NO_MODEL_IS_SURE = "鱻麤龘爨癵驫齉，韱彧亹亹。"


def english(post: str = "posts/talk.md") -> list[str]:
    return [join(unit.en) for unit in Project().units(post)]


def test_posts_are_listed_with_how_far_they_are(client: Client) -> None:
    assert client.ask("/api/posts").content["posts"] == [
        {"name": "talk", "path": "posts/talk.md", "untranslated": False, "error": None}
    ]
    before = client.ask("/api/posts/talk/tally").content
    assert before["rows"] == len(client.rows())
    client.save(client.row("天气"), "The weather is fine today.")
    after = client.ask("/api/posts/talk/tally").content
    assert after["done"] == before["done"] + 1
    assert after["changed"] > before["changed"] == ""


def test_a_post_without_records_says_how_to_make_them(client: Client, folder: Path) -> None:
    Path("posts/other.md").write_text("你好。\n", "utf-8")
    with served(folder, "posts") as both:
        other = next(post for post in both.ask("/api/posts").content["posts"] if post["name"] == "other")
        assert "translate run posts/other.md" in other["error"]["remedy"]
        assert other["untranslated"]
        assert both.ask("/api/posts/other").status == 400
        assert both.rows()
        list(Project().run(["posts/other.md"], {"format": "json"}))
        assert len(both.rows("other")) == 1, "it can be opened as soon as it was translated"
        assert not any(post["error"] for post in both.ask("/api/posts").content["posts"])


def test_a_row_tells_the_form_of_its_block(folder: Path) -> None:
    Path("posts/forms.md").write_text("---\ntitle: 题\n---\n\n## 节\n\n2. 二\n\n| 甲 |\n| --- |\n| 乙 |\n", "utf-8")
    list(Project().run(["posts/forms.md"], {"format": "json"}))
    with served(folder, "posts/forms.md") as client:
        forms = [(row["kind"], row["form"]) for row in client.rows("forms")]
    plain = {"level": 0, "marker": "", "cell": None, "key": ""}
    assert forms == [
        ("front", {**plain, "key": "title"}),
        ("heading", {**plain, "level": 2}),
        ("item", {**plain, "level": 1, "marker": "2."}),
        ("cell", {**plain, "cell": [0, 0, 0]}),
        ("cell", {**plain, "cell": [0, 1, 0]}),
    ]


def test_a_save_is_one_edit_in_the_memory_that_history_and_undo_know(client: Client) -> None:
    saved = client.save(client.row("天气"), "The weather is fine today.")
    assert saved.status == 200
    assert [row["text"]["en"] for row in saved.content["rows"]] == ["The weather is fine today."]
    (step,) = Project().history()
    assert (step.change.kind, step.change.entries, step.entries[0].target) == ("edit", 1, "The weather is fine today.")
    Project().undo()
    row = client.row("天气")
    assert (row["origin"], row["people"]) == ("machine", {})


def test_confirming_writes_the_row_as_it_is(client: Client) -> None:
    row = client.row("天气")
    saved = client.save(row, row["text"]["en"])
    assert saved.content["rows"][0]["origin"] == "human"
    assert len(Project().history()) == 1
    client.save(client.row("天气"), row["text"]["en"])
    assert len(Project().history()) == 1, "to confirm again is nothing new"


def test_traditional_is_edited_and_the_authors_own_text_is_not(client: Client) -> None:
    row = client.row("天气")
    assert client.save(row, "今日天氣很好。", "hant").status == 200
    assert client.row("天气")["text"]["hant"] == "今日天氣很好。"
    refused = client.save(row, "今天天气好。", "hans")
    assert refused.status == 400
    assert "author's own text" in refused.error
    assert client.save(row, "  ").status == 400
    assert client.ask("/api/posts/talk/rows/nothing", {"column": "en", "text": "x", "seen": ""}).status == 400
    other = client.ask(f"/api/posts/talk/rows/{row['id']}", {"column": "fr", "text": "x", "seen": ""})
    assert "no column" in other.error


def test_undo_and_redo_go_through_the_edits_of_the_post(client: Client) -> None:
    row = client.row("天气")
    first, second = "The weather is fine.", "What fine weather."
    client.save(row, first)
    client.save(client.row("天气"), second)
    texts = []
    for way in ("undo", "undo", "redo", "redo"):
        texts += [changed["text"]["en"] for changed in client.ask(f"/api/posts/talk/{way}", {}).content["rows"]]
    assert texts == [first, row["text"]["en"], first, second]
    assert client.ask("/api/posts/talk/redo", {}).status == 400


def test_an_import_is_not_taken_back_by_the_pages_undo(client: Client) -> None:
    Project().import_memory([])
    file = Path("outputs/talk/talk.bilingual.md")
    old = client.row("我们去")["text"]["en"]
    file.write_text(file.read_text("utf-8").replace(old, "Off to the park we go."), "utf-8")
    Project().import_file(file)
    assert client.row("我们去")["text"]["en"] == "Off to the park we go.", "what came through another way is seen at once"
    refused = client.ask("/api/posts/talk/undo", {})
    assert refused.status == 400
    assert client.row("我们去")["origin"] == "human"


def test_a_second_tab_does_not_overwrite_the_first(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "First.")
    second = client.save(row, "Second.")
    assert second.status == 409
    assert second.content["row"]["text"]["en"] == "First."
    assert client.row("天气")["text"]["en"] == "First."
    assert client.save(second.content["row"], "Second.").status == 200
    assert client.save(row, "Second.").status == 200, "the same text twice is no conflict"


def test_what_checks_find_is_told_while_typing_and_after_saving(client: Client) -> None:
    row = client.row("三百棵")
    tried = client.ask(f"/api/posts/talk/rows/{row['id']}/try", {"column": "en", "text": "There are trees  of 树."}).content
    assert {"residue", "spaces"} <= {finding["name"] for finding in tried["findings"]}
    assert Project().history() == ()
    client.save(row, "There are trees  of 树.")
    assert client.row("三百棵")["findings"] == tried["findings"]
    list(Project().export(["posts/talk.md"], {"format": ["json"]}))
    (report,) = Project().check(["posts/talk.md"])
    found = [(p.name, p.fact) for p in report.diagnostics if p.unit == row["id"]]
    assert [(f["name"], f["fact"]) for f in tried["findings"]] == found, "as translate check has it"


def test_a_broken_lock_is_shown_while_typing_and_saved_as_it_is_meant(client: Client) -> None:
    row = client.row("护城河")
    assert row["terms"] == [{"source": "护城河", "target": "Moat", "written": "**Moat**", "exact": True}]
    tried = client.ask(f"/api/posts/talk/rows/{row['id']}/try", {"column": "en", "text": "The park has a ditch."}).content
    assert "locks" in {finding["name"] for finding in tried["findings"]}
    assert [(term["source"], term["target"], term["exact"]) for term in tried["terms"]] == [("护城河", "Moat", False)]
    client.save(row, "The park has a ditch.")
    assert client.row("护城河")["text"]["en"] == "The park has a ditch."
    assert "locks" in {finding["name"] for finding in client.row("护城河")["findings"]}


def test_what_the_engine_says_of_its_own_english_is_told_until_that_is_changed(folder: Path) -> None:
    Path("posts/odd.md").write_text(f"{NO_MODEL_IS_SURE}\n", "utf-8")
    list(Project().run(["posts/odd.md"], {"format": "json"}))
    with served(folder, "posts/odd.md") as client:
        (row,) = client.rows("odd")

        def found(text: str) -> set[str]:
            body = {"column": "en", "text": text}
            findings = client.ask(f"/api/posts/odd/rows/{row['id']}/try", body).content["findings"]
            return {finding["name"] for finding in findings}

        assert "doubtful" in found(row["text"]["en"])
        assert "doubtful" not in found("A person's words.")


def test_links_and_code_can_be_put_in_whole(client: Client) -> None:
    assert client.row("地图")["codes"] == [
        {"kind": "link", "open": ["["], "close": ["](https://example.com/map)"], "attributes": []},
        {"kind": "code", "text": ["`ls -l`"], "attributes": []},
    ]


def test_rows_that_changed_since_are_sent_and_no_others(client: Client) -> None:
    post = client.ask("/api/posts/talk").content
    assert post["whole"]
    nothing = client.ask(f"/api/posts/talk?since={post['revision']}").content
    assert (nothing["whole"], nothing["rows"]) == (False, [])
    row = client.row("天气")
    Project().edit("posts/talk.md", row["id"], "en", "From the command line.")
    since = client.ask(f"/api/posts/talk?since={post['revision']}").content
    assert [changed["text"]["en"] for changed in since["rows"]] == ["From the command line."]
    list(Project().run(["posts/talk.md"], {"format": "json"}))
    again = client.ask(f"/api/posts/talk?since={since['revision']}").content
    assert again["whole"]
    assert client.ask("/api/posts/talk?since=another.1").content["whole"]


def test_documents_are_written_with_what_was_saved(client: Client) -> None:
    client.save(client.row("天气"), "The weather is fine today.")
    written = client.ask("/api/posts/talk/documents", {"formats": ["md", "docx"]})
    assert [(file["file"], file["path"]) for file in written.content["files"]] == [
        ("talk.bilingual.md", "outputs/talk/talk.bilingual.md"),
        ("talk.docx", "outputs/talk/talk.docx"),
    ]
    assert "The weather is fine today." in Path("outputs/talk/talk.bilingual.md").read_text("utf-8")
    assert client.ask("/api/posts/talk/documents", {"formats": []}).status == 400
    assert client.ask("/api/posts/talk/documents", {"formats": ["nonsense"]}).status == 400


def test_what_somebody_changed_in_a_document_is_told_and_left(client: Client) -> None:
    file = Path("outputs/talk/talk.bilingual.md")
    text = file.read_text("utf-8").replace("公园里", "公园里边")
    file.write_text(text, "utf-8")
    refused = client.ask("/api/posts/talk/documents", {"formats": ["md"]})
    assert refused.status == 409
    assert "translate import" in refused.error
    assert file.read_text("utf-8") == text
    written = client.ask("/api/posts/talk/documents", {"formats": ["md"], "overwrite": True})
    (notice,) = written.content["notices"]
    (copy,) = Path("outputs/talk/replaced").glob("*/talk.bilingual.md")
    assert str(copy) in notice["fact"]
    assert copy.read_text("utf-8") == text
    assert file.read_text("utf-8") != text


def test_a_damaged_memory_is_told_in_words(client: Client, folder: Path) -> None:
    client.rows()
    with sqlite3.connect(folder / ".bilingual/memory.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    answer = client.save({"id": "x", "text": {"en": ""}}, "y")
    assert answer.status == 400
    assert "schema 99" in answer.error


def test_all_unflagged_rows_are_confirmed_as_one_step(folder: Path) -> None:
    post = folder / "posts/talk.md"
    post.write_text(f"{post.read_text('utf-8')}\n老王: {NO_MODEL_IS_SURE}\n", "utf-8")
    run_there(folder, "posts/talk.md", "json,md")
    with served(folder, "posts") as client:
        _confirmed_but_for_flagged_ones(client)


def _confirmed_but_for_flagged_ones(client: Client) -> None:
    before = client.rows()
    clean = [row["id"] for row in before if row["origin"] == "machine" and not row["findings"]]
    flagged = [row["id"] for row in before if row["findings"]]
    assert clean
    assert flagged
    sent = client.ask("/api/posts/talk/confirm", {}).content["rows"]
    assert [row["id"] for row in sent] == clean
    assert {row["id"] for row in client.rows() if row["origin"] == "human"} == set(clean)
    assert len(Project().history()) == 1
    client.ask("/api/posts/talk/undo", {})
    assert [{**row, "people": {}} for row in client.rows()] == before


def test_only_the_rows_that_are_looked_at_are_confirmed(client: Client) -> None:
    clean = [row["id"] for row in client.rows() if row["origin"] == "machine" and not row["findings"]]
    client.ask("/api/posts/talk/confirm", {"rows": clean[:1]})
    assert [row["id"] for row in client.rows() if row["origin"] == "human"] == clean[:1]
    assert client.ask("/api/posts/talk/confirm", {"rows": ["nothing"]}).status == 400


def test_a_row_tells_what_the_machine_wrote_and_what_each_step_did(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "The weather is fine today.")
    told = client.ask(f"/api/posts/talk/rows/{row['id']}/history").content
    assert told["draft"] == row["text"]["en"]
    (step,) = told["steps"]
    assert (step["kind"], [text["draft"] for text in step["texts"]]) == ("edit", [False])
    assert step["who"] == getpass.getuser()


def test_a_post_is_told_by_its_title_in_its_authors_script(client: Client) -> None:
    tally = client.ask("/api/posts/talk/tally").content
    assert (tally["title"], tally["column"]) == ("公园", "hans")
    assert client.ask("/api/posts/talk").content["title"] == "公园"


def test_a_document_of_the_post_is_sent_and_no_other_file(client: Client) -> None:
    sent = client.ask("/api/posts/talk/documents/talk.bilingual.md")
    assert sent.data == Path("outputs/talk/talk.bilingual.md").read_bytes()
    assert sent.headers["content-disposition"] == 'attachment; filename="talk.bilingual.md"'
    for name in ("talk.json", "..%2F..%2Fposts%2Ftalk.md", "%2Fetc%2Fpasswd", "nothing.md"):
        assert client.ask(f"/api/posts/talk/documents/{name}").status in (400, 404), name
    assert client.ask("/api/posts/talk/documents/talk.bilingual.md", **{TOKEN: None}).status == 401


def given(row: dict[str, Any], text: str) -> dict[str, Any]:
    """The body of a save."""
    return {"column": "en", "text": text, "seen": row["text"]["en"]}


def copies(client: Client) -> int:
    return sum(row["origin"] == "copy" for row in client.rows())


def search(words: str, replacement: str, column: str = "en", **how: bool) -> dict[str, object]:
    return {"words": words, "replacement": replacement, "column": column, "matchCase": True, "wholeWords": True, **how}


def test_words_are_replaced_in_the_rows_of_the_preview_as_one_step(client: Client) -> None:
    client.save(client.row("天气"), "A Park, parks and a Park.")
    client.save(client.row("我们去"), "To the Park.")
    before = client.rows()
    wanted = search("Park", "Garden")
    found = client.ask("/api/posts/talk/replacements", wanted).content
    pieces = {row["number"]: row["pieces"] for row in found["rows"]}
    assert pieces[client.row("天气")["number"]] == [
        "A ", {"is": "replaced", "text": "Park", "instead": "Garden"}, ", parks and a ",
        {"is": "replaced", "text": "Park", "instead": "Garden"}, ".",
    ]  # fmt: skip
    assert client.rows() == before, "a preview changes nothing"
    without = [row["id"] for row in found["rows"] if row["id"] != client.row("天气")["id"]]
    body = {**wanted, "without": without, "revision": found["revision"]}
    assert client.ask("/api/posts/talk/replace", body).status == 200
    assert client.row("天气")["text"]["en"] == "A Garden, parks and a Garden."
    assert client.row("我们去")["text"]["en"] == "To the Park."
    assert len(Project().history()) == 3
    client.ask("/api/posts/talk/undo", {})
    assert [row["text"] for row in client.rows()] == [row["text"] for row in before]
    late = client.ask("/api/posts/talk/replace", body)
    assert (late.status, "changed meanwhile" in late.error) == (400, True)


def test_a_replacement_and_a_row_that_is_left_confirm_nothing_and_what_was_confirmed_stays_so(client: Client) -> None:
    draft, left, confirmed = client.row("天气"), client.row("我们去"), client.row("一共")
    before = client.ask("/api/posts/talk/tally").content["done"]
    client.ask(f"/api/posts/talk/rows/{left['id']}", {**given(left, "A big tree."), "draft": True})
    client.save(confirmed, "Many a tree here.")
    assert client.ask("/api/posts/talk/tally").content["done"] == before + 1
    (word, *_) = draft["text"]["en"].split()
    for wanted in (search(word, "Zebra"), search("tree", "lion")):
        seen = client.ask("/api/posts/talk/replacements", wanted).content["revision"]
        assert client.ask("/api/posts/talk/replace", {**wanted, "revision": seen}).status == 200
    assert "Zebra" in client.row("天气")["text"]["en"]
    assert [client.row(text)["origin"] for text in ("天气", "我们去", "一共")] == ["edited", "edited", "human"]
    steps = client.ask(f"/api/posts/talk/rows/{confirmed['id']}/history").content["steps"]
    assert [(step["file"], step["texts"][0]["draft"]) for step in steps] == [
        ("edit of talk", False),
        ("“tree” → “lion” in talk", False),
    ]
    client.save(client.row("天气"), client.row("天气")["text"]["en"])
    assert client.row("天气")["origin"] == "human", "it is read, and confirmed as it is"
    client.ask("/api/posts/talk/undo", {})
    assert client.row("天气")["origin"] == "edited"
    (exported,) = Project().export(["posts/talk.md"], {"format": ["xliff"]})
    result = exported.files[0].read_text("utf-8")
    assert result.count('approved="yes"') == before + 1 - copies(client)
    list(Project().run(["posts/talk.md"]))
    assert client.row("天气")["origin"] == "edited", "a run confirms nothing"


def test_what_a_replacement_would_lose_is_told_before(client: Client) -> None:
    lost = {
        row["number"]: row["lost"]
        for row in client.ask("/api/posts/talk/replacements", search("moat", "ditch", matchCase=False)).content["rows"]
    }
    assert lost == {client.row("护城河")["number"]: ["Moat"]}
    (code,) = client.ask("/api/posts/talk/replacements", search("ls", "dir")).content["rows"]
    assert code["lost"] == ["`ls -l`"]


def test_words_are_replaced_in_the_traditional_but_not_where_it_is_the_authors_own(client: Client) -> None:
    rows = client.ask("/api/posts/talk/replacements", search("公園", "花園", "hant")).content["rows"]
    assert {row["number"] for row in rows} == {row["number"] for row in client.rows() if "公園" in row["text"]["hant"]}
    assert client.ask("/api/posts/talk/replacements", search("", "x")).content["rows"] == []
    assert client.ask("/api/posts/talk/replacements", search("x", "y", "fr")).status == 400
    assert client.ask("/api/posts/talk/replacements", {"words": "x"}).status == 400
    own = client.ask("/api/posts/talk/replacements", search("再", "又", "hant")).content["rows"]
    assert not {row["number"] for row in own} & {row["number"] for row in client.rows() if "hant" in row["authors"]}


def test_the_history_of_a_row_has_each_step_to_be_taken_back(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "First.")
    client.save(client.row("天气"), "Second.")
    client.save(client.row("我们去"), "Another row.")
    steps = client.ask(f"/api/posts/talk/rows/{row['id']}/history").content["steps"]
    assert [step["texts"][0]["text"] for step in steps] == ["First.", "Second."]
    client.ask(f"/api/posts/talk/changes/{steps[1]['number']}/undo", {})
    assert client.row("天气")["text"]["en"] == "First."
    client.ask(f"/api/posts/talk/changes/{steps[1]['number']}/redo", {})
    assert client.row("天气")["text"]["en"] == "Second."
    assert client.ask("/api/posts/talk/changes/99/undo", {}).status == 400
    assert client.ask("/api/posts/talk/changes/1/nonsense", {}).status == 400


def test_a_row_goes_back_to_the_machine(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "First.")
    client.save(client.row("天气"), "Second.")
    assert client.ask(f"/api/posts/talk/rows/{row['id']}/machine", {}).status == 200
    assert client.row("天气")["text"]["en"] == row["text"]["en"]
    assert client.row("天气")["origin"] == "machine"
    client.ask("/api/posts/talk/confirm", {})
    many = next(row for row in client.rows() if row["origin"] == "human")
    refused = client.ask(f"/api/posts/talk/rows/{many['id']}/machine", {})
    assert "taken back as a whole" in refused.error


def test_another_engine_is_asked_for_one_row_and_nothing_is_kept(client: Client, home: Path) -> None:
    assert client.ask("/api/posts/talk/engines").content["engines"] == []
    opus(home / ".local/share/bilingual/models/tiny")
    assert client.ask("/api/posts/talk/engines").content["engines"] == ["tiny"]
    before, row = client.rows(), client.row("护城河")
    answer = client.ask(f"/api/posts/talk/rows/{row['id']}/ask", {"engine": "tiny"})
    assert "Moat" in answer.content["text"], "terms are locked as in a run"
    assert client.rows() == before
    assert Project().history() == ()
    assert client.ask(f"/api/posts/talk/rows/{row['id']}/ask", {"engine": "starter"}).status == 400
    Path("posts/talk.md").write_text("别的。\n", "utf-8")
    assert "Translate the post again" in client.ask(f"/api/posts/talk/rows/{row['id']}/ask", {"engine": "tiny"}).error


def test_what_people_wrote_for_sentences_like_it_is_offered(client: Client) -> None:
    row = client.row("护城河")
    Project().edit("posts/talk.md", client.row("天气")["id"], "en", "The weather is lovely.")
    Path("posts/talk.md").write_text(Path("posts/talk.md").read_text("utf-8") + "\n老王: 昨天的天气很好。\n", "utf-8")
    list(Project().run(["posts/talk.md"], {"format": "json"}))
    near = client.row("昨天的天气")
    (match,) = client.ask(f"/api/posts/talk/rows/{near['id']}/matches").content["matches"]
    assert (match["source"], match["text"]) == ("今天的天气很好。", "The weather is lovely.")
    assert 75 <= match["score"] < 100
    assert client.ask(f"/api/posts/talk/rows/{row['id']}/matches").content["matches"] == []
    examples = client.ask("/api/concordance?text=%E5%A4%A9%E6%B0%94").content["examples"]
    assert examples[0]["target"] == "The weather is lovely."
    assert client.ask("/api/concordance?text=").content["examples"] == []


def test_a_document_that_is_older_than_the_text_is_told(client: Client) -> None:
    def old() -> dict[str, bool]:
        found = client.ask("/api/posts/talk/documents").content["documents"]
        return {document["file"]: document["old"] for document in found}

    os.utime("outputs/talk/talk.bilingual.md", (1_700_000_000, 1_700_000_000))
    assert old() == {"talk.bilingual.md": False}
    client.save(client.row("天气"), "The weather is fine today.")
    assert old() == {"talk.bilingual.md": True}
    client.ask("/api/posts/talk/documents", {"formats": ["md"]})
    assert old() == {"talk.bilingual.md": False}


def test_a_post_that_is_changed_on_disk_is_told_and_its_rows_move_as_in_a_run(client: Client) -> None:
    client.save(client.row("天气"), "A person's words.")
    post = client.ask("/api/posts/talk").content
    assert not post["outdated"]
    file = Path("posts/talk.md")
    file.write_text(file.read_text("utf-8").replace("主持人: 今天", "主持人: 欢迎大家。今天"), "utf-8")
    assert client.ask(f"/api/posts/talk?since={post['revision']}").content["outdated"]
    list(Project().run(["posts/talk.md"], {"format": "json"}))
    moved = client.ask(f"/api/posts/talk?since={post['revision']}").content
    assert (moved["whole"], moved["outdated"]) == (True, False)
    row = next(row for row in moved["rows"] if "天气" in row["text"]["hans"])
    assert (row["text"]["en"], row["number"]) == ("A person's words.", "2")


def test_the_first_rows_can_be_had_before_the_others(client: Client) -> None:
    assert [row["number"] for row in client.ask("/api/posts/talk?most=3").content["rows"]] == ["§1", "1", "2"]
    assert client.ask("/api/posts/talk?most=nonsense").content["rows"] == client.rows()


def test_rows_are_had_in_portions_that_go_together(client: Client) -> None:
    post, rows = client.ask("/api/posts/talk?most=3").content, client.rows()
    since = f"since={post['revision']}"
    assert (post["count"], post["rows"]) == (len(rows), rows[:3])
    assert client.ask(f"/api/posts/talk/rows?{since}&start=3&most=2").content == {"whole": False, "rows": rows[3:5]}
    assert client.ask(f"/api/posts/talk/rows?{since}&start=5&most=99").content["rows"] == rows[5:]
    assert "lacks one of: start, most" in client.ask(f"/api/posts/talk/rows?{since}&most=2").error
    list(Project().run(["posts/talk.md"], {"format": "json"}))
    assert client.ask(f"/api/posts/talk/rows?{since}&start=3&most=2").content == {"whole": True, "rows": []}


@pytest.mark.parametrize("way", ["undo", "machine", "history"])
def test_an_edit_taken_back_after_a_later_run_gives_the_machines_text_back(client: Client, way: str) -> None:
    row = client.row("护城河")
    client.save(row, "The park has a **Moat**, somebody says.")
    list(Project().run(["posts/talk.md"], {"format": "json,md"}))
    assert client.row("护城河")["origin"] == "human"
    history = client.ask(f"/api/posts/talk/rows/{row['id']}/history").content
    assert history["draft"] == row["text"]["en"], "the records do not have it any more, the memory does"
    ways = {"undo": "undo", "machine": f"rows/{row['id']}/machine", "history": f"changes/{history['steps'][0]['number']}/undo"}
    client.ask(f"/api/posts/talk/{ways[way]}", {})
    assert client.row("护城河") == row
    client.ask("/api/posts/talk/redo", {})
    assert client.row("护城河")["text"]["en"] == "The park has a **Moat**, somebody says."


def test_where_the_machines_text_is_not_known_a_row_says_so_and_is_not_confirmed(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "What fine weather.")
    list(Project().run(["posts/talk.md"], {"format": "json,md"}))
    with sqlite3.connect(".bilingual/memory.sqlite") as connection:
        connection.execute("DELETE FROM translation")
    client.ask("/api/posts/talk/undo", {})
    back = client.row("天气")
    assert (back["text"]["en"], back["origin"], back["takenBack"]) == ("What fine weather.", "edited", True)
    client.ask("/api/posts/talk/confirm", {})
    assert client.row("天气")["takenBack"], "nobody stands for it"


def test_a_document_written_after_going_back_to_the_machine_has_the_machines_text(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "What fine weather.")
    list(Project().run(["posts/talk.md"], {"format": "json,md"}))
    client.ask(f"/api/posts/talk/rows/{row['id']}/machine", {})
    client.ask("/api/posts/talk/documents", {"formats": ["md"]})
    written = Path("outputs/talk/talk.bilingual.md").read_text("utf-8")
    assert "What fine weather." not in written
    assert row["text"]["en"] in written


@pytest.mark.parametrize("way", ["machine", "history"])
def test_undo_reverses_the_last_act_also_where_that_took_something_back(client: Client, way: str) -> None:
    row = client.row("天气")
    client.save(row, "First.")
    client.save(client.row("天气"), "Second.")
    confirmed = client.ask("/api/posts/talk/confirm", {}).content["rows"]
    (_, second) = client.ask(f"/api/posts/talk/rows/{row['id']}/history").content["steps"]
    turn = {"machine": f"rows/{row['id']}/machine", "history": f"changes/{second['number']}/undo"}[way]

    def asked(path: str) -> tuple[str, list[str], bool]:
        touched = client.ask(f"/api/posts/talk/{path}", {}).content["touched"]
        after = {row["id"]: row["origin"] for row in client.rows()}
        return client.row("天气")["text"]["en"], touched, all(after[one["id"]] == "human" for one in confirmed)

    less = {"machine": row["text"]["en"], "history": "First."}[way]
    assert asked(turn) == (less, [row["id"]], True)
    assert asked("undo") == ("Second.", [row["id"]], True), "it is done again, and no older step is taken back"
    assert asked("undo") == ("Second.", [one["id"] for one in confirmed], False), "then the step before"
    assert asked("redo") == ("Second.", [one["id"] for one in confirmed], True)
    assert asked("redo") == (less, [row["id"]], True)
    client.save(client.row("我们去"), "An edit since.")
    client.ask("/api/posts/talk/undo", {})
    assert asked("undo") == ("Second.", [row["id"]], True)


def test_rows_of_a_step_are_named_also_where_none_reads_otherwise(client: Client) -> None:
    row = client.row("天气")
    client.save(row, "First.")
    client.save(client.row("天气"), "Second.")
    (first, _) = client.ask(f"/api/posts/talk/rows/{row['id']}/history").content["steps"]
    told = client.ask(f"/api/posts/talk/changes/{first['number']}/undo", {}).content
    assert told["touched"] == [row["id"]]


def test_words_replaced_in_a_doubtful_draft_that_nobody_read_leave_it_doubtful(folder: Path) -> None:
    Path("posts/odd.md").write_text(f"{NO_MODEL_IS_SURE}\n", "utf-8")
    list(Project().run(["posts/odd.md"], {"format": "json"}))
    with served(folder, "posts/odd.md") as client:

        def state() -> tuple[str, bool]:
            (row,) = client.rows("odd")
            return row["origin"], "doubtful" in {finding["name"] for finding in row["findings"]}

        (row,) = client.rows("odd")
        wanted = search(row["text"]["en"], "Zebras are fine.", wholeWords=False)
        seen = client.ask("/api/posts/odd/replacements", wanted).content["revision"]
        client.ask("/api/posts/odd/replace", {**wanted, "revision": seen})
        assert client.rows("odd")[0]["text"]["en"] == "Zebras are fine."
        assert state() == ("edited", True)
        assert client.ask("/api/posts/odd/tally").content["doubtful"] == 1
        list(Project().run(["posts/odd.md"], {"format": "json"}))
        assert state() == ("edited", True), "a later run reads nothing either"
        client.ask("/api/posts/odd/confirm", {})
        assert state() == ("edited", True)
        (row,) = client.rows("odd")
        client.ask(f"/api/posts/odd/rows/{row['id']}", given(row, "Zebras are fine."))
        assert state() == ("human", False)


def test_what_is_the_same_in_all_columns_is_neither_done_nor_to_do(client: Client) -> None:
    Path("posts/same.md").write_text("---\ntitle: 早晨\nguest: OpenAI\n---\n\nHello world.\n\n再见。\n", "utf-8")
    list(Project().run(["posts/same.md"], {"format": "json"}))
    with served(Path(), "posts/same.md") as other:
        rows = other.rows("same")
        copies = [row for row in rows if row["origin"] == "copy"]
        tally = other.ask("/api/posts/same/tally").content
        assert (len(copies) > 0, tally["rows"], tally["done"]) == (True, len(rows) - len(copies), 0)


def test_the_title_stands_first_whatever_the_order_of_the_front_matter(client: Client) -> None:
    Path("posts/front.md").write_text("---\nsummary: 关于早晨。\ntitle: 早晨\n---\n\n再见。\n", "utf-8")
    list(Project().run(["posts/front.md"], {"format": "json"}))
    with served(Path(), "posts/front.md") as other:
        rows = other.rows("front")
        assert [row["text"]["hans"] for row in rows] == ["早晨", "关于早晨。", "再见。"]
        assert [row["line"] for row in rows] == [3, 2, 6]


def test_a_finding_says_the_same_before_a_row_is_edited_and_after(client: Client) -> None:
    client.save(client.row("三百"), "There are are 200 trees.")
    client.save(client.row("护城河"), "The park has a ditch.")
    before = {row["id"]: row["findings"] for row in client.rows()}
    assert any("护城河" in finding["fact"] for findings in before.values() for finding in findings)
    list(Project().run(["posts/talk.md"], {"format": "json"}))
    assert {row["id"]: row["findings"] for row in client.rows()} == before


def test_flagged_means_the_same_rows_in_a_run_in_the_check_and_on_the_page(client: Client) -> None:
    row = client.row("三百")
    client.save(row, "There are are 200 trees.")  # three findings in one row
    (report,) = Project().run(["posts/talk.md"], {"format": "json"})
    (checked,) = Project().check(["posts/talk.md"])
    assert isinstance(checked, CheckReport)
    flagged = {row["id"] for row in client.rows() if row["findings"]}
    assert row["id"] in flagged
    assert report.flagged == checked.flagged == client.ask("/api/posts/talk/tally").content["flagged"] == len(flagged)
    assert {finding.unit for finding in checked.diagnostics} == flagged
    assert sum(report.flags.values()) > report.flagged


def test_the_title_of_a_link_is_told_apart_from_the_sentence_and_lost_with_it(folder: Path) -> None:
    Path("posts/link.md").write_text('看[地图](https://example.com/map "城里的地图")。\n', "utf-8")
    list(Project().run(["posts/link.md"], {"format": "json"}))
    with served(folder, "posts") as client:
        (row,) = client.rows("link")
        _, link, _ = row["pieces"]["hans"]
        assert link["inner"][1] == {"is": "title", "inner": ["城里的地图"], "markup": '"…"'}
        tried = client.ask(f"/api/posts/link/rows/{row['id']}/try", {"column": "en", "text": "Look at the map."}).content
        facts = [finding["fact"] for finding in tried["findings"]]
        assert facts == ["The link to “https://example.com/map” is missing."]


@pytest.mark.parametrize("names", ["posts/talk.md", "outputs"])
def test_the_check_sees_what_people_wrote_as_the_page_does(client: Client, names: str) -> None:
    client.save(client.row("三百"), "There are are 200 trees.")
    client.save(client.row("护城河"), "The park has a ditch.")
    draft = {"column": "en", "text": "(Fine.", "seen": client.row("天气")["text"]["en"], "draft": True}
    client.ask(f"/api/posts/talk/rows/{client.row('天气')['id']}", draft)
    (checked,) = Project().check([names])
    assert isinstance(checked, CheckReport)
    found = sorted((finding.unit, finding.name, finding.fact) for finding in checked.diagnostics)
    assert {"numbers", "locks", "brackets"} <= {name for _, name, _ in found}
    assert found == sorted((row["id"], one["name"], one["fact"]) for row in client.rows() for one in row["findings"])
    assert checked.units[client.row("护城河")["id"]].origin == "human"
    client.ask("/api/posts/talk/undo", {})
    (after,) = Project().check([names])
    assert isinstance(after, CheckReport)
    assert "brackets" not in {finding.name for finding in after.diagnostics}
