"""The lock: placeholders for what an engine must not write, the ways of getting them through it, and what they stand for."""
