"""The lock: terms held out of the engine's reach, the ways of getting a sentence through it, and putting the terms back."""
