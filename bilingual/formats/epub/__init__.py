"""A post as a book for e-readers."""
