"""Posts read and parsed for the use cases that look into them without translating anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bilingual.errors import BilingualError
from bilingual.glossary.termbase import Glossary
from bilingual.runners.local import read_post
from bilingual.sources import DEFAULT_KEYS

if TYPE_CHECKING:
    from bilingual.model import Document
    from bilingual.project.settings import Settings
    from bilingual.runners import Post


def read_documents(
    posts: Sequence[Post], glossary: Glossary, settings: Settings
) -> tuple[tuple[Document, ...], tuple[BilingualError, ...]]:
    """The posts that can be read, in order, and why the others cannot."""
    keys = frozenset(settings.get("front-matter", DEFAULT_KEYS))
    documents: list[Document] = []
    errors: list[BilingualError] = []
    for post in posts:
        try:
            documents.append(read_post(post, glossary, keys))
        except BilingualError as error:
            errors.append(error)
    return tuple(documents), tuple(errors)
