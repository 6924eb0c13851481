"""Posts: from bytes to text, from text to blocks, and back, in the source's own characters."""

from bilingual.documents.encoding import decode
from bilingual.documents.front_matter import DEFAULT_KEYS
from bilingual.documents.listed import listed
from bilingual.documents.reading import parse, render
from bilingual.documents.rereading import read_text
from bilingual.documents.siblings import with_siblings
from bilingual.documents.translated import translated

__all__ = ["DEFAULT_KEYS", "decode", "listed", "parse", "read_text", "render", "translated", "with_siblings"]
