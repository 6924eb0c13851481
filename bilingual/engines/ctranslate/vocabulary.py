"""What stands in a CTranslate2 model's vocabulary: which pieces may be written, which never, and which are slots."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import gettempdir

from bilingual.errors import EngineError
from bilingual.files import temporary_folder

SLOT = re.compile("⟦[0-9]⟧")
"""A placeholder as the models of this project know it."""

_LANGUAGE = re.compile(">>.+<<|__[a-z]+__|<2[A-Za-z_]+>|[a-z]{3}_[A-Z][a-z]{3}|[a-z]{2}_[A-Z]{2}")
"""A language's code as a piece, of OPUS-MT, M2M-100, MADLAD-400, NLLB-200 and mBART-50: stray but for the forced first one."""

CHINESE = re.compile("[\u2e80-\u2fff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff5e\U00020000-\U000323af]")
"""What never belongs into English: radicals, CJK punctuation, Hanzi of every block, full-width forms."""


MAP = "vmap.txt"
"""What CTranslate2 calls a vocabulary map: lines `n-gram of the source<TAB>pieces that may then be written`."""
_FILES = re.compile(r"model\.bin|config\.json|(?:source|target|shared)_vocabulary\.(?:json|txt)")
"""What CTranslate2 reads of a model's folder."""


def pieces(folder: Path, side: str = "target") -> tuple[str, ...]:
    """The pieces of one side, `source` or `target`, of a CTranslate2 model folder, in order."""
    names = (f"{side}_vocabulary", "shared_vocabulary")
    for path in (folder / f"{name}{suffix}" for name in names for suffix in (".json", ".txt")):
        if path.is_file():
            return _read(path)
    raise EngineError("The model has no vocabulary file.", "Install or convert the model again.", path=str(folder))


def _read(path: Path) -> tuple[str, ...]:
    try:
        text = path.read_text("utf-8")
        found = json.loads(text) if path.suffix == ".json" else text.removesuffix("\n").split("\n")
    except (OSError, ValueError) as error:
        raise EngineError(
            "The model's vocabulary cannot be read.", "Install or convert the model again.", path=str(path)
        ) from error
    return tuple(map(str, found))


def slots(vocabulary: Iterable[str]) -> tuple[str, ...]:
    """The placeholders that are single pieces.

    >>> slots(["<s>", "⟦1⟧", "⟦0⟧", "▁the"])
    ('⟦0⟧', '⟦1⟧')
    """
    return tuple(sorted(filter(SLOT.fullmatch, vocabulary)))


def forbidden(vocabulary: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The sequences of pieces that would write Chinese or a language's code: CTranslate2's `suppress_sequences`.

    A piece that holds a Chinese character is one. Models with byte fallback can also spell such a character in
    UTF-8 bytes: E3–E9 begin nothing but CJK (and kana); E2, EF and F0 also begin quotation marks, variation selectors
    and emoji, so of these only the pairs that begin Chinese are forbidden.

    >>> forbidden(["▁the", "好", "eng_Latn", "<0xE4>", "<0xE2>", "<0x80>"])
    (('好',), ('eng_Latn',), ('<0xE4>',))
    """
    known = frozenset(vocabulary)
    single = tuple((piece,) for piece in vocabulary if CHINESE.search(piece) or _LANGUAGE.fullmatch(piece))
    spelled = tuple(sequence for sequence in _spellings() if known.issuperset(sequence))
    return single + spelled


def writable(vocabulary: Sequence[str], forbidden: Collection[tuple[str, ...]]) -> str:
    """CTranslate2's vocabulary map of the pieces that are not forbidden; empty where none is, or a piece cannot stand in it.

    Its one rule holds for every source (the empty n-gram), so that an answer still depends on its source alone. The decoder then
    reckons the chances of these pieces only: half of the starter's vocabulary is Hanzi, and its answers are the same, for less.

    >>> writable(["▁the", "好", "⟦0⟧"], {("好",)})
    '\\t▁the ⟦0⟧\\n'
    """
    found = [piece for piece in vocabulary if (piece,) not in forbidden]
    fits = len(found) < len(vocabulary) and not any(set(piece) & set(" \t\r\n") for piece in found)
    return f"\t{' '.join(found)}\n" if fits else ""


@contextmanager
def with_map(folder: Path, rules: str) -> Iterator[Path]:
    """A folder that holds the model of `folder` and these rules as its vocabulary map, while the model is loaded from it.

    Its files are links, or copies where links are not to be had, since CTranslate2 looks for a map beside the model, which is not
    ours to write to; a model given as bytes would be in memory twice, and three times while it is loaded. Raises `OSError`.
    """
    with temporary_folder(Path(gettempdir())) as place:
        for path in folder.iterdir():
            if _FILES.fullmatch(path.name):
                _link(path.resolve(), place / path.name)
        (place / MAP).write_text(rules, "utf-8", newline="\n")
        yield place


def _link(path: Path, place: Path) -> None:
    try:
        place.symlink_to(path)
    except OSError:  # Windows allows them to few
        copyfile(path, place)


def _spellings() -> Iterable[tuple[str, ...]]:
    """How Chinese characters begin in UTF-8 (RFC 3629), as byte pieces."""
    yield from (_bytes(first) for first in range(0xE3, 0xEA))
    yield from (_bytes(0xE2, second) for second in range(0xBA, 0xC0))  # U+2E80–2FFF
    yield from (_bytes(0xEF, second) for second in range(0xA4, 0xAC))  # U+F900–FAFF
    yield from (_bytes(0xF0, second) for second in range(0xA0, 0xB3))  # U+20000–32FFF


def _bytes(*values: int) -> tuple[str, ...]:
    return tuple(f"<0x{value:02X}>" for value in values)
