"""English words that say nothing by themselves: no term is made of them alone."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an the and or but of to in on at by for with from as is are was were be been being am do does did have has had i you"
    " he she it we they them him her me us my your his its our their this that these those there here what which who how when"
    " where why not no yes so if then than very just can could will would should may might must about into out up down over again"
    " also all any some more most one two it's that's don't i'm you're he's they're we're going get got go say said like well"
    " right now".split()
)
"""Articles, pronouns, auxiliaries, prepositions, and the small words of talk."""
