"""The posts of the other languages: a line that leads to them, and an address for each, so that one site can hold all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
_LINK = r"(?:\[(?:简体|繁體|English)\]\([^()\s]+\.(?:zh-Hans|zh-Hant|en)\.md\)|简体|繁體|English)"
LINE = re.compile(rf"(?:[ \t]*(?:\r\n?|\n))?(?=[^\r\n]*\]\()({_LINK}(?: · {_LINK}){{1,2}})[ \t]*(?=\r|\n|$)")
"""The line of languages, where a post may have it: before anything else of its text."""
ADDRESSES = {"permalink": "/", "url": "/", "aliases": "/", "redirect_from": "/", "slug": "-"}
"""The keys of a post's own addresses (Jekyll, Hugo, 11ty), and what parts the language from them."""


def with_siblings(post: str, language: str, files: Mapping[str, str]) -> str:
    r"""A post with a line that leads to the `files` of the languages, and with addresses that no other language has.

    A link to a `.md` file works in a repository, in editors and in the site generators that know such links; 11ty does
    with its own InputPathToUrlTransformPlugin.

    >>> with_siblings("---\npermalink: /a/\n---\nHello.\n", "en", {"zh-Hans": "a.zh-Hans.md", "en": "a.en.md"})
    '---\npermalink: /en/a/\n---\n[简体](a.zh-Hans.md) · English\n\nHello.\n'
    """
    lines = split_lines(post, int(post.startswith("\ufeff")))
    front = read_front_matter(lines, ())
    if front.regions and not front.span:
        return post  # front matter that never ends: a line behind it would make it another thing
    document = Document("", "", post, (), front.span)
    edits = [*_addresses(document, language)] if front.span else []
    edits.append((front.body, _line(document, front.body, language, files)))
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


def _line(document: Document, body: int, language: str, files: Mapping[str, str]) -> str:
    """The line between blank ones."""
    titles = (f"[{TITLES[other]}]({quote(file)})" if other != language else TITLES[other] for other, file in files.items())
    newline, rest = ending(document), document.source[body:]
    is_open = body > 0 and document.source[body - 1] not in "\r\n\ufeff"  # the front matter is all there is
    before = newline if (document.front_matter and rest[:1] in ("\r", "\n")) or is_open else ""
    after = "" if rest[:1] in ("\r", "\n") else newline
    return f"{before}{' · '.join(titles)}{newline}{after}"


def _addresses(document: Document, language: str) -> Iterator[tuple[int, str]]:
    """Where the language stands in each address of the post's own, and as what: after its first slash, if it begins with one."""
    for key, (start, end) in _values(document):
        value = document.source[start:end]
        if key in ADDRESSES and value and not re.match(r"[a-z]+:", value):
            yield start + value.startswith("/"), f"{language.lower()}{ADDRESSES[key]}"


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
