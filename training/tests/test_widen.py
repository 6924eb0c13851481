"""A widened model says at first what the narrow one says, and its copies learn different things."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from training import model, warm, widen
from training.model import Shape, Translator

SHAPE = Shape(vocabulary=60, width=64, heads=2, inner=96, encoder=2, decoder=2, positions=16)


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """float32 throughout, so that equal is equal."""
    monkeypatch.setattr(model, "reckoning", lambda device: torch.float32)


def sentences() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    chance = torch.Generator().manual_seed(3)
    source, target, wanted = (torch.randint(4, 60, (5, 9), generator=chance) for _ in range(3))
    source[1, 6:] = wanted[2, 7:] = 0
    return source, target, wanted


def narrow() -> Translator:
    torch.manual_seed(5)
    made = Translator(SHAPE)
    for parameter in made.parameters():  # biases and normalisations that are not what they begin with
        parameter.data += 0.1 * torch.randn_like(parameter)
    return made


def test_the_scores_stay() -> None:
    started = narrow()
    wide = widen.widened(started)
    assert wide.shape == Shape(vocabulary=60, width=128, heads=4, inner=192, encoder=2, decoder=2, positions=16)
    (before, count), (after, again) = started(*sentences()), wide(*sentences())
    assert count == again
    assert float(after) == pytest.approx(float(before), rel=1e-5)


def test_the_copies_grow_apart() -> None:
    wide = widen.widened(narrow())
    loss, _ = wide(*sentences())
    loss.backward()
    for name, parameter in wide.named_parameters():
        if name.endswith("linear_0.weight"):
            first, second = parameter.grad.chunk(2, 0) if "ffn" in name else parameter.grad[:128].chunk(2, 0)
            assert not torch.allclose(first, second), name


def test_the_command_writes_what_training_starts_from(tmp_path: Path) -> None:
    warm.save(narrow(), tmp_path / "narrow.pt")
    widen.main([str(tmp_path / "narrow.pt"), "--out", str(tmp_path / "wide.pt")])
    assert warm.load(tmp_path / "wide.pt").shape.width == 128
