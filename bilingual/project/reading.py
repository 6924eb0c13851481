"""Posts read and parsed for the commands that look into them without translating anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError, DocumentError
from bilingual.glossary.termbase import Glossary
from bilingual.sources import DEFAULT_KEYS, decode, parse

if TYPE_CHECKING:
    from bilingual.model import Document
    from bilingual.project.settings import Settings
    from bilingual.runners.local import Post


def documents_of(
    posts: Sequence[Post], glossary: Glossary, settings: Settings
) -> tuple[tuple[Document, ...], tuple[BilingualError, ...]]:
    """The posts that can be read, in order, and why the others cannot."""
    documents: list[Document] = []
    errors: list[BilingualError] = []
    for post in posts:
        try:
            documents.append(_document(post, glossary, settings))
        except BilingualError as error:
            errors.append(error)
    return tuple(documents), tuple(errors)


def _document(post: Post, glossary: Glossary, settings: Settings) -> Document:
    try:
        text, _ = decode(post.read(), post.path)
    except OSError as error:
        fact = f"The post cannot be read: {error.strerror or error}."
        raise DocumentError(fact, "Check the name and the rights of the file.", path=post.path) from error
    keys = frozenset(settings.get("front-matter", DEFAULT_KEYS))
    speakers = Glossary(post.terms).speakers() | glossary.speakers()
    document = parse(text, name=post.name, path=post.path, speakers=speakers, front_matter=keys)
    return replace(document, terms=post.terms)
