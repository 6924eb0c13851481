"""What several stages need of the exchange formats: reading XML and zip files safely, names of languages, TMX.

A leaf: it imports only `bilingual.model` and `bilingual.errors`, and knows nothing of glossaries, memories or documents.
"""
