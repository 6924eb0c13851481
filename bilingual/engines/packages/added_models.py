"""Models of a folder or file that the user has: looked at, then copied into the user's data as a whole."""

from __future__ import annotations

from pathlib import Path

from bilingual.engines.ctranslate import folders, vocabulary
from bilingual.engines.ctranslate.families import family_of
from bilingual.engines.ctranslate.tokenizer import load_pieces
from bilingual.engines.llm.gguf import gguf_chat, library_is_there
from bilingual.engines.packages.kinds import gguf_file
from bilingual.engines.packages.placing import model_name, placed
from bilingual.engines.packages.trial import try_chat, try_out

_NEEDED = ("model.bin", "config.json", folders.OPTIONS)
_BESIDE = ("*_vocabulary.json", "*_vocabulary.txt", "LICEN[CS]E*", "README*")


def forbidden_use(folder: Path) -> str:
    """What the licence of a CTranslate2 folder's family does not allow; empty where nothing is known to be forbidden."""
    family = family_of(folder, vocabulary.pieces(folder, "source"))
    return family.forbids if family else ""


def add_ctranslate(folder: Path) -> Path:
    """The folder of a CTranslate2 model that was copied from another one; `EngineError` where that one cannot translate."""
    tokenizers = folders.sentencepiece_models(folder)
    for path in tokenizers:
        load_pieces(path)
    try_out(folders.open_folder(folder))
    beside = (path for pattern in _BESIDE for path in folder.glob(pattern))
    needed = (path for name in _NEEDED if (path := folder / name).is_file())
    return placed(model_name(folder.resolve().name, "ctranslate2"), {path.name: path for path in (*needed, *tokenizers, *beside)})


def add_gguf(path: Path, name: str = "") -> Path:
    """The folder of a language model that was copied from a file, or from a folder with one; it is called like the file.

    `EngineError` where that is no such file, or no model that answers: it is asked where the library is there that runs it.
    """
    chat = gguf_chat(gguf_file(path) or path)
    if library_is_there():
        try_chat(gguf_chat(chat.path))
    stem = name or chat.name
    return placed(model_name(stem, "llm"), {f"{stem}.gguf": chat.path})
