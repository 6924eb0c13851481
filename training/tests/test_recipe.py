"""The whole recipe on two hundred pairs: a tiny model must learn to copy slots, and what goes wrong must be said."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sentencepiece
import torch
import zstandard

from training import (
    alignment,
    augment,
    batches,
    evaluate,
    exchange,
    export,
    hints,
    marks,
    mistakes,
    prepare,
    resume,
    tokenizer,
    train,
    vocabulary,
    warm,
)
from training.files import FileFault, lines, replacing

WHO = {"我": "I", "你": "You", "他们": "They", "老师": "Teachers", "学生": "Students"}
WHEN = {"今天": "today", "明天": "tomorrow", "晚上": "in the evening", "早上": "in the morning"}
WHAT = {
    "喝茶": "drink tea",
    "看书": "read books",
    "写信": "write letters",
    "学习英语": "learn English",
    "听音乐": "hear music",
    "买水果": "buy fruit",
    "打电话": "make calls",
    "做晚饭": "cook dinner",
    "玩游戏": "play games",
    "画地图": "draw maps",
}
PAIRS = [
    (f"{who}{when}{what}。", f"{WHO[who]} {WHAT[what]} {WHEN[when]}.") for who, when, what in itertools.product(WHO, WHEN, WHAT)
]
HELD_OUT = PAIRS[7]
ENOUGH = 500
"""Steps after which the tiny model has learnt to copy."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which every step but training has run."""
    folder = tmp_path_factory.mktemp("recipe")
    for name in ("corpus", "eval", "work"):
        (folder / name).mkdir()
    good = "".join(f"{zh}\t{en}\n" for zh, en in PAIRS)
    (folder / "corpus" / "talk.tsv").write_text(f"no tab here\n{good}你好。\t你好。\n", "utf-8")
    (folder / "corpus" / "cut.tsv.zst").write_bytes(zstandard.compress(good.encode())[:-40])
    (folder / "eval" / "dev.tsv").write_text("\t".join(HELD_OUT) + "\n", "utf-8")
    (folder / "dictionary.tsv").write_text("茶水\ttea\n喝茶\tto drink tea\n玄学\tmetaphysics\n老师\tsurname Lao\n", "utf-8")
    (folder / "phrases.tsv").write_text("# short answers\n对\tright\t+\n", "utf-8")
    mix = folder / "mix.toml"
    mix.write_text("[weights]\ntalk = 12\n", "utf-8")
    steps = {
        prepare: ["--corpus", folder / "corpus", "--eval", folder / "eval", "--work", folder / "work"],
        alignment: ["--work", folder / "work", "--mix", mix],
        tokenizer: ["--work", folder / "work", "--pieces", "380"],
        hints: ["--work", folder / "work", "--dictionary", folder / "dictionary.tsv"],
        augment: [
            "--work",
            folder / "work",
            "--slots",
            "0.5",
            "--terms",
            "0.2",
            "--noise",
            "0.1",
            "--phrases",
            folder / "phrases.tsv",
        ],
    }
    for step, arguments in steps.items():
        step.main([str(argument) for argument in arguments])
    return folder / "work"


def training(work: Path, minutes: float) -> list[str]:
    """Arguments of a tiny training run."""
    return [
        *"--width 64 --layers 2 1 --tokens 2500 --rate 5e-3 --warmup 40 --threads 1 --minutes".split(),
        str(minutes),
        "--examples",
        str(work / "examples.tsv"),
        "--tokenizer",
        str(work / "sentencepiece.model"),
        "--out",
        str(work / "run"),
    ]


@pytest.fixture(scope="module")
def package(work: Path) -> evaluate.Package:
    """What half a minute of training gives, or what it takes on a busy machine; each run carries on from the one before."""
    steps = [0]
    while steps[-1] < ENOUGH and len(steps) < 16:
        train.main(training(work, 0.25 * len(steps)))
        steps.append(warm.checkpoint(next(train.newest(work / "run")))["progress"]["step"])
        assert steps[-1] > steps[-2]
    export.main(
        [
            "--run",
            str(work / "run"),
            "--tokenizer",
            str(work / "sentencepiece.model"),
            "--average",
            "1",
            "--out",
            str(work / "package"),
        ]
    )
    return evaluate.Package(work / "package")


