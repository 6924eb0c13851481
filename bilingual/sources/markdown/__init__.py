"""Markdown posts: their text, their blocks and spans, and the way back."""
