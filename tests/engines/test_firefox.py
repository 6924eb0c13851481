"""Firefox's engine, with a tiny model in the real format."""

from __future__ import annotations

import gzip
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import bilingual
from bilingual.engines import open_engine
from bilingual.engines.firefox import engine as firefox
from bilingual.engines.firefox.engine import FirefoxEngine
from bilingual.engines.firefox.files import firefox_files, is_firefox_folder, load_translator, unpacked
from bilingual.errors import EngineError
from bilingual.lang.length import words
from bilingual.model import join, joined

from .conftest import translated
from .tiny_firefox import CHINESE, write_tiny_model

MODEL = "model.zhen.intgemm.alphas.bin"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_tiny_model(tmp_path / "zhen")


def texts(engine: Any, sources: list[str]) -> list[str]:
    return [found.text for found in translated(engine, sources)]


@pytest.mark.parametrize("packer", ["gz", "zst"])
@pytest.mark.parametrize("two", [False, True])
def test_every_form_of_the_same_model_translates_alike(tmp_path: Path, two: bool, packer: str) -> None:
    plain = open_engine(write_tiny_model(tmp_path / "plain/zhen", two=two))
    packed = open_engine(str(write_tiny_model(tmp_path / "packed/zhen", two=two, packed=packer)))
    assert plain.info.name == "firefox zhen"
    assert plain.info.signature == packed.info.signature
    assert plain.info.slots == ()
    found = texts(plain, list(CHINESE))
    assert all(found)
    assert found == texts(packed, list(CHINESE))


def test_the_signature_tells_models_apart(tmp_path: Path) -> None:
    one, two = (open_engine(write_tiny_model(tmp_path / str(two) / "zhen", two=two)) for two in (False, True))
    assert one.info.name == two.info.name
    assert one.info.signature != two.info.signature


def test_one_hypothesis_for_each_request_in_order_and_blanks_for_blanks(folder: Path) -> None:
    engine = open_engine(folder)
    alone = {source: texts(engine, [source])[0] for source in CHINESE}
    counted: list[int] = []
    mixed = [*CHINESE, "", *reversed(CHINESE), " \n"]
    found = translated(engine, mixed, progress=counted.append)
    assert [hypothesis.text for hypothesis in found] == [alone.get(source, "") for source in mixed]
    assert counted[-1] == len(mixed)
    assert translated(engine, []) == []


