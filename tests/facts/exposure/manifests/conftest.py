"""A secret of nobody, put together so that no file holds it whole."""

import pytest


@pytest.fixture
def secret() -> str:
    """Return what looks drawn by chance."""
    return "8f3Kc9Qd" + "1xL27bT4" + "w5ZmP0sV"
