"""The site generators whose rules are known, a row each, and the post in other languages as each of them takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from string import Template
from urllib.parse import quote

from bilingual.formats.common.addresses import Addresses
from bilingual.formats.common.glosses import source_column
from bilingual.formats.common.languages import TAGS
from bilingual.formats.markdown.per_language import in_language
from bilingual.model import Code, Column, PairedCode, Site, Text, Translation, join
from bilingual.sources import TITLES, parse, source_named, with_line

SITES: tuple[Site, ...] = (
    Site(
        "11ty",
        ("https://www.11ty.dev/docs/permalinks/", "https://www.11ty.dev/docs/plugins/inputpath-to-url/"),
        languages=TAGS,
        links={"": '[$title]({{ "$beside" | inputPathToUrl | url }})'},
        addresses={"permalink": "$language/"},
    ),
    Site(
        "hugo",
        ("https://gohugo.io/content-management/multilingual/", "https://gohugo.io/content-management/urls/"),
        languages={"hans": "zh-cn", "hant": "zh-tw", "en": "en"},
        links={
            "content": '[$title]({{< relref path="/$slug$suffix" lang="$language" >}})',
            "": '[$title]({{< relref path="$file" lang="$language" >}})',
        },
        addresses={"url": "/$language/", "aliases": "/$language/"},
    ),
    Site(
        "hexo",
        ("https://hexo.io/docs/tag-plugins", "https://hexo.io/docs/internationalization", "https://hexo.io/docs/front-matter"),
        languages={"hans": "zh-CN", "hant": "zh-TW", "en": "en"},
        links={"_posts": "{% post_link '$slug' $title %}", "": "[$title]($stem.html)"},
        addresses=dict.fromkeys(("permalink", "alias", "aliases"), "$language/") | {"abbrlink": "$language-"},
    ),
    Site(
        "docusaurus",
        ("https://docusaurus.io/docs/i18n/introduction#translation-files-location", "https://docusaurus.io/docs/i18n/tutorial"),
        languages=TAGS,
        file="$stem$suffix",
        places={
            "docs": "i18n/$language/docusaurus-plugin-content-docs/current",
            "blog": "i18n/$language/docusaurus-plugin-content-blog",
            "src/pages": "i18n/$language/docusaurus-plugin-content-pages",
        },
        configuration="docusaurus.config.*",
    ),
)
"""Each rule was tried with a real build (`tests/sites/`)."""
UNSAFE = frozenset("\"'{}\r\n")
"""What no name of a file may hold for a link to be written to it."""


def site_names() -> tuple[str, ...]:
    """The generators.

    >>> site_names()[:2]
    ('11ty', 'hugo')
    """
    return tuple(site.name for site in SITES)


def site_named(name: str) -> Site:
    """The rules of a generator that there is."""
    return next(site for site in SITES if site.name == name)


@dataclass(frozen=True, slots=True)
class SitePost:
    """A finished post and the site that it is for."""

    result: Translation
    site: Site
    path: PurePath
    """The post's file, from the root of the file system."""
    root: PurePath
    """The project's folder, as well."""
    columns: tuple[Column, ...] = ()
    """The languages that are asked for; all where it is empty."""

    @property
    def author(self) -> Column:
        """The column that the post itself is."""
        return source_column(self.result)

    @property
    def languages(self) -> tuple[Column, ...]:
        """Those that the site gets besides the author's; none where a post of its kind is not written."""
        if source_named(self.result.document.format).translated is None:
            return ()
        there = (column for column in TAGS if column != "hant" or self.result.signature.variant != "none")
        wanted = {*self.site.languages}.intersection(self.columns or TAGS) - {self.author, self.place}
        return tuple(column for column in there if column in wanted)

    @property
    def place(self) -> Column:
        """The language that the generator takes the post to be in: the author's, unless it goes by the name of the file."""
        return self.site.default or self.author

    def file(self, column: Column) -> str:
        """What the post is called in a language; in the author's as it is."""
        if column == self.author:
            return self.path.name
        names = {"stem": self.path.stem, "suffix": self.path.suffix, "language": self.site.languages[column]}
        return Template(self.site.file).substitute(names)

    def page(self, column: Column, base: str = "") -> bytes:
        """The post in one language, with links to the others and with addresses that none of them has.

        `base` leads from the folder of the page to that of the post. Raises `StructureChanged` where it would not have the
        structure of the source.
        """
        source, language = source_named(self.result.document.format), self.site.languages[column]
        text = in_language(self.result, column, source, language)
        if source.has_siblings:
            text = with_line(with_base(str(text), base), language, self._line(column), self.site.addresses)
        return text.encode("utf-8") if isinstance(text, str) else text

    def _line(self, column: Column) -> str:
        """The links; none where a name would break out of them, or the generator shows links itself."""
        folders = self.path.parent.parts
        below = next((folder for folder in self.site.links if folder in folders), "")
        if below not in self.site.links or UNSAFE.intersection(folders[-1] + self.path.name):
            return ""
        link = Template(self.site.links[below])
        named = (other for other in TAGS if other == self.author or other in self.languages)
        return " · ".join(
            TITLES[TAGS[other]] if other == column else link.substitute(self._names(other, below, folders)) for other in named
        )

    def _names(self, column: Column, below: str, folders: Sequence[str]) -> dict[str, str]:
        """What the `$` of a link stand for."""
        file = self.file(column)
        stem = file.removesuffix(self.path.suffix)
        inner = folders[len(folders) - folders[::-1].index(below) :] if below else ()
        return {
            "title": TITLES[TAGS[column]],
            "language": self.site.languages[self.place if column == self.author else column],
            "file": file,
            "suffix": self.path.suffix,
            "beside": f"./{file}" if self.path.parent == self.root else f"../{folders[-1]}/{file}",
            "stem": quote(stem),
            "slug": "/".join((*inner, stem)),
        }


class _Files(Addresses):
    """Addresses of pictures and other files that lie beside a post; a post that is named has its page in the same language."""

    def address(self, written: str) -> str:
        return written if PurePath(written.partition("#")[0]).suffix in (".md", ".mdx") else Addresses.address(self, written)


def with_base(post: str, base: str) -> str:
    """A post whose pictures and other files are found from another folder: `base` leads from there to where it stood."""
    if not base:
        return post
    files, pieces, end = _Files(base=base), [], 0
    for block in parse(post).blocks:
        if block.kind not in ("front", "code"):
            pieces += [post[end : block.span[0]], _text_with_base(block.parts, files)]
            end = block.span[1]
    return "".join([*pieces, post[end:]])


def _text_with_base(text: Text, files: _Files) -> str:
    pieces = []
    for part in text:
        if isinstance(part, PairedCode):
            pieces += [files.in_block(part.open), _text_with_base(part.inner, files), files.in_block(part.close)]
        else:
            is_markup = isinstance(part, Code) and part.kind not in ("code", "math")
            pieces.append(files.in_block(join((part,))) if is_markup else join((part,)))
    return "".join(pieces)
