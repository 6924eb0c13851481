"""What a site generator wants of one post in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bilingual.model.text import Column


@dataclass(frozen=True, slots=True)
class Site:
    """The rules of a site generator, as its documentation has them.

    Texts with `$` are filled in: `$language` as the generator calls it; `$stem` and `$suffix` of the post's file. In links they
    tell of the language that is led to: `$title` what it calls itself, `$file` the name of its file, `$stem` that without its
    suffix, `$slug` its path below the folder of the rule, without its suffix; `$beside` its path from the post's folder, by the
    name of that (11ty looks for `./index.md` in the site's folder first).
    """

    name: str
    """What `--site` calls it."""
    documentation: tuple[str, ...]
    """Where the rules stand."""
    languages: Mapping[Column, str]
    """What it calls the languages, in names of files and in front matter; one that the site does not have is missing."""
    default: Column | None = None
    """The language of a post whose name says none, whatever it is in; none where the generator has no such rule, or it is not
    known."""
    file: str = "$stem.$language$suffix"
    """What the post in another language is called."""
    places: Mapping[str, str] = field(default_factory=dict)
    """By the folder of the site that posts are in, the folder that those in another language go to; beside the post where it
    is empty."""
    configuration: str = ""
    """The pattern of a file in the site's folder, for a generator with `places`."""
    links: Mapping[str, str] = field(default_factory=dict)
    """By a folder that the post is in, or for all others by no name, how a post leads to another language."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """By key of the front matter, what stands before an address so that no other language has it
    (`sources.markdown.siblings`); all else in front matter is as in the post."""
