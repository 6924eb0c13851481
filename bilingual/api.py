"""What `import bilingual` offers. Everything else may change."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path

from bilingual.engines import open_engine
from bilingual.engines.base import Engine
from bilingual.errors import ExportError
from bilingual.formats.registry import write
from bilingual.glossary.termbase import Glossary
from bilingual.memory import Memory, open_memory
from bilingual.model import Document, ExportOptions, GlossMode, Layout, Translation, Variant
from bilingual.pipeline import stages
from bilingual.pipeline.plan import Options
from bilingual.sources import parse, render


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
    opened = open_memory(Path(memory)) if isinstance(memory, str | Path) else nullcontext(memory)
    chosen = open_engine(engine) if engine is None or isinstance(engine, str | Path) else engine
    with opened as store:
        return stages.translate(
            list(documents),
            glossary=glossary,
            engine=chosen,
            memory=store,
            options=Options(variant, glosses),
        )


def export(result: Translation, kind: str, *, layout: Layout = "side-by-side") -> bytes:
    """One finished file: `md`, `docx`, `json` or another format that `translate export` knows."""
    outputs = write(result, kind, ExportOptions(layout, result.signature.variant))
    if len(outputs) != 1:
        raise ExportError(
            f"“{kind}” with layout “{layout}” is {len(outputs)} files, not one.", "Ask for another layout, or use the command."
        )
    return outputs[0].data


__all__ = ["Glossary", "export", "open_engine", "parse", "render", "translate"]
