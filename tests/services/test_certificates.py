"""The certificates of services: read once, and as strict as any."""

import ssl
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from upheld.services import Reason, ServiceError
from upheld.services.certificates import Trust
from upheld.services.session import Session

pytestmark = [pytest.mark.block_network(allowed_hosts=["127.0.0.1", "::1"]), pytest.mark.usefixtures("carrier")]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Make the key and the certificate of a server that is called localhost, for which it vouches itself."""
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(made)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("openssl, which makes the certificate, is not here")
    return key, made


@pytest.fixture
def by_tls(server: Any, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the server speak TLS, and the environment vouch for it."""
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(made))


def test_certificates_are_read_once_for_all_connections() -> None:
    trust = Trust()
    assert trust.context is trust.context


@pytest.mark.usefixtures("by_tls")
def test_they_are_read_once_a_run(base: str, routes: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []
    make = ssl.create_default_context

    def noted(**named: Any) -> ssl.SSLContext:
        read.append(named)
        return make(**named)

    monkeypatch.setattr(ssl, "create_default_context", noted)
    routes["/a"] = routes["/b"] = {}
    session = Session()
    for host, path in (("localhost", "/a"), ("127.0.0.1", "/a"), ("localhost", "/b")):
        with suppress(ServiceError):  # the certificate names localhost alone
            session.get_json(base.replace("http:", "https:").replace("127.0.0.1", host) + path)
    session.close()
    assert len(read) == 1


def test_they_are_not_read_for_plain_http(base: str, routes: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/there/is/none.pem")
    routes["/a"] = {"answer": 42}
    assert Session().get_json(f"{base}/a") == {"answer": 42}


def test_a_service_has_to_show_a_certificate_and_its_own() -> None:
    context = Trust().context
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.get_ca_certs()


def test_a_folder_of_certificates_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path))
    assert Trust().context.get_ca_certs() == []


@pytest.mark.parametrize("text", ["", "no certificate"])
def test_a_file_without_certificates_is_named_and_nobody_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (tmp_path / "bundle.pem").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "bundle.pem"))
    with pytest.raises(ServiceError, match="CURL_CA_BUNDLE names certificates that cannot be read") as caught:
        Session().get_json("https://127.0.0.1:9/")
    assert caught.value.reason is Reason.UNREACHABLE


@pytest.mark.usefixtures("by_tls")
def test_a_certificate_counts_for_the_host_that_it_names_alone(base: str, routes: dict[str, Any]) -> None:
    routes["/a"] = {"answer": 42}
    url = f"{base.replace('http:', 'https:')}/a"
    assert Session().get_json(url.replace("127.0.0.1", "localhost")) == {"answer": 42}
    with pytest.raises(ServiceError, match="has no certificate that is trusted here"):
        Session().get_json(url)
