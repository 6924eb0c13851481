"""The glossaries of a project under lint, and with posts how these use their terms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bilingual.checks.glossary import lint_glossary
from bilingual.errors import BilingualError, GlossaryError
from bilingual.glossary.entries import read_glossary
from bilingual.model import Diagnostic, Term, Variant
from bilingual.project.corrections import load_corrections
from bilingual.project.glossaries import glossaries_beside, glossary_files, load_layers
from bilingual.project.reading import read_documents
from bilingual.project.settings import Settings
from bilingual.runners import Post
from bilingual.variants import Converter, simplified_characters

VARIANTS: tuple[Variant, ...] = ("tw", "twp", "hk")
"""Those whose Traditional forms are usual ones."""


def lint_files(
    posts: tuple[Post, ...], named: Sequence[Path], settings: Settings
) -> tuple[tuple[Diagnostic, ...], tuple[BilingualError, ...]]:
    """What a person should look at in the glossaries that count (`named` alone where there are any), and in how posts use
    their terms; and why some posts cannot be read. Raises `GlossaryError` where there is no glossary.
    """
    layers = load_layers(posts, named, settings)
    beside = [] if named else [file for post in layers.posts for file in glossaries_beside(post.path)]
    rows, problems = _read([*dict.fromkeys(beside), *glossary_files(named, settings)])
    if not (rows or problems):
        raise GlossaryError("There is no glossary here.", "Build one: translate glossary build POSTS…, or name one with -g.")
    documents, errors = read_documents(layers.posts, layers.glossary, settings)
    corrections, wrong = load_corrections(settings)
    converters = [Converter(variant) for variant in VARIANTS]
    return lint_glossary(
        rows, (*problems, *wrong), documents, layers.glossary,
        forms=lambda word: frozenset(converter.string(word, "hant") for converter in converters),
        fold=simplified_characters(), corrections=corrections,
    ), errors  # fmt: skip


def _read(paths: Sequence[Path]) -> tuple[list[tuple[Term, ...]], list[GlossaryError]]:
    """The rows of each file that can be read, the nearest first, and what is wrong with the others."""
    rows: list[tuple[Term, ...]] = []
    problems: list[GlossaryError] = []
    for path in paths:
        try:
            found, bad = read_glossary(path)
        except GlossaryError as error:
            problems.append(error)
        else:
            rows.append(found)
            problems += bad
    return rows, problems
