"""A post as Markdown."""

from bilingual.exporters.markdown.file import export

__all__ = ["export"]
