"""A post as a PDF: the page, printed."""
