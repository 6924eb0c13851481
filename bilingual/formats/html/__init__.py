"""A post as one self-contained page; an EPUB's chapters are made of the same parts."""
