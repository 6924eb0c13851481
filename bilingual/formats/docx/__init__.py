"""A post as a Word document."""

from bilingual.formats.docx.write import export

__all__ = ["export"]
