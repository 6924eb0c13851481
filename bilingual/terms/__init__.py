"""The glossary and the lock: glosses and their classes, the glossary file, matching, masking and putting back."""
