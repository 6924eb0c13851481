"""What `glossary lint` finds and what a run tells of the posts it reads: rules as those of `rules.py`, and only data too."""

from __future__ import annotations

from bilingual.checks.rules import Rule

GLOSSARY = (
    Rule(
        "row", "glossary", "A row of a glossary cannot be used.",
        "Correct the row: the others count meanwhile.",
    ),
    Rule(
        "conflict", "glossary", "Two rows for the same words have a different English, or one of them is too many.",
        "Keep one of the two.",
        more="Between a nearer glossary and one further away it is a note: the nearer one is there to differ. The same "
        "English twice is a note as well.",
    ),
    Rule(
        "alias", "glossary", "Two terms have the same alias.",
        "Remove it from one of them.",
    ),
    Rule(
        "short", "glossary", "A term is a single character, which is not looked for.",
        "Write the whole word or phrase.",
    ),
    Rule(
        "target", "glossary",
        "The English of a term has odd spaces, other writing, or a bracket that is not closed.",
        "Write it as it is to stand in a sentence.",
    ),
    Rule(
        "traditional", "glossary", "A Traditional form is another than the usual one.",
        "Leave it if it is meant.",
        severity="note",
    ),
    Rule(
        "candidates", "glossary", "Rows of a file wait for review.",
        "Accept or reject them.",
        severity="note",
    ),
    Rule(
        "cut", "glossary", "A term of two Hanzi stands across the edge of two words.",
        "Add the longer phrase as a term of its own, or reject this one.",
        more="国会 in 中国会议.",
    ),
    Rule(
        "gloss", "glossary", "A post glosses a term with another English than the glossary or another post has.",
        "Write it the same in both places.",
    ),
    Rule(
        "slip", "glossary",
        "A word of a post is perhaps meant for a term, as transcription mishears or misspells it.",
        "Add it to the corrections, or reject it there.",
        more="By sound for Chinese names and spelled-out abbreviations (GBT for GPT), by letters for longer Latin names.",
    ),
    Rule(
        "unglossed", "glossary", "Posts use a term, and none of them explains it.",
        "Gloss it at its first place.",
        severity="note",
    ),
    Rule(
        "shadowed", "glossary", "A term stands only inside longer terms.",
        "Remove it if that is how it is meant.",
        severity="note",
    ),
    Rule(
        "unused", "glossary", "Terms stand nowhere in the posts that are looked at.",
        "Leave what other posts use.",
        severity="note",
    ),
)  # fmt: skip
POSTS = (
    Rule(
        "open-front-matter", "post", "The front matter is never closed, and stays as it is.",
        "End it with a line like the one it begins with.",
    ),
    Rule(
        "front-matter", "post", "The front matter is no valid YAML or TOML, and stays as it is.",
        "Correct it.",
    ),
    Rule(
        "repeated-key", "post", "The front matter has a key twice.",
        "Keep one of them.",
        severity="note",
    ),
    Rule(
        "escapes", "post",
        "A value of the front matter holds escapes that are not understood, and stays as it is.",
        "Write the characters themselves.",
    ),
    Rule(
        "unread-value", "post", "A value of the front matter that would be translated is written in a way that is not read.",
        "Write it as a plain string on one line.",
        severity="note",
    ),
    Rule(
        "translate-off", "post", "A `translate:off` has no `translate:on` after it: the rest stays as it is.",
        "Put the closing comment where translation goes on.",
    ),
    Rule(
        "open-fence", "post", "A block of code is not closed where it should be: what follows counts as code.",
        "Close it where the code ends.",
    ),
    Rule(
        "unread", "post", "A stretch of Chinese is part of no block, or a line of subtitles opens no cue: it stays as it is.",
        "Write it plainer: it may be nested too deep, or stand in a tag that is kept whole.",
    ),
    Rule(
        "open-comment", "post", "A comment is never closed: the rest counts as part of it.",
        "Close it with `-->`.",
    ),
    Rule(
        "structure", "post",
        "A post in one language would not have the structure of the original, and was not written.",
        "Write the line another way, or take another layout.",
        more="Only posts per language are held back by this; the other documents are written.",
    ),
    Rule(
        "picture", "post", "A picture cannot be carried along in a document.",
        "Put it beside the post, and make it small enough.",
        more="Up to 5 MB each and 25 MB together, below the post’s folder or the project’s.",
        severity="note",
    ),
    Rule(
        "output", "post", "A document of an earlier run is gone or renamed, or was changed and is replaced, a copy kept.",
        "Import what was changed.",
        severity="note",
    ),
    Rule(
        "fuzzy-match", "post", "A sentence is much like one that a person translated; it was not used.",
        "See whether the person's English fits.",
        severity="note",
    ),
    Rule(
        "kind", "post", "What a post is was told by its structure, since its name does not say it.",
        "Say it with `--from` if it is another.",
        severity="note",
    ),
    Rule(
        "segmentation", "post",
        "This version cuts a post into other sentences than its records, which are used as they are.",
        "Run `translate run` on the post to cut it anew.",
        severity="note",
    ),
)  # fmt: skip
