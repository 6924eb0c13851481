"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or GB18030 where that reads as Chinese."""

from __future__ import annotations

import codecs
import io
import re

from bilingual.errors import DocumentError

LONGEST_LINE = 1_000_000
"""In characters: a longer line is no text, and no reader or engine is made for it."""
FORBIDDEN = re.compile("[\0\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""NUL, at which OpenCC stops reading; lone surrogates; private-use characters, which mask terms and markup."""
_LINE_END = re.compile(r"\r\n|\n|\r")

COMMON = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過"
    "发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但"
    "因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手"
)
"""The most frequent Hanzi, both scripts: about half of running text, and hardly any of what other encodings look like."""

LEGACY = {"gb18030": "GB18030", "big5hkscs": "Big5", "shift_jis": "Shift-JIS"}
"""What East Asia wrote before UTF-8, the likeliest first, each with the name people know it by."""
_CHINA, _DAILY, _FREQUENT = ("gb2312", 0xA1, 0xF7), ("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)
"""Rows of code tables: all of GB 2312 (6,763 Hanzi), its 3,755 in daily use, the 5,401 frequent ones of Big5."""
MARKS = frozenset("，。！？、：；“”‘’（）《》【】「」『』…—　·～")


def decode(data: bytes, path: str = "") -> tuple[str, str]:
    r"""The text and the name of its encoding. A byte order mark stays, as the first character.

    >>> decode("中文".encode())
    ('中文', 'utf-8')
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _decoded(data, name, path), name
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _legacy(data, path, error), "gb18030"


def legacy_encoding(data: bytes) -> str:
    """Which of `LEGACY` bytes are in: the one that gives most characters that are in use; none where not even half are.

    Bytes of one encoding read as another give Hanzi, too, but two thirds of them are such as nobody writes.

    >>> legacy_encoding("术语,term".encode("gb18030")), legacy_encoding("術語,term".encode("big5"))
    ('gb18030', 'big5hkscs')
    >>> legacy_encoding("検索,search".encode("shift_jis")), legacy_encoding("naïve".encode("cp1252"))
    ('shift_jis', '')
    """
    shares = {name: _share_in_use(data, name) for name in LEGACY}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= 0.5 else ""


def _share_in_use(data: bytes, encoding: str) -> float:
    """How much of what is beyond ASCII is in use, from 0 to 1."""
    try:
        beyond = [character for character in data.decode(encoding) if ord(character) > 127]
    except UnicodeDecodeError:
        return 0.0
    used = sum(c in MARKS or _stands(c, *_CHINA) or _stands(c, *_FREQUENT) or "ぁ" <= c <= "ヿ" for c in beyond)
    return used / len(beyond) if beyond else 1.0


def _stands(character: str, encoding: str, first: int, last: int) -> bool:
    """Whether a character stands in these rows of an older code table."""
    try:
        return first <= character.encode(encoding)[0] <= last
    except UnicodeEncodeError:
        return False


def check_text(text: str, path: str) -> None:
    """Raises `DocumentError` for a post that cannot be read rightly, whatever its kind."""
    forbidden = FORBIDDEN.search(text)
    if forbidden:
        fact = f"The character U+{ord(forbidden[0]):04X} stands in the post; this program needs it for itself."
        if forbidden[0] == "\0":
            fact = "A NUL character stands in the post."
        raise DocumentError(fact, "Remove it.", path=path or None, line=line_of(text, forbidden.start()))
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        length = len(line.removesuffix("\n"))
        if length > LONGEST_LINE:
            fact = f"The line has {length:,} characters, more than {LONGEST_LINE:,}."
            raise DocumentError(fact, "Break it into paragraphs.", path=path or None, line=number)


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return len(_LINE_END.findall(text, 0, offset)) + 1


def _decoded(data: bytes, name: str, path: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _unreadable(data, path, error) from error


def _legacy(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        raise _unreadable(data, path, error) from error
    if not reads_as_chinese(text):
        raise _unreadable(data, path, error) from error
    return text


def _unreadable(data: bytes, path: str, error: UnicodeDecodeError) -> DocumentError:
    line = data.count(b"\n", 0, error.start) + 1
    fact = f"Byte {error.start} (0x{data[error.start]:02x}) is not UTF-8, and the text does not read as GB18030 either."
    return DocumentError(fact, f"Save the post as UTF-8{seems(data)}.", path=path or None, line=line)


def seems(data: bytes) -> str:
    """For a remedy, which encoding bytes seem to be in, where that is not one that is read."""
    name = LEGACY.get(legacy_encoding(data), "GB18030")
    return "" if name == "GB18030" else f"; it seems to be in {name}"


def reads_as_chinese(text: str) -> bool:
    """Whether what is beyond ASCII is Hanzi as people write them.

    Text in another encoding, read as GB18030, gives Hanzi too, but rare ones: of those in the first level of GB 2312
    (the 3,755 in daily use) there are about as many as in the code table, a sixth.

    >>> reads_as_chinese("标题：你好"), reads_as_chinese("茅茂莽 帽")
    (True, False)
    """
    beyond = [character for character in text if ord(character) > 127]
    if not beyond:
        return True
    known = sum(character in COMMON or character in MARKS for character in beyond)
    daily = sum(_stands(character, *_DAILY) or character in MARKS for character in beyond)
    return known >= 0.2 * len(beyond) or (daily >= 0.8 * len(beyond) and known > 0)
