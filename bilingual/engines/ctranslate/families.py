"""How each family of models wants its sentences: a row for each, with where that is written down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Family:
    """Models that are fed alike. One is told by its SentencePiece files, and by pieces that its vocabulary has."""

    name: str
    source: str
    """The SentencePiece model of the Chinese side, as it is called in the folder."""
    target: str
    """That of the English side; often the same."""
    pieces: tuple[str, ...] = ()
    """Pieces that tell it from others with the same files."""
    source_prefix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    ends: bool = False
    """Whether a source wants an end mark that the caller writes, where the model's configuration does not add it."""
    forbids: str = ""
    """What its licence does not allow."""


_BPE = "sentencepiece.bpe.model"
FAMILIES = (
    # Helsinki-NLP/opus-mt-zh-en and its like: https://github.com/Helsinki-NLP/Opus-MT (CC BY 4.0). A model for several target
    # languages is told which one by a first piece, `>>eng<<`.
    Family("OPUS-MT, several languages", "source.spm", "target.spm", (">>eng<<",), (">>eng<<",), ends=True),
    Family("OPUS-MT", "source.spm", "target.spm", ends=True),
    # M2M-100: the language before the source, and as the first piece of the target (arXiv 2010.11125; MIT).
    Family("M2M-100", _BPE, _BPE, ("__zh__", "__en__"), ("__zh__",), ("__en__",), ends=True),
    # mBART-50: the same with other codes (arXiv 2008.00401; MIT).
    Family("mBART-50", _BPE, _BPE, ("zh_CN", "en_XX"), ("zh_CN",), ("en_XX",), ends=True),
    # NLLB-200: FLORES-200's codes in the same places (arXiv 2207.04672; CC BY-NC 4.0).
    Family("NLLB-200", _BPE, _BPE, (), ("zho_Hans",), ("eng_Latn",), ends=True, forbids="commercial use (CC BY-NC 4.0)"),
    # MADLAD-400: a T5 that is told the target language before the source (arXiv 2309.04662; Apache-2.0).
    Family("MADLAD-400", "spiece.model", "spiece.model", ("<2en>",), ("<2en>",), ends=True),
    Family("MADLAD-400", "sentencepiece.model", "sentencepiece.model", ("<2en>",), ("<2en>",), ends=True),
    # Argos' and OpenNMT's own: trained without marks (https://github.com/argosopentech/argos-train).
    Family("Argos", "sentencepiece.model", "sentencepiece.model"),
    Family("OpenNMT", "spm.model", "spm.model"),
)
"""The first that fits a folder counts."""


def family_of(folder: Path, vocabulary: Collection[str]) -> Family | None:
    """The family of a CTranslate2 folder whose source side has these pieces; None where its files have other names."""
    known = frozenset(vocabulary)
    for family in FAMILIES:
        if (folder / family.source).is_file() and (folder / family.target).is_file() and known.issuperset(family.pieces):
            return family
    return None
