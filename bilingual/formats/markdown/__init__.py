"""A post as Markdown."""

from bilingual.formats.markdown.write import export

__all__ = ["export"]
