"""Chinese posts in; side-by-side Simplified / Traditional / English documents out, offline, with every term locked.

>>> import bilingual
>>> document = bilingual.parse("### 你好\\n\\n主持人: 大家好。\\n")
>>> bilingual.render(document)
'### 你好\\n\\n主持人: 大家好。\\n'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilingual.api import Glossary, export, open_engine, parse, render, translate

__all__ = ["Glossary", "export", "open_engine", "parse", "render", "translate"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when first used, so that `translate --help` loads none of them."""
    if name not in __all__:
        raise AttributeError(f"module 'bilingual' has no attribute {name!r}")
    from bilingual import api

    return getattr(api, name)
