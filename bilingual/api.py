"""What `import bilingual` offers beside the types. Everything else may change."""

from __future__ import annotations

import os
import warnings
from collections.abc import Collection, Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual import engines, memory, sources
from bilingual.engines.base import Engine
from bilingual.errors import ExportError
from bilingual.files import write_whole
from bilingual.formats import registry
from bilingual.glossary.termbase import Glossary
from bilingual.memory import Memory, SqliteMemory
from bilingual.model import Document, Edited, ExportOptions, GlossMode, Layout, Translation, Variant
from bilingual.pipeline import stages
from bilingual.pipeline.options import Options
from bilingual.sources import DEFAULT_KEYS

if TYPE_CHECKING:
    from bilingual.checks.post import CheckReport
    from bilingual.revision.compare import Comparison

File = str | os.PathLike[str] | bytes
"""A file by its path, or what it holds."""


def read_document(
    file: File,
    *,
    name: str = "",
    path: str = "",
    speakers: Collection[str] = frozenset(),
    front_matter: Collection[str] = DEFAULT_KEYS,
) -> Document:
    r"""A post, ready to be translated: a file by its path, or its bytes.

    `name` is what its finished files are called (of a path, its stem), `path` where it stands, for messages and to tell its
    kind. `speakers` are names that are known to be speakers, `front_matter` the keys whose values are translated. Raises
    `BilingualError` where it cannot be read.

    >>> document = read_document("### 你好\n\n主持人: 大家好。\n".encode(), speakers={"主持人"})
    >>> [block.kind for block in document.blocks], document.blocks[-1].label.name
    (['heading', 'turn'], '主持人')
    """
    data, where = _bytes(file, path)
    name = name or (Path(where).stem if where else "")
    return sources.read_document(data, name=name, path=where, speakers=frozenset(speakers), front_matter=front_matter)


def translate(
    documents: Iterable[Document],
    *,
    glossary: Glossary | None = None,
    engine: Engine | str | Path | None = None,
    memory: Memory | str | Path | None = None,
    variant: Variant = "tw",
    glosses: GlossMode = "inline",
) -> list[Translation]:
    """The documents in three languages, in order.

    `glossary` adds to what each post glosses itself. `engine` is an engine, its name, or the path of a model;
    the best installed one by default. `memory` is the file of a translation memory; none by default.
    Raises `BilingualError` with a remedy for whatever the caller can put right.
    """
    opened = open_memory(memory) if isinstance(memory, str | Path) else nullcontext(memory)
    chosen = open_engine(engine) if engine is None or isinstance(engine, str | Path) else engine
    with opened as store:
        return stages.translate(
            list(documents),
            glossary=glossary,
            engine=chosen,
            memory=store,
            options=Options(variant, glosses),
        )


def write(
    translation: Translation, format: str, file: str | os.PathLike[str] | None = None, *, layout: Layout = "side-by-side"
) -> bytes:
    """One finished file: `md`, `docx`, `json` or another format that `translate export` knows; written to `file` too.

    Raises `ExportError` for a format that there is not, and where the layout makes several files.
    """
    outputs = registry.write(translation, format, ExportOptions(layout, translation.signature.variant))
    if len(outputs) != 1:
        raise ExportError(
            f"“{format}” with layout “{layout}” is {len(outputs)} files, not one.", "Ask for another layout, or use the command."
        )
    if file is not None:
        try:
            write_whole([(Path(file), outputs[0].data)])
        except OSError as error:
            fact = f"The file cannot be written: {error.strerror or error}."
            raise ExportError(fact, "Choose another place, or make room.", path=str(file)) from error
    return outputs[0].data


def read_translation(file: File) -> Translation:
    """A finished post, from the records (`.json`) that a run or `write` made of it. Raises `ImportFailed`."""
    from bilingual.formats.json.read import restored

    data, path = _bytes(file, "")
    return restored(data, path)


def read_edited(file: File, *, path: str = "") -> Edited:
    """What an edited document says: `.docx`, `.xlf`, `.tmx`, `.csv`, `.xlsx` or `.md`. Raises `ImportFailed`.

    Of bytes, `path` tells the format by the end of a name.
    """
    data, where = _bytes(file, path)
    return registry.read_edited(data, where)


def compare(translation: Translation, edited: Edited) -> Comparison:
    """What a person changed in an edited document, and what of it may go into a translation memory: `Comparison.entries`.

    Raises `ImportFailed` where the document was made from another post.
    """
    from bilingual.revision.compare import compare_edited

    return compare_edited(translation, edited, edited.post)


def check(translation: Translation, *, off: Collection[str] = ()) -> CheckReport:
    """What a person should look at in a finished post: numbers, dates, leftovers, locked terms; `off` leaves checks out."""
    from bilingual.checks.post import check_records

    document = translation.document
    return check_records(translation, document.path or document.name, off)


def open_engine(name_or_path: str | Path | None = None) -> Engine:
    """A translation engine by its name (`starter`, `argos` …) or the path of a model; the best installed one by default.

    Raises `ModelMissing` where there is none such, `EngineError` where it is not usable.
    """
    return engines.open_engine(name_or_path)


def open_memory(path: str | Path) -> SqliteMemory:
    """The translation memory in a file, which need not exist yet; a context manager. Raises `StoreError`."""
    return memory.open_memory(Path(path))


def _bytes(file: File, path: str) -> tuple[bytes, str]:
    """What a file holds, and where it stands."""
    if isinstance(file, bytes):
        return file, path
    from bilingual.runners.records import read_file

    return read_file(Path(file)), path or os.fspath(file)


# the names of 0.1, for one release more


def parse(text: str, **options: Any) -> Document:
    """`read_document` of a text; this name goes with the next release."""
    warnings.warn("bilingual.parse is now bilingual.read_document", DeprecationWarning, stacklevel=2)
    return sources.parse(text, **options)


def render(document: Document) -> str:
    """The post's text, character for character: `document.source`; this name goes with the next release."""
    warnings.warn("bilingual.render(document) is now document.source", DeprecationWarning, stacklevel=2)
    return sources.render(document)


def export(result: Translation, kind: str, *, layout: Layout = "side-by-side") -> bytes:
    """`write`; this name goes with the next release."""
    warnings.warn("bilingual.export is now bilingual.write", DeprecationWarning, stacklevel=2)
    return write(result, kind, layout=layout)
