"""A post as one self-contained page; an EPUB's chapters are made of the same parts."""

from bilingual.formats.html.write import export

__all__ = ["export"]
