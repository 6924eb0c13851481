"""The termbase: its files as people keep them, their rows as terms, and where the terms stand in a text."""
