"""What can be done with the glossary of a project: terms edited, gathered, suggested, checked, compared and exchanged.

Each thing is a function that takes and returns values; the files are opened together as a `GlossaryBook`.
"""
