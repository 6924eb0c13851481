"""Functions of formats that are imported when they are first called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class Later:
    """Stands for a function until it is called.

    >>> Later("common.inline_markup:code_content")("`ls -l`")
    'ls -l'
    """

    path: str
    """`module:function`, the module below `bilingual.formats`."""

    def __call__(self, *arguments: Any) -> Any:
        """What the function returns."""
        return self.function()(*arguments)

    def function(self) -> Callable[..., Any]:
        """The function itself, its module imported."""
        module, _, name = self.path.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"bilingual.formats.{module}"), name)
        return found
