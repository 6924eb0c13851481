"""A post as a Word document."""

from bilingual.exporters.docx.document import export

__all__ = ["export"]
