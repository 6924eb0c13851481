"""Groups of commands whose modules are loaded when one of them is asked for: `translate --help` and `translate run` need none."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup


def group(module: str, help: str, start: str) -> typer.Typer:
    """The commands of the `app` in a module, loaded when they are needed; `start`: what a beginner types first."""

    class Later(TyperGroup):
        def _load(self) -> None:
            if not self.commands:
                loaded = typer.main.get_group(import_module(module).app)
                self.commands.update(loaded.commands)

        def list_commands(self, ctx: Any) -> list[str]:
            self._load()
            return super().list_commands(ctx)

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            self._load()
            return super().get_command(ctx, cmd_name)

    return typer.Typer(cls=Later, no_args_is_help=True, rich_markup_mode=None, help=help, epilog=f"Start with:  {start}")
