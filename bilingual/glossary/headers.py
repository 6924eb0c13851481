"""What the columns of a glossary file mean: by its first line where that is a header, else by the habits of other programs."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

COLUMNS = ("source", "target", "traditional", "status", "kind", "case", "aliases", "note", "where")
"""The columns of a new file. The first two are those that BabelDOC, immersive-translate and others read."""
LANGUAGES = {
    "source": ("src_lng", "src_lang", "source_lang", "source_language"),
    "target": ("tgt_lng", "tgt_lang", "target_lang", "target_language"),
}
"""What columns are called that say which languages a row is for: BabelDOC writes `tgt_lng`."""
_PLAIN = ("source", "target", "note")
"""A file without a header: OmegaT's source, target and comment; Google's unidirectional CSV has the first two of them."""
_DEEPL = ("source", "target", "source_lang", "target_lang", "relevance")
"""DeepL's export, without a header as well."""
_SAME = {
    **dict.fromkeys(
        ("zh", "zh-cn", "zh-hans", "zh_cn", "中文", "原文", "简体", "简体中文", "source text", "term", "chinese"), "source"
    ),
    **dict.fromkeys(("en", "en-us", "en-gb", "en_us", "英文", "英语", "译文", "target text", "english", "translation"), "target"),
    **dict.fromkeys(("zh-tw", "zh-hant", "zh_tw", "zh-hk", "繁体", "繁體", "繁体中文"), "traditional"),
    **dict.fromkeys(("备注", "說明", "说明", "comment", "notes"), "note"),
}
"""Other words for columns, believed only where both source and target are named. Google's equivalent term sets have codes."""
_CODE = re.compile(r"[A-Za-z]{2}(?:[-_]\w+)?")
_LONGEST = 100_000
"""Characters of a first line that are looked at; a cell of 131,072 is one that `csv` refuses."""
MOST_IN_NAME = 1_000
"""Characters that the name of a column may have."""
_SEPARATOR = re.compile(r"(?i)sep=([,;\t])\s*")


def named_separator(line: str) -> str:
    """The delimiter that a first line `sep=;` gives, which Excel writes and reads; empty for any other line.

    >>> named_separator("sep=;"), named_separator("分隔,separator")
    (';', '')
    """
    found = _SEPARATOR.fullmatch(line)
    return found[1] if found else ""


def split_cells(line: str, delimiter: str) -> tuple[str, ...]:
    """The cells of a line, without outer spaces; of a line that is far too long for a header, those at its beginning."""
    return tuple(cell.strip() for cell in next(csv.reader([line[:_LONGEST]], delimiter=delimiter), []))


def named_columns(line: str, delimiter: str) -> tuple[str, ...]:
    """The columns that a header names, in our words; empty where the line is no header.

    >>> named_columns("SOURCE,Target,owner", ","), named_columns("en,zh-CN,pos", ",")
    (('source', 'target', 'owner'), ('target', 'source', 'pos'))
    >>> named_columns("term,english", ","), named_columns("Chinese,Translation,pos", ",")
    (('source', 'target'), ('source', 'target', 'pos'))
    >>> named_columns("术语,term", ","), named_columns("源,source", ",")
    ((), ())
    """
    names = tuple(name.lower() for name in split_cells(line, delimiter))
    same = tuple(_SAME.get(name, name) for name in names)
    if "source" in names and ("target" in names or {*names} <= {*COLUMNS, ""}):
        return names
    is_header = same.count("source") == same.count("target") == 1 and not _languages(names)
    return same if is_header else ()


def assumed_columns(line: str, delimiter: str) -> tuple[str, ...]:
    """What the columns of a file without a header hold, by its first row.

    >>> assumed_columns("物理引擎,Physics Engine", ","), assumed_columns("Moat,护城河,EN-US,ZH", ",")
    (('source', 'target', 'note'), ('target', 'source', 'target_lang', 'source_lang', 'relevance'))
    """
    languages = _languages(split_cells(line, delimiter))
    if languages == ["zh", "en"]:
        return _DEEPL
    if languages == ["en", "zh"]:
        turned = {"source": "target", "target": "source", "source_lang": "target_lang", "target_lang": "source_lang"}
        return tuple(turned.get(name, name) for name in _DEEPL)
    return _PLAIN


def _languages(cells: Sequence[str]) -> list[str]:
    """The languages that a row of words says it is for, in its third and fourth cell.

    >>> _languages(["AI", "人工智能", "EN-US", "ZH"]), _languages(["UI", "UI", "zh", "en"]), _languages(["de", "fr", "zh", "en"])
    (['en', 'zh'], ['zh', 'en'], [])
    """
    words = [_CODE.fullmatch(cell) is None for cell in cells[:4]]
    is_row = any(words[:2]) or cells[:1] == cells[1:2]  # four codes are a header
    return [cell[:2].lower() for cell in cells[2:4]] if is_row and words[2:] == [False, False] else []


def repeated_name(names: Sequence[str]) -> str:
    """The first name that stands twice; empty without one."""
    return next((name for name in sorted(names) if name and names.count(name) > 1), "")
