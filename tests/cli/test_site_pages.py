"""The pages of a site that a run writes beside the posts, and what people do with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Translate

POST = "---\ntitle: 茶\n---\n\n我们去公园喝茶。\n"
RUN = ("run", "tea.md", "--site", "hugo", "--format", "json", "--engine", "starter")


@pytest.fixture(autouse=True)
def post(project: Path) -> None:
    (project / "bilingual.toml").write_text("", "utf-8")
    (project / "tea.md").write_text(POST, "utf-8")


def pages() -> list[str]:
    return sorted(file.name for file in Path().glob("*.md"))


def test_the_languages_that_are_asked_for(project: Path, translate: Translate) -> None:
    assert translate(*RUN, "--columns", "hans,en").code == 0
    assert pages() == ["tea.en.md", "tea.md"]
    (project / "bilingual.toml").write_text('[run]\nlanguages = ["zh", "zh-hant", "en-us"]\n', "utf-8")
    assert translate(*RUN).code == 0
    assert pages() == ["tea.en-us.md", "tea.en.md", "tea.md", "tea.zh-hant.md"]
    assert "lang: en-us" in Path("tea.en-us.md").read_text("utf-8")
    assert translate("run", *pages(), *RUN[2:], "--json").posts.keys() == {"tea.md"}, "as a shell names *.md"


def test_the_page_of_a_traditional_post_is_simplified(project: Path, translate: Translate) -> None:
    (project / "tea.md").write_text("---\ntitle: 茶\n---\n\n我們去公園喝茶，談論這個時代的語言。\n", "utf-8")
    assert translate(*RUN).code == 0
    assert pages() == ["tea.en.md", "tea.md", "tea.zh-cn.md"]
    assert "我们" in Path("tea.zh-cn.md").read_text("utf-8")


def test_a_traditional_post_in_the_place_of_a_simplified_one(project: Path, translate: Translate) -> None:
    """Hugo goes by the name of the file: a page for the language that it takes the post for would stand for the same page."""
    languages = "[languages.zh-cn]\n[languages.zh-tw]\n[languages.en]\n"
    (project / "hugo.toml").write_text(f'defaultContentLanguage = "zh-cn"\n{languages}', "utf-8")
    (project / "tea.md").write_text("---\ntitle: 茶\n---\n\n我們去公園喝茶，談論這個時代的語言。\n", "utf-8")
    result = translate(*RUN)
    assert (result.code, pages()) == (0, ["tea.en.md", "tea.md"])
    assert "The site takes tea.md for “zh-cn”" in result.err
    assert '[繁體]({{< relref path="tea.md" lang="zh-cn" >}})' in Path("tea.en.md").read_text("utf-8")


def test_the_pages_are_named(translate: Translate) -> None:
    assert "outputs/tea/, tea.zh-tw.md, tea.en.md" in translate(*RUN).out


def test_an_edited_page_stays_and_is_taken_in(project: Path, translate: Translate) -> None:
    assert translate(*RUN).code == 0
    page = Path("tea.en.md")
    page.write_text(page.read_text("utf-8").replace("park", "garden"), "utf-8")
    result = translate(*RUN)
    assert (result.code, "translate import tea.en.md" in result.err, "garden" in page.read_text("utf-8")) == (1, True, True)
    assert translate("import", "tea.en.md").code == 0
    Path("tea.md").write_text(POST + "\n明天下雨。\n", "utf-8")
    assert translate(*RUN).code == 0
    assert "garden" in page.read_text("utf-8")


def test_a_page_by_hand_stays(project: Path, translate: Translate) -> None:
    by_hand = "---\ntitle: Tea\n---\n\nIn my own words.\n"
    Path("tea.en.md").write_text(by_hand, "utf-8")
    result = translate(*RUN)
    assert (result.code, "tea.en.md was not written by this program: it stays." in result.err) == (0, True)
    assert Path("tea.en.md").read_text("utf-8") == by_hand
    assert pages() == ["tea.en.md", "tea.md", "tea.zh-tw.md"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [('site = "ghost"', "no rules for a site generator “ghost”"), ('site = "hugo"\nlanguages = ["en"]', "has 1 names")],
)
def test_what_there_is_not(project: Path, translate: Translate, settings: str, told: str) -> None:
    (project / "bilingual.toml").write_text(f"[run]\n{settings}\n", "utf-8")
    result = translate("run", "tea.md", "--engine", "starter")
    assert (result.code, told in result.err, "bilingual.toml" in result.err) == (2, True, True)


def test_standard_input_has_no_place_on_a_site(translate: Translate) -> None:
    result = translate("run", "-", *RUN[2:], stdin=POST.encode())
    assert (result.code, "has no place on a site" in result.err) == (1, True)
