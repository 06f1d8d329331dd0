"""A real server on loopback that speaks the OSV API over a few records, and an environment in which it is asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from osv_server import Database, OsvServer
from upheld.services import Services, retries

_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")
_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")


def record(name: str, *versions: str, package: str = "lantern", **rest: Any) -> dict[str, Any]:
    """Return a record about a package of PyPI, changed on the first of a month."""
    affected = [{"package": {"ecosystem": rest.pop("ecosystem", "PyPI"), "name": package}, "versions": list(versions)}]
    return {"id": name, "modified": "2026-02-01T00:00:00Z", "affected": affected, **rest}


HIGH: dict[str, Any] = {"database_specific": {"severity": "HIGH"}}


@pytest.fixture
def records() -> list[dict[str, Any]]:
    """The records that the server begins with; a test may add some before it asks for `osv`."""
    return [
        record(
            "PYSEC-2026-1",
            "1.0",
            "1.1",
            aliases=["CVE-2026-1", "GHSA-aaaa-aaaa-aaaa"],
            published="2026-01-02T00:00:00Z",
        ),
        record("GHSA-aaaa-aaaa-aaaa", "1.0", "1.1", aliases=["CVE-2026-1"], **HIGH),
        record("PYSEC-2026-2", "1.0", aliases=["CVE-2026-2"], **HIGH),
        record("PYSEC-2026-3", "2.0", package="kettle", **HIGH),
    ]


@pytest.fixture
def osv(records: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[OsvServer]:
    """Serve the records, and have them asked for."""
    for name in (*_PROXIES, *map(str.lower, _PROXIES), *_BUNDLES):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(retries, "LONGEST_PAUSE", 0)
    with OsvServer(Database(records)) as server:
        monkeypatch.setenv("UPHELD_OSV_URL", server.address)
        yield server


@pytest.fixture
def services() -> Iterator[Services]:
    """The services of an online run."""
    found = Services(offline=False, timeout=20)
    yield found
    found.close()
