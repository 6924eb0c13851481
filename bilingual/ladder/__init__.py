"""The ways of getting a sentence through an engine with its terms locked, from the best to the one that always works."""
