"""A post as one self-contained page; an EPUB's chapters are made of the same parts."""

from bilingual.exporters.html.page import export

__all__ = ["export"]
