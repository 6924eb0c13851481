"""Chinese posts in; side-by-side Simplified / Traditional / English documents out, offline, with every term locked.

>>> import bilingual
>>> document = bilingual.read_document("### 你好\\n\\n主持人: 大家好。\\n".encode())
>>> document.source
'### 你好\\n\\n主持人: 大家好。\\n'
>>> len(document.blocks)
2

From a post to a Word document:

    (translation,) = bilingual.translate([bilingual.read_document("post.md")])
    bilingual.write(translation, "docx", "post.docx")

A `Project` is a folder of posts with its settings, glossaries, finished documents and memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilingual.api import (
        check,
        compare,
        export,
        open_engine,
        open_memory,
        parse,
        read_document,
        read_edited,
        read_translation,
        render,
        translate,
        write,
    )
    from bilingual.errors import BilingualError
    from bilingual.glossary.termbase import Glossary
    from bilingual.model import (
        Diagnostic,
        Document,
        Edited,
        EditedRow,
        ExportOptions,
        Lock,
        Signature,
        Speaker,
        Term,
        TermSpan,
        Translation,
        Unit,
        join,
        plain,
    )
    from bilingual.project import Project
    from bilingual.revision.compare import Comparison, Difference

__all__ = [
    "BilingualError",
    "Comparison",
    "Diagnostic",
    "Difference",
    "Document",
    "Edited",
    "EditedRow",
    "ExportOptions",
    "Glossary",
    "Lock",
    "Project",
    "Signature",
    "Speaker",
    "Term",
    "TermSpan",
    "Translation",
    "Unit",
    "check",
    "compare",
    "export",
    "join",
    "open_engine",
    "open_memory",
    "parse",
    "plain",
    "read_document",
    "read_edited",
    "read_translation",
    "render",
    "translate",
    "write",
]
_HOMES = {
    "BilingualError": "bilingual.errors",
    "Comparison": "bilingual.revision.compare",
    "Difference": "bilingual.revision.compare",
    "Glossary": "bilingual.glossary.termbase",
    "Project": "bilingual.project",
    "join": "bilingual.model",
    "plain": "bilingual.model",
}
"""Where the names are that are neither functions of `bilingual.api` nor types of `bilingual.model`."""


def __getattr__(name: str) -> Any:
    """The public names, loaded when first used, so that `import bilingual` and `translate --help` load none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
    from importlib import import_module

    home = _HOMES.get(name, "bilingual.model" if name[0].isupper() else "bilingual.api")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
