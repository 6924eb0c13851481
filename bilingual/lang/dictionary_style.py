"""What a dictionary writes and a translation does not: `county level city in Hebei`, `lit. to cross`, `abbr. for`.

Models that learned from CC-CEDICT write so for lone names and idioms. The patterns are the conventions of its entries (its own
page "Syntax" and the entries themselves).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form of dictionary entries."""

    pattern: re.Pattern[str]
    """What gives it away: to be left out, with what it is about."""
    chinese: re.Pattern[str] | None
    """The words of a source that says the same, where it may be a translation."""


def _form(pattern: str, chinese: str = "") -> EntryForm:
    return EntryForm(re.compile(pattern), re.compile(chinese) if chinese else None)


_PLACE = r"[A-Z][\w']*(?: [A-Z][\w']*)?"
_UNIT = "county|city|district|town|township|province|prefecture"
_LABELS = "idiom|loanword|coll\\.|Tw|slang|Internet slang|dialect|literary|old|archaic|polite|honorific|onom\\.|bound form"
FORMS: tuple[EntryForm, ...] = (
    _form(
        rf",? ?\b(?:county|prefecture|sub-prefecture)[- ]level (?:city|municipality)\b(?: (?:in|of) {_PLACE}(?:, {_PLACE})*)?",
        "[县縣地副][级級]市?",
    ),
    _form(rf",? ?\b(?:{_UNIT}) (?:in|of) {_PLACE}(?: (?:city|county|prefecture))?, {_PLACE}"),
    _form(rf",? ?\bdistrict of {_PLACE} city(?:, {_PLACE})?", "[区區].*市|市.*[区區]"),
    _form(rf",? ?\bcounty in {_PLACE}$", "[省州市].*[县縣]"),
    _form(
        rf",? ?\b(?:the )?capital (?:city )?of {_PLACE}",
        "首都|首府|省会|省會|都城|国都|國都|州府|京城|资本|資本|首善|郡治",
    ),
    _form(r"(?:^|(?<=[;,/(] ))\(?\blit\.,? ?|\(?\bfig\.(?! ?\d),? ?"),
    _form(r"\b(?:abbr|abbreviation)\.? (?:for|to|of) .*", "缩写|縮寫|简称|簡稱"),
    _form(
        r"\b(?:old |erroneous |Japanese |archaic )?variant of .*",
        "变体|變體|异体|異體|变种|變種|变异|變異|版本",
    ),
    _form(r"^surname [A-Z]\w*$", "姓"),
    _form(
        r",? ?\b(?:also (?:written|pr\.)|Taiwan pr\.|also called|see also|CL:).*",
        "又[名称稱写寫]|也[叫称稱写寫]|亦[称稱]|参见|參見|另见",
    ),
    _form(r"\b(?:sb|sth)\b(?: or (?:sb|sth))?", "[Ss]b|[Ss]th"),
    _form(rf" ?\((?:{_LABELS})[^)]*\)", "成语|成語|外来语|俗语|方言|网络用语|敬语|敬語"),
    _form(r" ?\[[a-zü:]+[1-5](?: ?[a-zü:]+[1-5])*\]"),
    _form(r"^used in .*[1-5]\]?$|^see [A-Z]?[a-z]+[1-5].*"),
)


def reads_like_entry(source: str, english: str) -> bool:
    """Whether a translation is an entry of a dictionary, which its source does not say.

    >>> reads_like_entry("无极", "Wuji county level city in Hebei, Hebei")
    True
    >>> reads_like_entry("北京是中国的首都", "Beijing is the capital of China")
    False
    """
    return any(form.pattern.search(english) for form in FORMS if not (form.chinese and form.chinese.search(source)))


def without_entry(source: str, english: str) -> str:
    """The English without what only a dictionary says; perhaps nothing.

    >>> without_entry("无极", "Wuji county level city in Hebei, Hebei"), without_entry("千里迢迢", "lit. a thousand miles")
    ('Wuji', 'a thousand miles')
    """
    for form in FORMS:
        if not (form.chinese and form.chinese.search(source)):
            english = form.pattern.sub("", english)
    return english.strip(" ,;/")
