"""Models are tried before they are installed: files of the right names may hold no model."""

from __future__ import annotations

from bilingual.engines.base import Engine, Request, Search


def try_out(engine: Engine) -> None:
    """Loads a model and translates a sentence; `EngineError` where it cannot be done."""
    engine.translate([Request("你好。")], Search())
