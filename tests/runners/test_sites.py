"""Where the pages of a post go, and what stands there already."""

from __future__ import annotations

from pathlib import Path

import pytest

from bilingual.errors import ExportError
from bilingual.formats.markdown.sites import SITES, SitePost, site_named, with_base
from bilingual.formats.registry import read_edited
from bilingual.model import Translation
from bilingual.runners.sites import page_folder
from bilingual.sources import leads_to_siblings

FOLDERS = {
    ("hugo", "content/posts/tea.md"): "content/posts",
    ("docusaurus", "docs/deep/tea.md"): "i18n/en/docusaurus-plugin-content-docs/current/deep",
    ("docusaurus", "blog/tea.md"): "i18n/en/docusaurus-plugin-content-blog",
    ("docusaurus", "src/pages/tea.md"): "i18n/en/docusaurus-plugin-content-pages",
    ("docusaurus", "elsewhere/tea.md"): None,
}


@pytest.mark.parametrize(("site", "post"), FOLDERS)
def test_the_folder_of_a_page(tmp_path: Path, site: str, post: str) -> None:
    (tmp_path / "docusaurus.config.ts").touch()
    expected = FOLDERS[site, post]
    if expected is None:
        with pytest.raises(ExportError, match="not in docs or blog or src/pages"):
            page_folder(site_named(site), tmp_path / post, "en")
    else:
        assert page_folder(site_named(site), tmp_path / post, "en") == tmp_path / expected


@pytest.mark.parametrize("site", [site.name for site in SITES])
@pytest.mark.parametrize("name", ["content/_posts/tea.md", "content/茶 (1).md", "content/a'b.md", "content/{a}.md"])
def test_the_line_is_none_of_the_text(finished: dict[str, Translation], site: str, name: str) -> None:
    rules = site_named(site)
    page = SitePost(finished["city-radio"], rules, Path("/site") / name, Path("/site")).page("en")
    has_line = bool(rules.links) and not set(name) & set("'{")
    assert leads_to_siblings(page.decode()) == has_line
    (row,) = read_edited(page, "tea.en.md").rows
    assert row.en == page.decode()


MOVED = {
    "看![图](./a.png)。\n": "看![图](../docs/a.png)。\n",
    '![图](a.png "题")\n': '![图](../docs/a.png "题")\n',
    "[文件](a.pdf)，[文章](b.md#c)，[站](/x)，[网](https://example.org)\n": (
        "[文件](../docs/a.pdf)，[文章](b.md#c)，[站](/x)，[网](https://example.org)\n"
    ),
    '<img src="a.png">\n\n[d]: a.png\n': '<img src="../docs/a.png">\n\n[d]: ../docs/a.png\n',
    "`![](a.png)`\n\n```\n![](a.png)\n```\n": "`![](a.png)`\n\n```\n![](a.png)\n```\n",
}


@pytest.mark.parametrize("post", MOVED)
def test_files_beside_the_post_are_found_from_another_folder(post: str) -> None:
    assert with_base(post, "../docs/") == MOVED[post]
    assert with_base(post, "") == post