def test_a_damaged_line_or_file_is_told_and_the_rest_used(work: Path) -> None:
    kept = [line.split("\t") for line in lines(work / "pairs.tsv")]
    report = (work / "prepare.json").read_text("utf-8")
    assert len(kept) >= len(PAIRS) - 1
    assert '"not two columns": 1' in report
    assert '"file cut short": 1' in report
    assert '"Chinese in the English": 1' in report


def test_evaluation_sentences_are_kept_out(work: Path) -> None:
    assert HELD_OUT[0] not in {zh for _, zh, _ in (line.split("\t") for line in lines(work / "pairs.tsv"))}


def test_examples_have_the_same_slots_on_both_sides(work: Path) -> None:
    rows = [line.split("\t")[:2] for line in lines(work / "examples.tsv")]
    assert all(evaluate.exact(zh, en) for zh, en in rows)
    assert sum("⟦" in zh for zh, _ in rows) > len(rows) / 3


def test_links_that_are_there_are_kept_and_new_pairs_get_theirs(work: Path, tmp_path: Path) -> None:
    first = list(lines(work / "aligned.tsv"))
    kept = [*first[1:50], first[50].rpartition("\t")[0] + "\t0-0"]
    (tmp_path / "aligned.tsv").write_text("".join(f"{line}\n" for line in kept), "utf-8")
    (tmp_path / "pairs.tsv").write_bytes((work / "pairs.tsv").read_bytes())
    alignment.main(["--work", str(tmp_path), "--mix", str(work.parent / "mix.toml")])
    again = list(lines(tmp_path / "aligned.tsv"))
    assert again[1:51] == kept
    assert [line.rpartition("\t")[0] for line in again] == [line.rpartition("\t")[0] for line in first]
    assert all(line.rpartition("\t")[2] for line in again)


def test_a_noun_changes_places_with_one_of_the_dictionary() -> None:
    words = exchange.Dictionary([("蓄电池", "accumulator"), ("跑", "run"), ("科伦坡", "Colombo, capital of Sri Lanka")])
    cases = {
        ("他在修⟦1:自行车⟧。", "He is fixing a ⟦1:bicycle⟧."): ("他在修蓄电池。", "He is fixing an accumulator."),
        ("我买了两辆⟦1:自行车⟧。", "I bought two ⟦1:bicycles⟧."): ("我买了两辆蓄电池。", "I bought two accumulators."),
        ("我去⟦1:伦敦⟧。", "I am going to ⟦1:London⟧."): ("我去科伦坡。", "I am going to Colombo."),
        ("我⟦1:喜欢⟧你。", "I ⟦1:like⟧ you."): ("我喜欢你。", "I like you."),
    }
    for pair, wanted in cases.items():
        plain = tuple(map(marks.unmarked, pair))
        found = {augment.exchanged(alignment.marked(*pair), random.Random(seed), words)[:2] for seed in range(20)}
        assert wanted in found <= {wanted, plain}


def test_a_rare_word_gets_its_gloss_and_a_common_one_only_in_the_table(work: Path) -> None:
    often = {word: seen for word, seen, _ in hints.read(work / "hints.tsv")}
    assert often["玄学"] == 0 < often["喝茶"]
    table = dict(line.split("\t") for line in hints.table(work / "hints.tsv", 1).splitlines()[1:])
    assert (table["茶水"], table["喝茶"], table["玄学"], table["老师"]) == ("tea", "", "metaphysics", "")
    assert table["抖音"] == "Douyin", "a new word that no dictionary has"


def test_examples_with_hints_are_read_as_the_program_writes_them(work: Path) -> None:
    """Some examples have hints, others of the same words none; the pieces are those of the engine."""
    rows = [line.split("\t") for line in lines(work / "examples.tsv")]
    hinted = [row for row in rows if len(row) > 2 and "喝茶" in row[0]]
    assert hinted
    assert any(len(row) == 2 and "喝茶" in row[0] for row in rows)
    processor = sentencepiece.SentencePieceProcessor(str(work / "sentencepiece.model"))
    zh, _, hint = next(row for row in hinted if len(row) == 3)
    end, gloss = hint.split(" ", 1)
    pieces = [processor.id_to_piece(number) for number in batches.with_hints(zh, [hint], processor)]
    opened, closed = pieces.index("<0xFE>"), pieces.index("<0xFF>")
    assert processor.decode(pieces[:opened]) == zh[: int(end)]
    assert processor.decode(pieces[opened + 1 : closed]) == gloss
    assert processor.decode(pieces[:opened] + pieces[closed + 1 :]) == zh


