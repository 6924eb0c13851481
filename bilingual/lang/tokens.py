"""Tokens: what is written without a space between letters, digits and signs, and is the same in every language.

`3D`, `v2.13.4`, `~/.zshrc`, `std::env`, `SUM(A1:A3)`, `≥18℃`, `1️⃣`, `→`: whatever reads numbers, masks names or sets spaces
asks here, so that no two places cut one differently. A plain number (`30`, `1,024.5`, `60%`) is none: it takes part in the
sentence (`30个` → `30 of them`), which only a translator can do. Signs are the symbols of Unicode (general categories Sc, Sm,
So, No, and the enclosing and joining marks of emoji sequences, UTS 51), never punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bilingual.lang.characters import HANZI
from bilingual.lang.chinese_numbers import DIGITS, MEASURES
from bilingual.lang.likeness import occurring

SIGNS = (
    "\u00a2-\u00a9\u00ac\u00ae-\u00b3\u00b6\u00b9\u00bc-\u00be\u00d7\u00f7\u058f\u060b\u09f2\u09f3\u0af1\u0bf9\u0e3f\u17db\u2020\u2021\u2030-\u2037\u203b\u203c\u2049\u2070-\u27e5"
    "\u27f0-\u2982\u2999-\u2bff\u3012\u3020\u3036\u3200-\u33ff\uff04\uffe0-\uffe6\U0001f000-\U0001fbff"
)
"""Symbols as ranges of a character class: currency, mathematics, arrows, enclosed characters, pictures."""
_JOINING = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
_LETTERS = "A-Za-z0-9_\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff"
_HAN = HANZI.pattern
_ATOM = f"[{_LETTERS}{SIGNS}{_JOINING}]"
_GROUP = r"\{(?:[!-z|~]|, )*\}|\[[!-Z^-~]*\]|<[A-Za-z][A-Za-z0-9_, ]*>"
_CALL = r"\((?![A-Z][a-z]+[A-Za-z ]*\))(?:[!-'*-~]|, )*\)"
"""Arguments right after a name; but `Claude(Anthropic)` is a name with another one in brackets."""
_CODED = rf"(?:(?<!{_HAN})|(?<=[和或与及])|(?<=或者)|(?<![编填手改重听读书撰]写)(?<=写))"
"""No Hanzi before a sign, or one behind which the sign is no punctuation: `和:id`, `或者!done`; but `注意:hello`."""
_LEADS = "|".join(
    (
        r"--(?=[a-z])", rf"(?<!{_HAN})-(?=\w)", r"-(?=[A-Za-z](?![A-Za-z])|[a-z]{2,4}(?![A-Za-z]))", r"-(?=\d+(?:\.\d+)?[℃°%])",
        r"(?P<path>~|\.\.?)/\.?", rf"(?<!{_HAN})/\.?(?=\w)", r"/\.?(?=[a-z][\w.-]*/)", r"(?<!\.)\.(?=[a-z_]|[A-Z]{2})",
        r"[@#$](?=[\w{])", r"%(?=[A-Za-z](?![A-Za-z])|\d\$[a-z]|[A-Z_]+%)", r"%[-+#]?\.?(?=[\d.]+[a-z])", r"%\(\w+\)(?=[a-z])",
        r"\^?\\(?=\w)", r"(?:\*\*/)?\*\.?", r"[~^]?[<>=]?=?(?=[\d.])", r">>?/\.?(?=\w)",
        r"==?(?=[A-Z])", r"\+(?=\d)", rf"(?:{_CODED}|(?<=用))(?:[!&~]|\.\.\.)(?=[a-z])", rf"{_CODED}[+:](?=[a-z\d])",
        r"::(?=[a-z])",
    )
)  # fmt: skip
"""Signs that may begin a token: of options, paths, file types, handles, variables, formats, comparisons, formulas."""
_JOIN = rf"(?:[-!#$%&'’*+./:=?@\\^|~<>]{{1,3}}|/\*\*/(?:\*\.?)?|(?<=\d),(?=\d)|·(?=[a-z]{{1,3}}(?![A-Za-z]))){_ATOM}++"
_TRAIL = rf"\+\+|(?<=\d)\+|(?<=[A-Z])(?:[+#]|\^+)(?![{_LETTERS}])|%|\$(?![{_LETTERS}])"
_OPERATOR = r"[-=]+>|<[-=]+|[!=]==?|&&|\|\||[<>]=|:=|[=+<>&|]"
_TOKEN = re.compile(
    rf"(?<!{_ATOM})(?:{_LEADS})?(?:(?![{_JOINING}]){_ATOM}++|(?:{_GROUP}))(?:{_CALL}|(?:\?\.)?(?:{_GROUP}){_ATOM}*+|{_JOIN}|=\"[^\s\"]*\")*+(?:{_TRAIL}|(?(path)/|(?!)))?"
    rf"|(?<=[a-z] )(?:\.\.(?:/\.\.)*/?(?![.A-Za-z0-9])|\.(?={_HAN}|[，、；]))"
    rf"|\([!-'*-~]+\)(?:=\([!-'*-~]+\))+|:(?:wqa?|qa?)!?(?![A-Za-z!])"
    rf"|[#*]\ufe0f?\u20e3|(?<![!-~])(?:{_OPERATOR})(?![!-~])"
)
_SIGN = re.compile(rf"(?![{_JOINING}])[${SIGNS}]")
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")
_RANGE = re.compile(r"[0-9.]+%?[-~][0-9.]+%?")
_SAYS = re.compile(f"[{_LETTERS}]")
_BETWEEN = re.compile(",? |～")


@dataclass(frozen=True, slots=True)
class Token:
    """A token at `start:end` of a string."""

    start: int
    end: int
    text: str

    @property
    def is_sign(self) -> bool:
        """Whether it is all signs, as `→`, `⭐⭐` and the keycap `1️⃣` are: nothing that a sentence is built with.

        >>> [token.is_sign for token in tokens("1️⃣看3D→")]
        [True, False]
        >>> [token.is_sign for token in tokens("1️⃣看3D，→")]
        [True, False, True]
        """
        return "\u20e3" in self.text or not _SAYS.search(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a Simplified text, in order; plain numbers are none.

    >>> [token.text for token in tokens("用3D打印30个，改~/.zshrc里的std::env，升到v2.13.4，要≥18℃。")]
    ['3D', '~/.zshrc', 'std::env', 'v2.13.4', '≥18℃']
    >>> [token.text for token in tokens("他说C++和C#，加上--save-dev，写SUM(A1:A3)或f(x, y)，共5-10月、1,024个、50%")]
    ['C++', 'C#', '--save-dev', 'SUM(A1:A3)', 'f(x, y)']
    >>> [token.text for token in tokens("先cd ..回去，再git add .保存，删./build/再来，留a{1,2}.txt")]
    ['cd', '..', 'git', 'add', '.', './build/', 'a{1,2}.txt']
    """
    return (token for token, is_plain in _found(text) if not is_plain)