def test_what_is_too_long_is_cut_at_clauses_and_never_silently(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FirefoxEngine(folder)
    sources: list[str] = []
    monkeypatch.setattr(engine, "_decoded", lambda source: sources.append(source) or "x")
    long = "我喜欢猫，" * 100
    assert set(texts(engine, [long])[0].split()) == {"x"}
    assert "".join(sources) == long
    assert len(sources) > 1
    assert all(source.endswith("，") for source in sources)
    assert all(len(engine._tokenizer.encode(source)) <= firefox.MOST_PIECES for source in sources)


BABBLING = 332
"""The seed of a model that writes several words, and other ones for each source; most repeat one piece."""


def test_without_terms_the_program_takes_what_the_model_says(tmp_path: Path) -> None:
    """So its score is the bare model's: nothing but the capital, the end and the blanks is the program's."""
    folder = write_tiny_model(tmp_path / "zhen", two=True, seed=BABBLING)
    bare = load_translator(firefox_files(folder))
    sources = [*(source for source in CHINESE if len(source) > 4), *(f"{CHINESE[0][:-1]}，{source}" for source in CHINESE)]
    said = [words(bare.translate(source)) for source in sources]
    assert len({*map(tuple, said)}) == len(said)
    results = bilingual.translate([bilingual.read_document(s.encode()) for s in sources], engine=open_engine(folder), memory=None)
    assert [words(join(joined(result.units, "en"))) for result in results] == said


def test_any_thread_may_ask(folder: Path) -> None:
    engine = open_engine(folder)
    expected = texts(engine, list(CHINESE))
    found: list[list[str]] = []
    threads = [threading.Thread(target=lambda: found.append(texts(engine, list(CHINESE)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


MANY = [f"{opening}{number}{source}" for number in "一二三四五六" for opening in ("好，", "对，") for source in CHINESE]
FIRST_ANSWER = "import sys; sys.stdin.readline(); print('\"x\"', flush=True)"


@pytest.mark.slow
def test_many_sentences_go_to_processes_and_come_back_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = open_engine(folder)
    expected = [text for source in MANY for text in texts(alone, [source])]
    monkeypatch.setattr(firefox, "core_count", lambda: 2)
    engine = FirefoxEngine(folder)
    monkeypatch.setattr(engine._processes, "_otherwise", None)
    counted: list[int] = []
    found = translated(engine, [*MANY, "", MANY[0]], progress=counted.append)
    assert [hypothesis.text for hypothesis in found] == [*expected, "", expected[0]]
    assert counted[-1] == len(found)


@pytest.mark.slow
@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", ""], [sys.executable, "-c", FIRST_ANSWER]])
def test_what_a_process_cannot_do_is_done_here(folder: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    expected = texts(open_engine(folder), MANY)
    monkeypatch.setattr(firefox, "core_count", lambda: 2)
    engine = FirefoxEngine(folder)
    monkeypatch.setattr(engine._processes, "_command", command)
    differing = [(text, other) for text, other in zip(texts(engine, MANY), expected, strict=True) if text != other]
    assert [text for text, _ in differing] == (["x"] * len(differing) if command[-1] == FIRST_ANSWER else [])


def test_few_sentences_stay_in_this_process(folder: Path) -> None:
    processes = FirefoxEngine(folder)._processes
    processes._most = 4
    assert [processes.are_worth_it(sentences) for sentences in (1, 23, 24, 64)] == [False, False, True, True]
    processes._most = 1
    assert not processes.are_worth_it(1000)


def test_without_the_library_it_says_how_to_get_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firefox, "find_spec", lambda name: None)
    with pytest.raises(EngineError, match="fxtranslate") as caught:
        open_engine(folder)
    assert "bilingual[firefox]" in caught.value.remedy


@pytest.mark.parametrize("data", [b"", b"not a model", "cut"])
def test_a_damaged_model(folder: Path, data: bytes | str) -> None:
    path = folder / MODEL
    path.write_bytes(path.read_bytes()[:-500] if isinstance(data, str) else data)
    with pytest.raises(EngineError, match="cannot be used") as caught:
        translated(open_engine(folder), ["大家好！"])
    assert caught.value.path == str(path)
    assert caught.value.remedy


def test_a_model_that_lacks_a_weight_ends_in_an_error_too(folder: Path) -> None:
    path = folder / MODEL
    path.write_bytes(path.read_bytes().replace(b"decoder_l1_rnn_ffn_ln_scale", b"decoder_l1_rnn_ffn_xx_scale"))
    with pytest.raises(EngineError, match="cannot be used"):
        translated(open_engine(folder), ["大家好！"])


def test_a_damaged_vocabulary(folder: Path) -> None:
    (folder / "vocab.zhen.spm").write_bytes(b"not a vocabulary")
    with pytest.raises(EngineError, match="not a SentencePiece model"):
        translated(open_engine(folder), ["大家好！"])


@pytest.mark.parametrize("packer", ["gz", "zst"])
def test_a_packed_file_cut_short(tmp_path: Path, packer: str) -> None:
    folder = write_tiny_model(tmp_path / "zhen", packed=packer)
    path = folder / f"{MODEL}.{packer}"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(EngineError, match="not whole") as caught:
        open_engine(folder)
    assert caught.value.path == str(path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (MODEL, "model.enzh.intgemm.alphas.bin", "translates en to zh"),
        ("vocab.zhen.spm", "srcvocab.zhen.spm", "lacks a file"),
    ],
)
def test_a_folder_that_will_not_do(folder: Path, old: str, new: str, message: str) -> None:
    (folder / old).rename(folder / new)
    assert is_firefox_folder(folder)
    with pytest.raises(EngineError, match=message):
        open_engine(folder)


def test_packed_bytes_are_known_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "model.zhen.bin"
    path.write_bytes(gzip.compress(b"model"))
    assert unpacked(path) == b"model"
