"""`python -m training.export`: average the last checkpoints and pack them as an Argos package, 8-bit, for CTranslate2.

Writes `translate-zh_en-VERSION.argosmodel` and, beside it, the same files unpacked.
"""

from __future__ import annotations

import argparse
import json
import shutil
import zipfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from bilingual.engines.ctranslate.hints import HINTS
from training import hints, train, warm
from training.files import command, replacing
from training.model import Shape, Translator, parameters


def averaged(checkpoints: Sequence[Path]) -> Translator:
    """A translator whose weights are the mean of the checkpoints'."""
    states = [warm.checkpoint(path) for path in checkpoints]
    return _mean(Shape(**states[0]["shape"]), [state["model"] for state in states])


def between(model: Translator, package: Path) -> Translator:
    """Half-way to the unpacked package that a run carried on from: both know what the other forgot."""
    return _mean(model.shape, [model.state_dict(), warm.load(package).state_dict()])


def _mean(shape: Shape, weights: Sequence[dict[str, Any]]) -> Translator:
    model = Translator(shape)
    model.load_state_dict({name: sum(one[name] for one in weights) / len(weights) for name in weights[0]})
    return model


def specification(model: Translator, pieces: list[str]) -> Any:
    """The model as CTranslate2 knows it; the module names are its own, so each variable is found by its name."""
    import ctranslate2

    shape = model.shape
    spec = ctranslate2.specs.TransformerSpec.from_config(
        (shape.encoder, shape.decoder), shape.heads, pre_norm=True, activation=ctranslate2.specs.Activation.RELU
    )
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    for name, tensor in weights.items():
        if name not in ("embedding", "encodings"):
            _set(
                spec, name.replace("layer_norm.weight", "layer_norm.gamma").replace("layer_norm.bias", "layer_norm.beta"), tensor
            )
    for embeddings in (spec.encoder.embeddings[0], spec.decoder.embeddings, spec.decoder.projection):
        embeddings.weight = weights["embedding"]
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = weights["encodings"]
        side.scale_embeddings = True
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = pieces[1], pieces[2], pieces[3]
    spec.config.decoder_start_token = pieces[1]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _set(spec: Any, name: str, value: Any) -> None:
    *path, last = name.split(".")
    for part in path:
        kind, _, number = part.partition("_")
        layered = kind == "layer" and number.isdigit()
        spec = spec.layer[int(number)] if layered else _linear(spec, part)
    setattr(spec, last, value)


def _linear(spec: Any, part: str) -> Any:
    kind, _, number = part.partition("_")
    return spec.linear[int(number)] if kind == "linear" and hasattr(spec, "linear") else getattr(spec, part)


def package(
    model: Translator,
    tokenizer: Path,
    version: str,
    decoding: dict[str, float],
    papers: Sequence[Path],
    folder: Path,
    table: str = "",
) -> Path:
    """Write the folder of the package, its archive beside it, and return the archive."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(str(tokenizer))
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "model").mkdir(parents=True)
    specification(model, pieces).save(str(folder / "model"))
    shutil.copy(tokenizer, folder / "sentencepiece.model")
    metadata = {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": "zh",
        "from_name": "Chinese",
        "to_code": "en",
        "to_name": "English",
        "type": "translate",
        **decoding,
        "terms": bool(table),
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n", "utf-8")
    if table:
        (folder / HINTS).write_text(table, "utf-8")
    for paper in papers:
        shutil.copy(paper, folder)
    name = f"translate-zh_en-{version.replace('.', '_')}"
    archive = folder.with_name(f"{name}.argosmodel")
    with replacing(archive) as hidden, zipfile.ZipFile(hidden, "w", zipfile.ZIP_DEFLATED) as out:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            out.write(path, f"{name}/{path.relative_to(folder)}")
    return archive


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=Path("training/work/run"), help="folder of the checkpoints")
    parser.add_argument("--tokenizer", type=Path, default=Path("training/work/sentencepiece.model"))
    parser.add_argument("--average", type=int, default=4, help="how many of the last checkpoints")
    parser.add_argument("--between", type=Path, help="the package that the run carried on from, to average with")
    parser.add_argument("--version", default="0.4")
    parser.add_argument("--longest", type=int, default=45, help="characters that one decode does well, by benchmarks/quality.py")
    parser.add_argument("--penalty", type=float, default=1.3, help="length penalty of the search, by the same")
    parser.add_argument("--papers", type=Path, nargs="*", default=[], help="README.md, LICENSE, SOURCES.md for the package")
    parser.add_argument("--hints", type=Path, help="hints.tsv, for a model that has learnt to read them")
    parser.add_argument("--rare", type=int, default=300, help="words that the examples have less often than this get a hint")
    parser.add_argument("--out", type=Path, default=Path("training/work/package"))
    given = parser.parse_args(arguments)
    model = averaged(list(islice(train.newest(given.run), given.average)))
    model = between(model, given.between) if given.between else model
    decoding = {"longest_source": given.longest, "length_penalty": given.penalty}
    table = hints.table(given.hints, given.rare) if given.hints else ""
    archive = package(model, given.tokenizer, given.version, decoding, given.papers, given.out, table)
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, {parameters(model.shape):,} weights")


if __name__ == "__main__":
    command(main)
