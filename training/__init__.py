"""The recipe of the starter model: corpus -> pairs -> examples -> weights -> `.argosmodel`.

Nothing here is imported by `bilingual`. Each step is a command, `python -m training.STEP --help`; README.md has them in
order, and what they gave.
"""
