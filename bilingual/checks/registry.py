"""Every kind of diagnostic there is: its name, how bad it is, what it finds, what to do, and its paragraph in the docs.

Only data, which imports no check: the command line reads the names for the shell and for messages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bilingual.model import Column, Diagnostic, Severity

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
    flag: str = ""
    """What it means as a flag of a unit in the records; empty for what is no flag."""

    @property
    def page(self) -> str:
        """Its paragraph in the docs."""
        return f"{PAGE}#{self.name}"


_UNITS = (
    Rule(
        "numbers", "unit", "A number is missing in the English, or stands there alone.",
        "Compare the numbers of both columns; one that is written in words counts as well.",
        flag="A number of the source is missing.",
    ),
    Rule("dates", "unit", "A day of the week or a month has become another.", "Write the day or the month that the Chinese has."),
    Rule("units", "unit", "The English does not name the unit of a quantity.", "Name the unit, or another one converted."),
    Rule(
        "residue", "unit", "Hanzi or marks of the machinery are left over in the English.",
        "Translate what is left, or lock it as a term that stays as it is.",
        flag="Chinese characters or marks of the machinery are left over.",
    ),
    Rule("untranslated", "unit", "A sentence is still Chinese in the English.", "Translate it."),
    Rule(
        "empty", "unit", "Nothing stands in a column for a sentence that says something.", "Write what is missing.",
        flag="Nothing was written for a sentence that says something.",
    ),
    Rule(
        "loop", "unit", "The English repeats itself or runs on.", "Write the sentence anew.",
        flag="The translation repeats itself or runs on.",
    ),
    Rule("repeated", "unit", "Two different sentences in a row have the same English.", "Translate the second one."),
    Rule(
        "length", "unit", "The English is far too short or too long for its source.",
        "See what was left out or made up.",
        flag="The translation is far shorter or longer than its source.",
    ),
    Rule("brackets", "unit", "A bracket or quotation mark has no partner.", "Close it, or remove it."),
    Rule("punctuation", "unit", "Chinese punctuation stands in the English.", "Write the English mark."),
    Rule("spaces", "unit", "Two spaces in a row, or one before a comma.", "Remove the space."),
    Rule("links", "unit", "A link leads elsewhere, or is missing in a column.", "Give it the address that the post has."),
    Rule(
        "codes", "unit", "Code, a tag, a shortcode or a footnote is missing in a column, or too many.",
        "Copy it from the Chinese, as often as it stands there.",
    ),
    Rule(
        "locks", "unit", "A glossary term does not have its English, or reads badly where it stands.",
        "Write the glossary's English, or change the glossary.",
    ),
    Rule("speakers", "unit", "A speaker is called by two names, or two by one.", "Give each speaker a row in the glossary."),
    Rule(
        "columns", "unit", "The Simplified and the Traditional column do not say the same.",
        "Bring the two together; which one is right, the post knows.",
    ),
    Rule("script", "unit", "A column holds characters of the other script.", "Write the character of the column's script."),
)  # fmt: skip
_FILES = (
    Rule(
        "records", "file", "There are no records of the post, or it has changed since they were made.",
        "Run `translate run` on the post.",
    ),
    Rule(
        "rows", "file", "An edited file lacks a row of its records, has one twice, or in another order.",
        "Put the row back where it stood; its sentence may be changed, the row may not.",
    ),
    Rule("comments", "file", "A `check:off` comment names no check.", "Correct the name: `translate check --list` shows all."),
)  # fmt: skip
_LOCKS = (
    Rule(
        "inside", "lock", "A locked term of two Hanzi is part of a longer word, or of two.",
        "Add the longer word as a term, or reject this one.",
        flag="A term of two Hanzi stands in a longer word or across two: 会议 in 会议室.",
    ),
    Rule(
        "doubled", "lock", "A name is said twice beside a locked term.", "Remove what is said twice.",
        flag="A name is said twice: “Sam Sam Altman”.",
    ),
    Rule(
        "article", "lock", "The article before a locked term does not fit it.", "Change the article.",
        flag="The article before a term does not fit it: “a APIs”, “the the Hague”.",
    ),
    Rule(
        "heading", "lock", "A locked term spoils a heading.", "Edit the heading, or give the term a capital.",
        flag="A heading begins with a small letter or ends like a sentence because a term's English does.",
    ),
    Rule(
        "degraded", "lock", "The engine lost the words beside a locked term.", "Read the sentence, and write it anew.",
        flag="The engine lost the words next to a term; it stands where the Chinese has it.",
    ),
    Rule(
        "lock", "lock", "A person's English lacks a locked term.", "Write the glossary's English, or change the glossary.",
        flag="A person's English does not have a term as the glossary has it.",
    ),
)  # fmt: skip
_ENGINES = (
    Rule(
        "fallback", "engine", "A language model gave no usable English for a sentence; the ordinary engine wrote it.",
        "Read the sentence: it is a draft among better ones.",
        flag="The language model gave no usable answer; the ordinary engine wrote it.",
    ),
)  # fmt: skip
_GLOSSARY = (
    Rule("row", "glossary", "A row of a glossary cannot be used.", "Correct the row: the others count meanwhile."),
    Rule(
        "conflict", "glossary", "Two rows for the same words have a different English, or one of them is too many.",
        "Keep one of the two.",
    ),
    Rule("alias", "glossary", "Two terms have the same alias.", "Remove it from one of them."),
    Rule("short", "glossary", "A term is a single character, which is not looked for.", "Write the whole word or phrase."),
    Rule(
        "target", "glossary", "The English of a term has odd spaces, other writing, or a bracket that is not closed.",
        "Write it as it is to stand in a sentence.",
    ),
    Rule(
        "traditional", "glossary", "A Traditional form is another than the usual one.", "Leave it if it is meant.",
        severity="note",
    ),
    Rule("candidates", "glossary", "Rows of a file wait for review.", "Accept or reject them.", severity="note"),
    Rule(
        "cut", "glossary", "A term of two Hanzi stands across the edge of two words.",
        "Add the longer phrase as a term of its own, or reject this one.",
    ),
    Rule(
        "gloss", "glossary", "A post glosses a term with another English than the glossary or another post has.",
        "Write it the same in both places.",
    ),
    Rule(
        "slip", "glossary", "A word of a post is perhaps meant for a term, as transcription mishears or misspells it.",
        "Add it to the corrections, or reject it there.",
    ),
    Rule(
        "unglossed", "glossary", "Posts use a term, and none of them explains it.", "Gloss it at its first place.",
        severity="note",
    ),
    Rule(
        "shadowed", "glossary", "A term stands only inside longer terms.", "Remove it if that is how it is meant.",
        severity="note",
    ),
    Rule(
        "unused", "glossary", "Terms stand nowhere in the posts that are looked at.", "Leave what other posts use.",
        severity="note",
    ),
)  # fmt: skip
_POSTS = (
    Rule(
        "open-front-matter", "post", "The front matter is never closed, and stays as it is.",
        "End it with a line like the one it begins with.",
    ),
    Rule("front-matter", "post", "The front matter is no valid YAML or TOML, and stays as it is.", "Correct it."),
    Rule("repeated-key", "post", "The front matter has a key twice.", "Keep one of them.", severity="note"),
    Rule(
        "escapes", "post", "A value of the front matter holds escapes that are not understood, and stays as it is.",
        "Write the characters themselves.",
    ),
    Rule(
        "translate-off", "post", "A `translate:off` has no `translate:on` after it: the rest stays as it is.",
        "Put the closing comment where translation goes on.",
    ),
    Rule("open-fence", "post", "A block of code is never closed: the rest counts as code.", "Close it where the code ends."),
    Rule("open-comment", "post", "A comment is never closed: the rest counts as part of it.", "Close it with `-->`."),
    Rule(
        "structure", "post", "A post in one language would not have the structure of the original, and was not written.",
        "Write the line another way, or take another layout.",
    ),
    Rule(
        "picture", "post", "A picture cannot be carried along in a document.",
        "Put it beside the post, and make it small enough.",
        severity="note",
    ),
    Rule(
        "fuzzy-match", "post", "A sentence is much like one that a person translated; it was not used.",
        "See whether the person's English fits.", severity="note",
    ),
    Rule(
        "segmentation", "post", "This version cuts a post into other sentences than its records, which are used as they are.",
        "Run `translate run` on the post to cut it anew.", severity="note",
    ),
)  # fmt: skip
REGISTRY: Mapping[str, Rule] = {rule.name: rule for rule in (*_UNITS, *_FILES, *_LOCKS, *_ENGINES, *_GLOSSARY, *_POSTS)}
"""By name, in the order of the docs."""
CHECKS: Mapping[str, Rule] = {rule.name: rule for rule in (*_UNITS, *_FILES)}
"""What `translate check` finds, in the order of `translate check --list`: each of them can be switched off."""
FLAGS: Mapping[str, str] = {rule.name: rule.flag for rule in REGISTRY.values() if rule.flag}
"""What each flag of a unit or of a lock means, as documents say it."""


def diagnostic(
    name: str,
    fact: str,
    remedy: str = "",
    path: str = "",
    line: int = 0,
    *,
    place: str = "",
    column: Column | None = None,
    unit: str = "",
    term: str = "",
) -> Diagnostic:
    """A diagnostic as severe as the registry says."""
    return Diagnostic(name, fact, remedy, path, line, place, column, unit, term, REGISTRY[name].severity)
