"""The model as it learns on an accelerator is the model that is exported; packed examples come back as they were."""

import itertools
from pathlib import Path

import numpy as np
import torch

from training import muon, packing, padded, sprint
from training.model import Shape, Translator

SHAPE = Shape(vocabulary=50, width=64, heads=1, inner=128, encoder=2, decoder=1)
PAIRS = [(np.arange(5, 5 + n), np.arange(20, 20 + m)) for n, m in itertools.product((1, 4, 9), (2, 7, 11))]


def batches() -> padded.Batches:
    return padded.Batches(packing.packed(PAIRS), torch.device("cpu"))


def test_packed_examples_come_back(tmp_path: Path) -> None:
    (tmp_path / "mix.0.xz").write_bytes(packing.packed(PAIRS[:4]).to_bytes())
    (tmp_path / "mix.1.xz").write_bytes(packing.packed(PAIRS[4:]).to_bytes())
    found = packing.read(tmp_path, "mix")
    assert found.source.tolist() == [piece for pair in PAIRS for piece in pair[0]]
    assert found.target_lengths.tolist() == [len(pair[1]) for pair in PAIRS]


def test_a_pass_has_each_example_once_and_no_batch_is_too_large() -> None:
    parts = list(batches().numbers(100, np.random.default_rng(1)))
    assert sorted(number for part, _, _ in parts for number in part) == list(range(len(PAIRS)))
    assert all(len(part) * (wide + long) <= 100 or len(part) == 1 for part, wide, long in parts)


def test_a_batch_begins_and_ends_as_the_model_expects() -> None:
    source, target, wanted = batches().batch(np.array([0, 4]), 8, 8)
    assert source[0, :2].tolist() == [5, padded.END]
    assert target[0, :3].tolist() == [padded.START, 20, 21]
    assert wanted[0, :3].tolist() == [20, 21, padded.END]
    assert not source[0, 2:].any()
    assert not target[0, 3:].any()
    assert not wanted[0, 3:].any()


def test_its_loss_is_that_of_the_model_that_is_exported() -> None:
    torch.manual_seed(1)
    plain = Translator(SHAPE)
    fused = sprint.Fused(SHAPE)
    fused.load_state_dict(plain.state_dict())
    tensors = batches().batch(np.arange(len(PAIRS)), 16, 16)
    total, count = plain(*tensors)
    whole, _ = sprint.loss(fused, *tensors, 0.0, 0.1)
    assert abs(float(total / count) - float(whole)) < 2e-2  # the other one reckons the scores in bf16 where it can


def test_two_equal_answers_agree() -> None:
    torch.manual_seed(1)
    fused = sprint.Fused(SHAPE)
    tensors = tuple(torch.cat([side, side]) for side in batches().batch(np.arange(len(PAIRS)), 16, 16))
    alone, _ = sprint.loss(fused, *tensors, 0.0, 0.1)
    together, _ = sprint.loss(fused, *tensors, 1.0, 0.1)
    assert torch.isclose(alone, together)
    fused.drop(0.5)
    assert float(sprint.loss(fused, *tensors, 1.0, 0.1)[0]) > float(sprint.loss(fused, *tensors, 0.0, 0.1)[0])


def test_an_update_of_muon_is_nearly_orthogonal() -> None:
    torch.manual_seed(1)
    for kind in ((3, 32, 64), (2, 64, 32)):
        found = torch.linalg.svdvals(muon.orthogonal(torch.randn(*kind)).float())
        assert (found > 0.3).all()
        assert (found < 1.5).all()


def test_what_is_brought_back_is_the_model(tmp_path: Path) -> None:
    torch.manual_seed(1)
    fused = sprint.Fused(SHAPE)
    sprint.save(fused, SHAPE, tmp_path)
    path = sprint.collect(tmp_path, tmp_path)
    state = torch.load(path, weights_only=True)
    model = Translator(Shape(**state["shape"]))
    model.load_state_dict(state["model"])
    for name, tensor in model.state_dict().items():
        assert torch.allclose(tensor, fused.state_dict()[name], atol=2e-2), name


def test_a_sprint_learns_and_ends_in_time(tmp_path: Path) -> None:
    torch.set_num_threads(1)  # beside other programs two threads wait for each other most of the time
    for name in ("wide", "mix", "talk"):
        (tmp_path / f"{name}.0.xz").write_bytes(packing.packed(PAIRS).to_bytes())
    options = "--checks talk --seconds 6 --tell 1 --tokens 200 --rate 0.01 --width 64 --layers 1 1 --pieces 50 --warmup 5"
    sprint.main([*options.split(), "--packed", str(tmp_path), "--out", str(tmp_path / "out")])
    lines = (tmp_path / "out" / "log.jsonl").read_text("utf-8").splitlines()
    last = float(lines[-1].split('"talk": ')[1].rstrip("}"))
    assert last < 1  # nats; knowing nothing costs 3.9