def test_the_english_of_a_term_is_told_and_stands_in_the_target() -> None:
    words = exchange.Dictionary([("蓄电池", "accumulator")])
    pair = alignment.marked("他在修⟦1:自行车⟧。", "He is fixing a ⟦1:bicycle⟧.")
    found = {augment.termed(pair, random.Random(seed), words) for seed in range(20)}
    assert {(zh, en) for zh, en, _ in found} == {
        ("他在修自行车。", "He is fixing a bicycle."), ("他在修自行车。", "He is fixing an accumulator."),
    }  # fmt: skip
    told = [(term, en) for _, en, terms in found for term in terms]
    assert {term.gloss for term, _ in told} == {"bicycle", "accumulator"}
    assert all((term.end, term.word, term.exact) == (6, "自行车", True) and term.gloss in en for term, en in told)


def test_a_word_that_no_example_has_is_put_in_with_its_hint() -> None:
    words = hints.Hinting([("蓄电池", 0, "accumulator"), ("自行车", 900, "bicycle")])
    pair = alignment.Aligned(
        "他在修自行车。", "He is fixing a bicycle.", ((0, 1), (1, 2), (2, 3), (3, 6), (6, 7)),
        tuple(alignment.en_words("He is fixing a bicycle.")), frozenset({(3, 4)}),
    )  # fmt: skip
    zh, en, _ = augment.introduced(pair, random.Random(1), words)
    assert (zh, en) == ("他在修蓄电池。", "He is fixing an accumulator.")
    assert [hint.gloss for hint in words.given(zh, random.Random(1))] == ["accumulator"]


def test_common_words_that_no_pair_has_are_listed(work: Path) -> None:
    (work / "mix.toml").write_text("[weights]\ntalk = 12\n", "utf-8")
    vocabulary.main(["--work", str(work), "--mix", str(work / "mix.toml"), "--words", "3000"])
    missing = set(lines(work / "missing.txt"))
    assert "学生" not in missing
    assert {"社会", "经济"} <= missing


def test_words_cut_into_characters_still_read_the_same(work: Path) -> None:
    processor = sentencepiece.SentencePieceProcessor(str(work / "sentencepiece.model"))
    whole, cut, again = (batches.encode(work / "examples.tsv", processor, respelt=part) for part in (0.0, 1.0, 1.0))
    assert cut.source.tolist() == again.source.tolist()
    assert len(cut.source) > len(whole.source)
    for number in range(0, len(whole), 50):
        assert processor.decode(cut.pair(number)[0].tolist()) == processor.decode(whole.pair(number)[0].tolist())
        assert cut.pair(number)[1].tolist() == whole.pair(number)[1].tolist()


def test_a_model_can_be_taken_half_way_back_to_a_package(package: evaluate.Package, work: Path) -> None:
    model = export.averaged([next(train.newest(work / "run"))])
    once = model.encoder.layer_0.ffn.linear_0.weight.clone()
    with torch.no_grad():
        for weights in model.parameters():
            weights *= 3
    twice = export.between(model, package.folder).encoder.layer_0.ffn.linear_0.weight
    assert (twice - 2 * once).abs().max() < once.abs().max() / 50


