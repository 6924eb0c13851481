"""The line that leads to the other languages, and an address for each."""

from __future__ import annotations

import pytest

from bilingual.sources import parse, render, with_siblings

FILES = {"zh-Hans": "a.zh-Hans.md", "zh-Hant": "a.zh-Hant.md", "en": "a.en.md"}
LINE = "[简体](a.zh-Hans.md) · [繁體](a.zh-Hant.md) · English"


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ("Hello.\n", f"{LINE}\n\nHello.\n"),
        ("\n# Hello\n", f"{LINE}\n\n# Hello\n"),
        ("\ufeffHello.", f"\ufeff{LINE}\n\nHello."),
        ("---\na: 1\n---\nHello.\n", f"---\na: 1\n---\n{LINE}\n\nHello.\n"),
        ("---\r\na: 1\r\n---\r\n\r\nHello.\r\n", f"---\r\na: 1\r\n---\r\n\r\n{LINE}\r\n\r\nHello.\r\n"),
        ("---\npermalink: /x/\n---\nHi.\n", f"---\npermalink: /en/x/\n---\n{LINE}\n\nHi.\n"),
        ("---\npermalink: 'x/y.html' # z\n---\nHi.\n", f"---\npermalink: 'en/x/y.html' # z\n---\n{LINE}\n\nHi.\n"),
        ('---\npermalink: "/{{ t }}/"\n---\nHi.\n', f'---\npermalink: "/en/{{{{ t }}}}/"\n---\n{LINE}\n\nHi.\n'),
        ("---\npermalink: false\n---\nHi.\n", f"---\npermalink: false\n---\n{LINE}\n\nHi.\n"),
        ("+++\npermalink = '/x/'\n+++\nHi.\n", f"+++\npermalink = '/en/x/'\n+++\n{LINE}\n\nHi.\n"),
        ("---\nslug: x\naliases: [/a/, 'b']\n---\nHi.\n", f"---\nslug: en-x\naliases: [/en/a/, 'en/b']\n---\n{LINE}\n\nHi.\n"),
        ('+++\naliases = [\n  "/a/",\n]\n+++\nHi.\n', f'+++\naliases = [\n  "/en/a/",\n]\n+++\n{LINE}\n\nHi.\n'),
        ("+++\n[a]\npermalink = '/x/'\n+++\nHi.\n", f"+++\n[a]\npermalink = '/x/'\n+++\n{LINE}\n\nHi.\n"),
    ],
)
def test_the_line_and_the_address(post: str, expected: str) -> None:
    assert with_siblings(post, "en", FILES) == expected


@pytest.mark.parametrize("post", ["Hello.\n", "---\na: 1\n---\n\n# Hello\n", "\ufeff- x\n- y"])
def test_the_line_is_no_part_of_the_post(post: str) -> None:
    own = with_siblings(post, "en", FILES)
    document = parse(own)
    assert [(block.kind, block.parts) for block in document.blocks] == [(b.kind, b.parts) for b in parse(post).blocks]
    assert render(document) == own


def test_other_links_are_part_of_the_post() -> None:
    assert len(parse("[简体](a.md) · English\n\nHello.\n").blocks) == 2
    assert len(parse("English\n\nHello.\n").blocks) == 2


def test_names_are_addresses() -> None:
    assert "(a%20%281%29.en.md)" in with_siblings("x", "zh-Hans", {"zh-Hans": "a (1).zh-Hans.md", "en": "a (1).en.md"})
