"""The front matter of a post: its values as spans, and how a translated value is written back."""
