"""English words that are no names: those that say nothing by themselves, and those that have a small letter inside a sentence."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

FUNCTION_WORDS = frozenset(
    "a an the and or but of to in on at by for with from as is are was were be been being am do does did have has had i you"
    " he she it we they them him her me us my your his its our their this that these those there here what which who how when"
    " where why not no yes so if then than very just can could will would should may might must about into out up down over again"
    " also all any some more most one two it's that's don't i'm you're he's they're we're going get got go say said like well"
    " right now".split()
)
"""Articles, pronouns, auxiliaries, prepositions, and the small words of talk."""


@cache
def ordinary_words() -> frozenset[str]:
    """The words that hardly ever have a capital inside a sentence, small: counted in the starter's pairs (training/ordinary.py).

    >>> {"starting", "the"} <= ordinary_words(), "apple" in ordinary_words(), "google" in ordinary_words()
    (True, False, False)
    """
    return frozenset(files(__package__).joinpath("ordinary_words.txt").read_text("utf-8").split())
