"""The records of a run: written, read back, and checked against their schema."""
