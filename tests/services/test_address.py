"""Which addresses may be asked, what is sent to them, and where a redirect may lead."""

import pytest

from upheld.services import Reason, ServiceError
from upheld.services.address import Address

TOKEN = "not-a-real-token"  # noqa: S105


def refusal(url: str, token: str | None = None) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        Address.with_token(url, token)
    return caught.value


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org", "file:///etc/passwd", "https://", "https://[", "https://h:99999/",
     "https://a b/", "https://exämple.org", "http://127.0.0.1\\@example.org/", "https://[::1%25lo]/"],
)  # fmt: skip
def test_what_is_no_address_is_refused_and_not_shown(url: str) -> None:
    error = refusal(url)
    assert error.reason is Reason.UNEXPECTED
    assert not url or url not in str(error)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.0.0.1", "0177.0.0.1", "127.0.0.1.", "1.2.3.4.5", "a.0x"])
def test_a_number_that_only_some_resolvers_take_for_an_address_is_refused(host: str) -> None:
    assert refusal(f"https://{host}/").reason is Reason.UNEXPECTED


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:8443/a b?c=d e", "https://example.org:8443/a%20b?c=d%20e"),
        ("http://[::1]:80/a", "http://[::1]:80/a"),
        ("https://example.org/a%2Fb#part", "https://example.org/a%2Fb"),
        ("https://user:sesame@example.org/a", "https://example.org/a"),
    ],
)
def test_an_address_is_asked_in_one_spelling_without_its_password(url: str, asked: str) -> None:
    assert Address.with_token(url, None).url == asked


def test_a_token_comes_before_the_password_in_the_address() -> None:
    url = "https://user:sesame@example.org/"
    assert Address.with_token(url, TOKEN).authorization == f"Bearer {TOKEN}"
    assert Address.with_token(url, None).authorization == "Basic dXNlcjpzZXNhbWU="


def test_neither_token_nor_password_is_shown_where_an_address_is_printed() -> None:
    assert TOKEN not in repr(Address.with_token("https://example.org/", TOKEN))


@pytest.mark.parametrize("url", ["http://example.org/", "http://10.0.0.1/", "http://localhost.example.org/"])
def test_a_token_is_sent_over_plain_http_to_this_machine_only(url: str) -> None:
    assert refusal(url, TOKEN).reason is Reason.UNEXPECTED
    assert refusal(url.replace("//", "//user:sesame@")).reason is Reason.UNEXPECTED
    assert Address.with_token("http://localhost/", TOKEN).authorization


@pytest.mark.parametrize("token", ["a\r\nX: b", "schlüssel"])
def test_a_token_that_no_header_can_hold_is_refused_and_not_shown(token: str) -> None:
    error = refusal("https://example.org/", token)
    assert error.reason is Reason.UNAUTHORIZED
    assert token not in str(error)


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost.", "127.0.0.1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]", "[::]", "0.0.0.0"],  # noqa: S104
)
def test_every_spelling_of_this_machine_is_known_and_no_redirect_from_outside_leads_there(host: str) -> None:
    assert Address.of(f"https://{host}/").is_loopback
    with pytest.raises(ServiceError, match="to this machine"):
        Address.of("https://example.org/").redirected(f"https://{host}/")


@pytest.mark.parametrize(
    "location",
    ["http://example.org/", "ftp://127.0.0.1/", "javascript:alert(1)", "http://[", "//:80/", "http://10.0.0.1/"],
)
def test_a_redirect_to_plain_http_or_to_no_address_is_refused(location: str) -> None:
    with pytest.raises(ServiceError) as caught:
        Address.of("http://127.0.0.1/a").redirected(location)
    assert caught.value.reason is Reason.UNEXPECTED


@pytest.mark.parametrize("location", ["/b", "b", "https://example.org/b", "//EXAMPLE.org/b"])
def test_a_token_follows_a_redirect_within_its_host(location: str) -> None:
    there = Address.with_token("https://example.org/a", TOKEN).redirected(location)
    assert (there.url, there.authorization) == ("https://example.org/b", f"Bearer {TOKEN}")


@pytest.mark.parametrize("location", ["https://example.org:8443/", "https://sub.example.org/", "https://example.com/"])
def test_a_token_stays_behind_where_host_or_port_change(location: str) -> None:
    assert Address.with_token("https://example.org/", TOKEN).redirected(location).authorization is None
