"""What `translate check` finds: names, how bad each is, what it finds and what to do; only data.

The docs and `translate check --explain` have their words from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bilingual.model import Severity

Subject = Literal["unit", "file", "lock", "engine", "glossary", "post"]
"""What it is about: a unit of a translation; a file as a whole, or around its units; a locked term where it stands; how an
engine came by a unit; a row of a glossary, or how posts use it; a post that is read and translated."""
PAGE = "docs/checks.md"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of diagnostic."""

    name: str
    """How it is called in messages, in JSON, and where it is switched off."""
    subject: Subject
    finds: str
    """What it finds, as one sentence."""
    remedy: str
    """What to do about it, as one sentence."""
    severity: Severity = "problem"
    """How bad it is as a rule; a diagnostic may be milder where it knows more."""
    more: str = ""
    """What else there is to know, as sentences."""

    @property
    def explanation(self) -> str:
        """All that there is to say of it, as the docs say it."""
        return f"{self.finds} {self.remedy} {self.more}".rstrip()

    @property
    def is_problem(self) -> bool:
        """Whether it makes the exit code of a check 1."""
        return self.severity == "problem"

    @property
    def page(self) -> str:
        """Its paragraph in the docs."""
        return f"{PAGE}#{self.name}"


UNITS = (
    Rule(
        "numbers", "unit", "A number is missing in the English, or stands there alone.",
        "Compare the numbers of both columns; one that is written in words counts as well.",
        more="Written numbers count too: 三百 and “three hundred” are the same, so are 四千三百亿 and “430 billion”. A version, "
        "a date or an address with dots is one number.",
    ),
    Rule(
        "dates", "unit", "A day of the week or a month has become another.",
        "Write the day or the month that the Chinese has.",
        more="Days of the week and months only, since those are what engines swap.",
    ),
    Rule(
        "units", "unit", "The English does not name the unit of a quantity.",
        "Name the unit, or another one converted.",
        more="Kilometres, kilograms, yuan, per cent, hours and so on; a converted unit (miles for 公里) counts. Ages are "
        "left out: “Tom, 28,” is English.",
    ),
    Rule(
        "symbols", "unit",
        "A sign is missing in the English, or stands there alone: of a currency, an arrow, a picture.",
        "Write the sign, or say it in words.",
        more="“At least” stands for ≥, “euro” for €; of several alike, each counts.",
    ),
    Rule(
        "residue", "unit", "Hanzi or marks of the machinery are left over in the English.",
        "Translate what is left, or lock it as a term that stays as it is.",
        more="What a glossary term has in it is right, and so is what stands in code.",
    ),
    Rule(
        "untranslated", "unit", "A sentence is still Chinese in the English.",
        "Translate it.",
        more="As many Hanzi as other words, or more, outside of code and of what the glossary keeps.",
    ),
    Rule(
        "empty", "unit", "Nothing stands in a column for a sentence that says something.",
        "Write what is missing.",
        more="English that a person emptied, with its words in the row beside it, is none.",
    ),
    Rule(
        "loop", "unit", "The English repeats itself or runs on.",
        "Write the sentence anew.",
    ),
    Rule(
        "repeated", "unit", "Two different sentences in a row have the same English.",
        "Translate the second one.",
        more="Four words at least: “Yes, exactly.” may well be said twice.",
    ),
    Rule(
        "doubled-words", "unit", "A word stands twice in a row in the English.",
        "Remove one of the two.",
        more="Not where the Chinese says something twice, and not in names or in “moved in in May”.",
    ),
    Rule(
        "length", "unit", "The English is far too short or too long for its source.",
        "See what was left out or made up.",
        more="From twelve characters on: under a fifth of a word for each, or over two.",
    ),
    Rule(
        "brackets", "unit", "A bracket or quotation mark has no partner.",
        "Close it, or remove it.",
        more="Looked for in the whole paragraph, since a quotation may go on for sentences; not where the Chinese has none "
        "to match either.",
    ),
    Rule(
        "punctuation", "unit", "Chinese punctuation stands in the English.",
        "Write the English mark.",
    ),
    Rule(
        "spaces", "unit", "Two spaces in a row, or one before a comma.",
        "Remove the space.",
    ),
    Rule(
        "links", "unit", "A link leads elsewhere, or is missing in a column.",
        "Give it the address that the post has.",
    ),
    Rule(
        "codes", "unit", "Code, a tag, a shortcode or a footnote is missing in a column, or too many.",
        "Copy it from the Chinese, as often as it stands there.",
    ),
    Rule(
        "locks", "unit", "A glossary term does not have its English.",
        "Write the glossary's English, or change the glossary.",
    ),
    Rule(
        "speakers", "unit", "A speaker is called by two names, or two by one.",
        "Give each speaker a row in the glossary.",
        more="In a post in two languages 主持人 and Host may be the same person.",
    ),
    Rule(
        "columns", "unit", "The Simplified and the Traditional column do not say the same.",
        "Bring the two together; which one is right, the post knows.",
        more="Compared in Simplified characters; Taiwan has other words for some things, so only what differs a lot is "
        "told.",
    ),
    Rule(
        "script", "unit", "A column holds characters of the other script.",
        "Write the character of the column's script.",
        more="Of the columns that were converted or edited: what the author wrote stays.",
    ),
    Rule(
        "reading-speed", "unit", "A cue is not long enough on the screen for its English.",
        "Say it in fewer words, or give it more time.",
        severity="note",
        more="More than 20 characters a second (Netflix’ Timed Text Style Guide); times are never changed by a run.",
    ),
    Rule(
        "cue-lines", "unit", "The English of a cue does not go into two lines of 42 characters.",
        "Say it in fewer words, or part the cue.",
        severity="note",
        more="As Netflix’ Timed Text Style Guide has it; nothing is ever cut off.",
    ),
    Rule(
        "remarks", "unit", "Somebody wrote a comment about the sentence in a document that was imported.",
        "Do what it asks for.",
        severity="note",
        more="`translate undo` of that import takes it away; documents for editors show it as a comment.",
    ),
)  # fmt: skip
FILES = (
    Rule(
        "records", "file", "There are no records of the post, or it has changed since they were made.",
        "Run `translate run` on the post.",
        more="What is checked are the records of the last run (`outputs/<post>/<post>.json`) with what people wrote since.",
    ),
    Rule(
        "rows", "file", "An edited file lacks a row of its records, has one twice, or in another order.",
        "Put the row back where it stood; its sentence may be changed, the row may not.",
        more="Front matter has an order of its own in every format, and is left out of this.",
    ),
    Rule(
        "comments", "file", "A `check:off` comment names no check.",
        "Correct the name: `translate check --list` shows all.",
    ),
)  # fmt: skip
LOCKS = (
    Rule(
        "inside", "lock", "A locked term of two Hanzi is part of a longer word, or of two.",
        "Add the longer word as a term, or reject this one.",
        more="会议 in 会议室 is another word. Names of people are left out.",
    ),
    Rule(
        "doubled", "lock", "A name is said twice beside a locked term.",
        "Remove what is said twice.",
        more="“Sam Sam Altman”, where the engine wrote a part of the name again.",
    ),
    Rule(
        "article", "lock", "The article before a locked term does not fit it.",
        "Change the article.",
        more="“A APIs”, “the the Hague”.",
    ),
    Rule(
        "heading", "lock", "A locked term spoils a heading.",
        "Edit the heading, or give the term a capital.",
        more="It begins with a small letter, or ends like a sentence, because the term's English does.",
    ),
    Rule(
        "degraded", "lock", "The engine lost the words beside a locked term.",
        "Read the sentence, and write it anew.",
        more="The term stands where the Chinese has it; what the engine wrote around it may be lost.",
    ),
)  # fmt: skip
ENGINES = (
    Rule(
        "fallback", "engine",
        "A language model gave no usable English for a sentence; the ordinary engine wrote it.",
        "Read the sentence: it is a draft among better ones.",
    ),
    Rule(
        "names", "engine", "A name or a token of the Chinese does not stand in the English as it is written there.",
        "See whether it is there in another form; write it where it is not.",
        severity="note",
        more="A language model wrote “III” for Ⅲ, parted a name, or left one out, and again when it was asked for less at once. "
        "Never a term of the glossary, and never a number.",
    ),
    Rule(
        "doubtful", "engine", "The engine itself gives the sentence a low score.",
        "Read it before the others: it is more likely wrong.",
        severity="note",
        more="How much more likely was measured on sentences that people had translated: `docs/engines.md`. Only engines whose "
        "scores were measured so have it.",
    ),
)  # fmt: skip
