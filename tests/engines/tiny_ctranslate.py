"""Tiny CTranslate2 folders with random weights, laid out as those of OPUS-MT and of NLLB are."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

WIDTH, HEADS, PIECES = 8, 2, 90
CHINESE = ("我们今天去公园散步。天气很好，大家都来了。", "他写了三封邮件，她说谢谢。再给我五分钟。", "汤姆和玛丽住在伦敦。")
ENGLISH = ("Tom and Mary walk in the park today.", "He wrote three emails, she said thank you.", "The weather is nice.")


def opus(folder: Path) -> Path:
    """A SentencePiece model for each side; the caller writes the end mark."""
    sources, targets = _pieces(folder / "source.spm", CHINESE), _pieces(folder / "target.spm", ENGLISH)
    return _saved(folder, sorted({*sources, *targets}))


def nllb(folder: Path) -> Path:
    """One SentencePiece model, which does not know the codes of the languages; the vocabulary does."""
    return _saved(folder, [*_pieces(folder / "sentencepiece.bpe.model", CHINESE + ENGLISH), "zho_Hans", "eng_Latn", "fra_Latn"])


def madlad(folder: Path) -> Path:
    """The target language before the source."""
    return _saved(folder, [*_pieces(folder / "spiece.model", CHINESE + ENGLISH), "<2en>", "<2fr>"])


def _pieces(path: Path, sentences: Sequence[str]) -> list[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_trained(tuple(sentences)))
    from sentencepiece import SentencePieceProcessor

    processor = SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


@cache
def _trained(sentences: tuple[str, ...]) -> bytes:
    from sentencepiece import SentencePieceTrainer

    model = io.BytesIO()
    SentencePieceTrainer.train(
        sentence_iterator=iter(sentences), model_writer=model, vocab_size=PIECES, hard_vocab_limit=False, minloglevel=2
    )
    return model.getvalue()


def _saved(folder: Path, pieces: list[str]) -> Path:
    """The folder, as CTranslate2's Transformers converter would write it."""
    import numpy
    from ctranslate2.specs import TransformerSpec

    pieces = ["<unk>", "<s>", "</s>", *(piece for piece in pieces if piece not in ("<unk>", "<s>", "</s>"))]
    chance = numpy.random.default_rng(1)

    def matrix(*shape: int) -> Any:
        return chance.normal(0, 0.3, shape).astype(numpy.float32)

    def linear(spec: Any, out: int, into: int = WIDTH) -> None:
        spec.weight, spec.bias = matrix(out, into), matrix(out)

    def norm(spec: Any) -> None:
        spec.gamma, spec.beta = numpy.ones(WIDTH, numpy.float32), numpy.zeros(WIDTH, numpy.float32)

    spec: Any = TransformerSpec.from_config((1, 1), HEADS, pre_norm=True)
    spec.encoder.embeddings[0].weight, spec.decoder.embeddings.weight = matrix(len(pieces), WIDTH), matrix(len(pieces), WIDTH)
    linear(spec.decoder.projection, len(pieces))
    for side in (spec.encoder, spec.decoder):
        norm(side.layer_norm)
        (layer,) = side.layer
        attentions = [layer.self_attention] if side is spec.encoder else [layer.self_attention, layer.attention]
        for attention in attentions:
            norm(attention.layer_norm)
            sizes = (3 * WIDTH, WIDTH) if len(attention.linear) == 2 else (WIDTH, 2 * WIDTH, WIDTH)
            for part, size in zip(attention.linear, sizes, strict=True):
                linear(part, size)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, 2 * WIDTH)
        linear(layer.ffn.linear_1, WIDTH, 2 * WIDTH)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = False
    spec.validate()
    spec.save(str(folder))
    return folder
