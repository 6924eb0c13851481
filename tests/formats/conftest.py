"""The post with everything in it."""

from __future__ import annotations

import pytest

from bilingual.model import Translation
from tests.formats.build import whole


@pytest.fixture(scope="session")
def post() -> Translation:
    return whole()
