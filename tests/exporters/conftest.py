"""The post with everything in it."""

from __future__ import annotations

import pytest

from bilingual.model import Bilingual
from tests.exporters.build import whole


@pytest.fixture(scope="session")
def post() -> Bilingual:
    return whole()
