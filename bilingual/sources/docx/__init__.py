"""Word documents as posts: read as the Markdown that says the same, and written back with nothing but words replaced."""
