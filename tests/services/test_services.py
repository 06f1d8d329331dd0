"""The services of a run: one session online, none offline."""

import pytest

from upheld.services import ServiceError, Services


def test_an_online_run_has_one_session() -> None:
    services = Services(offline=False)
    assert services.session is services.session


def test_an_offline_run_has_none() -> None:
    with pytest.raises(ServiceError, match="not asked: --offline"):
        _ = Services(offline=True).session
