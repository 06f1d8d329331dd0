import base64

import pytest

from secrets_made import found, letters

STRONG = "k7" + letters(12)


@pytest.mark.parametrize(
    "scheme", ["postgres", "postgresql+asyncpg", "mysql", "mongodb+srv", "redis", "amqps", "https", "ftp"]
)
def test_an_address_with_a_drawn_password_is_sure(scheme: str) -> None:
    assert found(f"{scheme}://service:{STRONG}@db.internal-company.net:5432/name") == [
        ("address-with-password", "high")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "postgres://user:password@localhost:5432/db",
        "postgres://postgres:postgres@db:5432/app",
        "https://user:pass@host.org/",
        "https://$USER:$PASSWORD@server.net/",
        "https://user:${PASSWORD}@server.net/",
        "https://user:{password}@server.net/",
        "https://user:<password>@server.net/",
        "https://user:{{ password }}@server.net/",
        "redis://:%s@server.net/",
        "amqp://user:*****@server.net",
        "mongodb://root:example@mongo:27017/",
        "https://admin:admin@server.net/",
        "postgres://user:secretword@example.com/db",
        "https://x-access-token:$TOKEN@github.com/o/r",
        "http://localhost:8000/@scope/package",
        "https://unpkg.com/react@18:umd",
        "git+ssh://git@github.com:owner/repository",
        "http://[::1]:8080/a@b",
        "see http://a.b:80, or mail me@c.d",
    ],
)
def test_an_address_that_shows_how_to_write_one_is_no_secret(address: str) -> None:
    assert found(address) == []


def test_an_address_without_a_domain_or_of_tests_is_to_be_looked_at() -> None:
    assert found(f"postgres://service:{STRONG}@database-one/name") == [("address-with-password", "medium")]
    assert found(f"postgres://service:{STRONG}@localhost/name") == [("address-with-password", "medium")]
    assert found(f"postgres://service:{STRONG}@db.company.net/name", "tests/conf.py") == [
        ("address-with-password", "medium")
    ]
    assert found("postgres://service:" + "monkeybar@db.company.net/name") == [("address-with-password", "medium")]


def basic(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()


def test_credentials_in_base64_are_read() -> None:
    assert found(f"Authorization: Basic {basic('service', STRONG)}") == [("basic-authorization", "medium")]
    assert found(f'{{"auths": {{"registry.net": {{"auth": "{basic("service", STRONG)}"}}}}}}') == [
        ("docker-auth", "high")
    ]


@pytest.mark.parametrize("value", [basic("user", "password"), basic("admin", "admin"), "bm90aGluZ2hlcmU=", "dXNlcjo="])
def test_base64_of_no_credentials_is_none(value: str) -> None:
    assert found(f"Authorization: Basic {value}") == []


def test_a_netrc_file_has_passwords() -> None:
    assert found(f"machine host.net\n  login me\n  password {STRONG}\n") == [("netrc-password", "high")]
    assert found("machine host.net login me password <password>\n") == []
    assert found("machine host.net login me password $TOKEN\n") == []


def test_commands_have_passwords() -> None:
    assert found(f"curl -u service:{STRONG} https://host.net") == [("curl-user", "medium")]
    assert found("curl -u user:password https://host.net") == []
    assert found('curl -u "$USER:$PASSWORD" https://host.net') == []
    assert found(f"PGPASSWORD={STRONG} psql") == [("command-line-password", "medium")]


def test_hosts_inside_are_to_be_looked_at() -> None:
    assert found("url: https://wiki.acme.internal/page\n") == [("internal-host", "medium")]
    assert found("host: 10.12.44.31\n") == [("internal-address", "medium")]
    assert found("host: 10.0.0.0/8, 192.168.1.1, 8.8.8.8, version 10.2.3.4.5\n") == []
    assert found("import example.internal.utils\nself.internal()\n") == []
