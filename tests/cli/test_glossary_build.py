"""What `translate glossary build` makes of names in front matter, of counts, and of what a person has decided."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.cli.conftest import Translate

POST = """\
---
people: [sam-altman, 雷军, 'tim-cook', 主持人]
companies_orgs:
- open-ai
- absent-corp
products_models: [sora-2]
---
主持人: 今天谈**OpenAI**（一家公司）和Sora 2，雷军也谈Sora 2。

闲哥: **奥特曼**（Sam Altman: 首席执行官）说了，Sam Altman又说了，奥特曼。

主持人: 好的，主持人也谢谢雷军。

闲哥: 再见。
"""


def rows(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source"]: row for row in csv.DictReader(file)}


def test_listed_names_are_evidence(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text(POST, "utf-8")
    result = translate("glossary", "build", "talk.md")
    found = rows(project / "glossaries" / "talk.csv")
    assert (found["OpenAI"]["kind"], found["OpenAI"]["status"]) == ("org", "accepted")
    altman = found["奥特曼"]
    assert (altman["kind"], altman["aliases"], altman["target"]) == ("person", "Sam Altman", "Sam Altman")
    assert "Sam Altman" not in found, "joined, not twice"
    assert (found["Sora 2"]["kind"], found["Sora 2"]["status"], found["Sora 2"]["target"]) == ("product", "candidate", "")
    assert (found["雷军"]["kind"], found["雷军"]["status"], found["雷军"]["target"]) == ("person", "candidate", "Lei Jun")
    assert found["主持人"]["kind"] == "speaker"
    assert not {"tim-cook", "Tim Cook", "absent-corp"} & set(found), "the text does not have them"
    assert "2 names from front matter" in result.out


def test_each_row_says_where_and_how_often(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text(POST, "utf-8")
    content = translate("glossary", "build", "talk.md", "--json").content
    found = rows(project / "glossaries" / "talk.csv")
    assert found["奥特曼"]["where"] == "talk.md:10 (3×)", "its alias counted, the gloss's head not"
    assert found["Sora 2"]["where"] == "talk.md:8 (2×)"
    assert {line["term"]: line["times"] for line in content["found"]}["奥特曼"] == 3


def test_what_a_person_decided_stays_and_a_conflict_shows_both_places(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text(POST, "utf-8")
    file = project / "mine.csv"
    file.write_text("source,target,status\n奥特曼,Ultraman,accepted\nSora 2,,rejected\n", "utf-8")
    before = file.read_bytes()
    result = translate("glossary", "build", "talk.md", "-o", "mine.csv")
    assert "conflict: 奥特曼: “Ultraman” at mine.csv:2 stays; talk.md:10 glosses it “Sam Altman”." in result.out
    assert file.read_bytes().startswith(before)
    (conflict,) = translate("glossary", "build", "talk.md", "-o", "mine.csv", "--json").content["conflicts"]
    assert (conflict["row"], conflict["where"]) == ("mine.csv:2", "talk.md:10")


def test_a_rejected_gloss_is_counted_as_rejected(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text(POST, "utf-8")
    (project / "mine.csv").write_text("source,target,status\nOpenAI,,rejected\n", "utf-8")
    counts = translate("glossary", "build", "talk.md", "-o", "mine.csv", "--json").content["glosses"]
    assert (counts["accepted"], counts["review"], counts["rejected"]) == (2, 3, 1), (
        "a name of the front matter and the speakers count, too"
    )


def test_what_stands_in_another_of_the_projects_glossaries_is_not_repeated(project: Path, translate: Translate) -> None:
    (project / "talk.md").write_text(POST, "utf-8")
    (project / "glossaries").mkdir()
    (project / "glossaries" / "zz.csv").write_text("source,target,status\nOpenAI,,rejected\n奥特曼,Altman,accepted\n", "utf-8")
    result = translate("glossary", "build", "talk.md")
    assert not {"OpenAI", "奥特曼"} & set(rows(project / "glossaries" / "talk.csv")), "a nearer file would undo the decision"
    assert "conflict: 奥特曼: “Altman” at glossaries/zz.csv:3 stays" in result.out
    assert "rejected" in next(line for line in result.out.splitlines() if line.startswith("OpenAI"))
    elsewhere = translate("glossary", "build", "talk.md", "-o", "apart.csv")
    assert "OpenAI" in rows(project / "apart.csv"), "a file that does not count beside them is complete"
    assert "conflict" not in elsewhere.out
