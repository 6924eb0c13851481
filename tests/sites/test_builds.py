"""Real builds of sites: what a run writes beside the posts becomes pages, and their links lead to one another.

The generators are no part of a checkout. `.ci/run` installs them; by hand: `npm install` in the folder of each beside this
file, and Hugo from the system (`apt-get install hugo`).
"""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from tests.cli.conftest import Translate, project, translate

__all__ = ["project", "translate"]
HERE = Path(__file__).parent
BASE = "https://example.org/blog/"
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Generator:
    """A site of a generator, with posts as people have them there: the front matter by file."""

    name: str
    posts: Mapping[str, str]
    build: tuple[str, ...]
    output: str
    aliases: Mapping[str, str] = field(default_factory=dict)
    """By an old address the one that it leads to."""
    addresses: tuple[str, ...] = ()
    """The author's pages, where a build takes too long to be made before the translations too."""
    author: str = "zh-Hans"
    more: str = ""
    """What else stands in each post."""
    from_author: tuple[str, ...] = ("en",)
    """The languages that templates lead to from the author's page, as docs/site.md says."""
    others: tuple[str, ...] = ("zh-Hant", "en")
    titles: Mapping[str, str] = field(default_factory=lambda: {"简体": "zh-Hans", "繁體": "zh-Hant", "English": "en"})
    """What a link says, and the language of the page that it leads to."""


GENERATORS = {
    generator.name: generator
    for generator in (
        Generator(
            "11ty",
            {
                "in/posts/tea.md": "title: 茶\nlayout: post.liquid\n",
                "in/posts/2025-10-01-茶 园.md": "title: 茶园\nlayout: post.liquid\npermalink: /garden/\n",
                "in/deep/tea.md": 'title: 深茶\nlayout: post.liquid\npermalink: "/{{ page.fileSlug }}.html"\n',
                "in/bundle/index.md": "title: 一篇\nlayout: post.liquid\n",
                "in/index.md": "title: 首页\nlayout: post.liquid\n",
            },
            ("eleventy", "--quiet"),
            "_site",
        ),
        Generator(
            "hexo",
            {
                "source/_posts/tea.md": "title: 茶\ndate: 2025-10-01\n",
                "source/_posts/茶 园.md": "title: 茶园\ndate: 2025-10-01\npermalink: garden/\n",
                "source/_posts/deep/tea.md": "title: 深茶\ndate: 2025-10-02\n",
                "source/about/index.md": "title: 关于\n",
            },
            ("hexo", "generate", "--silent"),
            "public",
            author="zh-CN",
            others=("zh-TW", "en"),
            titles={"简体": "zh-CN", "繁體": "zh-TW", "English": "en"},
        ),
        Generator(
            "hugo",
            {
                "content/posts/tea.md": "title: 茶\nslug: cha\naliases: [/old/tea/, older]\n",
                "content/posts/茶 园.md": "title: 茶园\nurl: /garden/\n",
                "content/posts/deep/tea.md": "title: 深茶\nurl: deep/address/\n",
                "content/posts/bundle/index.md": "title: 一篇\n",
                "content/notes/bundle/index.md": "title: 另一篇\n",
                "content/about.md": "title: 关于\n",
            },
            ("hugo", "--quiet"),
            "public",
            author="zh-cn",
            from_author=("zh-tw", "en"),
            aliases={f"{language}old/tea": f"{language}posts/cha/" for language in ("", "en/", "zh-tw/")},
            others=("zh-tw", "en"),
            titles={"简体": "zh-cn", "繁體": "zh-tw", "English": "en", "zh-cn": "zh-cn", "zh-tw": "zh-tw", "en": "en"},
        ),
        Generator(
            "docusaurus",
            {
                "src/pages/index.md": "title: 首页\n",
                "docs/tea.md": "title: 茶\nslug: /cha\n",
                "docs/deep/tea.md": "title: 深茶\n",
                "blog/2025-10-01-tea.md": "title: 博客\nslug: tea\n",
            },
            ("docusaurus", "build", "--no-minify"),
            "build",
            addresses=("", "blog/tea", "docs/cha", "docs/deep/tea", "blog"),
            more="![图](./a.png)\n",  # the pages stand elsewhere
            from_author=("zh-Hant", "en"),
            titles={"简体中文": "zh-Hans", "繁體中文": "zh-Hant", "繁体中文": "zh-Hant", "English": "en"},
        ),
    )
}