def test_what_a_model_does_wrong_is_found_and_becomes_less_likely(package: evaluate.Package, work: Path) -> None:
    mistakes.main([str(package.folder), "--work", str(work), "--count", "400"])
    assert all(len(line.split("\t")) == 3 for line in lines(work / "mistakes.tsv"))
    # A right translation, said to be wrong in its second piece, so that something is there to unlearn.
    source, said = "他们晚上看书。", package.pieces(["他们晚上看书。"])[0]
    (work / "made_up.tsv").write_text(f"{source}\t{' '.join(said)}\t1\n", "utf-8")
    processor = sentencepiece.SentencePieceProcessor(str(work / "sentencepiece.model"))
    examples = batches.encode(work / "examples.tsv", processor, mistakes=work / "made_up.tsv")
    tensors = batches.batch(examples, [len(examples) - 1])
    assert tensors[2].tolist() == [[0, -processor.piece_to_id(said[1]), *[0] * (len(said) - 1)]]
    model = export.averaged([next(train.newest(work / "run"))])
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
    losses = list[float]()
    for _ in range(20):
        loss, pieces = model(*tensors)
        assert pieces == 1
        losses.append(float(loss.detach()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert losses[-1] < losses[0] / 2


def test_two_processes_learn_one_model_and_an_interrupted_run_is_saved(work: Path) -> None:
    command = [sys.executable, "-m", "training.train", *training(work, 5), "--processes", "2", "--out", str(work / "both")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert "examples" in running.stdout.readline()
        time.sleep(3)
        running.send_signal(signal.SIGTERM)
        told = running.stdout.read()
    assert running.returncode == 0
    assert "the same command carries on" in told
    assert warm.checkpoint(next(train.newest(work / "both")))["progress"]["step"] > 0


def test_a_day_is_carried_on_measured_and_logged(package: evaluate.Package, work: Path, tmp_path: Path) -> None:
    corpus, day = work.parent / "corpus", tmp_path / "day"
    options = {
        "--start": package.folder,
        "--tokenizer": package.folder / "sentencepiece.model",
        "--corpus": corpus,
        "--eval": work.parent / "eval",
        "--mix": work.parent / "mix.toml",
        "--dictionary": work.parent / "dictionary.tsv",
        "--log": tmp_path / "log.tsv",
        "--work": day,
        **{"--minutes": 0.03, "--fall": 0.03, "--segments": 3, "--tokens": 500, "--processes": 1},
    }
    arguments = [*(str(part) for option in options.items() for part in option), "--papers"]
    resume.main(arguments)
    made = (day / "examples.tsv").stat().st_mtime_ns
    constant = next(train.newest(day / "run"))
    resume.main(arguments)
    assert (day / "examples.tsv").stat().st_mtime_ns == made
    assert next(train.newest(day / "run")) > constant
    assert resume.spent(day / "fall") > resume.spent(day / "run")
    head, *rows = (line.split("\t") for line in lines(tmp_path / "log.tsv"))
    assert head[:3] == ["date", "minutes", "pieces seen"]
    assert [len(row) for row in rows] == [len(head)] * 2
    assert int(rows[1][2].replace(",", "")) > int(rows[0][2].replace(",", ""))
    (work.parent / "mix.toml").write_text("exclude = ['cut']\n[weights]\ntalk = 12\n", "utf-8")
    resume.main(arguments)
    assert (day / "examples.tsv").stat().st_mtime_ns > made
    assert not any(line.startswith("cut\t") for line in lines(day / "pairs.tsv"))


def test_a_tiny_model_learns_to_copy_slots(package: evaluate.Package) -> None:
    sources = [f"⟦{slot}⟧{when}{what}。" for slot, (when, what) in enumerate(zip(WHEN, WHAT, strict=False))]
    found = [hypotheses[0] for hypotheses in package.translate(sources)]
    assert all(map(evaluate.exact, sources, found)), found


def test_it_learns_the_language_too(package: evaluate.Package) -> None:
    assert package.translate(["他们晚上看书。"])[0][0] == "They read books in the evening."


def test_a_package_can_be_carried_on_from(package: evaluate.Package, work: Path) -> None:
    model = warm.load(package.folder)
    original = export.averaged([next(train.newest(work / "run"))])
    ours, theirs = model.state_dict(), original.state_dict()
    assert ours.keys() == theirs.keys()
    for name, value in ours.items():
        assert (value - theirs[name]).abs().max() <= theirs[name].abs().max() / 127


def test_a_damaged_checkpoint_is_told_and_the_one_before_loads(package: evaluate.Package, work: Path) -> None:
    last, before = list(train.newest(work / "run"))[:2]
    whole = last.read_bytes()
    last.write_bytes(whole[:1000])
    try:
        with pytest.raises(FileFault, match="the one before it"):
            warm.checkpoint(last)
        assert warm.checkpoint(before)["progress"]["step"] > 0
    finally:
        last.write_bytes(whole)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full to play a full disk")
def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "step-0000001.pt"
    path.write_bytes(b"the last good one")
    with pytest.raises(FileFault, match="could not be written"), replacing(path) as hidden:  # noqa: PT012
        hidden.symlink_to("/dev/full")
        hidden.write_bytes(b"x" * 100)
    assert path.read_bytes() == b"the last good one"
    assert list(tmp_path.iterdir()) == [path]


def test_without_the_sets_nothing_is_prepared(tmp_path: Path) -> None:
    """A missing folder must not look like one without sentences to keep out."""
    (tmp_path / "corpus").mkdir()
    with pytest.raises(FileFault, match=r"no folder .*sets"):
        prepare.prepare([tmp_path / "corpus"], tmp_path / "sets", tmp_path / "work")