def joined_again(source: str, pieces: Iterable[str | int]) -> tuple[str | int, ...]:
    """English in which the source's tokens, and numbers with commas, stand whole again where an engine put spaces in.

    It comes in pieces, as a template does; what is no text stays.

    >>> joined_again("买了3D眼镜和1,024个App，写f(x)", ["bought 3 D glasses and 1, 024 apps, wrote f (x)", 0])
    ('bought 3D glasses and 1,024 apps, wrote f(x)', 0)
    """
    pieces = tuple(pieces)
    spaced = [piece for piece in pieces if isinstance(piece, str) and " " in piece]
    known = dict.fromkeys(token.text for token, _ in _found(source) if len(token.text) > 1) if spaced else {}
    there = occurring(known, "\n".join(spaced).replace(" ", ""))  # most pieces of a long sentence have none of them
    texts = [text for text in known if text in there]
    return tuple(_joined_again(texts, piece) if isinstance(piece, str) and " " in piece else piece for piece in pieces)


def _joined_again(texts: Collection[str], english: str) -> str:
    there = occurring(texts, english.replace(" ", ""))
    for text in (text for text in texts if text in there and text not in english):
        apart = re.compile(rf"(?<![A-Za-z0-9]){r' *'.join(map(re.escape, text))}(?![A-Za-z0-9])")
        english = apart.sub(text.replace("\\", r"\\"), english)
    return english


def sign_sequences(text: str) -> list[str]:
    """The signs of a text one by one, the dollar with them; what joins pictures or changes their colour does not count.

    >>> sign_sequences("$5，⭐⭐👍🏽，3×4")
    ['$', '⭐', '⭐', '👍', '×']
    """
    return [match[0] for match in _SIGN.finditer(text)]


def phrases(text: str) -> Iterator[Token]:
    """The tokens; those that a space, a comma and a space or a wave part are one. A plain number may follow, none may lead.

    >>> [token.text for token in phrases("用Claude Sonnet 4.5，GPT-5, o3和3 个App，在Google 10年，$1～$2")]
    ['Claude Sonnet 4.5', 'GPT-5, o3', 'App', 'Google', '$1～$2']
    """
    whole: Token | None = None
    for token, is_plain in _found(text):
        if whole and _BETWEEN.fullmatch(text, whole.end, token.start) and not (is_plain and _counts(text, token.end)):
            whole = Token(whole.start, token.end, text[whole.start : token.end])
            continue
        if whole:
            yield whole
        whole = None if is_plain else token
    if whole:
        yield whole


def _found(text: str) -> Iterator[tuple[Token, bool]]:
    """Tokens and plain numbers, and which it is."""
    for match in _TOKEN.finditer(text):
        yield Token(match.start(), match.end(), match[0]), _is_plain(match[0], text, match.start(), match.end())


def _is_plain(token: str, text: str, start: int, end: int) -> bool:
    """Whether a token is a number of the sentence: `30`, `5-10` before 月, the ○ of 二○二五."""
    if token in "○◯" and text[start - 1 : start] in (*DIGITS, "十"):
        return True
    is_range = _RANGE.fullmatch(token) is not None and ("~" in token or _counts(text, end))
    return is_range or _PLAIN.fullmatch(token) is not None


def _counts(text: str, end: int) -> bool:
    """Whether the number that ends there counts what follows it."""
    return end < len(text) and text[end] in MEASURES
