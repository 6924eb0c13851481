"""The use cases, without a terminal: settings, posts, glossaries, what a run is asked for."""
