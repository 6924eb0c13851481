"""Markdown: side by side or sentence by sentence in one file, or the post once in each language."""