def tool(generator: Generator) -> str:
    """The program that builds; where it is missing, the test is skipped and says what to do."""
    name = generator.build[0]
    if not (HERE / generator.name / "package.json").is_file():
        return shutil.which(name) or pytest.skip(f"{name} is not here: apt-get install {name}")
    program = HERE / generator.name / "node_modules/.bin" / name
    if shutil.which("node") is None or not program.exists():
        pytest.skip(f"{name} is not here: it needs Node.js, and `npm install` in tests/sites/{generator.name}")
    return str(program)


@pytest.fixture(params=GENERATORS)
def generator(request: pytest.FixtureRequest) -> Generator:
    return GENERATORS[request.param]


@pytest.fixture
def build(generator: Generator, project: Path) -> Callable[[], dict[str, html.HtmlElement]]:
    """Makes the site in the working folder, and builds it: the pages with a post, by address."""
    program = tool(generator)
    shutil.copytree(HERE / generator.name, project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    if (HERE / generator.name / "node_modules").exists():
        (project / "node_modules").symlink_to(HERE / generator.name / "node_modules")
    for number, (name, front) in enumerate(generator.posts.items()):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).with_name("a.png").write_bytes(PICTURE)
        text = f"我们去公园喝茶，编号是 `post-{number}`。\n\n{generator.more}"
        (project / name).write_text(f"---\n{front}---\n\n{text}", "utf-8")

    def built() -> dict[str, html.HtmlElement]:
        shutil.rmtree(project / generator.output, ignore_errors=True)
        done = subprocess.run([program, *generator.build[1:]], cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        files = sorted((project / generator.output).rglob("*.html"))
        pages = {
            address(file.relative_to(project / generator.output)): html.document_fromstring(file.read_text("utf-8"))
            for file in files
        }
        return {where: page for where, page in pages.items() if number_of(page)}

    return built


def address(file: Path) -> str:
    return without_index(BASE + file.as_posix())


def without_index(where: str) -> str:
    return unquote(urlsplit(where)._replace(fragment="").geturl()).removesuffix("index.html").rstrip("/")


def number_of(page: html.HtmlElement) -> str:
    """Which post a page has."""
    return next((code.text for code in page.iter("code") if (code.text or "").startswith("post-")), "")


def links(where: str, page: html.HtmlElement) -> dict[str, str]:
    """The addresses that a page leads to by the name of a language."""
    found = ((" ".join(a.text_content().split()), a.get("href", "")) for a in page.iter("a"))
    return {title: without_index(urljoin(where, target)) for title, target in found}


def test_each_post_has_a_page_in_each_language_and_they_lead_to_one_another(
    generator: Generator, build: Callable[[], dict[str, html.HtmlElement]], translate: Translate
) -> None:
    before = {} if generator.addresses else {where: number_of(page) for where, page in build().items()}
    posts = {path: path.read_bytes() for path in map(Path, generator.posts)}
    run = translate("run", ".", "--site", generator.name, "--format", "json", "--engine", "starter", "-q")
    assert (run.code, run.err) == (0, "")
    assert {path: path.read_bytes() for path in posts} == posts
    pages = build()
    of_author = {where: number_of(page) for where, page in pages.items() if page.get("lang") == generator.author}
    expected_addresses = {without_index(BASE + where) for where in generator.addresses} or before.keys()
    assert of_author.keys() == expected_addresses, "the author's pages have other addresses, or fewer"
    assert generator.addresses or of_author == before
    for old, new in generator.aliases.items():
        assert f'"{BASE}{new}"' in Path(generator.output, old, "index.html").read_text("utf-8")
    numbers = sorted(of_author.values())
    for language in generator.others:
        assert sorted(number_of(page) for page in pages.values() if page.get("lang") == language) == numbers
    for where, page in pages.items():
        targets = {title: target for title, target in links(where, page).items() if title in generator.titles}
        reached = {generator.titles[title]: pages[target] for title, target in targets.items()}
        assert all(found.get("lang") == name for name, found in reached.items())
        assert {number_of(found) for found in reached.values()} <= {number_of(page)}
        language = page.get("lang")
        expected = {generator.author, *generator.others} if language != generator.author else set(generator.from_author)
        assert reached.keys() - {language} == expected - {language}
        pictures = [picture.get("src", "") for picture in page.iter("img")]  # Docusaurus has small ones within the page
        assert all(picture.endswith(base64.b64encode(PICTURE).decode()) for picture in pictures)
        assert bool(pictures) == bool(generator.more)
