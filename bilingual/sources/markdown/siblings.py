"""The posts of the other languages: a line that leads to them, and an address for each, so that one site can hold all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Template
from typing import TYPE_CHECKING
from urllib.parse import quote

from bilingual.model import Document, Span
from bilingual.sources.markdown.front_matter.language import ending, inner, is_toml
from bilingual.sources.markdown.front_matter.toml import toml_strings
from bilingual.sources.markdown.front_matter.values import read_front_matter
from bilingual.sources.markdown.front_matter.yaml import STRING, UNPRINTABLE, composed, scalars
from bilingual.sources.markdown.lines import split_lines

if TYPE_CHECKING:
    from yaml.nodes import ScalarNode

TITLES = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}
"""What a language calls itself."""
_TITLE = rf"(?:{'|'.join(TITLES.values())})"
_TARGET = (
    r"[^()\s]+\.(?:(?:zh-Hans|zh-Hant|en)\.md|html)|\{\{< relref [^\r\n]*? >\}\}|\{\{ [^\r\n]*? \| inputPathToUrl \| url \}\}"
)
"""A file in one language, a page beside this one, and what Hugo and 11ty make the address of a file."""
_LINK = rf"(?:\[{_TITLE}\]\((?:{_TARGET})\)|\{{% post_link '[^\r\n']+' {_TITLE} %\}}|{_TITLE})"
LINE = re.compile(rf"(?:[ \t]*(?:\r\n?|\n))?(?=[^\r\n]*(?:\]\(|% post_link))({_LINK}(?: · {_LINK}){{1,2}})[ \t]*(?=\r|\n|$)")
"""The line of languages, where a post may have it: before anything else of its text."""
ADDRESSES = dict.fromkeys(("permalink", "url", "aliases", "redirect_from"), "$language/") | {"slug": "$language-"}
"""The keys of a post's own addresses (Jekyll, Hugo, 11ty), and what stands before each, behind its first slash if it has one;
`/$language/` stands only before those that begin with one."""


def with_siblings(post: str, language: str, files: Mapping[str, str]) -> str:
    r"""A post with a line that leads to the `files` of the languages, and with addresses that no other language has.

    A link to a `.md` file works in a repository, in editors and in the site generators that know such links; 11ty does
    with its own InputPathToUrlTransformPlugin.

    >>> with_siblings("---\npermalink: /a/\n---\nHello.\n", "en", {"zh-Hans": "a.zh-Hans.md", "en": "a.en.md"})
    '---\npermalink: /en/a/\n---\n[简体](a.zh-Hans.md) · English\n\nHello.\n'
    """
    links = (f"[{TITLES[other]}]({quote(file)})" if other != language else TITLES[other] for other, file in files.items())
    return with_line(post, language, " · ".join(links), ADDRESSES)


def with_line(post: str, language: str, line: str, addresses: Mapping[str, str]) -> str:
    r"""A post with a line before its text, if there is one, and with the language in its addresses, by rules as `ADDRESSES` are.

    >>> with_line("---\nurl: /a/\naliases: [b, /c]\n---\nHello.\n", "en", "", {"url": "/$language/", "aliases": "/$language/"})
    '---\nurl: /en/a/\naliases: [b, /en/c]\n---\nHello.\n'
    """
    lines = split_lines(post, int(post.startswith("\ufeff")))
    front = read_front_matter(lines, ())
    if front.regions and not front.span:
        return post  # front matter that never ends: a line behind it would make it another thing
    document = Document("", "", post, (), front.span)
    edits = [*_addresses(document, language, addresses)] if front.span else []
    edits += [(front.body, _between_blank_lines(document, front.body, line))] if line else []
    for place, text in sorted(edits, reverse=True):
        post = post[:place] + text + post[place:]
    return post


def leads_to_siblings(post: str) -> bool:
    r"""Whether a post begins with a line that leads to the same post in other languages.

    >>> leads_to_siblings("---\ntitle: Tea\n---\n[简体](tea.zh-Hans.md) · English\n"), leads_to_siblings("English\n")
    (True, False)
    """
    lines = split_lines(post, int(post.startswith("\ufeff")))
    return LINE.match(post, read_front_matter(lines, ()).body) is not None


def text_start(post: str, body: int) -> int:
    """Where the text of a post begins whose front matter ends at `body`: the line of languages is none of it.

    >>> text_start("[简体](a.zh-Hans.md) · English\\nHello.", 0), text_start("[简体](a.md)\\nHello.", 0)
    (28, 0)
    """
    found = LINE.match(post, body)
    return found.end() if found else body


def _between_blank_lines(document: Document, body: int, line: str) -> str:
    newline, rest = ending(document), document.source[body:]
    is_open = body > 0 and document.source[body - 1] not in "\r\n\ufeff"  # the front matter is all there is
    before = newline if (document.front_matter and rest[:1] in ("\r", "\n")) or is_open else ""
    after = "" if rest[:1] in ("\r", "\n") else newline
    return f"{before}{line}{newline}{after}"


def _addresses(document: Document, language: str, rules: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Where the language stands in each address of the post's own, and as what."""
    for key, (start, end) in _values(document):
        value, rule = document.source[start:end], rules.get(key, "")
        is_address = rule and value and not re.match(r"[a-z]+:", value)
        if is_address and (value.startswith("/") or not rule.startswith("/")):
            yield start + value.startswith("/"), Template(rule.removeprefix("/")).substitute(language=language.lower())


def _values(document: Document) -> Iterator[tuple[str, Span]]:
    """The characters of each string of the front matter, without quotes, and its key."""
    start, end = inner(document)
    if is_toml(document):
        for key, found in toml_strings(document.source, start, end):
            if not found["long"]:
                yield key, found.span("literal" if found["basic"] is None else "basic")
        return
    for key, node in _yaml_scalars(document.source[start:end]):
        quoted = int(node.style in ("'", '"'))
        if node.tag == STRING and node.style not in ("|", ">"):
            yield key, (start + node.start_mark.index + quoted, start + node.end_mark.index - quoted)


def _yaml_scalars(text: str) -> Iterator[tuple[str, ScalarNode]]:
    import yaml

    try:
        root = composed(UNPRINTABLE.sub("x", text))
    except yaml.YAMLError:
        return
    if isinstance(root, yaml.MappingNode):
        yield from scalars(root)
